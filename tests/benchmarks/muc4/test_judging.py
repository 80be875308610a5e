"""Reading dates and locations of the keys."""

from datetime import date

from benchmarks.muc4.judging import interval, location


def test_dates_of_the_three_forms() -> None:
    assert interval("02 FEB 90") == (date(1990, 2, 2), date(1990, 2, 2))
    assert interval("02 FEB 90 - 04 FEB 90") == (date(1990, 2, 2), date(1990, 2, 4))
    assert interval("- 04 FEB 90") == (None, date(1990, 2, 4))


def test_what_is_no_date_has_no_interval() -> None:
    assert interval("31 FEB 90") is None
    assert interval("EARLY 1990") is None
    assert interval("") is None


def test_a_location_is_a_country_and_the_names_below_it() -> None:
    assert location("PERU: LIMA (CITY): SAN ISIDRO (NEIGHBORHOOD)") == ("PERU", {"LIMA", "SAN ISIDRO"})
    assert location("COLOMBIA: CUCUTA (CITY) - CAMPANARIO (RURAL AREA)")[1] == {"CUCUTA", "CAMPANARIO"}
    assert location("PERU") == ("PERU", set())
