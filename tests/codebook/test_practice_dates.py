"""How a date in words is coded: the rows of UCDP's Appendix 2 and of ACLED's time precision.

Every report here is of Wednesday 14 March 2018.
"""

from datetime import UTC, date, datetime

import pytest

from sitrep.annotate.times import absent, resolve
from sitrep.codebook.ucdp import ucdp
from sitrep.export.houses_time import acled_time, ucdp_time
from sitrep.model.mention import TimeMention
from sitrep.model.span import Span

REPORT = date(2018, 3, 14)


def read(phrase: str) -> TimeMention:
    published = datetime(2018, 3, 14, 9, 0, tzinfo=UTC)
    return resolve(phrase, Span(0, len(phrase)), published=published, precision="minute")


# phrase, UCDP's first and last day and precision, ACLED's day and precision (None: no event there)
ROWS = [
    ("9 March 2018", "03-09", "03-09", 1, "2018-03-09", 1),
    ("today", "03-14", "03-14", 1, "2018-03-14", 1),
    ("yesterday", "03-13", "03-13", 1, "2018-03-13", 1),
    ("last Friday", "03-09", "03-09", 1, "2018-03-09", 1),
    ("Monday night", "03-12", "03-12", 1, "2018-03-12", 1),
    ("last night", "03-13", "03-13", 1, "2018-03-13", 1),
    ("overnight", "03-13", "03-13", 1, "2018-03-13", 1),
    ("the other day", "03-13", "03-13", 1, "2018-03-13", 1),
    ("the night between Sunday and Monday", "03-11", "03-12", 2, "2018-03-11", 1),
    ("a night-long battle", "03-13", "03-14", 2, "2018-03-13", 1),
    ("recently", "03-11", "03-13", 2, "2018-03-12", 2),
    ("the past few days", "03-11", "03-13", 2, "2018-03-12", 2),
    ("around 2 March", "03-01", "03-03", 2, "2018-03-02", 2),
    ("the past 24 hours", "03-13", "03-14", 2, "2018-03-13", 2),
    ("the past 48 hours", "03-12", "03-14", 2, "2018-03-13", 2),
    ("the past 72 hours", "03-12", "03-14", 2, "2018-03-13", 2),
    ("since Saturday", "03-10", "03-14", 2, None, None),
    ("this week", "03-12", "03-14", 2, None, None),
    ("over the weekend", "03-10", "03-11", 2, "2018-03-10", 2),
    ("late last week", "03-09", "03-11", 2, "2018-03-10", 2),
    ("last week", "03-05", "03-11", 3, "2018-03-08", 2),
    ("the past week", "03-08", "03-14", 3, "2018-03-11", 2),
    ("early February", "02-01", "02-10", 4, "2018-02-01", 3),
    ("mid-February", "02-10", "02-20", 4, "2018-02-15", 3),
    ("late February", "02-15", "02-28", 4, "2018-02-28", 3),
    ("in January", "01-01", "01-31", 4, "2018-01-16", 3),
    ("last month", "02-01", "02-28", 4, "2018-02-14", 3),
    ("the past two or three weeks", "02-21", "03-14", 4, "2018-03-03", 3),
    ("the past several weeks", "02-21", "03-14", 4, "2018-03-03", 3),
    ("the past three months", "01-01", "03-14", 5, None, None),
    ("the past few months", "01-01", "03-14", 5, None, None),
]
LONG = [
    ("since June", "2017-06-01", "2018-03-14", 5),
    ("1999", "1999-01-01", "1999-12-31", 5),
    ("early 1999", "1999-01-01", "1999-04-30", 5),
    ("mid-1999", "1999-05-01", "1999-08-31", 5),
    ("late 1999", "1999-09-01", "1999-12-31", 5),
]


@pytest.mark.parametrize(("phrase", "start", "end", "prec", "day", "day_prec"), ROWS)
def test_a_phrase_as_ucdp_and_acled_date_it(
    phrase: str, start: str, end: str, prec: int, day: str | None, day_prec: int | None
) -> None:
    time = read(phrase)
    found = ucdp_time(time, REPORT)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (
        f"2018-{start}", f"2018-{end}", prec,
    )  # fmt: skip
    coded = acled_time(time)
    assert (coded and coded.day.isoformat(), coded and coded.precision) == (day, day_prec)


@pytest.mark.parametrize(("phrase", "start", "end", "prec"), LONG)
def test_long_times_are_no_events_to_acled(phrase: str, start: str, end: str, prec: int) -> None:
    time = read(phrase)
    found = ucdp_time(time, REPORT)
    assert found is not None
    assert (found.start.isoformat(), found.end.isoformat(), found.precision) == (start, end, prec)
    assert acled_time(time) is None


def test_the_past_months_never_cross_the_turn_of_the_year() -> None:
    """The record keeps the three months that the text means; UCDP's days do not leave 2018."""
    time = read("the past three months")
    assert time.start == date(2017, 12, 14)
    found = ucdp_time(time, REPORT)
    assert found is not None and found.start == date(2018, 1, 1)


def test_no_date_at_all_is_the_three_days_before_the_report() -> None:
    found = ucdp_time(absent(), REPORT)
    assert found is not None
    assert (found.start, found.end) == (date(2018, 3, 11), date(2018, 3, 13))
    assert acled_time(absent()) is None


def test_without_the_day_of_the_report_nothing_is_guessed() -> None:
    time = resolve("last week", Span(0, 9), published=None, precision="day")
    assert (time.start, time.reason) == (None, "no_anchor")
    assert ucdp_time(time, None) is None and acled_time(time) is None


def test_the_record_keeps_both_days_of_a_night() -> None:
    time = read("overnight")
    assert (time.start, time.end) == (date(2018, 3, 13), date(2018, 3, 14))


@pytest.mark.parametrize(("phrase", "start", "end", "prec", "day", "day_prec"), ROWS)
def test_the_precision_says_how_long_it_may_have_been(
    phrase: str, start: str, end: str, prec: int, day: str | None, day_prec: int | None
) -> None:
    """1 one day, 2 two to six, 3 a week, 4 eight to thirty-one days, 5 more; every precision is in the codebook."""
    found = ucdp_time(read(phrase), REPORT)
    assert found is not None and found.precision in ucdp().codes["date_prec"]
    days = (found.end - found.start).days + 1
    low, high = {1: (1, 1), 2: (2, 6), 3: (7, 7), 4: (8, 31), 5: (32, 366)}[prec]
    assert low <= days <= high
    assert day is None or found.start <= date.fromisoformat(day) <= found.end
