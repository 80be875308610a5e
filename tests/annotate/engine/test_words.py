import numpy as np
import pytest

from sitrep.annotate.engine.files import FOLDER, VOCABULARY
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.words import lay_out, streams
from sitrep.model.document import BlockRole, Sentence
from sitrep.model.span import Span


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(FOLDER / VOCABULARY)


def sentences(*parts: tuple[str, BlockRole, int]) -> tuple[str, tuple[Sentence, ...]]:
    text, made = "", []
    for index, (content, role, block) in enumerate(parts):
        made.append(Sentence(index, Span(len(text), len(text) + len(content)), block, role))
        text += content
    return text, tuple(made)


PARTS = (
    ("City falls ", BlockRole.TITLE, 0),
    ("Rebels fled. ", BlockRole.BODY, 1),
    ("Smoke rises. ", BlockRole.CAPTION, 2),
    ("A man waits. ", BlockRole.CAPTION, 2),
    ("The army entered. ", BlockRole.BODY, 3),
    ("Tents stand. ", BlockRole.CAPTION, 4),
)


def test_title_body_and_each_caption_read_on_by_themselves():
    _, made = sentences(*PARTS)
    assert [[s.index for s in stream] for stream in streams(made)] == [[0], [1, 4], [2, 3], [5]]


def test_windows_stay_within_a_stream_and_words_keep_their_place(pieces):
    text, made = sentences(*PARTS)
    words = lay_out(text, made, pieces)
    shown = [[words.units[unit].sentence for unit in range(w.first, w.last)] for w in words.windows]
    assert shown == [[0], [1, 4], [2, 3], [5]]
    assert [text[a:b] for a, b in zip(words.starts[:6], words.ends[:6], strict=True)] == [
        *("City", "falls", "Rebels", "fled", ".", "The")
    ]
    assert len(words.piece_shapes) == len(words.pieces.ids) == words.pieces.starts[-1]
    assert [int(np.sum(words.unit == unit)) for unit in range(6)] == [2, 3, 4, 3, 4, 3]


def test_a_text_without_words_has_no_windows(pieces):
    words = lay_out(" \n", (Sentence(0, Span(0, 2), 0, BlockRole.BODY),), pieces)
    assert words.windows == []
    assert len(words.starts) == 0
