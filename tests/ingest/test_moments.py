"""Printed times become aware UTC, or a note why not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.ingest.moments import day_moment, moments, parse_moment

LATEST = datetime(2020, 1, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("printed", "utc"),
    [
        ("Sun, 15 Oct 2017 - 02:27 GMT", "2017-10-15 02:27"),
        ("October 15, 2017 at 2:27 PM EDT", "2017-10-15 18:27"),
        ("Oct. 15, 2017 2:27 p.m. ET", "2017-10-15 18:27"),
        ("Jan. 15, 2018 2:27 p.m. ET", "2018-01-15 19:27"),
        ("2:27 p.m. ET, Sunday, October 15, 2017", "2017-10-15 18:27"),
        ("1427 GMT (2227 HKT) October 15, 2017", "2017-10-15 14:27"),
        ("2017-10-15T02:27:11+03:00", "2017-10-14 23:27"),
        ("2017-10-15 02:27:11.123Z", "2017-10-15 02:27"),
        ("15/10/2017 02:27", "2017-10-15 02:27"),
        ("15.10.2017 02:27 MSK", "2017-10-14 23:27"),
        ("10/04/2017 3:00 PM EST", "2017-10-04 20:00"),
        ("November 19, 2019 / 10:07 AM", "2019-11-19 10:07"),
        ("16 October 2017 10:05 UTC+3", "2017-10-16 07:05"),
        ("12 October 2017 12:05 AM GMT", "2017-10-12 00:05"),
        ("12 October 2017 12:05 PM GMT", "2017-10-12 12:05"),
        ("Sunday 15 October 2017 02.27 EET", "2017-10-15 00:27"),
    ],
)
def test_times_of_day(printed: str, utc: str) -> None:
    moment = parse_moment(printed, latest=LATEST)
    assert moment is not None and moment.value is not None
    assert f"{moment.value:%Y-%m-%d %H:%M}" == utc
    assert moment.precision == "minute"


@pytest.mark.parametrize(
    "printed", ["2017-10-15", "15 October 2017", "October 15th, 2017", "15.10.2017", "15 OCT 17"]
)
def test_days(printed: str) -> None:
    moment = parse_moment(printed, latest=LATEST)
    assert moment is not None
    assert (moment.value, moment.precision) == (datetime(2017, 10, 15, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    ("printed", "why"),
    [
        ("0000-01-01", "year 0"),
        ("2017-13-01", "month"),
        ("31 February 2017", "day"),
        ("2017-10-15 25:00", "hour"),
        ("15 October 2017 10:75 GMT", "minute"),
        ("2017-10-15T10:00+24:00", "no zone"),
        ("15 October 2999", "future"),
        ("15 October 1066", "before 1900"),
        ("9999-12-31T23:59:59-14:00", "beyond"),
        ("10/04/2017", "day first or month first"),
    ],
)
def test_absurd_and_ambiguous_dates_are_dropped_with_a_note(printed: str, why: str) -> None:
    moment = parse_moment(printed, latest=LATEST)
    assert moment is not None
    assert moment.value is None
    assert why in moment.note


def test_a_missing_zone_and_an_ambiguous_one_are_noted() -> None:
    (unzoned,) = moments("15 October 2017 02:27", latest=LATEST)
    (ambiguous,) = moments("15 October 2017 02:27 IST", latest=LATEST)
    assert "no time zone" in unzoned.note
    assert "IST read as +330" in ambiguous.note


def test_a_day_that_does_not_exist() -> None:
    assert day_moment(2017, 2, 30, latest=LATEST).value is None


def test_words_without_a_date_give_none() -> None:
    assert parse_moment("Monday morning at 10:00 GMT", latest=LATEST) is None


@settings(deadline=None)
@given(st.text(alphabet="0123456789-/:.+TZ ,apmOctGMT'’", max_size=60))
def test_any_digits_give_moments_in_order_and_never_fail(text: str) -> None:
    position = 0
    for moment in moments(text, latest=LATEST):
        assert position <= moment.start < moment.end <= len(text)
        assert (moment.value is None) == (moment.precision == "")
        assert moment.value is None or moment.value <= LATEST
        position = moment.end


@pytest.mark.parametrize(
    ("printed", "year"),
    [("21 MAR 90", 1990), ("1 JAN 70", 1970), ("31 DEC 99", 1999), ("1 JAN 00", 2000), ("15 Oct '17", 2017)],
)
def test_two_digit_years_turn_at_seventy(printed: str, year: int) -> None:
    found = parse_moment(printed, latest=LATEST)
    assert found is not None and found.value is not None and found.value.year == year


@pytest.mark.parametrize("printed", ["21 MAR 69", "5 May 30"])
def test_a_two_digit_year_in_the_future_is_dropped_and_not_moved_by_a_century(printed: str) -> None:
    found = parse_moment(printed, latest=LATEST)
    assert found is not None and found.value is None and "in the future" in found.note


@pytest.mark.parametrize("printed", ["21 MAR 9", "21 MAR 905", "21 MAR 90:15"])
def test_other_digits_are_no_year(printed: str) -> None:
    assert parse_moment(printed, latest=LATEST) is None
