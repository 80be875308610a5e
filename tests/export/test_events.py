"""Events as CSV and on maps: precision is drawn as it is, and every row leads to its claims."""

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy
import pandas
import pyogrio
import pytest
import shapely
import shapely.geometry
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.builders import event, material, told, toll
from tests.reconcile.builders import country, place

from sitrep.export import events_csv, events_geojson, events_gpkg
from sitrep.export.areas import EARTH_KM, circle
from sitrep.export.events_csv import EVENT_COLUMNS
from sitrep.model.mention import PlaceMention


def district() -> PlaceMention:
    return replace(
        place("Raqqa"), name="Raqqa province", kind="adm1", ucdp_prec=4, acled_prec=3, radius_km=60.0
    )


def made() -> Any:
    town, area, nowhere = told(document="a"), told(document="b", at=district()), told(document="c", at=None)
    return material(
        town, area, nowhere, events=[event(town), event(area), event(nowhere)],
        series=[toll(town, killed=(12, 12, None))],
    )  # fmt: skip


def test_csv_keeps_ranges_and_leads_to_claims(tmp_path: Path) -> None:
    night = told(on=("2017-10-14", "2017-10-15"))
    found = material(night, events=[event(night)], series=[toll(night, killed=(12, 12, None))])
    events_csv.write(found, tmp_path / "events.csv")
    table = pandas.read_csv(tmp_path / "events.csv", dtype_backend="numpy_nullable")
    assert list(table.columns) == list(EVENT_COLUMNS)
    row = table.iloc[0]
    assert (row["start"], row["end"], row["reading"]) == ("2017-10-14", "2017-10-15", "counted")
    assert (row["killed_low"], row["killed_best"]) == (12, 12) and row["killed_high"] is pandas.NA
    assert row["claims"] == night.id and row["view"] == "public"


def test_geojson_has_points_areas_and_unplaced_events(tmp_path: Path) -> None:
    events_geojson.write(made(), tmp_path / "events.geojson")
    found = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))
    town, area, nowhere = found["features"]
    assert (
        found["type"] == "FeatureCollection" and "crs" not in found and "not verified" in found["disclaimer"]
    )
    assert town["geometry"] == {"type": "Point", "coordinates": [39.01, 35.95]}
    assert (town["properties"]["where_prec"], town["properties"]["drawn_as"]) == (1, "point")
    assert (area["geometry"]["type"], area["properties"]["radius_km"]) == ("Polygon", 60.0)
    assert nowhere["geometry"] is None and nowhere["properties"]["drawn_as"] == "unplaced"
    assert town["properties"]["claims"] and town["id"] == town["properties"]["id"]


def test_geojson_is_what_gdal_reads(tmp_path: Path) -> None:
    events_geojson.write(made(), tmp_path / "events.geojson")
    info = pyogrio.read_info(tmp_path / "events.geojson")
    assert info["features"] == 3 and info["crs"] == "EPSG:4326"


def test_a_country_is_no_pin(tmp_path: Path) -> None:
    somewhere = told(at=replace(country("Syria", "SY"), radius_km=None))
    events_geojson.write(material(somewhere, events=[event(somewhere)]), tmp_path / "events.geojson")
    (feature,) = json.loads((tmp_path / "events.geojson").read_text(encoding="utf-8"))["features"]
    assert feature["geometry"] is None


def test_geopackage_has_a_layer_for_each_way_of_drawing(tmp_path: Path) -> None:
    written = events_gpkg.write(made(), tmp_path / "events.gpkg")
    assert written.rows == 3
    names = [name for name, _ in pyogrio.list_layers(tmp_path / "events.gpkg")]
    assert names == ["event_points", "event_areas", "events_unplaced"]
    meta, _, shapes, values = pyogrio.raw.read(tmp_path / "events.gpkg", layer="event_points")
    row = dict(zip(meta["fields"], (column[0] for column in values), strict=True))
    assert meta["crs"] == "EPSG:4326" and shapely.from_wkb(shapes[0]).coords[0] == (39.01, 35.95)
    assert row["start"] == numpy.datetime64("2017-10-15") and row["killed_low"] == 12.0
    assert math.isnan(row["killed_high"]) and row["claims"]
    areas = pyogrio.raw.read(tmp_path / "events.gpkg", layer="event_areas")
    assert shapely.from_wkb(areas[2][0]).is_valid


def test_a_geopackage_without_events_has_its_layers(tmp_path: Path) -> None:
    events_gpkg.write(material(), tmp_path / "events.gpkg")
    assert [
        pyogrio.read_info(tmp_path / "events.gpkg", layer=name)["features"]
        for name in events_gpkg.LAYERS.values()
    ] == [0, 0, 0]


def test_a_geopackage_replaces_the_old_one_whole(tmp_path: Path) -> None:
    for _ in range(2):
        events_gpkg.write(made(), tmp_path / "events.gpkg")
    assert pyogrio.read_info(tmp_path / "events.gpkg", layer="event_points")["features"] == 1
    assert [path.name for path in tmp_path.iterdir()] == ["events.gpkg"]


@settings(deadline=None)
@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(1, 800))
def test_circles_are_valid_counterclockwise_and_as_large_as_they_say(
    lat: float, lon: float, radius: float
) -> None:
    rings = circle(lat, lon, radius)
    assert rings
    for ring in rings:
        polygon = shapely.geometry.Polygon(ring)
        assert ring[0] == ring[-1] and polygon.is_valid and polygon.exterior.is_ccw
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
    whole = [point for ring in rings for point in ring if abs(point[0]) < 180]
    for x, y in whole:
        assert distance_km(lat, lon, y, x) == pytest.approx(radius, rel=0.02, abs=0.05)


def test_a_circle_over_the_date_line_comes_in_two_parts() -> None:
    rings = circle(52.0, 179.5, 300.0)
    assert rings is not None and len(rings) == 2
    assert {math.copysign(1, ring[0][0]) for ring in rings} == {1.0, -1.0}


@pytest.mark.parametrize(("lat", "radius"), [(89.0, 500.0), (-85.0, 900.0), (10.0, 0.0)])
def test_what_no_ring_can_hold_has_none(lat: float, radius: float) -> None:
    assert circle(lat, 0.0, radius) is None


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance (haversine)."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = (
        math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(math.sqrt(half))
