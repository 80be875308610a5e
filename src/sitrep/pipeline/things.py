"""Things of a part: what lists show, sort and count of it, so that no list has to read the record."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from sitrep.model.claim import Claim
from sitrep.model.mention import PlaceMention
from sitrep.model.record import Contradiction, ControlState, Deal, Event, RecordPart, Series
from sitrep.model.view import Level, render
from sitrep.model.wording import has_number, root
from sitrep.report.figures import is_part
from sitrep.report.spots import DATELINES
from sitrep.store.things import Member, Point, Thing

WEIGHTS = {"contradiction": 4.0, "series": 2.0, "control": 2.0, "deal": 1.0, "event": 1.0}
"""What hangs on a claim: a side of a contradiction most, a position on a deal and a share of an event least."""

HANGS = {
    "contradiction": "a side of a contradiction",
    "series": "latest word in a figure",
    "control": "says who holds a place",
    "deal": "a position on a deal",
    "event": "tells of an event",
}
"""Kind of thing → why a claim on which it hangs is to be reviewed, in the order in which reasons are told."""


def things(
    part: RecordPart, claims: Mapping[str, Claim], names: Mapping[str, frozenset[str]]
) -> tuple[Thing, ...]:
    """The things of a part.

    Args:
        part: As computed.
        claims: Its claims as people left them.
        names: Document id → private names in it.
    """
    return (
        *(_event(each, claims, names) for each in part.events),
        *(_series(each, claims) for each in part.series),
        *(_deal(each, claims) for each in part.deals),
        *(_control(each, claims, names) for each in part.control),
        *(_contradiction(each, claims) for each in part.contradictions),
    )


def _event(event: Event, claims: Mapping[str, Claim], names: Mapping[str, frozenset[str]]) -> Thing:
    roots = tuple(dict.fromkeys(root(each) for each in event.roots))
    weight = WEIGHTS["event"] / len(event.claims) if event.claims else 0.0
    return Thing(
        kind="event",
        id=event.id,
        type=event.family,
        place=event.place,
        country=event.country,
        start=_day(event.start),
        as_of=_day(event.end),
        voices=len(event.roots),
        grade=event.grade.value if event.grade else "",
        told=min(_published(event.claims, claims), default=""),
        members=tuple(Member(claim, weight) for claim in event.claims),
        roots=roots,
        root_claims=tuple((roots[0], claim) for claim in event.claims) if len(roots) == 1 else (),
        points=tuple(_points(event.country, event.place, event.claims, claims, names)),
    )


def _series(series: Series, claims: Mapping[str, Claim]) -> Thing:
    latest = {voice.claim: WEIGHTS["series"] for voice in series.voices}
    return Thing(
        kind="series",
        id=series.id,
        type=series.metric,
        subject=series.subject,
        measure=series.measure,
        cell=series.cell,
        place=series.place,
        start=_day(series.since),
        as_of=_day(series.as_of),
        voices=len(series.voices),
        grade=series.grade.value if series.grade else "",
        counted_number=_counted_number(series, claims),
        told=max(_published((voice.claim for voice in series.voices), claims), default=""),
        members=tuple(Member(claim, latest.get(claim, 0.0)) for claim in series.claims),
        roots=tuple(dict.fromkeys(root(voice.root) for voice in series.voices)),
        root_claims=_root_claims(series),
    )


def _control(state: ControlState, claims: Mapping[str, Claim], names: Mapping[str, frozenset[str]]) -> Thing:
    latest = {voice.claim: WEIGHTS["control"] for voice in state.voices}
    return Thing(
        kind="control",
        id=state.id,
        place=state.place,
        country=state.country,
        as_of=_day(state.as_of),
        voices=len(state.voices),
        told=max(_published((voice.claim for voice in state.voices), claims), default=""),
        members=tuple(Member(claim, latest.get(claim, 0.0)) for claim in state.claims),
        roots=tuple(dict.fromkeys(root(voice.root) for voice in state.voices)),
        root_claims=_root_claims(state),
        points=tuple(_points(state.country, state.place, state.claims, claims, names)),
    )


def _counted_number(series: Series, claims: Mapping[str, Claim]) -> int:
    if is_part(series, claims):
        return -1
    return 1 if has_number(series.counted) else 0 if has_number(series.all) else -1


def _deal(deal: Deal, claims: Mapping[str, Claim]) -> Thing:
    positions: dict[str, int] = dict.fromkeys(deal.claims, 0)
    for position in deal.positions:
        positions[position.claim] = positions.get(position.claim, 0) + 1
    return Thing(
        kind="deal",
        id=deal.id,
        place=deal.place,
        start=_day(deal.start),
        as_of=_day(deal.end),
        told=max(_published((position.claim for position in deal.positions), claims), default=""),
        members=tuple(Member(claim, WEIGHTS["deal"] * number, number) for claim, number in positions.items()),
    )


def _contradiction(item: Contradiction, claims: Mapping[str, Claim]) -> Thing:
    weights: dict[str, float] = {}
    for _, ids in item.sides:
        for claim in ids:
            weights[claim] = weights.get(claim, 0.0) + WEIGHTS["contradiction"] / len(ids)
    sides = (min(_published(ids, claims), default="") for _, ids in item.sides)
    return Thing(
        kind="contradiction",
        id=item.id,
        type=item.kind,
        subject=item.what,
        place=item.place,
        told=max(sides, default=""),
        members=tuple(Member(claim, weight) for claim, weight in weights.items()),
    )


def _root_claims(told: Series | ControlState) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((root(voice.root), claim) for voice in told.voices for claim in voice.claims))


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""


def _published(ids: Iterable[str], claims: Mapping[str, Claim]) -> Iterator[str]:
    """Publication days of claims; empty for one that is unknown."""
    return (claims[each].published if each in claims else "" for each in ids)


def _points(
    country: str,
    place: str,
    ids: Iterable[str],
    claims: Mapping[str, Claim],
    names: Mapping[str, frozenset[str]],
) -> Iterator[Point]:
    """Where claims put a place, exactly and as the public view shows it: mentions of its name that have coordinates."""
    for claim in dict.fromkeys(ids):
        if claim not in claims:
            continue
        for level in (Level.RESTRICTED, Level.PUBLIC):
            private = names.get(claims[claim].document, frozenset())
            for mention in render(claims[claim], level, private).places:
                if (
                    mention.lat is not None
                    and mention.lon is not None
                    and mention.role not in DATELINES
                    and mention.country in (country, "")
                    and place in (mention.name, mention.gazetteer_name)
                ):
                    yield _point(claim, level, country, place, mention)


def _point(claim: str, level: Level, country: str, place: str, mention: PlaceMention) -> Point:
    return Point(
        claim,
        level.value,
        country,
        place,
        mention.lat or 0.0,
        mention.lon or 0.0,
        mention.ucdp_prec or 0,
        mention.radius_km or 0.0,
    )
