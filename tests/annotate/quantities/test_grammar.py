"""Quantities against what houses that count people rule, and the annotation guidelines, norm.quantity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.quantities import parse
from sitrep.model.mention import Quantity
from sitrep.model.span import Span


def read(sentence: str) -> Quantity:
    """The quantity marked by [brackets] in a sentence."""
    start, end = sentence.index("["), sentence.index("]") - 1
    return parse(sentence.replace("[", "").replace("]", ""), Span(start, end))


# phrase, low, best, high, low_open, high_open, quantifier
BOUNDS = [
    ("12", 12, 12, 12, False, False, "exact"),
    ("at least 12", 12, 12, None, False, True, "at_least"),
    ("no fewer than 200", 200, 200, None, False, True, "at_least"),
    ("more than 1,000", 1000, 1000, None, True, True, "more_than"),
    ("over 250", 250, 250, None, True, True, "more_than"),
    ("well over 3 million", 3000000, 3000000, None, True, True, "more_than"),
    ("upwards of 3,200", 3200, 3200, None, True, True, "more_than"),
    ("40 or more", 40, 40, None, False, True, "at_least"),
    ("40-plus", 40, 40, None, False, True, "at_least"),
    ("up to 400", None, None, 400, True, False, "up_to"),
    ("as many as 50", None, None, 50, True, False, "up_to"),
    ("no more than 21", None, None, 21, True, False, "up_to"),
    ("forty at most", None, None, 40, True, False, "up_to"),
    ("less than 90", None, None, 90, True, True, "less_than"),
    ("fewer than twenty", None, None, 20, True, True, "less_than"),
    ("nearly 270,000", None, 270000, 270000, False, True, "nearly"),
    ("almost 38,000", None, 38000, 38000, False, True, "nearly"),
    ("close to 48,000", None, 48000, 48000, False, True, "nearly"),
    ("about 400", None, 400, None, False, False, "about"),
    ("around 131", None, 131, None, False, False, "about"),
    ("some 3,000", None, 3000, None, False, False, "about"),
    ("an estimated 740,000", None, 740000, None, False, False, "about"),
    ("40 or so", None, 40, None, False, False, "about"),
    ("20 to 40", 20, None, 40, False, False, "range"),
    ("19 or 20", 19, None, 20, False, False, "range"),
    ("between 15,000 and 40,000", 15000, None, 40000, False, False, "range"),
    ("between two hundred and three hundred", 200, None, 300, False, False, "range"),
    ("2 to 3 million", 2000000, None, 3000000, False, False, "range"),
    ("about 3,000 to 5,000", 3000, None, 5000, False, False, "range"),
    ("tens of", 10, None, None, False, True, "vague"),
    ("dozens of", 12, None, None, False, True, "vague"),
    ("scores of", 40, None, None, False, True, "vague"),
    ("hundreds of", 100, None, None, False, True, "vague"),
    ("thousands of", 1000, None, None, False, True, "vague"),
    ("tens of thousands of", 10000, None, None, False, True, "vague"),
    ("several", 3, None, None, False, True, "vague"),
    ("several thousand", 3000, None, None, False, True, "vague"),
    ("a few", 3, None, None, False, True, "vague"),
    ("many", None, None, None, False, False, "vague"),
    ("no", 0, 0, 0, False, False, "exact"),
    ("all 66", 66, 66, 66, False, False, "exact"),
    ("all of the 40", 40, 40, 40, False, False, "exact"),
    ("all", 100, 100, 100, False, False, "exact"),
    ("half a million", 500000, 500000, 500000, False, False, "exact"),
    ("more than two dozen", 24, 24, None, True, True, "more_than"),
    ("another 12", 12, 12, 12, False, False, "exact"),
    ("four of the six", 4, 4, 4, False, False, "exact"),
]


@pytest.mark.parametrize(("phrase", "low", "best", "high", "low_open", "high_open", "quantifier"), BOUNDS)
def test_bounds_are_what_the_words_say_and_nothing_more(
    phrase: str,
    low: int | None,
    best: int | None,
    high: int | None,
    low_open: bool,
    high_open: bool,
    quantifier: str,
) -> None:
    quantity = read(f"The clinic received [{phrase}] people.")
    assert (quantity.low, quantity.best, quantity.high) == (low, best, high)
    assert (quantity.low_open, quantity.high_open) == (low_open, high_open)
    assert quantity.quantifier == quantifier
    assert quantity.phrase == phrase


@pytest.mark.parametrize(
    ("phrase", "low", "best", "high"),
    [
        ("around 90 percent", None, 90, None),
        ("30%", 30, 30, 30),
        ("40 per cent", 40, 40, 40),
        ("more than half", 50, 50, None),
        ("two-thirds", 66.7, 66.7, 66.7),
        ("one in five", 20, 20, 20),
        ("most", 50, None, None),
        ("15 to 20 percent", 15, None, 20),
    ],
)
def test_shares_are_percent_and_never_multiplied(
    phrase: str, low: float | None, best: float | None, high: float | None
) -> None:
    quantity = read(f"They hold [{phrase}] of the city.")
    assert quantity.unit == "percent"
    assert (quantity.low, quantity.best, quantity.high) == (low, best, high)


@pytest.mark.parametrize(
    ("sentence", "unit"),
    [
        ("[12] people died.", "person"),
        ("[More than 1,000] civilians were killed.", "person"),
        ("[Three] foreign aid workers were freed.", "person"),
        ("[Hundreds of] fighters left.", "person"),
        ("[Nine] deaths were reported.", "person"),
        ("[40] were hurt in the blast.", "person"),
        ("The raid left [seven] dead.", "person"),
        ("[890] families arrived.", "family"),
        ("[Some 300] households need water.", "household"),
        ("[60] casualties were counted.", "casualty"),
        ("[13] soldiers were killed or wounded.", "person"),
        ("[13] killed or wounded by nightfall.", "casualty"),
        ("They destroyed [four] armoured vehicles.", "vehicle"),
        ("The jets carried out [26] strikes on the town.", "strike"),
        ("[Five] villages fell.", "village"),
        ("[Three] countries agreed.", "country"),
        ("[$130 million] was pledged.", "US dollar"),
        ("[51,000 tonnes] of wheat rotted.", "tonne"),
    ],
)
def test_unit_is_the_noun_that_is_counted(sentence: str, unit: str) -> None:
    assert read(sentence).unit == unit


def test_bound_beside_a_sloppy_span_counts() -> None:
    assert read("The shelling killed at least [30] people.").quantifier == "at_least"
    assert read("The shelling killed [30] or more people.").quantifier == "at_least"


@pytest.mark.parametrize(
    "sentence", ["[Another 12] were hurt.", "another [12] were hurt.", "[12] more were hurt."]
)
def test_another_is_an_increment(sentence: str) -> None:
    assert read(sentence).increment


def test_more_than_is_no_increment() -> None:
    assert not read("[More than 12] were hurt.").increment
    assert not read("[12] were hurt.").increment


@pytest.mark.parametrize(
    "sentence",
    [
        "Two more died, bringing the toll to [12].",
        "The death toll rose to [at least 12] on Friday.",
        "The number of dead has reached [12].",
        "Officials put the toll at [12].",
    ],
)
def test_new_toll_is_a_running_total(sentence: str) -> None:
    assert read(sentence).running_total


def test_other_numbers_after_to_are_no_running_total() -> None:
    assert not read("The convoy took food to [12] villages.").running_total
    assert not read("The toll was high. They went to [12] villages.").running_total


@pytest.mark.parametrize(
    "sentence",
    [
        "It killed 40 people, including [12] children.",
        "It killed 40 people, including [at least 12] children.",
        "It killed 40 people, [12] of them children.",
        "It killed 40 people, among them [12] children.",
    ],
)
def test_including_is_a_subset(sentence: str) -> None:
    assert read(sentence).subset


def test_whole_number_is_no_subset() -> None:
    assert not read("It killed [40] people, including 12 children.").subset


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("the fighters", "not_a_number"),
        ("", "not_a_number"),
        ("9" * 400, "out_of_range"),
        ("many", "unstated"),
    ],
)
def test_abstains_with_a_reason(phrase: str, reason: str) -> None:
    quantity = read(f"They saw [{phrase}] there.")
    assert (quantity.low, quantity.best, quantity.high) == (None, None, None)
    assert quantity.reason == reason


PIECES = st.sampled_from(
    "at least more than up to nearly about between and to or 1,000 12 two dozen several thousands of of half "
    "a third "
    "percent people , . another including in five families $ % million k 1.5 no none many".split()
)


@given(
    st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)),
    st.integers(min_value=0, max_value=80),
    st.integers(min_value=0, max_value=80),
)
def test_any_phrase_gives_bounds_in_order(text: str, one: int, other: int) -> None:
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    quantity = parse(text, Span(start, end))
    assert quantity.phrase == text[start:end]
    assert quantity.reason
    known = [bound for bound in (quantity.low, quantity.best, quantity.high) if bound is not None]
    assert known == sorted(known)
    assert all(bound >= 0 for bound in known)


@pytest.mark.parametrize("text", ["1," * 50_000, "and " * 50_000, "half a " * 30_000, " " * 200_000 + "3"])
def test_hostile_text_is_read_as_any_other(text: str) -> None:
    assert parse(text, Span(0, len(text))).phrase == text
