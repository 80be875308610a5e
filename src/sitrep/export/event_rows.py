"""Events and deals as the reading that exports take tells them: counted claims, or all, labelled unreviewed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from sitrep.codebook.acled import SubEvent, sub_event
from sitrep.codebook.countries import countries
from sitrep.codebook.country_codes import CountryCodes, country_codes
from sitrep.codebook.tolls import parts_of_others
from sitrep.export.material import COUNTED, UNREVIEWED, Material, Source
from sitrep.export.parties import by_weight
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention, PlaceMention, TimeMention
from sitrep.model.record import Deal, Event, Grade, HouseFigure, Series
from sitrep.model.situation import Situation
from sitrep.model.view import COARSE_RADIUS_KM, COARSE_UCDP_PREC

NEAR_DEGREES = 0.06
"""A place mention stands for an event's point where both lie this close: a cut to 0.1 degrees moves a point by 0.05."""
_PLACE_ROLES = ("event", "origin", "destination")


@dataclass(frozen=True, slots=True)
class Where:
    """The place of an event, as far as it is known, as the view shows it.

    `precision` is UCDP's where_prec, 1 to 7, 0 where not known; `acled_prec` 1 to 3, None where ACLED records nothing.
    """

    name: str = ""
    gazetteer_name: str = ""
    kind: str = ""
    country: str = ""
    iso2: str = ""
    area: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: int = 0
    acled_prec: int | None = None
    radius_km: float | None = None
    geonameid: int | None = None

    @property
    def codes(self) -> CountryCodes | None:
        """Codes of its country, None where that is not known."""
        return country_codes().get(self.iso2)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event, or one deal, in one reading.

    Attributes:
        id: Identity of the event or deal.
        deal: Whether it is a deal.
        reading: counted or unreviewed (`material.COUNTED`, `UNREVIEWED`).
        start: First day, None where undated.
        end: Last day.
        times: The time mentions that speak of those days, most precise first.
        where: Its place.
        agents: Parties that act, each once, those of the codebook first; of a deal, its parties.
        targets: Parties acted upon, likewise.
        claims: Claims of the reading, in text order.
        told: Ids of all claims on it.
        counted: Ids of those that count.
        sub_event: Its code in ACLED's codebook.
        roots: Independent origins.
        grade: Proposed grade, None where none was computed.
        tolls: Series of its own figures.
        wholes: Those of them that are no parts of others ("12 people, including 3 children").
        houses: Its dead, all subjects together, under the rules of houses; empty where the record has none.
        sources: Documents that tell of it, by publication.
    """

    id: str
    deal: bool
    reading: str
    start: date | None
    end: date | None
    times: tuple[TimeMention, ...]
    where: Where
    agents: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    claims: tuple[Claim, ...]
    told: tuple[str, ...]
    counted: tuple[str, ...]
    sub_event: SubEvent
    roots: tuple[str, ...]
    grade: Grade | None
    tolls: tuple[Series, ...]
    wholes: tuple[Series, ...]
    houses: tuple[HouseFigure, ...]
    sources: tuple[Source, ...]

    @property
    def types(self) -> tuple[str, ...]:
        """Frame types of its claims, sorted."""
        return tuple(sorted({claim.type for claim in self.claims}))

    @property
    def number(self) -> int:
        """Its id as a whole number of 52 bits, which every table format and floating point hold exactly."""
        return int(self.id[:13], 16)


def event_rows(material: Material) -> Iterator[EventRow]:
    """Every event of the record, then every deal, in the order of the situation."""
    situation = material.situation
    tolls = _tolls(situation)
    for event in situation.events:
        yield _event_row(material, event, tolls)
    for deal in situation.deals:
        yield _deal_row(material, deal)


def _event_row(material: Material, event: Event, tolls: Mapping[str, Sequence[Series]]) -> EventRow:
    situation = material.situation
    reading, claims = reading_of(situation, event.claims, event.counted)
    own = _distinct(toll for claim in event.claims for toll in tolls.get(claim, ()))
    parts = parts_of_others(situation.claims, own)
    return EventRow(
        id=event.id,
        deal=False,
        reading=reading,
        start=event.start,
        end=event.end,
        times=times_within(claims, event.start, event.end),
        where=place_of(material, claims, event.place, country=event.country, point=(event.lat, event.lon)),
        agents=_parties(mention for claim in claims for mention in claim.agents),
        targets=_parties(mention for claim in claims for mention in claim.targets),
        claims=claims,
        told=event.claims,
        counted=event.counted,
        sub_event=sub_event(claims),
        roots=event.roots,
        grade=event.grade,
        tolls=own,
        wholes=tuple(toll for toll in own if toll.id not in parts),
        houses=event.houses,
        sources=sources_of(material, claims),
    )


def _deal_row(material: Material, deal: Deal) -> EventRow:
    situation = material.situation
    reading, claims = reading_of(situation, deal.claims, deal.counted)
    acts = tuple(claim for claim in claims if claim.kind.value == "deal") or claims
    holders = {position.claim: position.holder for position in deal.positions}
    return EventRow(
        id=deal.id,
        deal=True,
        reading=reading,
        start=deal.start,
        end=deal.end,
        times=times_within(claims, deal.start, deal.end),
        where=place_of(material, acts, deal.place),
        agents=_parties(
            m for claim in acts for m in (*claim.agents, *claim.targets) if m.name in deal.parties
        ),
        targets=(),
        claims=claims,
        told=deal.claims,
        counted=deal.counted,
        sub_event=sub_event(acts),
        roots=tuple(sorted({holders[claim.id] for claim in claims if claim.id in holders})),
        grade=None,
        tolls=(),
        wholes=(),
        houses=(),
        sources=sources_of(material, claims),
    )


def _tolls(situation: Situation) -> dict[str, list[Series]]:
    """Claim id → series of incidents that it gives a figure to."""
    found: dict[str, list[Series]] = {}
    for series in situation.series:
        if series.measure == "incident":
            for claim in series.claims:
                found.setdefault(claim, []).append(series)
    return found


def reading_of(
    situation: Situation, told: Sequence[str], counted: Sequence[str]
) -> tuple[str, tuple[Claim, ...]]:
    """The reading that exports take, and its claims in text order: those that count, or all where none does."""
    reading, ids = (COUNTED, counted) if counted else (UNREVIEWED, told)
    claims = [situation.claims[identity] for identity in ids if identity in situation.claims]
    return reading, tuple(
        sorted(claims, key=lambda claim: (claim.published, claim.document, claim.trigger.start))
    )


def times_within(claims: Iterable[Claim], start: date | None, end: date | None) -> tuple[TimeMention, ...]:
    """Mentions that lie within the event's days, shortest first, then in the claims' order."""
    if start is None or end is None:
        return ()
    found = [
        claim.time
        for claim in claims
        if claim.time.start is not None
        and claim.time.end is not None
        and start <= claim.time.start
        and claim.time.end <= end
    ]
    return tuple(
        sorted(found, key=lambda time: ((time.end or start) - (time.start or start), time.start or start))
    )


def _parties(mentions: Iterable[PartyMention]) -> tuple[PartyMention, ...]:
    first: dict[str, PartyMention] = {}
    for mention in mentions:
        if mention.name:
            first.setdefault(mention.name, mention)
    return tuple(by_weight(first.values()))


def sources_of(material: Material, claims: Iterable[Claim]) -> tuple[Source, ...]:
    """The documents of claims, earliest first."""
    ids = dict.fromkeys(claim.document for claim in claims)
    found = (material.sources.get(identity, Source(identity)) for identity in ids)
    return tuple(sorted(found, key=lambda source: (source.published or "9", source.id)))


def _distinct(series: Iterable[Series]) -> tuple[Series, ...]:
    return tuple(
        sorted({each.id: each for each in series}.values(), key=lambda each: (each.metric, each.subject))
    )


def place_of(
    material: Material,
    claims: Iterable[Claim],
    name: str,
    *,
    country: str = "",
    point: tuple[float | None, float | None] = (None, None),
) -> Where:
    """The place mention of claims that stands for an event, series or deal, with that one's own, view-safe point.

    Args:
        material: Knows the first-order areas.
        claims: What it rests on, as the view shows them.
        name: Its place as the record names it.
        country: Its country, where the claims name no place.
        point: Its latitude and longitude in this view, None where it has none of its own.
    """
    lat, lon = point
    mentions = [place for claim in claims for place in claim.places if place.role in _PLACE_ROLES]
    best = min(mentions, key=lambda place: _fit(place, name, lat, lon), default=None)
    if best is None:
        return Where(name=name, country=country, iso2=iso2_of(country) if country else "", lat=lat, lon=lon)
    if lat is None or lon is None or not _near(best, lat, lon):
        lat, lon = best.lat, best.lon
    cut = (lat, lon) != (
        best.lat,
        best.lon,
    )  # the view cuts the event's point, this mention names no reason to
    return Where(
        name=name or best.name,
        gazetteer_name=best.gazetteer_name,
        kind=best.kind,
        country=best.country,
        iso2=best.iso2,
        area=_area(material, best),
        lat=lat,
        lon=lon,
        precision=max(best.ucdp_prec or 0, COARSE_UCDP_PREC) if cut else best.ucdp_prec or 0,
        acled_prec=best.acled_prec and max(best.acled_prec, 2 if cut else 1),
        radius_km=max(best.radius_km or 0.0, COARSE_RADIUS_KM) if cut else best.radius_km,
        geonameid=None if cut else best.geonameid,
    )


@cache
def iso2_of(name: str) -> str:
    """The ISO alpha-2 code of a country by its English name or another name of it; empty where none bears it."""
    for iso2, country in countries().items():
        if name == country.name or name in country.aliases:
            return iso2
    return ""


def _fit(
    place: PlaceMention, name: str, lat: float | None, lon: float | None
) -> tuple[bool, bool, int, bool, int, str]:
    off = lat is not None and lon is not None and not _near(place, lat, lon)
    return (
        place.lat is None,
        off,
        _PLACE_ROLES.index(place.role),
        name != place.name,
        place.ucdp_prec or 9,
        place.name,
    )


def _near(place: PlaceMention, lat: float, lon: float) -> bool:
    return (
        place.lat is not None
        and place.lon is not None
        and abs(place.lat - lat) <= NEAR_DEGREES
        and abs(place.lon - lon) <= NEAR_DEGREES
    )


def _area(material: Material, place: PlaceMention) -> str:
    if place.kind == "adm1":
        return place.gazetteer_name
    return material.area(place.geonameid) if place.geonameid is not None else ""
