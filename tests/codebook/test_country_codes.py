"""Numbers and regions of countries."""

from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.countries import countries
from sitrep.codebook.country_codes import country_codes

CODES = country_codes()


def test_every_country_has_an_entry() -> None:
    assert set(CODES) == set(countries())


def test_numbers_are_of_one_country_each() -> None:
    for field in ("iso_numeric", "gwno"):
        numbers = [getattr(code, field) for code in CODES.values() if getattr(code, field) is not None]
        assert len(set(numbers)) == len(numbers), field


def test_regions_are_acleds() -> None:
    named = {code.acled_region for code in CODES.values()} - {""}
    assert named == set(acled_categories().regions.values())


def test_syria() -> None:
    syria = CODES["SY"]
    assert (syria.iso3, syria.iso_numeric, syria.gwno, syria.acled_region) == ("SYR", 760, 652, "Middle East")
    assert (CODES["CD"].ucdp_name, CODES["SY"].ucdp_name) == ("DR Congo (Zaire)", "Syria")
