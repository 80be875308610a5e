"""What a number measures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.quantities import measure
from sitrep.model.frame import MODALITIES, Frame
from sitrep.model.span import Span


def of(sentence: str, type_: str, trigger: str, number: str, time: str = "") -> str:
    def span(part: str) -> Span:
        start = sentence.index(part)
        return Span(start, start + len(part))

    frame = Frame(span(trigger), type_, "actual", 0, {"quantity": (span(number),)})
    return measure(frame, sentence, Span(0, len(sentence)), time)


@pytest.mark.parametrize(
    ("sentence", "type_", "trigger", "number", "time", "expected"),
    [
        ("The blast killed 12 people on Friday.", "kill", "killed", "12", "on Friday", "incident"),
        ("A shell killed three farmers.", "kill", "killed", "three", "", "incident"),
        (
            "More than 1,000 civilians have been killed since June.",
            "kill",
            "killed",
            "More than 1,000",
            "since June",
            "cumulative",
        ),
        (
            "The deaths bring the toll from shelling in the city this month to 87.",
            "kill",
            "toll",
            "87",
            "this month",
            "cumulative",
        ),
        (
            "He died on Friday, bringing the death toll of the blast to 12.",
            "kill",
            "death toll",
            "12",
            "on Friday",
            "incident",
        ),
        ("Some 8,000 people are trapped in the town.", "trap", "trapped", "Some 8,000", "", "stock"),
        (
            "Nearly 270,000 have fled since April.",
            "displace",
            "fled",
            "Nearly 270,000",
            "since April",
            "cumulative",
        ),
        ("They hold around 90 percent of the city.", "hold", "hold", "around 90 percent", "", "stock"),
        ("About 400 fighters remain in the town.", "present", "remain", "About 400", "", "stock"),
        ("Some 2 million people need food.", "need", "need", "Some 2 million", "", "stock"),
        ("Police detained four men on Monday.", "detain", "detained", "four", "on Monday", "incident"),
    ],
)
def test_measure_of_plain_sentences(
    sentence: str, type_: str, trigger: str, number: str, time: str, expected: str
) -> None:
    assert of(sentence, type_, trigger, number, time) == expected


@given(st.text(min_size=1, max_size=200), st.data())
def test_any_text_has_a_measure(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start, len(text)))
    frame = Frame(Span(start, end), "kill", data.draw(st.sampled_from(MODALITIES)), 0)
    assert measure(frame, text, Span(0, len(text)), "") in ("incident", "cumulative", "stock")
