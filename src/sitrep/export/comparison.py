"""The record beside another house's table: deaths by area and month, and what cannot be compared.

Nothing is matched event by event: the two count by different rules, so only sums stand beside each other.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from rapidfuzz import fuzz

from sitrep.codebook.areas import first_order_areas
from sitrep.codebook.country_codes import country_codes
from sitrep.codebook.tolls import Bounds, tally
from sitrep.export.deaths import bounds_of, killed, people
from sitrep.export.event_rows import EventRow, event_rows, iso2_of
from sitrep.export.material import Material
from sitrep.model import wording
from sitrep.model.mention import Number
from sitrep.model.record import Series
from sitrep.model.reference import ReferenceEvent

BY = ("month", "year")
AREAS = ("adm1", "country")
SIMILAR = 85.0
"""Similarity (0-100) from which two spellings are one area, where no other area of the country is as similar."""
_SUMMARY = 2
_AREA_WORDS = re.compile(
    r"\b(governorate|province|district|state|region|department|county|oblast|muhafazah?|wilayat?)\b"
)
_NOT_LETTERS = re.compile(r"[\W_]+")

REASONS: dict[str, str] = {
    "ours_undated": "Lethal events of the record that no claim dates to a month.",
    "ours_without_area": "Lethal events of the record whose first-order area is not known; they stand in a row without one.",
    "ours_outside_period": "Lethal events of the record outside the period that is compared.",
    "ours_without_number": "Events of the record in which people died and no report says how many; counted as events.",
    "ours_totals": 'Totals over a period ("killed since June"): never added to events, so in no row.',
    "theirs_without_area": "Their events without a first-order area; they stand in a row without one.",
    "theirs_several_months": "Their events over more than one month; they stand in the month in which they begin.",
    "theirs_summaries": "Their events of clarity 2: totals, less the events in them; they are in their sums.",
    "theirs_inverted": "Their events whose low, best and high are not in order, as subtracting leaves them; added up so.",
    "theirs_other_countries": "Their events in countries of which the record tells no lethal event.",
    "theirs_outside_period": "Their events outside the period that is compared.",
}
"""What is not, or not fully, comparable: reason code → what it means."""


@dataclass(frozen=True, slots=True)
class Deaths:
    """Events and their dead: sums of low, best and high; an event that lacks a bound lends its nearest one."""

    events: int = 0
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One area in one period: ours as counted and with unreviewed claims, theirs, of which civilians and summaries."""

    area: str
    country: str
    period: str
    counted: Deaths
    all: Deaths
    theirs: Deaths
    theirs_civilians: int
    theirs_summaries: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The whole comparison.

    `beside`: reason code → number of things that do not compare. `totals`: our totals over periods in words, with
    the claims they rest on.
    """

    by: str
    area: str
    since: date | None
    until: date | None
    rows: tuple[ComparisonRow, ...]
    beside: dict[str, int]
    totals: tuple[tuple[str, tuple[str, ...]], ...]
    source: str = "ucdp"


@dataclass(slots=True)
class _Cell:
    counted: list[Bounds] = field(default_factory=list)
    all: list[Bounds] = field(default_factory=list)
    theirs: list[ReferenceEvent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare: periods (month, year), areas (adm1, country), first and last day; None for the record's own."""

    by: str = "month"
    area: str = "adm1"
    since: date | None = None
    until: date | None = None


OWN_PERIOD = Wanted()
"""By month and first-order area, over the days of the record's own reports."""


def compare(material: Material, theirs: Sequence[ReferenceEvent], wanted: Wanted = OWN_PERIOD) -> Comparison:
    """The record's lethal events and another house's, by area and period.

    The period is that of the record's own reports where none is given: a table of years beside a record of weeks
    would show gaps that are none.

    Args:
        material: The record as one view shows it.
        theirs: The other house's events.
        wanted: By what to group, and which days.
    """
    situation = material.situation
    since = wanted.since or (situation.first and situation.first.replace(day=1))
    sheet = _Sheet(wanted, since, wanted.until or situation.as_of)
    countries = _ours(material, sheet)
    _theirs(theirs, countries, sheet)
    cells, beside = sheet.cells, sheet.beside
    totals = [
        series for series in situation.series if series.metric == "killed" and series.measure == "cumulative"
    ]
    beside["ours_totals"] = len(totals)
    return Comparison(
        by=wanted.by,
        area=wanted.area,
        since=sheet.since,
        until=sheet.until,
        rows=tuple(_row(key, cells[key]) for key in sorted(cells)),
        beside={reason: beside[reason] for reason in REASONS if beside[reason]},
        totals=tuple((_total(series), series.claims) for series in totals),
    )


@dataclass(slots=True)
class _Sheet:
    """The comparison in the making: cells by country, area and period, and what does not compare."""

    wanted: Wanted
    since: date | None
    until: date | None
    cells: dict[tuple[str, str, str], _Cell] = field(default_factory=dict)
    beside: Counter[str] = field(default_factory=Counter)

    def holds(self, day: date) -> bool:
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def cell(self, iso2: str, area: str, day: date) -> _Cell:
        period = f"{day:%Y-%m}" if self.wanted.by == "month" else f"{day:%Y}"
        key = (iso2, area if self.wanted.area == "adm1" else "", period)
        return self.cells.setdefault(key, _Cell())


def _ours(material: Material, sheet: _Sheet) -> set[str]:
    """Put our lethal events into cells; gives the countries of which the record tells any."""
    countries = set()
    for row in event_rows(material):
        tolls = killed(row.wholes)
        if not tolls:
            continue
        countries.add(row.where.iso2)
        if row.start is None:
            sheet.beside["ours_undated"] += 1
            continue
        if not sheet.holds(row.start):
            sheet.beside["ours_outside_period"] += 1
            continue
        everything = tally({subject: _all(series) for subject, series in tolls.items()}).total
        counted = people((series for series in tolls.values() if series.counted), "killed")
        sheet.beside["ours_without_number"] += not everything.known
        sheet.beside["ours_without_area"] += not row.where.area
        cell = sheet.cell(row.where.iso2, row.where.area, row.start)
        cell.all.append(everything)
        if _is_counted(row, tolls.values()):
            cell.counted.append(counted)
    return countries


def _all(series: Series) -> Bounds:
    return Bounds() if series.all is None else bounds_of(series.all)


def _is_counted(row: EventRow, tolls: Iterable[Series]) -> bool:
    return bool(row.counted) and any(series.counted for series in tolls)


def _theirs(events: Iterable[ReferenceEvent], countries: set[str], sheet: _Sheet) -> None:
    beside = sheet.beside
    for event in events:
        iso2 = _country(event.country)
        if iso2 not in countries:
            beside["theirs_other_countries"] += 1
        elif not sheet.holds(event.start):
            beside["theirs_outside_period"] += 1
        else:
            months = {(day.year, day.month) for day in (event.start, event.end)}
            beside["theirs_without_area"] += not event.adm1
            beside["theirs_several_months"] += len(months) > 1
            beside["theirs_summaries"] += event.clarity == _SUMMARY
            beside["theirs_inverted"] += event.inverted
            sheet.cell(iso2, area_name(iso2, event.adm1), event.start).theirs.append(event)


@cache
def _country(name: str) -> str:
    return iso2_of(name) or next(
        (code.iso2 for code in country_codes().values() if code.ucdp_name == name), name
    )


@cache
def area_name(iso2: str, name: str) -> str:
    """The gazetteer's name of a first-order area by any spelling of it; the spelling itself where none is as similar.

    "Ar Raqqah Governorate" is Ar-Raqqah: words such as governorate, articles' hyphens, accents and case do not matter.
    """
    wanted = _folded(name)
    if not wanted:
        return ""
    scores = sorted(
        (
            (max(fuzz.ratio(wanted, _folded(spelling)) for spelling in (area.name, *area.aliases)), area.name)
            for area in first_order_areas()
            if area.country == iso2
        ),
        reverse=True,
    )
    if not scores or scores[0][0] < SIMILAR or (len(scores) > 1 and scores[1][0] == scores[0][0]):
        return name
    return scores[0][1]


@cache
def _folded(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _NOT_LETTERS.sub("", _AREA_WORDS.sub("", bare))


def _row(key: tuple[str, str, str], cell: _Cell) -> ComparisonRow:
    iso2, area, period = key
    theirs = [Bounds(event.low, event.best, event.high) for event in cell.theirs]
    codes = country_codes().get(iso2)
    return ComparisonRow(
        area=area,
        country=codes.iso3 if codes else iso2,
        period=period,
        counted=_deaths(cell.counted),
        all=_deaths(cell.all),
        theirs=_deaths(theirs),
        theirs_civilians=sum(event.civilians or 0 for event in cell.theirs),
        theirs_summaries=sum(event.clarity == _SUMMARY for event in cell.theirs),
    )


def _deaths(parts: Sequence[Bounds]) -> Deaths:
    """Deaths over events. An event without a bound lends its nearest inner one, so that nobody who is told gets lost."""
    low = [part.low if part.low is not None else part.likely or part.high or 0 for part in parts]
    best = [part.likely or 0 for part in parts]
    high = [part.most or 0 for part in parts]
    return Deaths(
        len(parts),
        sum(low) if any(part.low is not None for part in parts) else None,
        sum(best) if any(part.best is not None for part in parts) else None,
        sum(high) if any(part.high is not None for part in parts) else None,
    )


def _total(series: Series) -> str:
    where = f", {series.place}" if series.place else ""
    since = f" since {wording.day(series.since)}" if series.since else ""
    label = "counted" if series.counted else "unreviewed"
    said = wording.span_of(series.counted or series.all)
    return f"{wording.counted_thing(series.subject, series.metric)}{where}{since}: {said} ({label})"
