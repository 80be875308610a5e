from dataclasses import replace
from datetime import date

import pytest

from sitrep.model import wording
from sitrep.model.claim import Figure
from sitrep.model.mention import AttributionLink
from sitrep.model.record import Grade, HouseFigure, Range, TermState


def stated(quantifier: str, low: float | None, best: float | None, high: float | None) -> Figure:
    return Figure(
        "killed", low, best, high, False, high is None, quantifier, "person", "incident", None, "civilians"
    )


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (stated("exact", 12, 12, 12), "12"),
        (stated("more_than", 1000, 1000, None), "more than 1,000"),
        (stated("at_least", 75, 75, None), "at least 75"),
        (stated("nearly", None, 270000, 270000), "nearly 270,000"),
        (stated("up_to", None, None, 50), "up to 50"),
        (stated("range", 200, None, 300), "200 to 300"),
        (stated("vague", 12, None, None), "an unstated number (12 or more)"),
        (stated("counted", 2, None, None), "more than one"),
        (stated("about", None, 8000, None), "about 8,000"),
    ],
)
def test_a_figure_keeps_its_hedge(figure: Figure, words: str) -> None:
    assert wording.figure(figure) == words


@pytest.mark.parametrize(
    ("reported", "words"),
    [
        (None, "–"),
        (Range(1029, None, 1300, False, False), "1,029 to 1,300"),
        (Range(75, 75, None, False, True), "75 or more"),
        (Range(None, 270000, 270000, True, False), "nearly 270,000"),
        (Range(None, None, 50, True, False), "up to 50"),
        (Range(None, 8000, None, True, True), "about 8,000"),
        (Range(None, None, None, True, True), "not stated"),
    ],
)
def test_a_range_says_which_side_is_open(reported: Range | None, words: str) -> None:
    assert wording.span_of(reported) == words


def test_days_are_written_as_short_as_they_stay_clear() -> None:
    assert wording.days(date(2017, 10, 14), date(2017, 10, 15)) == "14–15 Oct 2017"
    assert wording.days(date(2017, 6, 1), date(2017, 10, 15)) == "1 Jun – 15 Oct 2017"
    assert wording.days(date(2016, 12, 30), date(2017, 1, 2)) == "30 Dec 2016 – 2 Jan 2017"
    assert wording.days(None, None) == "undated"


def test_who_is_not_named_is_said_to_be_unnamed() -> None:
    links = (
        AttributionLink("", "speaker", "anonymous", cue="said"),
        AttributionLink("The Tribune", "outlet", "named"),
    )
    assert wording.chain(links, own_voice=False) == "unnamed source → The Tribune"
    assert wording.chain(links[1:], own_voice=True) == "The Tribune (own voice)"


@pytest.mark.parametrize(
    ("bounds", "quantifier", "shown"),
    [
        ((12, 12, 12), "", "12"),
        ((0, 0, 25), "", "low 0, best 0, high 25"),
        ((12, None, 20), "", "12 to 20"),
        ((12, None, 12), "", "12"),
        ((12, None, None), "", "12 or more"),
        ((None, None, 50), "", "up to 50"),
        ((None, None, None), "", "not taken"),
        ((None, 270000, None), "Approximately", "Approximately 270,000"),
        ((8000, None, 12000), "Approximately", "Approximately 8,000 to 12,000"),
    ],
)
def test_a_house_writes_its_figure_its_own_way(bounds, quantifier: str, shown: str) -> None:
    assert wording.house_figure(HouseFigure("ucdp", *bounds, quantifier=quantifier)) == shown


def test_a_grade_is_never_shown_as_signed() -> None:
    assert wording.grade(Grade("fair")) == "fair (proposed only)"
    assert wording.grade(None) == ""


def test_a_term_is_shown_with_dissent_and_whether_it_is_reviewed() -> None:
    state = TermState(
        "a leave", "leave", "a", "excluded", ("B", "unnamed:story"), ("C",), "claim", None, True
    )
    assert wording.term_state(state) == "excluded (B; unnamed source); otherwise: C"
    assert wording.term_state(replace(state, status="in_effect", dissent=(), counted=False)) == (
        "in effect (B; unnamed source) [unreviewed]"
    )
