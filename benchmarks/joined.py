"""Running text made of published rows of tokens, with the way back from its characters to the tokens."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.span import Span

WRITTEN = {
    "``": "“",
    "''": "”",
    "`": "‘",
    "--": "—",
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}
"""Penn Treebank's spellings of marks, and the characters they stand for."""

CLOSING = frozenset({".", ",", ";", ":", "?", "!", "”", "'", ")", "]", "}", "%", "...", "…", "n't", "n’t"})
"""Written without a space in front."""

OPENING = frozenset({"“", "‘", "(", "[", "{", "$", "£", "€", "#"})
"""Written without a space behind."""


@dataclass(frozen=True)
class Joined:
    """A document with one block a row.

    `starts` and `ends` are the offsets of all tokens in the document's text; `firsts` is the index of each row's first
    token, with their number last.
    """

    document: Document
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    firsts: tuple[int, ...]

    def tokens(self, span: Span) -> tuple[int, int]:
        """The tokens that a span touches, as a half-open range; empty where it lies between two."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def row_of(self, token: int) -> int:
        """The row that a token belongs to."""
        return bisect_right(self.firsts, token) - 1

    def in_row(self, span: Span) -> tuple[int, tuple[int, int]]:
        """The row that a span begins in, and its tokens counted from the row's first, cut at the row's end."""
        first, last = self.tokens(span)
        row = self.row_of(min(first, len(self.starts) - 1))
        base, limit = self.firsts[row], self.firsts[row + 1]
        return row, (first - base, min(last, limit) - base)

    def of(self, row: int, tokens: tuple[int, int]) -> Span:
        """The characters of a range of a row's tokens."""
        base = self.firsts[row]
        return Span(self.starts[base + tokens[0]], self.ends[base + tokens[1] - 1])


def join(name: str, rows: Sequence[Sequence[str]], *, sentence_per_row: bool = False) -> Joined:
    """A document of rows of tokens, none of them empty.

    Args:
        name: Its id.
        rows: Tokens as Penn Treebank's tokenisation writes them.
        sentence_per_row: Every row is one sentence and is not split further.
    """
    text = ""
    starts: list[int] = []
    ends: list[int] = []
    firsts = [0]
    blocks = []
    for row in rows:
        begin = len(text)
        previous = ""
        for token in row:
            written = WRITTEN.get(token, token)
            if len(text) > begin and not _close(previous, written):
                text += " "
            starts.append(len(text))
            text += written
            ends.append(len(text))
            previous = written
        blocks.append(Block(Span(begin, len(text)), BlockRole.BODY))
        firsts.append(len(starts))
        text += "\n"
    document = Document(name, name, text, tuple(blocks), sentence_per_line=sentence_per_row)
    return Joined(document, tuple(starts), tuple(ends), tuple(firsts))


def _close(previous: str, written: str) -> bool:
    return previous in OPENING or written in CLOSING or (written[0] in "'’" and len(written) > 1)
