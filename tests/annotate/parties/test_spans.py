"""Role spans mended to whole noun phrases, on sentences written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.parties.spans import whole_spans
from sitrep.model.frame import Frame
from sitrep.model.span import Span


def mended(text: str, quotes: list[str]) -> list[str]:
    """The agent spans after mending, as quotes."""
    spans = tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)
    (frame,) = whole_spans([Frame(Span(0, 1), "clash", "actual", 0, {"agent": spans})], text)
    return [span.of(text) for span in frame.spans("agent")]


@pytest.mark.parametrize(
    ("quotes", "expected"),
    [
        (["the army led by", "General Haddad"], ["the army led by General Haddad"]),
        (["the army led by"], ["the army led"]),
        (["rebels and", "a convoy"], ["rebels", "a convoy"]),
        (["rebels", "a convoy"], ["rebels", "a convoy"]),
        (["the"], []),
        (["the", "army led"], ["the army led"]),
    ],
)
def test_pieces_of_a_phrase_are_put_together(quotes: list[str], expected: list[str]) -> None:
    text = "On the hill, the army led by General Haddad met rebels and a convoy."
    text = text.removeprefix("On the hill, ")
    assert mended(text, quotes) == expected


def test_whole_spans_leave_a_frame_alone() -> None:
    text = "The army met rebels."
    frame = Frame(Span(9, 12), "clash", "actual", 0, {"agent": (Span(0, 8),), "target": (Span(13, 19),)})
    assert whole_spans([frame], text)[0] is frame


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(st.sampled_from("the and,of A-xX "), min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), min_size=4, max_size=4),
)
def test_mended_spans_lie_within_the_old_ones(text: str, cuts: list[int]) -> None:
    a, b, c, d = sorted(min(cut, len(text)) for cut in cuts)
    frame = Frame(Span(0, 1), "clash", "actual", 0, {"place": (Span(a, b), Span(c, d))})
    (found,) = whole_spans([frame], text)
    assert all(Span(a, d).contains(span) and len(span) for span in found.spans("place"))
    assert whole_spans([found], text) == whole_spans(whole_spans([found], text), text)
