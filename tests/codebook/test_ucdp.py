"""UCDP's table and rules."""

import pytest

from sitrep.codebook.country_codes import country_codes
from sitrep.codebook.ucdp import ucdp
from sitrep.errors import CodebookError

BOOK = ucdp()


def test_columns() -> None:
    assert len(BOOK.names) == 49 and len(set(BOOK.names)) == 49
    assert len(BOOK.columns_19) == 41 and set(BOOK.columns_19) <= set(BOOK.names)
    assert BOOK.names[:3] == ("id", "relid", "year") and BOOK.names[-2:] == ("gwnoa", "gwnob")
    assert BOOK.names[44:47] == ("best", "high", "low")


def test_types_of_columns() -> None:
    types = {column.name: column.type for column in BOOK.columns}
    assert {types[name] for name in ("date_start", "date_end")} == {"date"}
    assert {types[name] for name in ("best", "low", "high", *BOOK.best_is_sum_of)} == {"integer"}
    assert {types[name] for name in ("latitude", "longitude")} == {"number"}


def test_best_is_the_sum_of_all_dead() -> None:
    deaths = {"deaths_a": 2, "deaths_b": 3, "deaths_civilians": 5, "deaths_unknown": 7}
    assert BOOK.best(deaths) == 17
    assert BOOK.best({}) == 0


def test_codes_of_numbered_columns() -> None:
    assert sorted(BOOK.codes["type_of_violence"]) == [1, 2, 3]
    assert sorted(BOOK.codes["event_clarity"]) == [1, 2]
    assert sorted(BOOK.codes["date_prec"]) == [1, 2, 3, 4, 5]
    assert sorted(BOOK.codes["where_prec"]) == [1, 2, 3, 4, 5, 6, 7]


def test_names_of_sides_and_dyads() -> None:
    assert BOOK.dyad([BOOK.state("Syria")], ["IS"]) == "Government of Syria - IS"
    assert BOOK.dyad(["HTS", "Ahrar al-Sham", "HTS"], ["IS"]) == "Ahrar al-Sham, HTS - IS"
    assert BOOK.dyad(["IS"], [BOOK.naming.civilians]) == "IS - Civilians"


@pytest.mark.parametrize(
    ("state_in_a", "state_in_b", "one_sided", "type_"),
    [(True, False, False, 1), (False, True, False, 1), (False, False, False, 2), (True, False, True, 3), (False, False, True, 3)],
)  # fmt: skip
def test_type_of_violence(state_in_a: bool, state_in_b: bool, one_sided: bool, type_: int) -> None:
    assert BOOK.type_of_violence(state_in_a=state_in_a, state_in_b=state_in_b, one_sided=one_sided) == type_


@pytest.mark.parametrize(
    ("iso2", "region"),
    [("SY", "Middle East"), ("EG", "Middle East"), ("TR", "Middle East"), ("SD", "Africa"), ("DZ", "Africa"), ("AF", "Asia"),
     ("CO", "Americas"), ("HT", "Americas"), ("UA", "Europe"), ("YE", "Middle East"), ("PG", "Asia")],
)  # fmt: skip
def test_regions_by_state_number(iso2: str, region: str) -> None:
    number = country_codes()[iso2].gwno
    assert number is not None and BOOK.region(number) == region


def test_a_number_beyond_all_regions() -> None:
    with pytest.raises(CodebookError, match="1500"):
        BOOK.region(1500)
