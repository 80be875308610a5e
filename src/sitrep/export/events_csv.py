"""events.csv: one event a line, with its days, place, parties, dead and everything it rests on."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitrep.codebook.tolls import Bounds
from sitrep.export.deaths import people
from sitrep.export.delimited import write_table
from sitrep.export.event_rows import EventRow, event_rows
from sitrep.export.material import Material, Written
from sitrep.model import wording

LIST = "; "

EVENT_COLUMNS: dict[str, str] = {
    "id": "Identity of the event or deal.",
    "kind": "event or deal.",
    "reading": "counted: the row rests on claims that count; unreviewed: none counts yet, so it rests on all of them.",
    "start": "First day, ISO 8601; empty where undated.",
    "end": "Last day, inclusive.",
    "date_prec": "UCDP's date_prec of those days, 1 to 5.",
    "types": "Frame types of its claims.",
    "acled_event_type": "Event type in ACLED's codebook, empty where it has none.",
    "acled_sub_event_type": "Sub-event type in ACLED's codebook.",
    "agents": "Parties that act; of a deal, its parties.",
    "targets": "Parties acted upon.",
    "place": "Place as the reports name it.",
    "gazetteer_name": "Name of the place in the gazetteer.",
    "geonameid": "GeoNames id of the place; empty where the view cuts its point.",
    "area": "First-order area (governorate, province) that it lies in, where known.",
    "country": "English name of the country.",
    "iso2": "ISO 3166-1 alpha-2 code of the country.",
    "lat": "Latitude, WGS84 degrees; of an area its middle.",
    "lon": "Longitude, WGS84 degrees.",
    "where_prec": "UCDP's where_prec, 1 to 7: from 3 on the point stands for an area.",
    "radius_km": "Radius in kilometres of the area that the point stands for.",
    "killed_low": "Lowest number of people killed in it that is reported, classes of people never counted twice.",
    "killed_best": "Best number reported; empty where nobody gives one.",
    "killed_high": "Highest number reported; empty where it is open.",
    "injured_low": "Lowest number of people injured.",
    "injured_best": "Best number of people injured.",
    "injured_high": "Highest number of people injured.",
    "grade": "Proposed grade: confirmed, fair, weak, contested. Never signed by the program.",
    "grade_reasons": "Why, as reason codes.",
    "roots": "Independent origins of what is told.",
    "sources": "Outlets or agencies of the documents that tell of it.",
    "urls": "Addresses of those documents, where known.",
    "counted": "Claims that count.",
    "claims": "All claims on it; `sitrep explain` shows each.",
    "view": "public or restricted.",
    "as_of": "Latest publication day of the record's documents.",
}
"""Column of `events.csv` → what it holds, in order."""


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write every event and deal with the columns of `EVENT_COLUMNS`.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    rows = (joined(event_columns(row, material)) for row in event_rows(material))
    return Written(write_table(list(EVENT_COLUMNS), rows, out, excel=excel), "events and deals")


def event_columns(row: EventRow, material: Material) -> dict[str, Any]:
    """One event with the keys of `EVENT_COLUMNS`: days as dates, several values as lists."""
    where, grade = row.where, row.grade
    return {
        "id": row.id,
        "kind": "deal" if row.deal else "event",
        "reading": row.reading,
        "start": row.start,
        "end": row.end,
        "date_prec": date_prec(row),
        "types": list(row.types),
        "acled_event_type": row.sub_event.event_type,
        "acled_sub_event_type": row.sub_event.sub_event_type,
        "agents": [mention.name for mention in row.agents],
        "targets": [mention.name for mention in row.targets],
        "place": where.name,
        "gazetteer_name": where.gazetteer_name,
        "geonameid": where.geonameid,
        "area": where.area,
        "country": where.country,
        "iso2": where.iso2,
        "lat": where.lat,
        "lon": where.lon,
        "where_prec": where.precision or None,
        "radius_km": where.radius_km,
        **_bounds("killed", people(row.wholes, "killed")),
        **_bounds("injured", people(row.wholes, "injured")),
        "grade": grade.value if grade else "",
        "grade_reasons": list(grade.reasons) if grade else [],
        "roots": [wording.root(root) for root in row.roots],
        "sources": list(dict.fromkeys(each.publisher for each in row.sources if each.publisher)),
        "urls": [source.url for source in row.sources if source.url],
        "counted": list(row.counted),
        "claims": list(row.told),
        "view": material.level.value,
        "as_of": material.as_of,
    }


def date_prec(row: EventRow) -> int | None:
    """UCDP's date_prec of a row's days: of the mention that gives them, else by their number (Appendix 2).

    1 one day, 2 two to six days, 3 a week, 4 up to a month, 5 longer.
    """
    if row.start is None or row.end is None:
        return None
    given = [
        time.ucdp_prec
        for time in row.times
        if (time.start, time.end) == (row.start, row.end) and time.ucdp_prec
    ]
    if given:
        return min(given)
    days = (row.end - row.start).days + 1
    return next((prec for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _bounds(name: str, bounds: Bounds) -> dict[str, Any]:
    return {f"{name}_low": bounds.low, f"{name}_best": bounds.best, f"{name}_high": bounds.high}


def joined(columns: Mapping[str, Any]) -> dict[str, Any]:
    """Columns with lists as one text each, as table cells hold them."""
    return {name: LIST.join(value) if isinstance(value, list) else value for name, value in columns.items()}
