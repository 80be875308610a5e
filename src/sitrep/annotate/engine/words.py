"""A document's words, laid out for the encoder: one tokenisation, units, and the windows over them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitrep.annotate.engine.tokens import Pieces, WordPieces, word_spans
from sitrep.annotate.engine.windows import Unit, Window, cut, plan
from sitrep.model.document import BlockRole, Sentence

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Words:
    """Words of all sentences, stream after stream.

    Attributes:
        starts: First code point of each word in the document's text.
        ends: End of each word, exclusive.
        pieces: Their word pieces.
        piece_shapes: Spelling class of the word of each piece.
        units: Sentences, long ones cut, in the words' order.
        unit: Unit of each word.
        windows: Windows over the units; none crosses from one stream to another.
    """

    starts: Integers
    ends: Integers
    pieces: Pieces
    piece_shapes: Integers
    units: list[Unit]
    unit: Integers
    windows: list[Window]


def streams(sentences: Sequence[Sentence]) -> list[list[Sentence]]:
    """Sentences that read on from one another: the title, the body, and each caption on its own.

    A caption between two paragraphs does not part the body, and what a caption says is no context for the
    body.
    """
    found: dict[tuple[int, int], list[Sentence]] = {}
    for sentence in sentences:
        if sentence.role is BlockRole.TITLE:
            key = (0, 0)
        elif sentence.role is BlockRole.CAPTION:
            key = (2, sentence.block)
        else:
            key = (1, 0)
        found.setdefault(key, []).append(sentence)
    return [found[key] for key in sorted(found)]


def lay_out(text: str, sentences: Sequence[Sentence], pieces: WordPieces, *, parted: bool = True) -> Words:
    """The words of a document's sentences with their pieces and windows.

    Args:
        text: The document's text.
        sentences: Its sentences.
        pieces: The encoder's vocabulary.
        parted: Read title, body and captions apart; False where the text is one stream of sentences by itself, as in
            the annotated corpora.
    """
    spans: list[tuple[int, int]] = []
    bounds: list[list[tuple[int, int, int]]] = []
    for stream in streams(sentences) if parted else [list(sentences)]:
        ranges = []
        for sentence in stream:
            found = word_spans(text, sentence.span.start, sentence.span.end)
            ranges.append((len(spans), len(spans) + len(found), sentence.index))
            spans += found
        bounds.append(ranges)
    cut_up = pieces([text[start:end] for start, end in spans])
    units: list[Unit] = []
    windows: list[Window] = []
    for ranges in bounds:
        own = [unit for low, high, index in ranges for unit in cut(low, high, index, cut_up.starts)]
        sizes = [int(cut_up.starts[unit.high] - cut_up.starts[unit.low]) for unit in own]
        base = len(units)
        windows += [Window(w.first + base, w.own + base, w.last + base, w.size) for w in plan(sizes)]
        units += own
    offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
    return Words(
        starts=offsets[:, 0],
        ends=offsets[:, 1],
        pieces=cut_up,
        piece_shapes=np.repeat(cut_up.shapes, np.diff(cut_up.starts)),
        units=units,
        unit=np.repeat(np.arange(len(units)), [unit.high - unit.low for unit in units]),
        windows=windows,
    )
