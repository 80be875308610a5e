"""What people said about which claims are one event: later words beat earlier ones, whatever joined the claims.

- A judgement is about one claim, what its frame gave with it, and their copies. It moves these, and no other
  claim that a rule had put with them.
- `same-as` puts the claim into the event of the other, wherever and whenever that is: it is *seated* there, and
  its own place and days make no event. Joins are transitive: A same as B and B same as C are one event.
- `not-same` takes the claim out of the event that the other is in; the rest of that event stays. It holds
  for what people joined the claim to as well.
- Of decisions that cannot all hold, the latest do: first about one pair, then across pairs. `event` set to the
  empty value takes back what was said of the claim before.
- A claim that is rejected, or not in the record, joins and parts nothing until it is there again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitrep.model.claim import Claim
from sitrep.model.review import Judgement, Verdict
from sitrep.reconcile.judgements import about_events, corrected, order
from sitrep.reconcile.partitions import days_of, event_keys, is_happening, partition_keys
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.unions import Unions


@dataclass(frozen=True, slots=True)
class Seat:
    """Where a person put a claim: into the event of `home`, by a judgement that names `to`."""

    home: Weighed
    to: str


@dataclass(frozen=True, slots=True)
class Joins:
    """People's decisions about a set of claims.

    Attributes:
        seats: Claim id → where it sits, for claims that sit in another claim's event.
        parted: Pairs (claim, other): the claim leaves the other's event.
    """

    seats: Mapping[str, Seat]
    parted: tuple[tuple[str, str], ...]


NO_JOINS = Joins({}, ())


def in_force(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """The decisions about events that hold, the latest first: one a pair, and none that a later one contradicts."""
    by_pair: dict[frozenset[str], Judgement] = {}
    for judgement in sorted((j for j in judgements if about_events(j)), key=order):
        if judgement.verdict is Verdict.SET:
            by_pair = {pair: j for pair, j in by_pair.items() if j.claim != judgement.claim}
        elif judgement.claim != judgement.value:
            by_pair[frozenset((judgement.claim, judgement.value))] = judgement
    unions: Unions[str] = Unions(sorted(frozenset().union(*by_pair)))
    parted: list[tuple[str, str]] = []
    holding = []
    for judgement in sorted(by_pair.values(), key=order, reverse=True):
        tops = {unions.top(judgement.claim), unions.top(judgement.value)}
        if judgement.verdict is Verdict.NOT_SAME:
            if len(tops) == 1:
                continue
            parted.append((judgement.claim, judgement.value))
        else:
            if any({unions.top(one), unions.top(other)} == tops for one, other in parted):
                continue
            unions.join(judgement.claim, judgement.value)
        holding.append(judgement)
    return tuple(holding)


def joins(weighed: Sequence[Weighed], judgements: Iterable[Judgement]) -> Joins:
    """Where people put claims, and which they parted.

    Args:
        weighed: The claims that stand, with all that people joined to any of them.
        judgements: Decisions about them, those that hold by copy or frame included.
    """
    decided = in_force(judgements)
    if not decided:
        return NO_JOINS
    by_id = {item.claim.id: item for item in weighed if is_happening(item.claim)}
    same = [j for j in decided if j.verdict is Verdict.SAME_AS and j.claim in by_id and j.value in by_id]
    moved = {judgement.claim: judgement.value for judgement in reversed(same)}
    unions: Unions[str] = Unions(sorted({id_ for j in same for id_ in (j.claim, j.value)}))
    for judgement in same:
        unions.join(judgement.claim, judgement.value)
    seats: dict[str, Seat] = {}
    for members in unions.groups():
        home = min((by_id[member] for member in members), key=lambda item: _seniority(item, moved))
        if home.actual:
            seats.update({m: Seat(home, moved.get(m, home.claim.id)) for m in members if m != home.claim.id})
    parted = tuple((j.claim, j.value) for j in decided if j.verdict is Verdict.NOT_SAME)
    return Joins(seats, parted)


def _seniority(item: Weighed, moved: Mapping[str, str]) -> tuple[bool, bool, bool, bool, int, str, str]:
    """The home of an event is the claim that others were joined to, best a dated one of a known place."""
    length = days_of(item.claim)
    published = item.claim.published or "~"
    return (
        not item.actual,
        item.claim.id in moved,
        length is None,
        not item.where.linkable,
        length or 0,
        published,
        item.claim.id,
    )


def joined_keys(claims: Iterable[Claim], judgements: Sequence[Judgement]) -> dict[str, tuple[str, ...]]:
    """Claim id → partitions that it touches, with those of every claim that people ever spoke of together.

    Args:
        claims: Claims, with all that a judgement about any of them names.
        judgements: Decisions about them, those that hold by copy or frame included.
    """
    by_id = {claim.id: claim for claim in claims}
    about: dict[str, list[Judgement]] = {}
    unions: Unions[str] = Unions(by_id)
    for judgement in judgements:
        about.setdefault(judgement.claim, []).append(judgement)
        if judgement.value in by_id and judgement.claim in by_id and about_events(judgement):
            unions.join(judgement.claim, judgement.value)
    found = {}
    for group in unions.groups():
        shared: set[str] = set()
        if len(group) > 1:
            for member in group:
                for state in corrected(by_id[member], about.get(member, ())):
                    shared.update(event_keys(state))
        for member in group:
            own = partition_keys(by_id[member], about.get(member, ()))
            found[member] = tuple(sorted({*own, *shared}))
    return found
