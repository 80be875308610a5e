"""Numbers that the words after a toll make parts of it, and numbers that only follow it."""

import pytest

from sitrep.annotate.completion.parts import parts
from sitrep.annotate.quantities import parse
from sitrep.model.span import Span


def found(sentence: str) -> list[str]:
    """The parts of the number that a sentence marks by [brackets]; numbers in {braces} are another frame's."""
    text = sentence
    marked: dict[str, list[Span]] = {"[": [], "{": []}
    for opening, closing in (("[", "]"), ("{", "}")):
        while opening in text:
            start = text.index(opening)
            text = text.replace(opening, "", 1)
            end = text.index(closing)
            text = text.replace(closing, "", 1)
            marked[opening].append(Span(start, end))
    numbers = [parse(text, span) for span in marked["["]]
    taken = [*marked["["], *marked["{"]]
    return [number.phrase for number in parts(text, Span(0, len(text)), numbers, taken)]


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Shelling killed [12] people, including three children, in Tabqa.", ["three"]),
        ("Shelling killed [12] people in Tabqa on Friday, three of them women.", ["three"]),
        ("Shelling killed [12] people in Tabqa, of whom four were nurses.", ["four"]),
        ("Shelling killed [at least 12] people, among them at least four children.", ["at least four"]),
        ("Shelling killed [12] people, including three children and two women.", ["three", "two"]),
        (
            "Some [208] were killed, including 145 civilians, 60 policemen and three soldiers, beside 100 rebels.",
            ["145", "60", "three"],
        ),
        ("Some [40] people were detained on 3 June 2017, including two teachers.", ["two"]),
    ],
)
def test_parts(sentence: str, told: list[str]) -> None:
    assert found(sentence) == told


@pytest.mark.parametrize(
    "sentence",
    [
        "Shelling killed [12] people.",
        "Shelling killed [12] people and wounded {30}, including five children.",
        "Shelling killed [12] people, and two rescuers died later.",
        "Shelling killed [12] people, two rescuers died later.",
        "Shelling killed [12] people, including some on 3 June 2017.",
        "Shelling killed [12] people; five of them had fled Homs in 2014.",
        "Shelling killed [12] people, including 40 children.",
        "Shelling killed [12] people; of 300 prisoners five were children.",
        "Shelling killed [12] people, including {three} children.",
    ],
)
def test_no_parts(sentence: str) -> None:
    """Another frame's number, another sentence part, dates, and more than the whole are no parts."""
    assert found(sentence) == []


def test_another_clause_ends_the_parts() -> None:
    assert found("Shelling killed [12] people, including three children, and two rescuers died later.") == [
        "three"
    ]


def test_what_a_frame_has_as_a_part_already_is_not_looked_for_again() -> None:
    assert found("Shelling killed [12] people, including [three] children.") == []
