"""Arithmetic on days, months and years."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.times.calendar import middle, months_days, months_moved, moved, week_days, year_days


def test_months_end_where_the_shorter_month_ends() -> None:
    assert months_moved(date(2017, 3, 31), -1) == date(2017, 2, 28)
    assert months_moved(date(2016, 1, 31), 1) == date(2016, 2, 29)


def test_winter_runs_into_the_following_year() -> None:
    assert months_days(2016, 12, 2) == (date(2016, 12, 1), date(2017, 2, 28))


def test_middle_of_an_even_number_of_days_is_the_earlier() -> None:
    assert middle((date(2017, 10, 14), date(2017, 10, 15))) == date(2017, 10, 14)


def test_years_and_weeks_are_whole() -> None:
    assert year_days(2016) == (date(2016, 1, 1), date(2016, 12, 31))
    assert week_days(date(2017, 10, 15), -1) == (date(2017, 10, 2), date(2017, 10, 8))


@given(st.dates(), st.integers(min_value=-(10**9), max_value=10**9))
def test_moving_never_leaves_the_calendar(day: date, by: int) -> None:
    assert date.min <= moved(day, by) <= date.max
    assert date.min <= months_moved(day, by) <= date.max
