"""events.geojson: events on a map (RFC 7946), at the precision at which they are known."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from sitrep.export.areas import AREA_PRECISION, circle
from sitrep.export.claims_parquet import about
from sitrep.export.event_rows import Where, event_rows
from sitrep.export.events_csv import event_columns
from sitrep.export.material import Material, Written
from sitrep.export.whole_file import whole_file

POINT, AREA, UNPLACED = "point", "area", "unplaced"


def write(material: Material, out: Path) -> Written:
    """Write every event and deal as a feature with the columns of `events.csv` as properties.

    A place of where_prec 1 or 2 is a point, a coarser one a polygon (its circle); the property `drawn_as` says which. An
    event without a place has a null geometry.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    count = 0
    head = json.dumps({"type": "FeatureCollection", "name": "events", **about(material)}, ensure_ascii=False)
    with whole_file(out) as file:
        file.write(head[:-1] + ', "features": [')
        for row in event_rows(material):
            made = feature(row.id, row.where, event_columns(row, material))
            file.write((",\n" if count else "\n") + json.dumps(made, ensure_ascii=False))
            count += 1
        file.write("\n]}\n")
    return Written(count, "events and deals")


def feature(identity: str, where: Where, columns: Mapping[str, Any]) -> dict[str, Any]:
    """One feature."""
    drawn, geometry = shape(where)
    properties = {
        name: value.isoformat() if isinstance(value, date) else value for name, value in columns.items()
    }
    return {
        "type": "Feature",
        "id": identity,
        "geometry": geometry,
        "properties": {**properties, "drawn_as": drawn},
    }


def shape(where: Where) -> tuple[str, dict[str, Any] | None]:
    """How a place is drawn (point, area, unplaced) and its GeoJSON geometry, None where it has none."""
    if where.lat is None or where.lon is None:
        return UNPLACED, None
    if 0 < where.precision < AREA_PRECISION:
        return POINT, {"type": "Point", "coordinates": [where.lon, where.lat]}
    rings = circle(where.lat, where.lon, where.radius_km) if where.radius_km else None
    if not rings:  # an area of unknown size: no pin may stand for it
        return UNPLACED, None
    if len(rings) == 1:
        return AREA, {"type": "Polygon", "coordinates": [rings[0]]}
    return AREA, {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]}
