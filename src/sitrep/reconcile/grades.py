"""How well events and series are attested. Every grade is proposed: only a person signs one.

Rules (after Airwars, UCDP GED and ACLED; the joining of them is ours):

1. Independence is by origin: sources are independent if neither their origin nor their story is the same; a party, its wings
   and members, and those who speak for it are one origin. Allies are two, each with an interest in the other
   (`codebook.alliances`).
2. An unnamed source is an origin of its own in each report, and never the same as a named one.
3. Relaying adds nothing; only what counts (or, where nothing does, all claims) is looked at, and only what is told as fact.
4. A source with an interest never carries a grade above weak alone; a party's admission against its interest confirms.
5. Fair needs two independent origins, one of them disinterested and one of them named, and for harm a party that is named as
   having done it; a denial, two parties each named as the only one who did it, or numbers that exclude each other make it
   contested. Nothing is discounted but by a person.

What a correction has changed enters nowhere. How well known an outlet is plays no part.
"""

from collections.abc import Iterable, Sequence

from sitrep.codebook import alliances, grades
from sitrep.codebook.families import families
from sitrep.model.claim import Claim
from sitrep.model.record import Event, Grade
from sitrep.reconcile.interests import (
    admits,
    agents_of,
    interested,
    parties_of,
    sides,
    source,
    year_of,
)
from sitrep.reconcile.interests import (
    origins as origins_of,
)
from sitrep.reconcile.partitions import family_of
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.unions import Unions


def grade_event(event: Event, members: Sequence[Weighed], denials: Sequence[Weighed] = ()) -> Grade | None:
    """The grade of an event; None where a correction has changed all that is told of it.

    Args:
        event: The event.
        members: Its claims.
        denials: Claims that deny it (`denying`).
    """
    read, reasons = _read(members)
    if not read:
        return None
    denials = _as_read(denials, reasons)
    is_act = event.family in grades.load().acts
    disputed = is_act and _several_did_it(item.claim for item in read)
    parties = parties_of(item.claim for item in read)
    by_them = [item for item in denials if sides(item) & _sides_of(read)]
    admitted = any(admits(item) for item in read) and not by_them
    if denials:
        reasons.append("denied")
    if disputed:
        reasons.append("responsibility_disputed")
    known = bool(parties_of_agents(read)) or not is_act
    value, why, names = _attested(read, parties, named=known)
    if admitted:
        return Grade("confirmed", _codes(["admission", *reasons, *why]), names)
    if denials or disputed:
        return Grade("contested", _codes([*reasons, *why]), names)
    return Grade(value, _codes([*reasons, *why]), names)


def grade_series(
    latest: Sequence[Weighed], *, disputed: bool, denials: Sequence[Weighed] = ()
) -> Grade | None:
    """The grade of a series, from the latest word of each root; None where none gives a number.

    Args:
        latest: Latest word of each root.
        disputed: Whether their numbers exclude each other.
        denials: Claims that deny the number or say that there was nobody.
    """
    read, reasons = _read(latest)
    if not read:
        return None
    others = {source(item) for item in read}
    denied = [item for item in _as_read(denials, reasons) if source(item) not in others or len(read) > 1]
    if denied:
        reasons.append("denied")
    if disputed:
        reasons.append("figures_exclude")
    metric, measure = read[0].figure.metric, read[0].figure.measure
    needs_agent = measure == "incident" and metric in grades.load().harm_metrics
    known = bool(parties_of_agents(read)) or not needs_agent
    value, why, names = _attested(read, parties_of(item.claim for item in read), named=known)
    admitted = any(admits(item) for item in read)
    if admitted:
        reasons.insert(0, "admission")
    if denied or disputed:
        value = "contested"
    elif admitted:
        value = "confirmed"
    return Grade(value, _codes([*reasons, *why]), names)


def denying(members: Sequence[Weighed], negated: Sequence[Weighed]) -> list[Weighed]:
    """Claims that deny an event: of its kind, on its days, and about a party of it where both name one.

    A denial without a time, or without a place that is surely known, is of the event only within its own story; without a time
    it must name a party of it.

    Args:
        members: Claims of the event.
        negated: Negated claims about happenings of its family at its place.
    """
    kinds = {family_of(item.claim)[1] for item in members}
    stories = {item.story for item in members}
    days = [(item.claim.time.start, item.claim.time.end) for item in members]
    parties = parties_of(item.claim for item in members)
    found = []
    for item in negated:
        start, end = item.claim.time.start, item.claim.time.end
        if item.claim.modality != "negated" or item.claim.figure is not None:
            continue
        if family_of(item.claim)[1] not in kinds:
            continue
        own = parties_of([item.claim])
        shared = bool(own & parties)
        if start is None or end is None:
            meets = item.story in stories and shared
        else:
            near = item.where.linkable or item.story in stories
            meets = near and any(first and last and first <= end and start <= last for first, last in days)
        if meets and (shared or not own or not parties):
            found.append(item)
    return found


def parties_of_agents(items: Iterable[Weighed]) -> frozenset[str]:
    """Names of the parties that are said to have acted."""
    return frozenset().union(*(agents_of(item.claim) for item in items))


def _read(items: Iterable[Weighed]) -> tuple[list[Weighed], list[str]]:
    """The claims that a grade looks at: those that count, else all, with the code that says so."""
    told = [item for item in items if item.actual and not item.superseded]
    counted = [item for item in told if item.counts]
    return (counted, []) if counted else (told, ["unreviewed"])


def _as_read(denials: Iterable[Weighed], reasons: Sequence[str]) -> list[Weighed]:
    """The denials that belong to the same reading: beside claims that count, only those that are as good."""
    return [item for item in denials if not item.superseded and (item.passes or "unreviewed" in reasons)]


def _sides_of(items: Iterable[Weighed]) -> frozenset[str]:
    return frozenset().union(
        *(alliances.side(name, year_of(item)) for item in items for name in agents_of(item.claim))
    )


def _attested(
    items: Sequence[Weighed], parties: Iterable[str], *, named: bool
) -> tuple[str, list[str], tuple[str, ...]]:
    """Weak or fair by independence and interest, with the codes and the interested sources."""
    origins: dict[str, bool] = {}
    stakes = {source(item) for item in items if interested(item, parties)}
    names_of = origins_of(items)
    for item in items:
        name = names_of[item.claim.id]
        origins[name] = origins.get(name, False) or source(item) in stakes
    stories = {item.story for item in items}
    names = tuple(sorted(stakes))
    reasons = ["interested"] if names else []
    if any(name.startswith("unnamed:") for name in origins):
        reasons.append("unnamed_source")
    if len(stories) > len(origins):
        reasons.append("relays")
    # two origins and two stories: some two reports differ in both (König: one vertex would else cover all pairs)
    if len(origins) < 2:
        return "weak", [*(["interested_only"] if names else []), "one_source", *reasons], names
    if len(stories) < 2:
        return "weak", ["one_story", *reasons], names
    if all(name.startswith("unnamed:") for name in origins):
        return "weak", ["unnamed_only", *reasons], names
    if all(origins.values()):
        return "weak", ["interested_only", *reasons], names
    if not named:
        return "weak", ["no_actor_named", "two_independent", *reasons], names
    return "fair", ["two_independent", *reasons], names


def _several_did_it(claims: Iterable[Claim]) -> bool:
    """Whether reports of a one-sided act name different parties, and none names them together."""
    named = [
        agents for claim in claims if claim.type not in families().two_sided and (agents := agents_of(claim))
    ]
    unions: Unions[str] = Unions(sorted(frozenset().union(*named)) if named else ())
    for agents in named:
        first, *rest = sorted(agents)
        for other in rest:
            unions.join(first, other)
    return len(unions.groups()) > 1


def _codes(reasons: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reasons))
