"""Coordinations and what is no member of them, on phrases written for these tests."""

import pytest

from sitrep.annotate.parties.phrases import parse, split
from sitrep.annotate.parties.pieces import without_places
from sitrep.codebook import people
from sitrep.model.span import Span

PEOPLE = people.load()


def pieces(text: str) -> list[str]:
    return [span.of(text) for span in split(text, Span(0, len(text)), ())]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the army and the police", ["the army", "the police"]),
        ("people, including small children and the elderly", ["people"]),
        ("shops and schools, especially in the north and east", ["shops", "schools"]),
        ("30 people, six of them children", ["30 people"]),
        ("Amina Sow, age 47", ["Amina Sow"]),
        ("the port authority, formerly the harbour board", ["the port authority"]),
    ],
)
def test_examples_and_asides_are_no_members(text: str, expected: list[str]) -> None:
    assert pieces(text) == expected


@pytest.mark.parametrize(
    ("text", "parties", "expected"),
    [
        ("residents of Nasir and Ulang", (), ["residents of Nasir"]),
        ("families in the Taiz, Ibb and Dhamar", (), ["families in the Taiz"]),
        ("troops from Kassala and Gedaref", (), ["troops from Kassala", "Gedaref"]),
        ("residents of Nasir and teachers", (), ["residents of Nasir", "teachers"]),
        ("residents of Nasir and Hamas", ("Hamas",), ["residents of Nasir", "Hamas"]),
        ("RESIDENTS OF NASIR AND ULANG", (), ["RESIDENTS OF NASIR", "ULANG"]),
    ],
)
def test_further_places_of_a_tail_are_no_parties(
    text: str, parties: tuple[str, ...], expected: list[str]
) -> None:
    known = [Span(text.index(name), text.index(name) + len(name)) for name in parties]
    found = without_places(text, split(text, Span(0, len(text)), ()), PEOPLE, known)
    assert [span.of(text) for span in found] == expected


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("a limited number of government troops", ["government", "troops"], True),
        ("members of the armed forces", ["armed", "forces"], True),
        ("a small bridge", ["small", "bridge"], False),
        ("well over 80,000 inhabitants", ["inhabitants"], False),
    ],
)
def test_what_stands_before_those_meant(text: str, words: list[str], part: bool) -> None:
    phrase = parse(text, Span(0, len(text)), PEOPLE)
    assert ([word.text for word in phrase.words], phrase.part) == (words, part)
