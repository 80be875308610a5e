"""Outlines of countries: closed, on the globe, and where the countries are."""

import pytest

from sitrep.codebook import borders as module
from sitrep.codebook.borders import borders
from sitrep.codebook.countries import countries
from sitrep.errors import CodebookError


def inside(lon: float, lat: float, rings: tuple[tuple[tuple[float, float], ...], ...]) -> bool:
    found = False
    for ring in rings:
        for (a, b), (c, d) in zip(ring, ring[1:], strict=False):
            if (b > lat) != (d > lat) and lon < (c - a) * (lat - b) / (d - b) + a:
                found = not found
    return found


def test_rings_are_closed_and_leap_nowhere() -> None:
    for border in borders():
        for ring in border.rings:
            assert ring[0] == ring[-1] and len(ring) >= 4
            assert all(abs(a[0] - b[0]) <= 360 for a, b in zip(ring, ring[1:], strict=False))
            assert all(-90 <= lat <= 90 for _, lat in ring)
            if border.name != "Antarctica":
                assert all(abs(a[0] - b[0]) < 60 for a, b in zip(ring, ring[1:], strict=False))


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Syria", 39.0, 35.95),
        ("Iraq", 43.1, 36.3),
        ("Ukraine", 30.5, 50.4),
        ("Mali", -5.0, 17.0),
        ("Russia", 178.0, 66.0),
        ("Sudan", 32.5, 15.6),
    ],
)
def test_a_place_lies_in_its_country_and_in_no_other(name: str, lon: float, lat: float) -> None:
    assert [border.name for border in borders() if inside(lon, lat, border.rings)] == [name]


def test_representative_points_agree_with_the_countries_table() -> None:
    """Two tables of different sources: a country's point of the one lies within its outline in the other."""
    by_name = {border.name: border for border in borders()}
    shared = [country for country in countries().values() if country.name in by_name and country.point]
    hits = [
        country
        for country in shared
        if country.point and inside(country.point[1], country.point[0], by_name[country.name].rings)
    ]
    assert len(shared) > 130 and len(hits) / len(shared) > 0.95


def test_a_hole_is_outside() -> None:
    (south_africa,) = [border for border in borders() if border.name == "South Africa"]
    assert not inside(28.2, -29.6, south_africa.rings), "Lesotho"


@pytest.mark.parametrize(("line", "wrong"), [("1 x", "no arc"), ("1 2 3", "pairs")])
def test_a_malformed_line_is_refused(line: str, wrong: str) -> None:
    with pytest.raises(CodebookError, match=wrong):
        module._arc(line)


def test_an_unknown_arc_is_refused() -> None:
    with pytest.raises(CodebookError, match="no arc 3"):
        module._ring([3], [[(0.0, 0.0), (1.0, 1.0)]])
