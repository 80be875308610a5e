"""A claim's time as houses date it: the same days as their codebooks give for the phrase."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotate.times.test_grammar import HOUSES, SUNDAY

from sitrep.annotate.times import absent, resolve, ucdp_interval
from sitrep.export.houses_time import acled_days, acled_time, ucdp_days, ucdp_time
from sitrep.model.mention import TimeMention
from sitrep.model.span import Span

WEEK = st.dates(date(2000, 1, 10), date(2030, 12, 20))
PHRASES = [case[0] for case in HOUSES] + [
    "two weeks ago",
    "the night before last",
    "in the past three days",
    "5 to 9 May",
]


def read(phrase: str, published: date) -> TimeMention:
    moment = datetime(published.year, published.month, published.day, tzinfo=UTC)
    return resolve(phrase, Span(0, len(phrase)), published=moment, precision="day")


@pytest.mark.parametrize(("phrase", "start", "end", "prec", "day", "day_prec"), HOUSES)
def test_a_claim_is_dated_as_the_phrase_is(
    phrase: str, start: str, end: str, prec: int, day: str | None, day_prec: int | None
) -> None:
    time = read(phrase, SUNDAY.date())
    found = ucdp_time(time, SUNDAY.date())
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, prec)
    acled = acled_time(time)
    assert (acled and acled.day.isoformat(), acled and acled.precision) == (day, day_prec)


@settings(deadline=None)
@given(phrase=st.sampled_from(PHRASES), published=WEEK)
def test_the_record_and_the_phrase_agree_on_every_day(phrase: str, published: date) -> None:
    """What is kept of a claim is enough: UCDP's days follow from it as they do from the words."""
    found = ucdp_time(read(phrase, published), published)
    expected = ucdp_interval(phrase, published)
    assert (found and (found.start, found.end, found.precision)) == expected


def test_nothing_dates_it() -> None:
    found = ucdp_time(absent(), date(2017, 10, 15))
    assert found is not None
    assert (found.start, found.end, found.precision) == (date(2017, 10, 12), date(2017, 10, 14), 2)
    assert ucdp_time(absent(), None) is None
    assert acled_time(absent()) is None


def test_a_phrase_that_no_house_codes() -> None:
    time = resolve("before 4 April", Span(0, 14), published=SUNDAY, precision="day")
    assert ucdp_time(time, SUNDAY.date()) is None
    assert acled_time(time) is None


@pytest.mark.parametrize(
    ("days", "ucdp", "acled", "middle"),
    [(1, 1, 1, 0), (2, 2, 2, 0), (6, 2, 2, 2), (7, 3, 2, 3), (8, 4, 3, 3), (31, 4, 3, 15), (32, 5, None, 0),
     (366, 5, None, 0), (367, None, None, 0)],
)  # fmt: skip
def test_days_without_a_phrase(days: int, ucdp: int | None, acled: int | None, middle: int) -> None:
    start = date(2017, 1, 1)
    end = start + timedelta(days=days - 1)
    found, day = ucdp_days(start, end), acled_days(start, end)
    assert (found and found.precision) == ucdp
    assert (day and (day.day, day.precision)) == (
        None if acled is None else (start + timedelta(days=middle), acled)
    )
