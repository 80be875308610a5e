"""Paragraphs of plain text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.ingest.lines import pieces


def test_unwrapped_lines_are_paragraphs_of_their_own() -> None:
    text = "The army left the town on Tuesday.\nNobody stayed there.\nShare\n"
    assert [piece.text for piece in pieces(text)] == [
        "The army left the town on Tuesday.",
        "Nobody stayed there.",
        "Share",
    ]


def test_line_and_paragraph_separators_end_a_line() -> None:
    text = "The army left.\u2028Nobody stayed.\u2029Share\x85More"
    assert [piece.text for piece in pieces(text)] == ["The army left.", "Nobody stayed.", "Share", "More"]
    assert all(text[piece.start : piece.end] == piece.text for piece in pieces(text))


def test_a_line_in_small_letters_goes_on_from_an_unfinished_one() -> None:
    assert len(pieces("A group of fighters left\nthe town on Tuesday.")) == 1
    assert len(pieces("A group of fighters left.\nthe town on Tuesday.")) == 2
    assert len(pieces("A group of fighters left\n\nthe town on Tuesday.")) == 2


def test_a_short_line_ends_a_wrapped_paragraph() -> None:
    text = (
        "The governor said that forty families had reached the river today\n"
        "because the road behind them had been closed by the army at noon,\n"
        "Nobody else from the villages in the hills was expected to arrive\n"
        "before the morning.\n"
        "The army said nothing about the withdrawal from the northern town.\n"
    )
    assert [piece.text.split()[0] for piece in pieces(text)] == ["The", "The"]


@settings(deadline=None)
@given(st.text(alphabet="ab .\n\t\f\u200b", max_size=300))
def test_pieces_leave_only_white_space_out(text: str) -> None:
    position = 0
    for piece in pieces(text):
        assert text[piece.start : piece.end] == piece.text == piece.text.strip() != ""
        assert not text[position : piece.start].strip()
        position = piece.end
    assert not text[position:].strip()
