from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.annotate.engine.files import FOLDER, VOCABULARY
from sitrep.annotate.engine.tokens import PIECES_A_WORD, SHAPES, WordPieces, shape, word_spans


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in word_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rebel-held Raqqa", ["rebel", "-", "held", "Raqqa"]),
        ("They didn't, couldn’t leave", ["They", "did", "n't", ",", "could", "n’t", "leave"]),
        ("Syria's army, they've", ["Syria", "'s", "army", ",", "they", "'ve"]),
        ("3,000-strong at 10:30 a.m.", ["3,000", "-", "strong", "at", "10:30", "a.m."]),
        ("the U.S. and U.N.-backed", ["the", "U.S.", "and", "U.N.", "-", "backed"]),
        ("90%, $1.5m (F16s)", ["90", "%", ",", "$", "1.5", "m", "(", "F16s", ")"]),
        ("“Go!” he said.", ["“", "Go", "!", "”", "he", "said", "."]),
    ],
)
def test_words_are_the_parts_that_frames_are_made_of(text, expected):
    assert words(text) == expected


@given(st.text(max_size=80), st.text(max_size=10))
def test_words_cover_everything_but_white_space_and_offsets_count_in_the_whole_text(text, before):
    whole = before + text
    spans = word_spans(whole, len(before))
    assert all(a[1] <= b[0] for a, b in zip(spans[:-1], spans[1:], strict=True))
    covered = "".join(whole[start:end] for start, end in spans)
    assert covered == "".join(text.split())


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("town", "lower"),
        ("Raqqa", "title"),
        ("A", "title"),
        ("ISIL", "upper"),
        ("McCain", "mixed"),
        ("3,000", "number"),
        ("7th", "alphanumeric"),
        ("U.S.", "upper"),
        ("p.m.", "alphanumeric"),
        ("“", "other"),
    ],
)
def test_shape_names_the_spelling(word, name):
    assert SHAPES[shape(word)] == name


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(FOLDER / VOCABULARY)


def test_every_word_has_pieces_whatever_it_is(pieces):
    found = pieces(["Raqqa", "\u0301", "\u200b", "Raqqa", "x" * 300, "ab" * 45])
    lengths = found.starts[1:] - found.starts[:-1]
    assert (lengths >= 1).all()
    assert (lengths <= PIECES_A_WORD).all()
    assert found.ids[found.starts[1]] == pieces.unknown
    assert list(found.ids[: lengths[0]]) == list(found.ids[found.starts[3] : found.starts[4]])


def test_pieces_of_no_words_are_empty(pieces):
    assert list(pieces([]).starts) == [0]


def test_pieces_ignore_case_and_accents(pieces):
    assert list(pieces(["État"]).ids) == list(pieces(["etat"]).ids)


def test_a_vocabulary_is_read_from_its_file(tmp_path: Path):
    path = tmp_path / "vocab.txt"
    path.write_text("[UNK]\n[CLS]\n[SEP]\n[MASK]\nraq\n##qa\n", encoding="utf-8")
    own = WordPieces(path)
    assert list(own(["Raqqa", "Mosul"]).ids) == [4, 5, 0]
