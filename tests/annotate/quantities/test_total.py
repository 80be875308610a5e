"""Sums of several numbers under one trigger, on sentences written for these tests."""

import re

import pytest

from sitrep.annotate.quantities import parse
from sitrep.annotate.quantities.total import total
from sitrep.model.mention import Quantity
from sitrep.model.span import Span


def added(sentence: str, type_: str = "kill") -> Quantity | None:
    """The sum of the numbers in [brackets]."""
    spans, plain = [], ""
    for piece in re.split(r"(\[[^\]]*\])", sentence):
        quote = piece.strip("[]")
        if piece.startswith("["):
            spans.append(Span(len(plain), len(plain) + len(quote)))
        plain += quote
    return total(type_, plain, [parse(plain, span) for span in spans])


@pytest.mark.parametrize(
    ("sentence", "low", "best", "high"),
    [
        ("It killed [40] civilians and [11] soldiers.", 51, 51, 51),
        ("It killed [at least 21] civilians and [five] soldiers.", 26, 26, None),
        ("It killed [127] guerrillas and [about 50] troops.", None, 177, None),
        ("It left [595] militants, [133] soldiers and [45] civilians dead.", 773, 773, 773),
        ("[Two] officers, along with [30] recruits, died.", 32, 32, 32),
        ("[Several] traders and [several] drivers were killed.", 6, None, None),
    ],
)
def test_people_joined_with_people_are_added_up(
    sentence: str, low: int | None, best: int | None, high: int | None
) -> None:
    number = added(sentence)
    assert number is not None
    assert (number.low, number.best, number.high, number.reason) == (low, best, high, "sum")


@pytest.mark.parametrize(
    "sentence",
    [
        "It killed [112] people, including [68] children.",
        "It killed [200] people, [ten] of them civilians.",
        "The toll rose from [17] people to [21] people.",
        "It killed [31] people, up from [22] people.",
        "[16] people were killed, said the governor, and [12] people were killed, said the army.",
        "It killed [2,000] people and [90 percent] of the cattle.",
        "It took [108] children and [2,000] cattle.",
        "It killed [80] families and [15] people.",
        "It killed [40] civilians. Then [11] soldiers died.",
        "It killed [40] civilians.",
    ],
)
def test_parts_and_other_counts_are_not_added_up(sentence: str) -> None:
    assert added(sentence) is None


def test_types_whose_numbers_differ_in_kind_are_not_added_up() -> None:
    assert added("It treated [40] civilians and [11] soldiers.", "aid") is None


def test_the_sum_spans_all_numbers_and_keeps_their_bounds() -> None:
    number = added("It killed [more than 55] civilians and [two] officers.")
    assert number is not None
    assert number.phrase == "more than 55 civilians and two"
    assert (number.quantifier, number.low_open, number.high_open, number.unit) == (
        "more_than",
        True,
        True,
        "person",
    )
