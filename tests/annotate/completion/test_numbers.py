"""Number phrases found and made whole, on sentences written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.completion.numbers import missing_number, whole_number
from sitrep.model.frame import Frame
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


def found(sentence: str, type_: str = "kill", role: str = "target") -> str | None:
    """The number that a frame without one gets: trigger in <>, the phrase of the role in []."""
    text, spans = marked(sentence)
    roles = {role: (spans["["],)} if "[" in spans else {}
    span = missing_number(Frame(spans["<"], type_, "actual", 0, roles), text, Span(0, len(text)))
    return None if span is None else span.of(text)


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("Shells <killed> [at least 12 people].", "at least 12"),
        ("[Dozens of villagers] were <killed>.", "Dozens of"),
        ("The raid <killed> [their 11 guards].", "11"),
        ("It <killed> [an estimated 40 civilians] there.", "an estimated 40"),
        ("It <killed> [20 to 40 soldiers].", "20 to 40"),
        ("A mine <killed> [two] on the road.", "two"),
    ],
)
def test_a_number_at_the_head_of_the_people_is_the_frames(sentence: str, number: str) -> None:
    assert found(sentence) == number


@pytest.mark.parametrize(
    "sentence",
    [
        "Shells <killed> [a boy of 12].",
        "Shells <killed> [Karim Aziz, 45].",
        "Shells <killed> [one of the guards].",
        "Shells <killed> [the two men].",
        "Shells <killed> [a 22-year-old driver].",
        "Shells <killed> [no soldier].",
        "Shells <killed> [all the guests].",
        "Shells <killed> [soldiers of the 33rd Brigade].",
        "Shells <killed> [40 sheep].",
        "Shells <killed> [a couple].",
        "[62 people], many of them <killed> later, were missing.",
    ],
)
def test_other_numbers_in_the_phrase_are_not(sentence: str) -> None:
    assert found(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("The shelling left 12 <killed>.", "12"),
        ("Officials said more than 30 people were <killed>.", "more than 30"),
        ("A blast hit the bus, <killing> at least five.", "at least five"),
        ("Of the guards 14 <killed>, 3 wounded.", "14"),
    ],
)
def test_without_a_target_the_number_beside_the_trigger_counts(sentence: str, number: str) -> None:
    assert found(sentence) == number


@pytest.mark.parametrize(
    "sentence",
    [
        "The July 15 <killing> shocked the town.",
        "In 2016 <killed> fighters were buried there.",
        "All men over the age of 14 were <killed>.",
        "It happened 12 hours after guards were <killed>.",
        "They <killed> on 4 May.",
        "It <killed> -3 of them.",
    ],
)
def test_dates_and_ages_beside_the_trigger_count_nobody(sentence: str) -> None:
    assert found(sentence) is None


def test_the_agent_is_counted_where_it_moves() -> None:
    assert found("[Some 800 fighters] <withdrew> at night.", "withdraw", "agent") == "Some 800"
    assert found("[Some 800 fighters] <attacked> at night.", "attack", "agent") is None


def test_a_type_that_counts_nobody_gets_no_number() -> None:
    assert found("The mayor <denied> 12 killings.", "deny") is None


def test_a_time_is_no_number_of_people() -> None:
    text = "He was killed 12 September."
    frame = Frame(Span(7, 13), "kill", "actual", 0, {"time": (Span(14, 26),)})
    assert missing_number(frame, text, Span(0, len(text))) is None


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
    number = missing_number(Frame(span, "kill", "actual", 0), text, sentence)
    assert number is None or (sentence.contains(number) and len(number))
