"""Articles with annotated attributions as paragraphs of words, from raw text and from published token rows.

Both ways give the same words for the same article: the tokens of a row are split once more by the engine's own
tokenisation, and quotation marks, brackets and dashes are written alike. A paragraph is what the rows of CofeNet's
form of PolNeAR hold: one line of the article.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sitrep.annotate.engine.tokens import word_spans

KINDS = ("source", "cue", "content")

SPELLED = {
    "``": "“",
    "''": "”",
    "`": "'",
    "--": "—",
    "...": "…",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
"""Penn Treebank's spellings of marks, and the characters they stand for."""

_LETTERS = str.maketrans({"’": "'", "‘": "'", "–": "—", "―": "—", "\xa0": " "})

Spans = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Paragraph:
    """Words of a paragraph and its annotated spans (kind, first word, end), none of which overlap.

    `tokens` gives, for each token of a published row, the index of its first word, and at last the number of words;
    it is empty for a paragraph that was read from raw text.
    """

    words: tuple[str, ...]
    spans: Spans
    tokens: tuple[int, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article: the paragraphs in their order."""

    id: str
    paragraphs: tuple[Paragraph, ...]


def from_text(document: Mapping[str, Any]) -> Article:
    """An article from its raw text and `attributions` (spans in characters); lines without words are dropped."""
    text = document["text"].translate(_LETTERS)
    spans = sorted(
        {
            (start, end, kind)
            for attribution in document["attributions"]
            for kind in KINDS
            for start, end in attribution[kind]
        },
        key=lambda span: (span[0], -span[1]),
    )
    paragraphs = []
    at = 0
    for line in text.split("\n"):
        found = word_spans(text, at, at + len(line))
        at += len(line) + 1
        if found:
            words = tuple(curled(text[start:end] for start, end in found))
            paragraphs.append(Paragraph(words, _in_words(found, spans)))
    return Article(document["id"], tuple(paragraphs))


def from_rows(name: str, rows: Iterable[Mapping[str, Any]]) -> Article:
    """An article from the rows of tokens that belong to it, one paragraph each; their labels are not read."""
    return Article(name, tuple(_from_row(row["tokens"]) for row in rows))


def _from_row(tokens: Sequence[str]) -> Paragraph:
    words: list[str] = []
    firsts = []
    for token in tokens:
        firsts.append(len(words))
        written = SPELLED.get(token, token).replace("\\/", "/").translate(_LETTERS)
        words += [written[start:end] for start, end in word_spans(written)] or ["?"]
    return Paragraph(tuple(curled(words)), (), (*firsts, len(words)))


def curled(words: Iterable[str]) -> list[str]:
    """Words with straight double quotation marks made opening and closing ones by turns."""
    made = []
    inside = False
    for word in words:
        if word == '"':
            word = "”" if inside else "“"
        if word in "“”":
            inside = word == "“"
        made.append(word)
    return made


def quoted(words: Sequence[str]) -> list[int]:
    """For every word 1 inside double quotation marks, 2 for the marks themselves, else 0.

    A closing mark that was never opened is a mark alone; an opening one that is not closed holds to the end.
    """
    states = []
    inside = False
    for word in words:
        if word in ("“", "”"):
            inside = word == "“"
            states.append(2)
        else:
            states.append(int(inside))
    return states


def _in_words(found: Sequence[tuple[int, int]], spans: Iterable[tuple[int, int, str]]) -> Spans:
    """The spans that touch the words, cut to them; of overlapping ones the first and longest."""
    inside = []
    taken = 0
    for start, end, kind in spans:
        touched = [index for index, (low, high) in enumerate(found) if low < end and high > start]
        if touched and touched[0] >= taken:
            taken = touched[-1] + 1
            inside.append((kind, touched[0], taken))
    return tuple(inside)
