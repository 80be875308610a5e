"""Deals with every position taken on them, and terms on which two holders contradict each other.

A deal is the claims of agreement, ceasefire and talks that share a place, and a party or a term, within
14 days. Claims of any kind that speak of a term ("foreign fighters leave") take positions on it. Negated,
demanded and possible claims are positions like others: what a party denies is what a deal's reader needs to
see.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from sitrep.codebook.families import families, term_class
from sitrep.model.claim import Claim, ClaimKind, Term, digest
from sitrep.model.record import Contradiction, Deal, Position
from sitrep.reconcile.cells import place_name
from sitrep.reconcile.deal_terms import deal_state, term_states
from sitrep.reconcile.parties import alike, identity, involved, names
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.unions import Unions

DEAL_DAYS = 14
"""Days within which claims that share a place, and a party or a term, speak of one deal."""

_OPPOSITE = {"affirms": "denies", "denies": "affirms"}


def deals(cell: str, claims: Sequence[Weighed]) -> tuple[tuple[Deal, ...], tuple[Contradiction, ...]]:
    """The deals at one place, and the terms in dispute there.

    Args:
        cell: Place cell.
        claims: Claims of kind deal, and claims of any kind with a term, at that place; not rejected, in order
            of id.
    """
    found = [_deal(cell, members) for members in _members(claims)]
    made = tuple(sorted(found, key=lambda deal: (deal.start or date.min, deal.id)))
    return made, _disputes(cell, [item for item in claims if item.claim.term is not None])


def holder(item: Weighed) -> str:
    """Who takes a position: the speaker's party, else the named origin, else the claim's root.

    The agent of a denial, demand, threat or accusation is its own speaker.
    """
    claim = item.claim
    if claim.type in families().speech_acts:
        speakers = [mention.name for mention in claim.agents if mention.name]
        if speakers:
            return speakers[0]
    if claim.chain and not claim.own_voice:
        first = claim.chain[0]
        if first.party:
            return first.party
        if first.named == "named":
            return first.name
    return item.root


def canonical(term: Term) -> Term:
    """A term in one form: its class in one spelling, and "stay" as the denial of "leave"."""
    table = families()
    action, stance = term.action, term.stance
    if action in table.opposites and stance in _OPPOSITE:
        action, stance = table.opposites[action], _OPPOSITE[stance]
    return Term(action, term_class(term.party_class), stance)


def words(term: Term) -> str:
    """A term in words: "foreign fighters leave"."""
    return f"{term.party_class} {families().actions.get(term.action, term.action)}".strip()


def _is_deal(item: Weighed) -> bool:
    return item.claim.kind is ClaimKind.DEAL and item.claim.type in families().deals


def _spoken(item: Weighed) -> date | None:
    return item.said_on or item.as_of


def _members(claims: Sequence[Weighed]) -> list[list[Weighed]]:
    """Claims of each deal; term claims that belong to none are left out."""
    by_id = {item.claim.id: item for item in claims}
    unions: Unions[str] = Unions(by_id)
    _join_stories(claims, unions)
    linkable = [item for item in claims if item.where.linkable]
    _join_days(linkable, _parties, unions)
    _join_days(linkable, _terms, unions)
    groups = [[by_id[id_] for id_ in group] for group in unions.groups()]
    agreed = [group for group in groups if any(_is_deal(item) and involved(item.claim) for item in group)]
    if not agreed:
        agreed = [group for group in groups if any(_is_deal(item) for item in group)]
    made = [list(group) for group in agreed]
    spoken = [_days_spoken(item for item in group if _is_deal(item)) for group in agreed]
    for group in groups:
        if group in agreed:
            continue
        # a term told without its deal, or a deal without its parties, is the nearest deal of those days at the place
        ours = _days_spoken(group)
        apart = [
            (_days_apart(ours, theirs), agreed[index][0].claim.id, index)
            for index, theirs in enumerate(spoken)
        ]
        days, _, nearest = min(apart, default=(DEAL_DAYS + 1, "", 0))
        if days <= DEAL_DAYS and group[0].where.linkable:
            made[nearest].extend(group)
        elif any(_is_deal(item) for item in group):
            made.append(list(group))
    return [sorted(group, key=lambda item: item.claim.id) for group in made]


def _join_stories(claims: Sequence[Weighed], unions: Unions[str]) -> None:
    by_story: dict[str, list[Weighed]] = {}
    for item in claims:
        by_story.setdefault(item.story, []).append(item)
    for told in by_story.values():
        groups = alike([(item, involved(item.claim)) for item in told])
        # a deal has two parties: who is named alone, or nobody, leaves open which deal is meant, and a report tells of one
        whole = [members for members, parties in groups if len(parties) > 1]
        if len(whole) < 2:
            groups = [(list(told), frozenset())]
        for group, _ in groups:
            for item in group[1:]:
                unions.join(group[0].claim.id, item.claim.id)
        _join_sentences(told, unions)


def _join_sentences(told: Sequence[Weighed], unions: Unions[str]) -> None:
    """What one sentence says of a deal and of its terms is about one deal."""
    first: dict[tuple[str, int], str] = {}
    for item in told:
        claim = item.claim
        unions.join(first.setdefault((claim.document, claim.sentence), claim.id), claim.id)


def _parties(item: Weighed) -> frozenset[str]:
    return involved(item.claim)


def _terms(item: Weighed) -> frozenset[str]:
    return frozenset() if item.claim.term is None else frozenset({words(canonical(item.claim.term))})


def _join_days(
    claims: Sequence[Weighed], keys: Callable[[Weighed], frozenset[str]], unions: Unions[str]
) -> None:
    """Join claims that share a key, such as a party, and are spoken within the days of one deal of each other."""
    by_key: dict[str, list[tuple[date, Weighed]]] = {}
    for item in claims:
        day = _spoken(item)
        for key in sorted(keys(item)) if day else ():
            by_key.setdefault(key, []).append((day or date.min, item))
    for spoken in by_key.values():
        spoken.sort(key=lambda pair: (pair[0], pair[1].claim.id))
        for (day, one), (next_day, other) in zip(spoken, spoken[1:], strict=False):
            if (next_day - day).days <= DEAL_DAYS:
                unions.join(one.claim.id, other.claim.id)


def _days_spoken(claims: Iterable[Weighed]) -> list[int]:
    return sorted({day.toordinal() for item in claims if (day := _spoken(item))})


def _days_apart(ours: Sequence[int], theirs: Sequence[int]) -> int:
    """Days between what is said of a term and of a deal; beyond the limit where either has no day."""
    apart = [DEAL_DAYS + 1]
    for day in ours:
        after = bisect_left(theirs, day)
        apart += [abs(day - other) for other in theirs[max(0, after - 1) : after + 1]]
    return min(apart)


def _deal(cell: str, members: Sequence[Weighed]) -> Deal:
    agreed = [item for item in members if _is_deal(item)]
    starts = [item.claim.time.start for item in agreed if item.claim.time.start]
    ends = [item.claim.time.end for item in agreed if item.claim.time.end]
    parties = [
        mention
        for item in agreed
        if item.claim.modality in ("actual", "planned")  # who denies a deal is not a party to it
        for mention in (*item.claim.agents, *item.claim.targets, *item.claim.mediators)
        if identity(mention)
    ]
    taken = {item.claim.id: _position(item) for item in members}
    positions = _positions(members)
    return Deal(
        id=digest("deal", cell, members[0].claim.id),
        place=place_name(item.where for item in members),
        parties=names(parties),
        start=min(starts, default=None),
        end=max(ends, default=None),
        positions=positions,
        claims=tuple(item.claim.id for item in members),
        counted=tuple(item.claim.id for item in members if item.passes),
        terms=(deal_state(members, taken), *term_states(positions, _terms_of(members))),
    )


def _terms_of(members: Iterable[Weighed]) -> dict[str, tuple[str, str]]:
    stated = (canonical(item.claim.term) for item in members if item.claim.term is not None)
    return {words(term): (term.action, term.party_class) for term in stated}


def _position(item: Weighed) -> Position:
    term, stance = _stance(item.claim)
    return Position(holder(item), term, stance, item.claim.id, _spoken(item), item.passes)


def _positions(members: Iterable[Weighed]) -> tuple[Position, ...]:
    """Every position, oldest first within a term; what copies of one story repeat is one position."""
    found: dict[tuple[str, str, str, date], Position] = {}
    for item in members:
        taken = _position(item)
        key = (taken.term, taken.holder, taken.stance, taken.as_of or date.min)
        known = found.get(key)
        if known is None or (taken.counted and not known.counted):
            found[key] = taken
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], key[3], key[1], key[2])))


def _stance(claim: Claim) -> tuple[str, str]:
    if claim.term is None:
        return "", families().stances.get(claim.modality, "open")
    term = canonical(claim.term)
    return words(term), term.stance


def _disputes(cell: str, claims: Sequence[Weighed]) -> tuple[Contradiction, ...]:
    """Terms that one holder affirms and another denies, within 14 days of each other."""
    terms: dict[str, list[Weighed]] = {}
    for item in claims:
        term, _ = _stance(item.claim)
        # where the place is not surely known, only one story speaks of one place
        link = "" if item.where.linkable else item.story
        terms.setdefault(f"{term}|{link}", []).append(item)
    found = []
    for key, spoken in sorted(terms.items()):
        for period in _periods(spoken):
            dispute = _dispute(cell, key, period)
            if dispute is not None:
                found.append(dispute)
    return tuple(found)


def _periods(claims: Sequence[Weighed]) -> list[list[Weighed]]:
    """Claims in runs, each within 14 days of the last; those without a day are a run of their own."""
    dated = sorted((day, item.claim.id, item) for item in claims if (day := _spoken(item)))
    runs: list[list[Weighed]] = []
    last: date | None = None
    for day, _, item in dated:
        if last is None or (day - last).days > DEAL_DAYS:
            runs.append([])
        runs[-1].append(item)
        last = day
    undated = [item for item in claims if _spoken(item) is None]
    return [*runs, undated] if undated else runs


def _dispute(cell: str, key: str, claims: Sequence[Weighed]) -> Contradiction | None:
    sides: dict[str, list[Weighed]] = {"affirms": [], "denies": []}
    for item in claims:
        _, stance = _stance(item.claim)
        if stance in sides:
            sides[stance].append(item)
    holders = {stance: {holder(item) for item in spoken} for stance, spoken in sides.items()}
    others = any(one != other for one in holders["affirms"] for other in holders["denies"])
    if not others:
        return None
    term, _ = _stance(claims[0].claim)
    return Contradiction(
        id=digest("contradiction", cell, key, claims[0].claim.id),
        kind="term",
        what=term,
        place=place_name(item.where for item in claims),
        sides=tuple((stance, tuple(sorted(item.claim.id for item in sides[stance]))) for stance in sides),
        counted=all(any(item.passes for item in spoken) for spoken in sides.values()),
    )
