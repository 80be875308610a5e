"""Number phrases found and made whole, on sentences written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.completion.numbers import number_phrases, whole_number
from sitrep.model.span import Span


def marked(text: str) -> tuple[str, dict[str, Span]]:
    """A sentence without its marks, and where they were: [phrase] and <trigger>."""
    plain, spans, start = "", {}, {}
    for letter in text:
        if letter in "[<":
            start[letter] = len(plain)
        elif letter in "]>":
            opened = "[" if letter == "]" else "<"
            spans[opened] = Span(start[opened], len(plain))
        else:
            plain += letter
    return plain, spans


@pytest.mark.parametrize(
    ("sentence", "phrases"),
    [
        ("Shells killed at least 12 people and hurt dozens of others.", ["at least 12", "dozens of"]),
        ("An estimated 40 civilians fled, 20 to 30 by boat.", ["An estimated 40", "20 to 30"]),
        ("The crash killed all 66 on board.", ["66"]),
        ("The crash killed all of the 66 passengers.", ["66"]),
        ("About a dozen men were held for over $20 million.", ["About a dozen", "over $20 million"]),
        ("They hold about 40 per cent of the city.", ["about 40 per cent"]),
        ("Most of the refugees fled.", ["Most of"]),
        ("No number of use: 99999999999999999999.", ["No", "number of"]),
    ],
)
def test_the_numbers_of_a_sentence_come_with_what_belongs_to_them(sentence: str, phrases: list[str]) -> None:
    found = number_phrases(sentence, Span(0, len(sentence)))
    assert [phrase.span.of(sentence) for phrase in found] == phrases


def test_a_number_phrase_says_what_it_counts() -> None:
    text = "At least 12 families and 30 soldiers left in 7 trucks."
    found = number_phrases(text, Span(0, len(text)))
    assert [(phrase.core.of(text), phrase.unit) for phrase in found] == [
        ("12", "family"),
        ("30", "person"),
        ("7", "truck"),
    ]


def whole(sentence: str) -> str:
    """The phrase in [] made whole."""
    text, spans = marked(sentence)
    return whole_number(text, spans["["], Span(0, len(text))).of(text)


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        ("[dozens] of fighters fled", "dozens of"),
        ("[tens] of thousands of people fled", "tens of thousands of"),
        ("[more than] 600 people fled", "more than 600"),
        ("a gift of [£]20 million", "£20 million"),
        ("they hold [about 40] per cent of the city", "about 40 per cent"),
        ("they hold [40]% of it", "40%"),
        ("[an unknown number] of men", "an unknown number of"),
        ("[Most] of the refugees fled", "Most of"),
        ("[several] dozen men fled", "several dozen"),
    ],
)
def test_a_cut_number_is_made_whole(sentence: str, phrase: str) -> None:
    assert whole(sentence) == phrase


@pytest.mark.parametrize(
    "sentence",
    ["[12] of the men fled", "[twice]", "[more than] the army", "[at least 12] people", "[half] of it"],
)
def test_a_whole_number_stays(sentence: str) -> None:
    text, spans = marked(sentence)
    assert whole(sentence) == spans["["].of(text)


def test_a_number_is_not_extended_beyond_its_sentence() -> None:
    text = "They lost dozens of men"
    assert whole_number(text, Span(10, 16), Span(0, 16)) == Span(10, 16)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(st.sampled_from("12,0 dozens of killed-to%\n.more than"), min_size=1, max_size=60),
    data=st.data(),
)
def test_numbers_stay_within_the_sentence(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    sentence, span = Span(cuts[0], cuts[3]), Span(cuts[1], cuts[2])
    grown = whole_number(text, span, sentence)
    assert sentence.contains(grown)
    assert grown.contains(span)
    phrases = [phrase.span for phrase in number_phrases(text, sentence)]
    assert all(sentence.contains(phrase) and len(phrase) for phrase in phrases)
    assert all(one.end <= other.start for one, other in zip(phrases, phrases[1:], strict=False))
