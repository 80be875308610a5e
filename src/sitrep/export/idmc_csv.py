"""idmc.csv: figures of displacement in the terms of IDMC, one row a figure as somebody reported it.

Rules: IDMC Helix. The reported number, its quantifier and unit stand apart from the computed total; flow and stock are
never mixed; one figure of a series is recommended, the others triangulate it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitrep.codebook.country_codes import country_codes
from sitrep.codebook.idmc import idmc
from sitrep.export.delimited import write_table
from sitrep.export.material import Material, Written
from sitrep.model import wording
from sitrep.model.claim import Claim, Figure, root
from sitrep.model.mention import Number, PlaceMention
from sitrep.model.record import HouseEntry, Series

LIST = "; "
OWN_COLUMNS: dict[str, str] = {
    "reported_text": "The number as reported, with its hedge.",
    "metric": "Metric of the record: displaced, fled, evacuated, returned, housing_destroyed, trapped.",
    "subject": "Who is counted.",
    "measure": "incident, cumulative or stock.",
    "series": "Series of the record that the figure belongs to.",
    "role_reason": "Why it has its role, as a reason code of the record.",
    "unreviewed": "True where the claim does not count yet.",
    "view": "public or restricted.",
}
"""Columns of ours, after IDMC's."""


SOME = 2
"""Low of "several" and of a bare plural: more than one, and no number."""


@dataclass(frozen=True, slots=True)
class Reported:
    """One claim's figure within its series, with what the house IDMC makes of it; no entry where it made nothing."""

    claim: Claim
    figure: Figure
    series: Series
    entry: HouseEntry | None
    event: str
    quantifier: str


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write every figure of displacement, and of people trapped, for which IDMC has no term.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    left_out: Counter[str] = Counter()
    rows = (_row(reported, material) for reported in _reported(material, left_out))
    count = write_table([*idmc().names, *OWN_COLUMNS], rows, out, excel=excel)
    return Written(count, "figures", dict(left_out))


def _reported(material: Material, left_out: Counter[str]) -> Iterator[Reported]:
    situation = material.situation
    events = {claim: event.id for event in situation.events for claim in event.claims}
    for series in situation.series:
        metric = idmc().metrics.get(series.metric)
        if metric is None or not (metric.term or metric.ours):
            left_out["no_idmc_term"] += len(series.claims)
            continue
        entries = _entries(series)
        beside = dict(series.beside)
        for identity in series.claims:
            claim = situation.claims.get(identity)
            if claim is None or claim.figure is None:
                continue
            reason = _reason(claim.figure, beside.get(identity, ""), entries.get(identity))
            if reason:
                left_out[reason] += 1
                continue
            entry, event = entries.get(identity), events.get(identity, series.id)
            quantifier = _quantifier(claim.figure, series, entry)
            yield Reported(claim, claim.figure, series, entry, event, quantifier)


def _entries(series: Series) -> dict[str, HouseEntry]:
    return {entry.claim: entry for house in series.houses if house.house == "idmc" for entry in house.entries}


def _quantifier(figure: Figure, series: Series, entry: HouseEntry | None) -> str:
    """IDMC's word: the house's own for the figure that it recommends, else by the codebook."""
    own = next((house.quantifier for house in series.houses if house.house == "idmc"), "")
    return own if own and entry is not None and entry.used else idmc().quantifiers.get(figure.quantifier, "")


def _reason(figure: Figure, beside: str, entry: HouseEntry | None) -> str:
    if figure.subject.startswith("combatants"):
        return "combatants"
    if beside or (entry is not None and entry.reason == "copy"):
        return beside or "copy"
    return "" if _number(figure) is not None else "not_stated"


def _number(figure: Figure) -> Number | None:
    """The number as reported; None for a bare plural, which tells of two or more and is never printed as a number."""
    if figure.quantifier in ("counted", "vague") and figure.best is None and figure.low == SOME:
        return None
    return next((value for value in (figure.best, figure.low, figure.high) if value is not None), None)


def _row(reported: Reported, material: Material) -> dict[str, Any]:
    claim, series = reported.claim, reported.series
    source = material.sources.get(claim.document)
    origin = root(claim.chain, source.story if source and source.story else claim.document)
    return {
        "figure_cause": "Conflict",
        "event_id": reported.event,
        "event_name": _name(series),
        **_figure(reported),
        **_role(reported),
        **_days(reported),
        "displacement_occurred": "Unknown",
        **_places(claim),
        "sources": "unspecified" if origin.startswith("unnamed:") else origin,
        "publishers": source.publisher if source else "",
        "source_excerpt": claim.quote.strip(),
        "review_status": "" if claim.id in material.situation.counting else "Review not started",
        "claim_ids": claim.id,
        "metric": series.metric,
        "subject": series.subject,
        "measure": series.measure,
        "series": series.id,
        "unreviewed": claim.id not in material.situation.counting,
        "view": material.level.value,
    }


def _name(series: Series) -> str:
    what = wording.counted_thing(series.subject, series.metric).capitalize()
    where = f", {series.place}" if series.place else ""
    when = wording.days(series.since, series.as_of) if series.since and series.as_of else ""
    return f"{what}{where}{', ' + when if when else ''}"


def _figure(reported: Reported) -> dict[str, Any]:
    figure, series, book = reported.figure, reported.series, idmc()
    number = _number(figure)
    persons = series.metric != "housing_destroyed"
    unit = book.units.get(figure.unit, "Person" if persons and figure.unit not in book.units else "")
    size = None if figure.household_size is None else float(figure.household_size)
    total = None if number is None or not persons else book.total(number, figure.unit or "person", size)
    category = book.category(series.metric, series.measure, abroad=_abroad(reported.claim))
    return {
        "quantifier": reported.quantifier,
        "reported": None if number is None else int(number),
        "unit": unit if persons else "",
        "household_size": figure.household_size,
        "total_figures": total,
        "term": book.term(series.metric, reported.claim.quote),
        "category": category,
        "category_type": "stock" if series.measure == "stock" else "flow",
        "reported_text": wording.figure(figure),
        "calculation_logic": _logic(figure, unit, total),
    }


def _logic(figure: Figure, unit: str, total: int | None) -> str:
    told = wording.figure(figure)
    if unit == "Household" and total is not None:
        cited = f", cited from {figure.household_source}" if figure.household_source else ""
        return f"{told} households of {wording.number(figure.household_size or 0)} people{cited}"
    if unit == "Household":
        return f"{told} households; no household size is cited, so no total of people"
    return f"{told}, as reported" if total is not None else f"{told}, as reported; no people counted"


def _role(reported: Reported) -> dict[str, Any]:
    entry = reported.entry
    if entry is None:
        return {"role": "", "role_reason": "no_house_figure"}
    role = entry.role if entry.role in idmc().roles else "recommended" if entry.used else "triangulation"
    return {"role": idmc().roles[role], "role_reason": entry.reason}


def _abroad(claim: Claim) -> bool:
    """Whether people left one country for another, as far as both are told."""
    left = {place.iso2 for place in claim.places if place.role in ("origin", "event") and place.iso2}
    reached = {place.iso2 for place in claim.places if place.role == "destination" and place.iso2}
    return bool(left and reached) and left.isdisjoint(reached)


def _days(reported: Reported) -> dict[str, Any]:
    """First and last day with their accuracy; of a stock the day that it is of and the day on which it was reported."""
    time, series = reported.claim.time, reported.series
    accuracy = idmc().date_accuracy_of_prec.get(time.ucdp_prec or 0, "")
    if series.measure == "stock":
        published = reported.claim.published[:10]
        return {
            "start_date": time.start,
            "start_date_accuracy": accuracy,
            "end_date": published or time.end,
            "end_date_accuracy": "Day" if published else accuracy,
        }
    return {
        "start_date": time.start,
        "start_date_accuracy": accuracy,
        "end_date": time.end,
        "end_date_accuracy": accuracy,
    }


def _places(claim: Claim) -> dict[str, Any]:
    book = idmc()
    told = [place for place in claim.places if place.role in ("event", "origin", "destination")]
    pinned = next((place for place in told if place.lat is not None), None)
    country = country_codes().get(next((place.iso2 for place in told if place.iso2), ""))
    return {
        "iso3": country.iso3 if country else "",
        "location_name": LIST.join(place.name for place in told),
        "location_type": LIST.join(_location_type(place) for place in told),
        "location_accuracy": LIST.join(
            book.accuracy_of_where_prec.get(place.ucdp_prec or 0, "") for place in told
        ),
        "latitude": pinned.lat if pinned else None,
        "longitude": pinned.lon if pinned else None,
    }


def _location_type(place: PlaceMention) -> str:
    return idmc().location_types.get(place.role, "")
