"""Time phrases in running text, and their TIMEX3 values. The sentences are our own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.times.find import find
from sitrep.annotate.times.timex import timex, timexes

PUBLISHED = date(2017, 10, 15)
"""A Sunday."""


def phrases(text: str) -> list[str]:
    return [found.span.of(text) for found in find(text)]


def values(text: str) -> list[tuple[str, str]]:
    return [timex(found, published=PUBLISHED) for found in find(text)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Shells fell on Friday, Oct. 13, 2017, and again on Saturday.",
            ["Friday, Oct. 13, 2017", "Saturday"],
        ),
        ("The siege has lasted nearly two months.", ["nearly two months"]),
        ("It began in early June, residents said.", ["early June"]),
        ("The last five years were hard; the town is now empty.", ["The last five years", "now"]),
        ("A two-week truce held.", ["two-week"]),
        ("They left two years ago.", ["two years ago"]),
        ("Nothing was said of any time.", []),
        ("The shop sold 2,500 loaves, 12 of them stale.", []),
        ("Four flights a week reach the town.", []),
        ("Fighting stopped as soon as they left.", []),
        ("The boy, 12 years old, was found.", []),
        ("A man read The Sun at noon.", []),
        ("The years of the drought are past.", []),
        ("The shop opens at 9.", []),
    ],
)
def test_phrases_are_found_with_their_bounds(text: str, wanted: list[str]) -> None:
    assert phrases(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It happened on Friday.", ("DATE", "2017-10-13")),
        ("It happened yesterday.", ("DATE", "2017-10-14")),
        ("It happened last week.", ("DATE", "2017-W40")),
        ("It happened last year.", ("DATE", "2016")),
        ("It happened in June 2014.", ("DATE", "2014-06")),
        ("It happened in 2014.", ("DATE", "2014")),
        ("It happened in the 1980s.", ("DATE", "198")),
        ("It happened in the third quarter.", ("DATE", "2017-Q3")),
        ("It happened on Monday night.", ("TIME", "2017-10-09TNI")),
        ("It happened two years ago.", ("DATE", "2015")),
        ("It lasted three days.", ("DURATION", "P3D")),
        ("It lasted several weeks.", ("DURATION", "PXW")),
        ("It lasted six hours.", ("DURATION", "PT6H")),
        ("It is empty now.", ("DATE", "PRESENT_REF")),
        ("It was recently rebuilt.", ("DATE", "PAST_REF")),
        ("It will open on Tuesday.", ("DATE", "2017-10-17")),
        ("Guards come every week.", ("SET", "P1W")),
        ("It was built in the 20th century.", ("DATE", "19")),
        ("It closed at 10 p.m. Friday.", ("TIME", "2017-10-13T22:00")),
        ("It closed on Saturday at 8:30 a.m.", ("TIME", "2017-10-14T08:30")),
        ("It closed at 5 p.m. EST Oct. 9.", ("TIME", "2017-10-09T17:00")),
        ("It closed at noon Friday.", ("TIME", "2017-10-13T12:00")),
        ("It closed at 7:15 p.m.", ("TIME", "2017-10-15T19:15")),
        ("The bond is due on March 1, 2041.", ("DATE", "2041-03-01")),
        ("Pupils came back in March.", ("DATE", "2017-03")),
        ("The port was shut from February.", ("DATE", "2017-02")),
        ("A vote is due in February.", ("DATE", "2018-02")),
        ("A vote is due this November.", ("DATE", "2017-11")),
        ("Exports fell in the 2015 third quarter.", ("DATE", "2015-Q3")),
        ("Exports fell in last year's third quarter.", ("DATE", "2016-Q3")),
        ("Exports fell in the current year.", ("DATE", "2017")),
        ("Exports fell in the quarter.", ("DATE", "2017-Q3")),
        ("Rivers had not been so low in years.", ("DURATION", "PXY")),
        ("It lasted a couple of weeks.", ("DURATION", "P2W")),
        ("They march each July.", ("SET", "XXXX-07")),
        ("They march each Thursday.", ("SET", "XXXX-WXX-4")),
    ],
)
def test_values_are_written_as_timex3(text: str, wanted: tuple[str, str]) -> None:
    assert values(text) == [wanted]


def test_a_year_earlier_counts_from_the_quarter_that_the_text_is_about() -> None:
    text = (
        "Exports rose in the second quarter. They had been lower a year earlier. The year-ago loss was small."
    )
    given = [value for _, _, value in timexes(text, published=PUBLISHED)]
    assert given == ["2017-Q2", "2016-Q2", "2016-Q2"]


def test_a_year_earlier_is_the_year_before_where_no_quarter_was_named() -> None:
    assert [value for _, _, value in timexes("It was more a year earlier.", published=PUBLISHED)] == ["2016"]


def test_without_publication_a_relative_time_has_no_value() -> None:
    (found,) = find("It happened on Friday.")
    assert timex(found, published=None) == ("DATE", "")


@given(st.text(alphabet="May Oct. 13, 2017 the last two weeks ago on Monday\n.;-9a", max_size=200))
def test_phrases_lie_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [found.span for found in find(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in zip(spans, spans[1:], strict=False))
    for found in find(text):
        kind, _ = timex(found, published=PUBLISHED)
        assert kind in ("DATE", "TIME", "DURATION", "SET")
