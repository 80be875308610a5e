"""Date, place, victims and confidence of an incident, as the task's documentation writes them."""

from dataclasses import replace
from datetime import date

import pytest
from benchmarks.muc4.details import Victim, confidence, victims, when, written
from tests.benchmarks.muc4.written import resolved

from sitrep.annotate import quantities
from sitrep.model.mention import AttributionLink, TimeMention
from sitrep.model.span import Span

TEXT = "The National Front killed two guards and a cook on 1 May."
KILLED = ("kill", "killed", {"agent": "The National Front", "target": "two guards and a cook"})
TODAY = date(1990, 5, 3)


def time(phrase: str, start: date, end: date) -> TimeMention:
    return TimeMention(Span(0, 1), phrase, start, end, "phrase", 1, 1, start, "day_month")


@pytest.mark.parametrize(
    ("phrase", "wanted"),
    [
        ("two", "2"),
        ("about 100", "~100"),
        ("6 to 8", "6-8"),
        ("at least 6", "6-"),
        ("dozens of", "PLURAL"),
    ],
)
def test_numbers_are_written_as_in_a_key(phrase: str, wanted: str) -> None:
    assert written(quantities.parse(phrase, Span(0, len(phrase)))) == wanted


def test_a_dated_frame_gives_the_date() -> None:
    frame = replace(resolved(TEXT, KILLED), time=time("on 1 May", date(1990, 5, 1), date(1990, 5, 1)))
    assert when([resolved(TEXT, KILLED), frame], TODAY) == (date(1990, 5, 1), date(1990, 5, 1))


def test_a_weekday_and_no_phrase_mean_on_or_before_publication() -> None:
    weekday = replace(resolved(TEXT, KILLED), time=time("last Tuesday", date(1990, 5, 1), date(1990, 5, 1)))
    assert when([weekday], TODAY) == when([resolved(TEXT, KILLED)], TODAY) == (None, TODAY)
    assert when([resolved(TEXT, KILLED)], None) is None


def test_victims_take_the_effect_of_the_frame() -> None:
    assert victims([resolved(TEXT, KILLED)], TEXT) == [Victim("two guards and cook", "", "DEATH")]
    unharmed = resolved(TEXT, KILLED, modality="negated")
    assert victims([unharmed], TEXT)[0].effect == "NO DEATH"


def test_what_an_organisation_says_itself_is_claimed() -> None:
    frame = resolved(TEXT, KILLED)
    own = replace(frame, chain=(AttributionLink("National Front", "speaker", "named"),))
    assert confidence("national front", [frame], TEXT) == "REPORTED AS FACT"
    assert confidence("national front", [own], TEXT) == "CLAIMED OR ADMITTED"


def test_an_accused_organisation_is_suspected() -> None:
    text = "Police blamed the National Front."
    accused = resolved(text, ("accuse", "blamed", {"agent": "Police", "target": "the National Front"}))
    assert confidence("national front", [accused], text) == "SUSPECTED OR ACCUSED"
    assert confidence("guards", [accused], text) == "REPORTED AS FACT"
