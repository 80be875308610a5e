"""The map: the view's own coordinates, areas and no pins from precision 3 on, names apart, edges of the world."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.reconcile.builders import claim, holds
from tests.report.situations import large, place, situated, small

from sitrep.report.known import Known
from sitrep.report.labels import Box, Labels
from sitrep.report.map import WIDTH, map_of
from sitrep.report.projection import clipped, fitted
from sitrep.report.runs import plain
from sitrep.report.spots import holders, spots


def drawn(*claims: object) -> etree._Element:
    picture = map_of(Known(situated(claims)))  # type: ignore[arg-type]
    assert picture is not None
    return etree.fromstring(picture.svg)


def named(svg: etree._Element) -> list[str]:
    return [text.text for text in svg.xpath("//*[local-name()='text'][not(@aria-hidden)]")]


def test_a_named_town_is_a_point_and_a_province_an_area() -> None:
    found = {spot.name: spot for spot in spots(situated(small()))}
    assert found["Raqqa"].radius_km is None and found["Raqqa"].precision == 1
    assert found["Hasakah"].radius_km == 70.0 and found["Hasakah"].precision == 4


@pytest.mark.parametrize("precision", [3, 4, 5, 6, 7])
def test_no_pin_from_precision_3_on_even_without_a_known_extent(precision: int) -> None:
    (spot,) = spots(situated([claim(at=place("Somewhere", "Syria", 35.0, 39.0, precision=precision))]))
    assert spot.radius_km
    svg = drawn(claim(at=place("Somewhere", "Syria", 35.0, 39.0, precision=precision)))
    circles = [each for each in svg.xpath("//*[local-name()='circle']") if each.get("stroke-dasharray")]
    assert len(circles) == 1 and not [
        each for each in svg.xpath("//*[local-name()='circle']") if not each.get("stroke-dasharray")
    ]


def test_a_point_that_the_view_has_cut_is_an_area() -> None:
    (spot,) = spots(situated([claim(at=place("The hospital", "Syria", 35.9, 39.0))]))
    assert spot.radius_km and spot.radius_km >= 8.0


def test_a_dateline_is_never_drawn() -> None:
    cairo = place("Cairo", "Egypt", 30.06, 31.25)
    told = claim(
        at=[place("Raqqa", "Syria", 35.95, 39.01), cairo.__class__(**{**_fields(cairo), "role": "dateline"})]
    )
    assert {spot.name for spot in spots(situated([told]))} == {"Raqqa"}


def _fields(mention: object) -> dict[str, object]:
    return {name: getattr(mention, name) for name in mention.__slots__}  # type: ignore[attr-defined]


def test_holders_have_letters_and_a_legend() -> None:
    states = situated(
        [
            holds("Islamic State"),
            holds("Iraqi army", at="Mosul", document="b"),
            holds("Iraqi army", at="Mayadin", document="c"),
        ]
    ).control
    assert {holder: letter for holder, (letter, _) in holders(states).items()} == {
        "Iraqi army": "A",
        "Islamic State": "B",
    }
    told = named(drawn(holds("Islamic State"), holds("Iraqi army", at="Mosul", document="b")))
    assert "said to be held by Islamic State" in told and {"A", "B"} <= set(told)


def test_contested_is_a_question_mark_and_nobodys_colour() -> None:
    told = drawn(holds("Islamic State", on="2017-10-15"), holds("Iraqi army", on="2017-10-15", document="b"))
    assert "?" in named(told) and "A" not in named(told)


def test_every_place_stands_in_the_table_and_names_do_not_overlap() -> None:
    picture = map_of(Known(situated(large(120))))
    assert picture is not None and picture.table is not None
    rows = {plain(row[0][0]) for row in picture.table.rows}
    assert {f"{spot.name}, {spot.country}" for spot in spots(situated(large(120)))} == rows
    texts = etree.fromstring(picture.svg).xpath(
        "//*[local-name()='g'][@clip-path]//*[local-name()='text'][@class='name'][string-length() > 2]"
    )
    boxes = [_box(each) for each in texts if not each.get("aria-hidden")]
    assert len(boxes) > 12
    for number, box in enumerate(boxes):
        assert 0 <= box.left and box.right <= WIDTH
        assert not any(box.meets(other) for other in boxes[number + 1 :])


def _box(text: etree._Element) -> Box:
    x, y, size = float(text.get("x")), float(text.get("y")), float(text.get("font-size"))
    wide = 0.5 * size * len(text.text)
    return Box(x, y - 0.8 * size, x + wide, y + 0.1 * size)


POINT = st.tuples(st.floats(-179, 179), st.floats(-80, 80), st.floats(0, 400))


@given(st.lists(POINT, min_size=1, max_size=12))
def test_every_point_lies_on_the_map(points: list[tuple[float, float, float]]) -> None:
    projection, west = fitted(points, WIDTH)
    assert 0 < projection.height <= WIDTH
    for lon, lat, _ in points:
        x, y = projection(lon + 360 if lon < west else lon, lat)
        assert -1 <= x <= WIDTH + 1
        if abs(lat) < 60:
            assert -1 <= y <= projection.height + 1


def test_places_on_both_sides_of_the_180th_meridian_are_neighbours() -> None:
    projection, west = fitted([(179.0, -17.0, 0.0), (-179.0, -17.0, 0.0)], WIDTH)
    assert projection.east - projection.west < 20 and west == 179.0


RING = st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=9)


@given(RING)
def test_an_outline_is_cut_to_its_box(ring: list[tuple[float, float]]) -> None:
    box = (-10.0, -8.0, 12.0, 9.0)
    for x, y in clipped(ring, box):
        assert box[0] - 1e-6 <= x <= box[2] + 1e-6 and box[1] - 1e-6 <= y <= box[3] + 1e-6
    inner = [point for point in ring if -10 < point[0] < 12 and -8 < point[1] < 9]
    assert set(inner) <= set(clipped(ring, box)), "what lies inside stays"


@given(
    st.lists(
        st.tuples(st.floats(20, 700), st.floats(20, 400), st.text("abcdefgh ", min_size=1, max_size=20)),
        max_size=30,
    )
)
def test_labels_never_meet(wanted: Sequence[tuple[float, float, str]]) -> None:
    labels = Labels(Box(0, 0, 720, 420))
    symbols = [Box(x - 5, y - 5, x + 5, y + 5) for x, y, _ in wanted]
    labels.occupy(symbols)
    for x, y, words in wanted:
        labels.beside(x, y, 5, 6.0 * len(words), 12)
    placed = labels.taken[len(symbols) :]
    for number, box in enumerate(placed):
        assert not any(
            box.meets(other) for other in [*symbols, *placed[number + 1 :]]
        ) and labels.frame.holds(box)


def test_the_map_says_what_its_boundaries_mean() -> None:
    picture = map_of(Known(situated(small())))
    assert picture is not None
    assert re.search(r"imply no endorsement", plain(picture.caption)) and "Natural Earth" in plain(
        picture.caption
    )


def test_no_place_no_map() -> None:
    assert map_of(Known(situated([claim(at="a place that no gazetteer holds")]))) is None
