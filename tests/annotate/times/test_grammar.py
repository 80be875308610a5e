"""Times against the rules of UCDP and ACLED, and of the annotation guidelines, norm.time.

Published on Sunday 15 October 2017 unless a case says otherwise.
"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.times import absent, norm_value, resolve, ucdp_interval
from sitrep.model.mention import TimeMention
from sitrep.model.span import Span

SUNDAY = datetime(2017, 10, 15, 2, 27, tzinfo=UTC)


def read(
    phrase: str,
    published: datetime | None = SUNDAY,
    *,
    before: str = "",
    future: bool = False,
    told: date | None = None,
    precision: str = "day",
) -> TimeMention:
    text = f"They left {before}{phrase} and went on."
    start = text.index(phrase, len("They left ") + len(before))
    span = Span(start, start + len(phrase))
    return resolve(text, span, published=published, precision=precision, future=future, told=told)


# phrase, UCDP start, end and prec, ACLED date and precision (None: not an event there).
HOUSES = [
    ("today", "2017-10-15", "2017-10-15", 1, "2017-10-15", 1),
    ("yesterday", "2017-10-14", "2017-10-14", 1, "2017-10-14", 1),
    ("15 October 2017", "2017-10-15", "2017-10-15", 1, "2017-10-15", 1),
    ("last Tuesday", "2017-10-10", "2017-10-10", 1, "2017-10-10", 1),
    ("Monday night", "2017-10-09", "2017-10-09", 1, "2017-10-09", 1),
    ("last night", "2017-10-14", "2017-10-14", 1, "2017-10-14", 1),
    ("overnight", "2017-10-14", "2017-10-14", 1, "2017-10-14", 1),
    ("the other day", "2017-10-14", "2017-10-14", 1, "2017-10-14", 1),
    ("the night between Sunday and Monday", "2017-10-08", "2017-10-09", 2, "2017-10-08", 1),
    ("recently", "2017-10-12", "2017-10-14", 2, "2017-10-13", 2),
    ("in the past few days", "2017-10-12", "2017-10-14", 2, "2017-10-13", 2),
    ("around 2 July", "2017-07-01", "2017-07-03", 2, "2017-07-02", 2),
    ("the past 24 hours", "2017-10-14", "2017-10-15", 2, "2017-10-14", 2),
    ("the past 48 hours", "2017-10-13", "2017-10-15", 2, "2017-10-14", 2),
    ("the past 72 hours", "2017-10-13", "2017-10-15", 2, "2017-10-14", 2),
    ("since Thursday", "2017-10-12", "2017-10-15", 2, None, None),
    ("this week", "2017-10-09", "2017-10-15", 2, None, None),
    ("over the weekend", "2017-10-14", "2017-10-15", 2, "2017-10-14", 2),
    ("late last week", "2017-10-06", "2017-10-08", 2, "2017-10-07", 2),
    ("last week", "2017-10-02", "2017-10-08", 3, "2017-10-05", 2),
    ("the past week", "2017-10-09", "2017-10-15", 3, "2017-10-12", 2),
    ("early March", "2017-03-01", "2017-03-10", 4, "2017-03-01", 3),
    ("mid-March", "2017-03-10", "2017-03-20", 4, "2017-03-15", 3),
    ("late March", "2017-03-15", "2017-03-31", 4, "2017-03-31", 3),
    ("in January", "2017-01-01", "2017-01-31", 4, "2017-01-16", 3),
    ("last month", "2017-09-01", "2017-09-30", 4, "2017-09-15", 3),
    ("the past two or three weeks", "2017-09-24", "2017-10-15", 4, "2017-10-04", 3),
    ("the past several weeks", "2017-09-24", "2017-10-15", 4, "2017-10-04", 3),
    ("the past three months", "2017-07-15", "2017-10-15", 5, None, None),
    ("the past few months", "2017-07-15", "2017-10-15", 5, None, None),
    ("since June", "2017-06-01", "2017-10-15", 5, None, None),
    ("1999", "1999-01-01", "1999-12-31", 5, None, None),
    ("early 1999", "1999-01-01", "1999-04-30", 5, None, None),
    ("mid-1999", "1999-05-01", "1999-08-31", 5, None, None),
    ("late 1999", "1999-09-01", "1999-12-31", 5, None, None),
]


@pytest.mark.parametrize(("phrase", "start", "end", "prec", "acled", "acled_prec"), HOUSES)
def test_houses_date_a_phrase_as_their_codebooks_say(
    phrase: str, start: str, end: str, prec: int, acled: str | None, acled_prec: int | None
) -> None:
    assert ucdp_interval(phrase, SUNDAY.date()) == (date.fromisoformat(start), date.fromisoformat(end), prec)
    mention = read(phrase)
    assert mention.ucdp_prec == prec
    assert mention.acled_date == (date.fromisoformat(acled) if acled else None)
    assert mention.acled_prec == acled_prec


def test_ucdp_takes_three_days_before_the_report_where_no_date_is_given() -> None:
    assert ucdp_interval("", SUNDAY.date()) == (date(2017, 10, 12), date(2017, 10, 14), 2)
    assert ucdp_interval("", None) is None


def test_ucdp_never_lets_past_months_cross_a_calendar_year() -> None:
    assert ucdp_interval("the past three months", date(2017, 2, 10)) == (
        date(2017, 1, 1),
        date(2017, 2, 10),
        5,
    )
    mention = read("the past three months", datetime(2017, 2, 10, tzinfo=UTC))
    assert norm_value(mention) == "2016-11-10/2017-02-10"


RECORD = [
    ("on Sunday", "2017-10-15"),
    ("Sunday", "2017-10-15"),
    ("last Sunday", "2017-10-08"),
    ("on Monday", "2017-10-09"),
    ("next Friday", "2017-10-20"),
    ("early on Saturday", "2017-10-14"),
    ("the early hours of Wednesday", "2017-10-11"),
    ("overnight", "2017-10-14/2017-10-15"),
    ("Last night", "2017-10-14/2017-10-15"),
    ("overnight on Friday", "2017-10-13/2017-10-14"),
    ("this morning", "2017-10-15"),
    ("tomorrow", "2017-10-16"),
    ("at dawn", "2017-10-14/2017-10-15"),
    ("now", "2017-10-15"),
    ("currently", "2017-10-15"),
    ("since June", "2017-06-01/2017-10-15"),
    ("since early 2016", "2016-01-01/2017-10-15"),
    ("since the ceasefire took effect on Feb. 1", "2017-02-01/2017-10-15"),
    ("since the start of the year", "2017-01-01/2017-10-15"),
    ("in the past three months", "2017-07-15/2017-10-15"),
    ("the past 72 hours", "2017-10-12/2017-10-15"),
    ("in the last year", "2016-10-15/2017-10-15"),
    ("earlier this week", "2017-10-09/2017-10-15"),
    ("so far this year", "2017-01-01/2017-10-15"),
    ("so far in 2017", "2017-01-01/2017-10-15"),
    ("last week", "2017-10-02/2017-10-08"),
    ("late last month", "2017-09-21/2017-09-30"),
    ("last year", "2016"),
    ("the weekend", "2017-10-14/2017-10-15"),
    ("last weekend", "2017-10-07/2017-10-08"),
    ("October 15", "2017-10-15"),
    ("Oct. 8, 2017", "2017-10-08"),
    ("15 October 2017", "2017-10-15"),
    ("15th of October, 2017", "2017-10-15"),
    ("Friday, Oct. 9, 2015", "2015-10-09"),
    ("2017-10-03", "2017-10-03"),
    ("30 Oct 89", "1989-10-30"),
    ("11 MAY", "2017-05-11"),
    ("20 October", "2017-10-20"),
    ("20 December", "2016-12-20"),
    ("2014", "2014"),
    ("June 2014", "2014-06"),
    ("June", "2017-06"),
    ("November", "2016-11"),
    ("last December", "2016-12"),
    ("August last year", "2016-08"),
    ("early 2016", "2016-01-01/2016-04-30"),
    ("early June", "2017-06-01/2017-06-10"),
    ("mid-June", "2017-06-11/2017-06-20"),
    ("late September", "2017-09-21/2017-09-30"),
    ("the first week of July", "2017-07-01/2017-07-07"),
    ("the week of February 6", "2017-02-06/2017-02-12"),
    ("the summer of 2015", "2015-06-01/2015-08-31"),
    ("the 1980s", "1980-01-01/1989-12-31"),
    ("between 3 and 5 May", "2017-05-03/2017-05-05"),
    ("May 27-28, 2016", "2016-05-27/2016-05-28"),
    ("30 April to 7 May", "2017-04-30/2017-05-07"),
    ("from June to October", "2017-06-01/2017-10-31"),
    ("between June 2014 and April 2016", "2014-06-01/2016-04-30"),
    ("from March 2013 until its leader resigned in January 2014", "2013-03-01/2014-01-31"),
    ("Friday and Saturday", "2017-10-13/2017-10-14"),
    ("ten days ago", "2017-10-05"),
    ("two weeks ago", "2017-10-01"),
    ("three months ago", "2017-07"),
    ("five years ago", "2012"),
    ("for 10 days", "2017-10-05/2017-10-15"),
    ("three-month", "2017-07-15/2017-10-15"),
    ("twenty-four hours", "2017-10-14/2017-10-15"),
    ("at 0600 GMT", "2017-10-14/2017-10-15"),
    ("0130 GMT on 7 September", "2017-09-07"),
    ("since Christmas", "2016-12-25/2017-10-15"),
    ("New Year's Eve", "2016-12-31"),
    ("today, 15 October, at 0900", "2017-10-15"),
]


@pytest.mark.parametrize(("phrase", "days"), RECORD)
def test_record_holds_the_days_of_the_guidelines(phrase: str, days: str) -> None:
    mention = read(phrase)
    assert norm_value(mention) == days
    assert mention.basis == "phrase"
    assert mention.phrase == phrase


FUTURE = [
    ("on Monday", "2017-10-16"),
    ("on Sunday", "2017-10-15"),
    ("in November", "2017-11"),
    ("within two months", "2017-10-15/2017-12-15"),
    ("this month", "2017-10"),
    ("8 October", "2017-10-08"),
    ("by June 1", "2017-06-01"),
    ("until Jan. 9", "2017-10-15/2018-01-09"),
]


@pytest.mark.parametrize(("phrase", "days"), FUTURE)
def test_planned_times_lie_ahead(phrase: str, days: str) -> None:
    assert norm_value(read(phrase, future=True)) == days


def test_deadline_takes_the_nearest_date_without_year() -> None:
    assert norm_value(read("by December 1")) == "2017-12-01"
    assert norm_value(read("by August 1")) == "2017-08-01"


ABSTENTIONS = [
    ("a hospital", "not_a_time"),
    ("", "not_a_time"),
    ("31 February 2015", "not_a_time"),
    ("1872", "out_of_range"),
    ("2099", "out_of_range"),
    ("the following day", "relative_to_text"),
    ("two days earlier", "relative_to_text"),
    ("within a week of the signing", "relative_to_text"),
    ("recently", "vague"),
    ("for weeks", "vague"),
    ("several years ago", "vague"),
    ("before 4 April", "open_start"),
]


@pytest.mark.parametrize(("phrase", "reason"), ABSTENTIONS)
def test_abstains_with_a_reason(phrase: str, reason: str) -> None:
    mention = read(phrase)
    assert (mention.start, mention.end, mention.basis) == (None, None, None)
    assert mention.reason == reason
    assert norm_value(mention) == ""


@pytest.mark.parametrize(
    "phrase", ["on Sunday", "overnight", "since 2014", "June", "11 May", "last week", "now"]
)
def test_relative_phrases_have_no_anchor_without_publication_date(phrase: str) -> None:
    mention = read(phrase, None)
    assert (mention.start, mention.end, mention.reason) == (None, None, "no_anchor")
    assert (mention.ucdp_prec, mention.acled_prec, mention.acled_date) == (None, None, None)


@pytest.mark.parametrize(
    ("phrase", "days"), [("Oct. 8, 2017", "2017-10-08"), ("2014", "2014"), ("June 2014", "2014-06")]
)
def test_full_dates_need_no_publication_date(phrase: str, days: str) -> None:
    assert norm_value(read(phrase, None)) == days


TOLD = [
    ("two days earlier", "2017-10-01"),
    ("ten days later", "2017-10-13"),
    ("the following day", "2017-10-04"),
    ("that night", "2017-10-03"),
    ("since then", "2017-10-03/2017-10-15"),
    ("that week", "2017-10-02/2017-10-08"),
]


@pytest.mark.parametrize(("phrase", "days"), TOLD)
def test_phrases_about_the_day_told_before_count_from_it(phrase: str, days: str) -> None:
    assert norm_value(read(phrase, told=date(2017, 10, 3))) == days


def test_since_before_a_sloppy_span_counts() -> None:
    assert norm_value(read("June", before="since ")) == "2017-06-01/2017-10-15"


def test_hours_count_from_the_minute_of_publication_where_it_is_known() -> None:
    assert norm_value(read("three hours ago", precision="minute")) == "2017-10-14"
    assert norm_value(read("one hour ago", precision="minute")) == "2017-10-15"


def test_may_and_march_need_their_capital() -> None:
    assert read("they may march").reason == "not_a_time"
    assert norm_value(read("in May")) == "2017-05"


def test_without_a_phrase_nothing_is_filled_in() -> None:
    assert (absent().start, absent().end, absent().basis, absent().reason) == (None, None, None, "no_phrase")


def test_houses_without_a_date_give_none() -> None:
    assert ucdp_interval("a hospital", SUNDAY.date()) is None
    assert ucdp_interval("before 4 April", SUNDAY.date()) is None


WORDS = st.sampled_from(
    "since the last past few two 24 hours days weeks week months year ago Sunday Monday night June Oct. "
    "15 2017 "
    "early "
    "late mid - to between and from until next this overnight weekend earlier 1999 '89 0600 GMT , a".split()
)
PHRASES = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))
PUBLISHED = st.none() | st.integers(min_value=0, max_value=60_000).map(
    lambda days: datetime(1930, 1, 1, 4, 30, tzinfo=UTC) + timedelta(days=days)
)


@given(PHRASES, PUBLISHED, st.booleans())
def test_any_phrase_gives_an_interval_in_order_or_a_reason(
    phrase: str, published: datetime | None, future: bool
) -> None:
    span = Span(0, len(phrase))
    mention = resolve(phrase, span, published=published, precision="minute", future=future)
    assert mention.phrase == phrase
    assert mention.reason
    if mention.start is None:
        assert (mention.end, mention.basis, norm_value(mention)) == (None, None, "")
    else:
        assert mention.end is not None
        assert 1900 <= mention.start.year
        assert mention.start <= mention.end
        assert norm_value(mention)


@given(st.lists(WORDS, max_size=12).map(" ".join))
def test_without_publication_date_a_phrase_means_the_same_whenever_it_is_read(phrase: str) -> None:
    span = Span(0, len(phrase))
    mention = resolve(phrase, span, published=None, precision="")
    if mention.start is not None:
        assert any(digit in phrase for digit in "0123456789")


@given(st.integers(min_value=0, max_value=20_000), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_weekday_lies_within_the_week_up_to_publication(offset: int, name: str) -> None:
    published = datetime(1990, 1, 1, tzinfo=UTC) + timedelta(days=offset)
    day = read(name, published).start
    assert day is not None
    assert 0 <= (published.date() - day).days <= 6
    assert day.strftime("%A") == name


@pytest.mark.parametrize("phrase", ["since " * 40_000, "9" * 200_000, "May-" * 50_000, "1 and " * 40_000])
def test_hostile_phrases_are_read_as_any_other(phrase: str) -> None:
    mention = resolve(phrase, Span(0, len(phrase)), published=SUNDAY, precision="day")
    assert mention.phrase == phrase
    assert mention.reason
