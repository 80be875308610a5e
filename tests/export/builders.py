"""Events and series in a line each, as one view shows them, for tests of what leaves as a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.reconcile.builders import claim, place

from sitrep.export import Material, Source
from sitrep.model.claim import Claim, Codes, digest
from sitrep.model.columns import claim_row
from sitrep.model.mention import Number, PartyMention
from sitrep.model.record import Deal, Event, HouseEntry, HouseFigure, Range, Series, Voice
from sitrep.model.situation import Situation
from sitrep.model.view import Level
from sitrep.reconcile.houses.deaths import deaths

AIRSTRIKE = Codes("ASSAULT", "aerial", "195", "Air/drone strike", "airstrike.root")
KINDS = {
    "Islamic State": "armed_group",
    "Syrian Democratic Forces": "armed_group",
    "Syrian government forces": "state_force",
    "US-led coalition": "coalition",
    "Russia": "state",
    "civilians": "civilians",
    "houses": "thing",
}


def party(name: str) -> PartyMention:
    kind = KINDS.get(name, "unknown")
    return PartyMention(None, name, name, "", kind, True, False, False, None, "", "known")


def told(type_: str = "airstrike", *, by: Iterable[str] = (), to: Iterable[str] = (), **more: Any) -> Claim:
    """A claim of an event with its CAMEO and PLOVER codes."""
    codes = more.pop("codes", AIRSTRIKE)
    agents, targets = tuple(party(name) for name in by), tuple(party(name) for name in to)
    return claim(type_, agents=agents, targets=targets, codes=codes, **more)


def event(*claims: Claim, counted: bool = True, **more: Any) -> Event:
    """The event that claims tell of, dated and placed by the first of them."""
    first = claims[0]
    where = first.places[0] if first.places else None
    made = Event(
        id=digest("event", *(each.id for each in claims)),
        types=tuple(sorted({each.type for each in claims})),
        family="violence",
        place=where.name if where else "",
        country=where.country if where else "",
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        start=first.time.start,
        end=first.time.end,
        agents=tuple(mention.name for mention in first.agents),
        targets=tuple(mention.name for mention in first.targets),
        claims=tuple(each.id for each in claims),
        counted=tuple(each.id for each in claims) if counted else (),
        roots=("Reuters",),
    )
    return replace(made, **more)


def house(
    name: str, low: Number | None, best: Number | None, high: Number | None, **more: Any
) -> HouseFigure:
    return replace(HouseFigure(name, low, best, high), **more)


def entry(about: Claim, role: str, reason: str = "stated", *, used: bool = True) -> HouseEntry:
    return HouseEntry(about.id, used, role, reason)


def toll(
    *claims: Claim,
    killed: tuple[Number | None, Number | None, Number | None] = (12, 12, 12),
    subject: str = "civilians",
    houses: Sequence[HouseFigure] | None = None,
    counted: bool = True,
    **more: Any,
) -> Series:
    """A series of incidents: low, best and high of people killed, the same under ACLED's and UCDP's rules if not said."""
    low, best, high = killed
    reading = Range(low, best, high, False, high is None)
    lowest = next((value for value in killed if value is not None), None)
    given = (
        houses
        if houses is not None
        else [house("acled", lowest, lowest, lowest), house("ucdp", *closed(killed))]
    )
    made = Series(
        id=digest("series", str(more.get("metric", "killed")), subject, *(each.id for each in claims)),
        metric="killed",
        subject=subject,
        place="Raqqa",
        measure="incident",
        key=f"series|killed|{subject}",
        since=None,
        as_of=date(2017, 10, 15),
        counted=reading if counted else None,
        all=reading,
        voices=tuple(Voice("Reuters", each.id, (each.id,), date(2017, 10, 15)) for each in claims[:1]),
        claims=tuple(each.id for each in claims),
        houses=tuple(given),
    )
    return replace(made, **more)


def closed(
    bounds: tuple[Number | None, Number | None, Number | None],
) -> tuple[Number | None, Number | None, Number | None]:
    """Bounds as UCDP has them: a number that is not exceeded by a report is the highest."""
    low, best, high = bounds
    return low, best, high if high is not None else best


def deal(*claims: Claim, parties: Sequence[str] = (), **more: Any) -> Deal:
    first = claims[0]
    made = Deal(
        id=digest("deal", *(each.id for each in claims)),
        place="Raqqa",
        parties=tuple(parties),
        start=first.time.start,
        end=first.time.end,
        positions=(),
        claims=tuple(each.id for each in claims),
        counted=tuple(each.id for each in claims),
    )
    return replace(made, **more)


def _with_deaths(event: Event, claims: Mapping[str, Claim], series: Sequence[Series]) -> Event:
    """An event with its dead by house, as the record computes them from its series."""
    own = [toll for toll in series if toll.measure == "incident" and set(toll.claims) & set(event.claims)]
    return replace(event, houses=deaths(claims, own))


def material(
    *claims: Claim,
    events: Sequence[Event] = (),
    series: Sequence[Series] = (),
    deals: Sequence[Deal] = (),
    counting: Iterable[str] | None = None,
    level: Level = Level.PUBLIC,
    sources: Mapping[str, Source] | None = None,
) -> Material:
    """A record of these claims, all of which count if nothing else is said; documents by Reuters on 15 October 2017."""
    counts = frozenset(each.id for each in claims) if counting is None else frozenset(counting)
    documents = dict.fromkeys(each.document for each in claims)
    by_id = {each.id: each for each in claims}
    cited = {
        name: Source(
            name, "", "Reuters", f"Title of {name}", f"https://example.org/{name}", "2017-10-15", name
        )
        for name in documents
    }
    situation = Situation(
        level=level,
        as_of=date(2017, 10, 15),
        first=date(2017, 10, 1),
        documents=(),
        stories=(),
        events=tuple(each if each.houses else _with_deaths(each, by_id, series) for each in events),
        series=tuple(series),
        control=(),
        deals=tuple(deals),
        contradictions=(),
        claims=by_id,
        counting=counts,
        reviewed=0,
    )
    rows = [(each, claim_row(each, counts=each.id in counts, outlet="", title="Title")) for each in claims]
    return Material(
        level=level,
        rows=lambda: iter(rows),
        load=lambda: situation,
        sources=cited if sources is None else sources,
        area=lambda identity: "Ar-Raqqah" if identity == place("Raqqa").geonameid else "",
    )
