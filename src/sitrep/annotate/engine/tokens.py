"""Words of a text and their word pieces: one tokenisation, shared by training and run time.

A word is a run of letters and digits, a number with its separators ("3,000", "7.5"), initials ("U.S.",
"p.m."), a clitic ("n't", "'s") or a single other character. Hyphens split ("rebel-held" is three words),
because parts of compounds are frames of their own. Every offset counts code points of the document's text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer

Integers = NDArray[np.int64]

PIECES_A_WORD = 12
"""Pieces of a word beyond this many are dropped: the first one stands for the word."""

KEPT_WORDS = 50_000
"""Words whose pieces are kept from document to document; beyond this many they are looked up anew."""

SHAPES = ("pad", "lower", "title", "upper", "mixed", "number", "alphanumeric", "other")
"""Classes of spelling that the uncased vocabulary loses."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # initials: U.S., p.m.
    r"|\d+(?:[.,:]\d+)+"  # numbers with separators, times of day
    r"|n['’]t(?![^\W_])"  # the negation of "did|n't"
    r"|[^\W\d_]+?(?=n['’]t(?![^\W_]))"  # the word before it
    r"|['’](?:s|re|ve|ll|d|m)(?![^\W_])"  # other clitics, with the possessive
    r"|[^\W_]+"  # letters and digits
    r"|\S",
    re.IGNORECASE,
)


def word_spans(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Spans of the words of a stretch of text, in text order.

    Args:
        text: The document's text.
        start: First code point of the stretch.
        end: End of the stretch, exclusive; the end of the text by default.

    Returns:
        Half-open spans in code points of `text`; only white space lies between them.
    """
    return [match.span() for match in _WORD.finditer(text, start, len(text) if end is None else end)]


def shape(word: str) -> int:
    """Index into `SHAPES` of a word's spelling."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper() and len(word) > 1:
            return 3
        return 2 if word[0].isupper() and (len(word) == 1 or word[1:].islower()) else 4
    if word[0].isdigit():
        return 5 if not any(c.isalpha() for c in word) else 6
    if any(c.isalpha() for c in word):
        return 3 if word.isupper() else 6
    return 7


@dataclass(frozen=True, slots=True)
class Pieces:
    """Word pieces of a sequence of words, flat.

    Attributes:
        ids: Vocabulary id of every piece.
        starts: Index of each word's first piece in `ids`, with the total as last entry: shape (words + 1,).
        shapes: Index into `SHAPES` of each word.
    """

    ids: Integers
    starts: Integers
    shapes: Integers


class WordPieces:
    """The WordPiece vocabulary of the encoder, applied to words that `word_spans` found.

    Args:
        vocabulary: Path of the vocabulary, one piece a line.
    """

    def __init__(self, vocabulary: Path) -> None:
        pieces = vocabulary.read_text(encoding="utf-8").split("\n")
        table = {piece: index for index, piece in enumerate(pieces) if piece}
        self._tokenizer = Tokenizer(
            WordPiece(table, unk_token="[UNK]", max_input_chars_per_word=100)  # noqa: S106 - not a password
        )
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._known: dict[str, tuple[list[int], int]] = {}
        self.unknown, self.first, self.last, self.mask = (
            table[name] for name in ("[UNK]", "[CLS]", "[SEP]", "[MASK]")
        )

    def __call__(self, words: Sequence[str]) -> Pieces:
        """The pieces of words; a word that normalises to nothing is one unknown piece."""
        self._look_up(set(words))
        found = self._known
        ids: list[int] = []
        starts = [0]
        for word in words:
            ids += found[word][0]
            starts.append(len(ids))
        return Pieces(
            np.array(ids, dtype=np.int64),
            np.array(starts, dtype=np.int64),
            np.array([found[word][1] for word in words], dtype=np.int64),
        )

    def _look_up(self, words: set[str]) -> None:
        """Makes the words known; a word's pieces do not depend on the words around it."""
        new = list(words.difference(self._known))
        if not new:
            return
        if len(self._known) + len(new) > KEPT_WORDS:
            self._known.clear()
            new = list(words)
        encoding = self._tokenizer.encode(new, is_pretokenized=True, add_special_tokens=False)
        pieces: list[list[int]] = [[] for _ in new]
        for piece, owner in zip(encoding.ids, encoding.word_ids, strict=True):
            pieces[owner or 0].append(piece)  # an owner is missing for special pieces alone
        for word, owned in zip(new, pieces, strict=True):
            self._known[word] = (owned[:PIECES_A_WORD] or [self.unknown], shape(word))
