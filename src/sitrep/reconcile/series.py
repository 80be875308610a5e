"""Tolls and numbers over time, each voice once.

A cumulative total is never added to incidents, nor one series to another. Within a voice the latest word
holds: running totals supersede, increments ("another 12") are no totals, subsets ("including 3 children") are
not added, corrections beat what they correct; all of them stay among the series' claims.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sitrep.model import wording
from sitrep.model.claim import Figure, digest
from sitrep.model.record import Contradiction, Range, Series, Voice
from sitrep.reconcile.cells import place_name
from sitrep.reconcile.grades import grade_series
from sitrep.reconcile.houses import Material, houses
from sitrep.reconcile.ranges import disjoint, is_number, spanning, stated
from sitrep.reconcile.readings import Weighed, near, spoken_on
from sitrep.reconcile.statements import statements

_DENYING = frozenset(("denied", "stated_zero"))


@dataclass(frozen=True, slots=True)
class Key:
    """Identity of a series, and what its row says beside the numbers."""

    key: str
    measure: str
    since: date | None = None


def series(key: Key, claims: Sequence[Weighed]) -> tuple[Series, tuple[Contradiction, ...]] | None:
    """One series of the claims that share its key, with its contradiction; None where none gives a figure.

    Args:
        key: What the claims have in common.
        claims: Claims with figures, not rejected, in order of id.
    """
    # deaths or flight told without any number are events; a series has nothing of them to show
    figures = [item for item in claims if item.claim.figure is not None and _stated(item.claim.figure)]
    if not figures:
        return None
    beside = _beside(figures, incident=key.measure == "incident")
    told = [item for item in figures if item.claim.id not in beside]
    if not told and "stated_zero" not in beside.values():
        return None
    telling, copies = statements(told)
    latest = _latest(telling, incident=key.measure == "incident")
    first = figures[0]
    made = Series(
        id=digest("series", key.key),
        metric=first.figure.metric,
        subject=first.figure.subject,
        place=place_name(item.where for item in figures),
        measure=key.measure,
        key=key.key,
        since=key.since,
        as_of=max((day for item in telling if (day := item.as_of) is not None), default=None),
        counted=_reading([item for item in telling if item.counts], incident=key.measure == "incident"),
        all=_reading(telling, incident=key.measure == "incident"),
        voices=_voices(told, latest),
        claims=tuple(item.claim.id for item in figures),
        beside=tuple(sorted(beside.items())),
        cell=first.where.cell if first.where.linkable else "",
    )
    disputes = _contradictions(made, latest)
    material = _material(made, telling, {**dict.fromkeys(copies, "copy"), **beside})
    counted = material.reading == "counted"
    grade = grade_series(
        material.voices,
        disputed=any(dispute.counted or not counted for dispute in disputes),
        denials=[item for item in figures if beside.get(item.claim.id) in _DENYING],
    )
    return replace(made, houses=houses(material), grade=grade), disputes


def _material(made: Series, telling: Sequence[Weighed], aside: Mapping[str, str]) -> Material:
    """What the houses read: the claims that count, else all of them."""
    incident = made.measure == "incident"
    counted = [item for item in telling if item.counts]
    read = counted or list(telling)
    voices = _latest(read, incident=incident)
    speaking = {item.claim.id for item in voices}
    reasons = dict(aside)
    for item in telling:
        if counted and not item.counts:
            reasons[item.claim.id] = "not_counted"
        elif item.claim.id not in speaking:
            reasons[item.claim.id] = "earlier_word"
    return Material(
        metric=made.metric,
        subject=made.subject,
        measure=made.measure,
        reading="counted" if counted else "all",
        voices=tuple(voices),
        aside=reasons,
        since=made.since,
        as_of=made.as_of,
    )


def _beside(claims: Sequence[Weighed], *, incident: bool) -> dict[str, str]:
    """Claims that enter no reading, each with the reason.

    "Another 12 were killed on Tuesday" is no total of a period. Of one incident it is the toll, where nobody gives another.
    """
    ids = {item.claim.id for item in claims}
    correcting = {item.story for item in claims if item.corrects and item.actual}
    beside = {}
    for item in claims:
        claim, figure = item.claim, item.figure
        if claim.modality == "negated":
            beside[claim.id] = "stated_zero" if figure.best == 0 else "denied"
        elif figure.increment and not figure.running_total:
            beside[claim.id] = "increment"
        elif figure.subset_of in ids:
            beside[claim.id] = "subset"
        elif item.superseded or (item.story in correcting and not item.corrects):
            beside[claim.id] = "corrected"
    actual = {item.claim.id for item in claims if item.actual}
    if incident and actual and all(beside.get(id_) == "increment" for id_ in actual):
        beside = {id_: why for id_, why in beside.items() if why != "increment"}
    return beside


def _stated(figure: Figure) -> bool:
    return any(value is not None for value in (figure.low, figure.best, figure.high))


def _order(item: Weighed, *, incident: bool) -> tuple[str, bool, tuple[str, str, bool, bool, bool, str]]:
    day = spoken_on(item, incident=incident)
    return (day.isoformat() if day else "", is_number(item.figure), item.latest)


def _latest(claims: Iterable[Weighed], *, incident: bool) -> list[Weighed]:
    """The latest word of each root, newest first."""
    by_root: dict[str, Weighed] = {}
    ordered = sorted(claims, key=lambda item: _order(item, incident=incident))
    for item in ordered:
        by_root[item.root] = item
    return [item for item in reversed(ordered) if by_root[item.root] is item]


def _reading(claims: Sequence[Weighed], *, incident: bool) -> Range | None:
    voices = _latest(claims, incident=incident)
    newest = spoken_on(voices[0], incident=incident) if voices else None
    recent = [item for item in voices if near(spoken_on(item, incident=incident), newest)]
    return spanning([item.figure for item in voices], [item.figure for item in recent])


def _voices(claims: Sequence[Weighed], latest: Sequence[Weighed]) -> tuple[Voice, ...]:
    by_root: dict[str, list[Weighed]] = {}
    for item in claims:
        by_root.setdefault(item.root, []).append(item)
    return tuple(
        Voice(
            root=item.root,
            claim=item.claim.id,
            claims=tuple(other.claim.id for other in by_root[item.root]),
            as_of=item.as_of,
            counted=item.counts,
            value=stated(item.figure),
            says=wording.figure(item.figure),
        )
        for item in latest
    )


def _contradictions(made: Series, latest: Sequence[Weighed]) -> tuple[Contradiction, ...]:
    """Voices that cannot both be right: as-of within two days, intervals without a common number."""
    disputed: dict[str, Weighed] = {}
    days = {item.claim.id: spoken_on(item, incident=made.measure == "incident") for item in latest}
    ordered = sorted(latest, key=lambda item: (days[item.claim.id] or date.min, item.claim.id))
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 :]:
            if not near(days[one.claim.id], days[other.claim.id]):
                break
            if disjoint(one.figure, other.figure):
                disputed[one.claim.id] = one
                disputed[other.claim.id] = other
    if not disputed:
        return ()
    sides: dict[str, list[str]] = {}
    for item in sorted(disputed.values(), key=lambda item: (_lower(item), item.claim.id)):
        sides.setdefault(wording.figure(item.figure), []).append(item.claim.id)
    counted = {wording.figure(item.figure) for item in disputed.values() if item.counts}
    return (
        Contradiction(
            id=digest("contradiction", made.id),
            kind="figure",
            what=_what(made),
            place=made.place,
            sides=tuple((value, tuple(ids)) for value, ids in sides.items()),
            counted=len(counted) > 1,
        ),
    )


def _lower(item: Weighed) -> float:
    figure = item.figure
    value = figure.low if figure.low is not None else figure.best if figure.best is not None else figure.high
    return float(value) if value is not None else 0.0


def _what(made: Series) -> str:
    since = f" since {wording.day(made.since)}" if made.since else ""
    return f"{made.subject} {made.metric.replace('_', ' ')}{since}"
