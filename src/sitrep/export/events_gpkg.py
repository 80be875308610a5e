"""events.gpkg: events as a GeoPackage with a layer for each way of drawing: points, areas, and events without a place."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitrep.export.event_rows import event_rows
from sitrep.export.events_csv import EVENT_COLUMNS, event_columns, joined
from sitrep.export.events_geojson import AREA, POINT, UNPLACED, shape
from sitrep.export.material import DISCLAIMER, Material, Written, needed
from sitrep.export.whole_file import whole_path

LAYERS = {POINT: "event_points", AREA: "event_areas", UNPLACED: "events_unplaced"}
"""Way of drawing → layer. Those of where_prec 1 and 2 are points, coarser ones areas."""
_INTEGERS = ("date_prec", "geonameid", "where_prec")
_NUMBERS = (
    "lat",
    "lon",
    "radius_km",
    "killed_low",
    "killed_best",
    "killed_high",
    "injured_low",
    "injured_best",
    "injured_high",
)
_DAYS = ("start", "end", "as_of")


def write(material: Material, out: Path) -> Written:
    """Write every event and deal with the columns of `events.csv`, in WGS84.

    Raises:
        MissingExtraError: If pyogrio or shapely is not installed.
        OSError: If the file cannot be written; nothing is left behind.
    """
    raw, shapely = needed("pyogrio.raw", "geo"), needed("shapely", "geo")
    geometry = needed("shapely.geometry", "geo")
    layers: dict[str, list[tuple[dict[str, Any], Any]]] = {name: [] for name in LAYERS}
    for row in event_rows(material):
        drawn, made = shape(row.where)
        shaped: Any = geometry.shape(made) if made else None
        if drawn == AREA and shaped.geom_type == "Polygon":
            shaped = geometry.MultiPolygon([shaped])
        layers[drawn].append((joined(event_columns(row, material)), shapely.to_wkb(shaped) if made else None))
    with whole_path(out) as part:
        part.unlink()  # the driver makes its file itself
        for drawn, rows in layers.items():
            _layer(raw, part, drawn, rows)
    return Written(sum(map(len, layers.values())), "events and deals")


def _layer(raw: Any, path: Path, drawn: str, rows: Sequence[tuple[dict[str, Any], Any]]) -> None:
    numpy = needed("numpy", "geo")
    geometry = None if drawn == UNPLACED else numpy.array([shape for _, shape in rows], dtype=object)
    values, masks = [], []
    for name in EVENT_COLUMNS:
        cells = [row[name] for row, _ in rows]
        values.append(_array(numpy, name, cells))
        masks.append(numpy.array([cell is None or cell == "" for cell in cells], dtype=bool))
    raw.write(
        path,
        geometry=geometry,
        field_data=values,
        field_mask=masks,
        fields=list(EVENT_COLUMNS),
        geometry_type={POINT: "Point", AREA: "MultiPolygon"}.get(drawn),
        crs="EPSG:4326" if geometry is not None else None,
        layer=LAYERS[drawn],
        driver="GPKG",
        append=path.exists(),
        layer_metadata={"disclaimer": DISCLAIMER},
    )


def _array(numpy: Any, name: str, cells: Sequence[Any]) -> Any:
    if name in _INTEGERS:
        return numpy.array([cell or 0 for cell in cells], dtype=numpy.int64)
    if name in _NUMBERS:
        return numpy.array([numpy.nan if cell is None else cell for cell in cells], dtype=numpy.float64)
    if name in _DAYS:
        return numpy.array(
            [numpy.datetime64("NaT") if cell is None else cell for cell in cells], dtype="datetime64[D]"
        )
    return numpy.array([None if cell is None else str(cell) for cell in cells], dtype=object)
