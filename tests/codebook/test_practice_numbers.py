"""How number words are read: the rows of the coding rules, from the words of a sentence to the figure of a claim.

How each house renders a series of such figures is tested beside `reconcile`.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.builders import Report, party

from sitrep.annotate.quantities import parse
from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.idmc import idmc
from sitrep.model.claim import Figure
from sitrep.model.mention import Quantity
from sitrep.model.span import Span


def number(sentence: str) -> Quantity:
    """The number that a sentence marks by [brackets]."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return parse(sentence.replace("[", "").replace("]", ""), Span(start, end))


def figure(sentence: str, kind: str, trigger: str, *, people: str = "people", **more: str) -> Figure:
    """The figure of a claim that a sentence makes, its number marked by [brackets]."""
    text = sentence.replace("[", "").replace("]", "")
    report = Report(text).frame(kind, trigger, target=party(people), quantity=number(sentence), **more)
    (found,) = [claim.figure for claim in report.claims("figure") if claim.figure is not None]
    return found


# sentence, low, best, high, low open, high open, IDMC's quantifier
ROWS = [
    ("[12] people died", 12, 12, 12, False, False, "Exact"),
    ("[at least 12] people died", 12, 12, None, False, True, "More than"),
    ("[no fewer than 12] people died", 12, 12, None, False, True, "More than"),
    ("[more than 1,000] people died", 1000, 1000, None, True, True, "More than"),
    ("[over 1,000] people died", 1000, 1000, None, True, True, "More than"),
    ("[up to 40] people died", None, None, 40, True, False, "Less than"),
    ("[as many as 40] people died", None, None, 40, True, False, "Less than"),
    ("[less than 40] people died", None, None, 40, True, True, "Less than"),
    ("[nearly 270,000] people fled", None, 270000, 270000, False, True, "Approximately"),
    ("[almost 270,000] people fled", None, 270000, 270000, False, True, "Approximately"),
    ("[about 400] people fled", None, 400, None, False, False, "Approximately"),
    ("[around 400] people fled", None, 400, None, False, False, "Approximately"),
    ("[some 400] people fled", None, 400, None, False, False, "Approximately"),
    ("[12 to 15] people died", 12, None, 15, False, False, "Approximately"),
    ("[12 or 15] people died", 12, None, 15, False, False, "Approximately"),
    ("[tens] of people died", 10, None, None, False, True, "More than"),
    ("[dozens] of people died", 12, None, None, False, True, "More than"),
    ("[hundreds] of people died", 100, None, None, False, True, "More than"),
    ("[thousands] of people died", 1000, None, None, False, True, "More than"),
    ("[scores] of people died", 40, None, None, False, True, "More than"),
    ("[many] people died", None, None, None, False, False, "More than"),
]


@pytest.mark.parametrize(("sentence", "low", "best", "high", "low_open", "high_open", "quantifier"), ROWS)
def test_words_give_bounds_and_never_invent_one(
    sentence: str,
    low: int | None,
    best: int | None,
    high: int | None,
    low_open: bool,
    high_open: bool,
    quantifier: str | None,
) -> None:
    read = number(sentence)
    assert (read.low, read.best, read.high, read.low_open, read.high_open) == (
        low, best, high, low_open, high_open,
    )  # fmt: skip
    assert idmc().quantifiers.get(read.quantifier) == quantifier


@pytest.mark.parametrize(
    ("word", "key"),
    [("tens", "tens"), ("dozens", "dozens"), ("hundreds", "hundreds"), ("thousands", "thousands")],
)
def test_acleds_number_of_a_word_is_the_lowest_it_can_mean(word: str, key: str) -> None:
    assert number(f"[{word}] of people died").low == acled_categories().fatalities[key]


def test_a_bare_plural_is_two_or_more_and_no_number() -> None:
    report = Report("Shelling killed villagers.").frame("kill", "killed", target=party("villagers"))
    found = report.claim("figure").figure
    assert found is not None
    assert (found.low, found.best, found.high, found.quantifier) == (2, None, None, "vague")


def test_casualties_alone_are_no_deaths() -> None:
    found = figure("The clash caused [30 casualties].", "kill", "caused", people="30 casualties")
    assert found.metric == "casualties" and found.best == 30


def test_killed_or_wounded_is_not_split() -> None:
    found = figure("The blast left [30 killed or wounded].", "kill", "killed", people="30")
    assert (found.metric, found.best) == ("casualties", 30)


def test_where_no_number_is_told_there_is_none() -> None:
    claims = Report("Fighters clashed near Idlib.").frame("clash", "clashed").claims()
    assert claims and all(claim.figure is None for claim in claims)


def test_a_part_is_not_added() -> None:
    whole = number("The raid killed [12] people, including 3 children.")
    part = number("The raid killed 12 people, including [3] children.")
    report = Report("The raid killed 12 people, including 3 children.").frame(
        "kill", "killed", target=party("12 people, including 3 children", "people"), quantity=[whole, part]
    )
    first, second = report.claims("figure")
    assert first.figure is not None and second.figure is not None
    assert (first.figure.best, second.figure.best, second.figure.subject) == (12, 3, "children")
    assert second.figure.subset_of == first.id and not first.figure.subset_of


def test_another_and_bringing_the_toll_to() -> None:
    assert number("[another 12] people died").increment
    assert number("bringing the toll to [40]").running_total
    assert not number("[12] people died").increment


@pytest.mark.parametrize("unit", ["families", "households"])
def test_households_become_people_only_with_a_cited_size(unit: str) -> None:
    found = figure(f"[200 {unit}] fled.", "displace", "fled", people=f"200 {unit}")
    assert found.unit in ("family", "household") and found.best == 200
    assert idmc().units[found.unit] == "Household"
    assert idmc().total(200, found.unit, None) is None
    assert idmc().total(200, found.unit, 5.5) == 1100


def test_a_share_is_never_a_number_of_people() -> None:
    read = number("They hold [90 percent] of the city")
    assert (read.best, read.unit) == (90, "percent")
    assert idmc().total(90, read.unit, 5) is None


def test_one_number_over_several_days_or_places_is_one_claim() -> None:
    sentence = "Fighting in two towns killed [12] people over three days."
    text = sentence.replace("[", "").replace("]", "")
    report = Report(text).frame("kill", "killed", target=party("12 people"), quantity=number(sentence))
    (claim,) = report.claims("figure")
    assert claim.figure is not None and claim.figure.best == 12


@settings(deadline=None)
@given(count=st.integers(2, 10**7))
def test_an_exact_number_has_one_value(count: int) -> None:
    read = number(f"[{count:,}] people died")
    assert read.low == read.best == read.high == count


@settings(deadline=None)
@given(
    count=st.integers(2, 10**6), words=st.sampled_from(["at least", "more than", "up to", "about", "nearly"])
)
def test_a_hedge_leaves_a_bound_open(count: int, words: str) -> None:
    read = number(f"[{words} {count:,}] people died")
    assert None in (read.low, read.best, read.high)
    assert {read.low, read.best, read.high} - {None} == {count}
    assert replace(read, phrase="").quantifier != "exact"
