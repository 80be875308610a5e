"""Countries, first-order areas and regions as vocabularies."""

import pytest

from sitrep.codebook.areas import first_order_areas, regions, second_order_areas
from sitrep.codebook.countries import countries


def test_every_territory_has_its_codes_once() -> None:
    found = countries()
    assert len(found) == 250
    assert len({country.iso3 for country in found.values()}) == 250
    assert all(len(code) == 2 and code.isupper() for code in found)


@pytest.mark.parametrize(
    ("code", "name", "capital"),
    [
        ("SY", "Syria", "Damascus"),
        ("US", "United States", "Washington"),
        ("GB", "United Kingdom", "London"),
        ("SS", "South Sudan", "Juba"),
        ("CD", "Democratic Republic of the Congo", "Kinshasa"),
        ("CI", "Ivory Coast", "Yamoussoukro"),
        ("XK", "Kosovo", "Pristina"),
    ],
)
def test_names_are_those_of_the_news(code: str, name: str, capital: str) -> None:
    assert (countries()[code].name, countries()[code].capital) == (name, capital)


@pytest.mark.parametrize(
    ("code", "word"),
    [("SY", "Syrian"), ("NL", "Dutch"), ("MM", "Burmese"), ("NE", "Nigerien"), ("NG", "Nigerian")],
)
def test_adjectives(code: str, word: str) -> None:
    assert word in countries()[code].adjectives


@pytest.mark.parametrize(
    ("code", "alias"), [("US", "America"), ("GB", "Britain"), ("NL", "Holland"), ("CD", "DR Congo")]
)
def test_aliases(code: str, alias: str) -> None:
    assert alias in countries()[code].aliases


def test_points_lie_on_earth_and_near_the_country() -> None:
    for country in countries().values():
        assert country.radius_km > 0
        if country.point is not None:
            latitude, longitude = country.point
            assert -90 <= latitude <= 90 and -180 <= longitude <= 180
    assert countries()["SY"].point == pytest.approx((35.0, 38.5), abs=1.0)
    assert countries()["SY"].radius_km == pytest.approx(243, abs=5)


def test_syrian_governorates_by_geonames_code() -> None:
    names = {area.code: area.name for area in first_order_areas() if area.country == "SY"}
    assert len(names) == 14
    assert names["04"] == "Ar-Raqqah" and names["07"] == "Deir ez-Zor" and names["12"] == "Idlib"


def test_areas_have_each_code_once() -> None:
    codes = [(area.country, area.code) for area in first_order_areas()]
    assert len(codes) == len(set(codes)) > 3_000


def test_regions_know_their_country_or_span_several() -> None:
    found = {region.name: region for region in regions()}
    assert found["West Bank"].country == "PS"
    assert found["Darfur"].country == "SD"
    assert found["Middle East"].country == ""
    assert found["Red Sea"].kind == "sea"
    assert all(region.country == "" or region.country in countries() for region in found.values())


def test_every_second_order_area_lies_in_a_first_order_one_and_has_a_point() -> None:
    known = {(area.country, area.code) for area in first_order_areas()}
    found = list(second_order_areas())
    assert len(found) > 30_000
    assert {(area.country, area.admin1) for area in found} <= known
    assert all(-90 <= area.point[0] <= 90 and -180 <= area.point[1] <= 180 for area in found)
    assert len({area.geonameid for area in found}) == len(found)
