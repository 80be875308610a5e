"""Claims that are one statement before anything is compared: what one frame gave, its harm, and its copies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from sitrep.codebook.families import families
from sitrep.codebook.linking import linking
from sitrep.model.claim import ClaimKind
from sitrep.reconcile.joins import Joins
from sitrep.reconcile.judgements import copy_key
from sitrep.reconcile.linking import Profile, profile
from sitrep.reconcile.parties import acting
from sitrep.reconcile.partitions import SHORT, days_of
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.unions import Unions


@dataclass
class Unit:
    """Claims that one frame gave, with the harm that attaches to it and their copies: always one event.

    Attributes:
        claims: The claims.
        leader: The one that dates and places it.
        profile: What it says.
        link: Story within which alone it may be joined to others; empty where its place and day are known.
        said_on: Day on which it was first published, which tells about when an undated one happened; None if unknown.
        news: Whether it is undated, its place is known, and a report tells it in its first sentences.
        ids: Its claims and those that people seated with them.
        parted: Claims whose event it must not be in, because a person said so of one of its own.
    """

    claims: tuple[Weighed, ...]
    leader: Weighed
    profile: Profile
    link: str
    said_on: date | None
    news: bool
    ids: set[str] = field(default_factory=set)
    parted: set[str] = field(default_factory=set)

    @cached_property
    def rank(self) -> tuple[str, str]:
        """Sorting key: the earliest published first, unknown times last."""
        return min((item.claim.published or "~", item.claim.id) for item in self.claims)


def units(claims: Sequence[Weighed], people: Joins) -> list[Unit]:
    """The statements among claims told as fact.

    Args:
        claims: Claims of one block, in order of id.
        people: Which claims people parted; two of one frame then make two statements.
    """
    parted = {frozenset(pair) for pair in people.parted}
    bundles = [
        bundle
        for members in _framed(claims)
        for bundle in _without_parted(members, people, whole=len(claims))
    ]
    leaders = [_leader(bundle) for bundle in bundles]
    unions: Unions[int] = Unions(range(len(bundles)))
    first: dict[tuple[object, ...], int] = {}
    for index, leader in enumerate(leaders):
        key = (*copy_key(leader.claim, {leader.claim.document: leader.story}), *_interval(leader))
        known = first.setdefault(key, index)
        if frozenset((leaders[known].claim.id, leader.claim.id)) not in parted:
            unions.join(known, index)
    return [_unit([bundles[index] for index in group]) for group in unions.groups()]


def _framed(claims: Sequence[Weighed]) -> list[list[Weighed]]:
    by_id = {item.claim.id: item for item in claims}
    by_frame: dict[str, list[Weighed]] = {}
    for item in claims:
        by_frame.setdefault(item.claim.frame, []).append(item)
    unions: Unions[str] = Unions(by_id)
    for item in claims:
        for frame in {item.claim.frame, item.claim.event_frame} - {""}:
            for other in by_frame.get(frame, ()):
                if _meets(item, other):
                    unions.join(item.claim.id, other.claim.id)
    return [[by_id[id_] for id_ in group] for group in unions.groups()]


def _without_parted(members: list[Weighed], people: Joins, *, whole: int) -> list[list[Weighed]]:
    """The members, those apart that a person took out of the event of another one of them."""
    ids = {item.claim.id for item in members}
    leaving = {claim for claim, other in people.parted if claim in ids and other in ids}
    if not leaving:
        return [members]
    staying = [item for item in members if item.claim.id not in leaving]
    gone = [item for item in members if item.claim.id in leaving]
    if not staying or len(members) > whole:
        return [[item] for item in members]
    rest = [part for found in _framed(gone) for part in _without_parted(found, people, whole=len(gone))]
    return [staying, *rest]


def _meets(a: Weighed, b: Weighed) -> bool:
    """Whether two claims of one frame, or of harm and its act, speak of the same days."""
    time_a, time_b = a.claim.time, b.claim.time
    if not (time_a.start and time_a.end and time_b.start and time_b.end):
        return time_a.start is None and time_b.start is None
    if (_length(a) > SHORT) != (_length(b) > SHORT):
        return False
    if _length(a) > SHORT:
        return time_a.start == time_b.start
    return time_a.start <= time_b.end and time_b.start <= time_a.end


def _length(item: Weighed) -> int:
    return days_of(item.claim) or 0


def _leader(claims: Sequence[Weighed]) -> Weighed:
    return min(
        claims,
        key=lambda item: (
            item.claim.type in families().effects,
            item.claim.kind is ClaimKind.FIGURE,
            _length(item),
            item.claim.time.start or date.min,
            item.claim.id,
        ),
    )


def _interval(leader: Weighed) -> tuple[date | None, date | None]:
    """First and last day; the last one is None for a campaign, both are for what is undated."""
    length = days_of(leader.claim)
    if length is None:
        return None, None
    return leader.claim.time.start, leader.claim.time.end if length <= SHORT else None


def _unit(bundles: list[list[Weighed]]) -> Unit:
    claims = tuple(sorted((item for bundle in bundles for item in bundle), key=lambda item: item.claim.id))
    leader = _leader(claims)
    start, end = _interval(leader)
    linkable = leader.where.linkable and start is not None
    return Unit(
        claims=claims,
        leader=leader,
        profile=profile(claims, leader, _parties(bundles), start, end),
        link="" if linkable else leader.story,
        said_on=min((item.said_on for item in claims if item.said_on), default=None),
        news=start is None and leader.where.linkable and any(_leads(item) for item in claims),
        ids={item.claim.id for item in claims},
    )


def _leads(item: Weighed) -> bool:
    """Whether a claim is a report's news: told in its first sentences, not further down, where the past is told too."""
    return item.claim.sentence < linking().lead and not item.claim.headline_only


def _parties(bundles: Sequence[Sequence[Weighed]]) -> frozenset[str]:
    """Who acts, as most copies say: what a cut left out can change whom "they" stands for."""
    named: Counter[tuple[str, ...]] = Counter()
    for bundle in bundles:
        acts = [item for item in bundle if item.claim.type not in families().effects] or bundle
        found = frozenset().union(*(acting(item.claim) for item in acts))
        if found:
            named[tuple(sorted(found))] += 1
    if not named:
        return frozenset()
    most, _ = min(named.items(), key=lambda pair: (-pair[1], pair[0]))
    return frozenset(most)
