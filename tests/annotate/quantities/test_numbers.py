"""Numbers in digits and words."""

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.quantities.numbers import _TOKEN, LARGEST, _read, _token, scan
from sitrep.codebook.numbers import number_words

VALUES = [
    ("12", 12, "exact"),
    ("1,000", 1000, "exact"),
    ("270,000", 270000, "exact"),
    ("10 000", 10000, "exact"),
    ("1.5 million", 1500000, "exact"),
    ("2.3 million", 2300000, "exact"),
    ("1.1bn", 1100000000, "exact"),
    ("20k", 20000, "exact"),
    ("three", 3, "exact"),
    ("twenty-two", 22, "exact"),
    ("one hundred and six", 106, "exact"),
    ("one hundred forty-nine", 149, "exact"),
    ("two thousand five hundred", 2500, "exact"),
    ("two hundred and fifty thousand", 250000, "exact"),
    ("four and a half million", 4500000, "exact"),
    ("half a million", 500000, "exact"),
    ("a half-million", 500000, "exact"),
    ("a dozen", 12, "exact"),
    ("two dozen", 24, "exact"),
    ("three score", 60, "exact"),
    ("a hundred", 100, "exact"),
    ("no", 0, "exact"),
    ("none", 0, "exact"),
    ("twice", 2, "exact"),
    ("tens", 10, "vague"),
    ("dozens", 12, "vague"),
    ("scores", 40, "vague"),
    ("hundreds", 100, "vague"),
    ("thousands", 1000, "vague"),
    ("tens of thousands", 10000, "vague"),
    ("hundreds of thousands", 100000, "vague"),
    ("several", 3, "vague"),
    ("several dozen", 36, "vague"),
    ("several hundred", 300, "vague"),
    ("several thousand", 3000, "vague"),
    ("a few", 3, "vague"),
    ("a handful", 3, "vague"),
    ("many", None, "unstated"),
    ("an unknown number", None, "unstated"),
    ("half", 50, "share"),
    ("a third", 33.3, "share"),
    ("two-thirds", 66.7, "share"),
    ("three quarters", 75, "share"),
    ("all", 100, "share"),
    ("most", 50, "most"),
    ("third", 3, "ordinal"),
    ("60th", 60, "ordinal"),
    ("٤٢", 42, "exact"),
]


@pytest.mark.parametrize(("text", "value", "kind"), VALUES)
def test_number_is_read_as_its_value(text: str, value: float | None, kind: str) -> None:
    (number,) = scan(text, 0, len(text))
    assert (number.value, number.kind) == (value, kind)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("between two hundred and three hundred", [200, 300]),
        ("nine men and one woman", [9, 1]),
        ("five, two", [5, 2]),
        ("2014 300", [2014, 300]),
        ("no fewer than 20", [20]),
        ("as many as 40", [40]),
        ("the raid at dawn", []),
        ("10²", [10]),
    ],
)
def test_numbers_are_told_apart(text: str, values: list[int]) -> None:
    assert [number.value for number in scan(text, 0, len(text))] == values


def test_digits_without_end_are_no_count() -> None:
    (number,) = scan("9" * 10_000, 0, 10_000)
    assert (number.value, number.kind) == (None, "absurd")
    text = "9,000 trillion"
    assert scan(text, 0, len(text))[0].kind == "absurd"


PIECES = st.sampled_from(
    "a an and half one two twenty ninety hundred thousand million billion dozen dozens of several few "
    "third quarters "
    "1 12 1,000 2.5 20k no none as many all most , - ² ٤".split()
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map(" ".join)))
def test_any_text_gives_numbers_in_order_within_it(text: str) -> None:
    end = 0
    for number in scan(text, 0, len(text)):
        assert end <= number.start < number.end <= len(text)
        end = number.end
        assert (number.value is None) == (number.kind in ("unstated", "absurd"))
        assert number.value is None or 0 <= number.value <= max(LARGEST, 10**15)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_separators_keep_their_value(value: int) -> None:
    text = f"{value:,}"
    assert [number.value for number in scan(text, 0, len(text))] == [value]


def test_a_number_begins_with_a_starter_or_a_digit() -> None:
    words = number_words()
    tables = [getattr(words, field.name) for field in fields(words)]
    every = {word for table in tables for entry in table for word in entry.split()} | {"the", "troops"}
    for word in sorted(every - words.starters):
        for text in (word, f"{word} hundred", f"{word} of thousands", f"{word} million"):
            assert not any(number.start == 0 for number in scan(text, 0, len(text)))
            tokens = [_token(match) for match in _TOKEN.finditer(text)]
            assert not tokens or _read(tokens, 0, words)[0] is None, text
