"""hxl.csv: events, figures and access as HXL: a header, the tags, then rows whose numbers are numbers.

Three kinds of rows, told apart by `#event+type`: an event with those whom it harmed or moved under #affected; a total or
stock under #value, and where it is a stock under #affected too; a constraint of humanitarian access. A total over a
period never stands under #affected: adding that column up counts nobody twice.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sitrep.codebook.access import access_category
from sitrep.codebook.hxl import hxl
from sitrep.codebook.tolls import Bounds, widest
from sitrep.export.deaths import by_reading, people
from sitrep.export.delimited import write_table
from sitrep.export.event_rows import EventRow, Where, event_rows, place_of, reading_of, sources_of
from sitrep.export.material import COUNTED, UNREVIEWED, Material, Written
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Series

LIST = "; "
ROW_METRICS = {"killed": ("killed",), "injured": ("injured",), "abducted": ("abducted",), "displaced": ("displaced", "fled"),
               "returned": ("returned",), "evacuated": ("evacuated",)}  # fmt: skip
"""Column of an event's row → metrics of its figures; of several metrics the largest counts, as they overlap."""
STOCK_COLUMNS = {
    "displaced": "idps",
    "fled": "idps",
    "trapped": "trapped",
    "in_need": "in_need",
    "reached": "reached",
}
"""Metric of a stock → the column under #affected, #inneed or #reached that it fills."""


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write events, series and access constraints with the tags of `codebook/hxl.yaml`.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    columns = list(hxl().columns.values())
    heads = ([column.label for column in columns], [column.tag for column in columns])
    names = [column.column for column in columns]
    return Written(write_table(names, _rows(material), out, excel=excel, heads=heads), "rows")


def _rows(material: Material) -> Iterator[dict[str, Any]]:
    for row in event_rows(material):
        yield _event(row)
    for series in material.situation.series:
        if series.measure != "incident" and wording.has_number(series.counted or series.all):
            yield _series(series, material)
    for claim in material.situation.claims.values():
        if claim.kind.value == "access":
            yield _access(claim, material)


def _event(row: EventRow) -> dict[str, Any]:
    killed, injured = _toll(row, "killed"), _toll(row, "injured")
    displaced = _toll(row, "displaced")
    return {
        "event_id": row.id,
        "event_type": "deal" if row.deal else row.sub_event.sub_event_type or LIST.join(row.types),
        "date_start": row.start,
        "date_end": row.end,
        "date_reported": max((source.day for source in row.sources), default=""),
        **_where(row.where),
        **_moved(row.claims),
        "party": LIST.join(mention.name for mention in row.agents),
        "target": LIST.join(mention.name for mention in row.targets),
        **_range("killed", killed),
        "killed_children": _children(row),
        **_range("injured", injured),
        **_range("displaced", displaced),
        **{name: _one(_toll(row, name)) for name in ("abducted", "returned", "evacuated")},
        "figure_text": LIST.join(
            _words(toll) for toll in row.tolls if wording.has_number(toll.counted or toll.all)
        ),
        "severity": row.grade.value if row.grade else "",
        "status": row.reading,
        "sentence": row.claims[0].quote.strip() if row.claims else "",
        "source": LIST.join(wording.root(root) for root in row.roots),
        "publisher": LIST.join(dict.fromkeys(each.publisher for each in row.sources if each.publisher)),
        "url": next((source.url for source in row.sources if source.url), ""),
        "claim_ids": LIST.join(row.told),
    }


def _toll(row: EventRow, column: str) -> Bounds:
    """The people of one column, no class of them twice."""
    return widest(people(row.wholes, metric) for metric in ROW_METRICS[column])


def _children(row: EventRow) -> Any:
    found = [by_reading(toll) for toll in row.tolls if (toll.metric, toll.subject) == ("killed", "children")]
    return _one(found[0]) if found else None


def _range(name: str, bounds: Bounds) -> dict[str, Any]:
    return {name: bounds.best, f"{name}_min": bounds.low, f"{name}_max": bounds.high}


def _one(bounds: Bounds) -> Any:
    return bounds.best if bounds.best is not None else bounds.low


def _words(series: Series) -> str:
    counted = wording.counted_thing(series.subject, series.metric)
    return f"{counted}: {wording.span_of(series.counted or series.all)}"


def _series(series: Series, material: Material) -> dict[str, Any]:
    situation, bounds = material.situation, by_reading(series)
    claims = [situation.claims[claim] for claim in series.claims if claim in situation.claims]
    column = STOCK_COLUMNS.get(series.metric, "") if series.measure == "stock" else ""
    sources = sources_of(material, claims)
    return {
        "event_id": series.id,
        "event_type": f"{series.measure} figure",
        "date_start": series.since or series.as_of,
        "date_end": series.as_of,
        "date_reported": series.as_of,
        **_where(place_of(material, claims, series.place)),
        **({column: _one(bounds)} if column else {}),
        "metric": series.metric,
        "subject": series.subject,
        "measure": series.measure,
        "value_best": bounds.best,
        "value_min": bounds.low,
        "value_max": bounds.high,
        "figure_text": _words(series),
        "severity": series.grade.value if series.grade else "",
        "status": COUNTED if series.counted else UNREVIEWED,
        "sentence": claims[0].quote.strip() if claims else "",
        "source": LIST.join(dict.fromkeys(wording.root(voice.root) for voice in series.voices)),
        "publisher": LIST.join(dict.fromkeys(each.publisher for each in sources if each.publisher)),
        "url": next((source.url for source in sources if source.url), ""),
        "claim_ids": LIST.join(series.claims),
    }


def _access(claim: Claim, material: Material) -> dict[str, Any]:
    reading, _ = reading_of(
        material.situation, [claim.id], [claim.id] if claim.id in material.situation.counting else []
    )
    found = access_category(claim)
    sources = sources_of(material, [claim])
    return {
        "event_id": claim.id,
        "event_type": "access",
        "date_start": claim.time.start,
        "date_end": claim.time.end,
        "date_reported": claim.published[:10],
        **_where(place_of(material, [claim], "")),
        "party": LIST.join(mention.name for mention in claim.agents),
        "target": LIST.join(mention.name for mention in claim.targets),
        "access": f"{found[0].number} {found[0].name}" if found else "",
        "status": reading,
        "sentence": claim.quote.strip(),
        "source": claim.chain[0].name if claim.chain else "",
        "publisher": LIST.join(dict.fromkeys(each.publisher for each in sources if each.publisher)),
        "url": next((source.url for source in sources if source.url), ""),
        "claim_ids": claim.id,
    }


def _where(where: Where) -> dict[str, Any]:
    return {
        "country": where.country,
        "country_code": where.codes.iso3 if where.codes else "",
        "adm1": where.area,
        "adm2": where.gazetteer_name if where.kind == "adm2" else "",
        "place": where.name,
        "lat": where.lat,
        "lon": where.lon,
        "geo_precision": str(where.precision) if where.precision else "",
    }


def _moved(claims: Iterable[Claim]) -> dict[str, Any]:
    """Where people left and where they went, as claims name it."""
    places = [place for claim in claims for place in claim.places]
    return {
        f"place_{short}": LIST.join(dict.fromkeys(place.name for place in places if place.role == role))
        for short, role in (("origin", "origin"), ("dest", "destination"))
    }
