"""Paragraphs of a plain text: one a line, or lines that were wrapped at a width."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.model.span import Span

_MAX_WRAP = 100
"""Lines above this were not wrapped by hand or by a mail program (usual widths: 60 to 80)."""
_MIN_WRAP = 40
_RAGGED = 15
"""A wrapped line is at most this much shorter than the width: the length of a long word."""
_BREAK = re.compile("[\n\x85\u2028\u2029]")
"""What ends a line: also the separators that word processors and web editors leave in text."""
_CLOSED = re.compile(r"[.!?:;…][\"'”’)\]]{0,3}$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, heading or page element: its place without outer white space, and its characters."""

    start: int
    end: int
    text: str

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """A stretch of the piece, by offsets within it, as a span of the whole text."""
        return Span(self.start + start, self.end if end is None else self.start + end)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int
    after_blank: bool


def pieces(text: str) -> tuple[Piece, ...]:
    """Paragraphs of a text, in order, covering everything but white space.

    A saved page has one paragraph a line. Where the lines were wrapped at a width, lines are joined until a
    blank line, an indent, or a break that the width does not explain (the next word would have fitted). A
    line that starts in small letters goes on from an unfinished one.
    """
    lines = _lines(text)
    width = _wrap_width(lines)
    found: list[Piece] = []
    first = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or not _continues(lines[index - 1], lines[index], width):
            start, end = lines[first].start, lines[index - 1].end
            found.append(Piece(start, end, text[start:end]))
            first = index
    return tuple(found)


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    position, blank = 0, True
    for raw in _BREAK.split(text):
        stripped = raw.strip()
        if stripped:
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            found.append(_Line(start, start + len(stripped), stripped, indent, blank))
        blank = not stripped
        position += len(raw) + 1
    return found


def _wrap_width(lines: Sequence[_Line]) -> int:
    """The width at which the text was wrapped, or 0: enough lines must break where a sentence goes on."""
    pairs = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if not b.after_blank]
    long = [(a.text, b.text) for a, b in pairs if _MIN_WRAP <= len(a.text) <= _MAX_WRAP]
    broken = [(text, following) for text, following in long if not _CLOSED.search(text)]
    if len(long) * 2 < len(pairs) or len(broken) < 3 or len(broken) * 2 < len(long):
        return 0
    # Wrapped lines are nearly as long as each other; headlines and page elements are of any length.
    width = max(len(text) for text, _ in long)
    full = sum(1 for text, _ in broken if len(text) >= width - _RAGGED)
    # Many go on in small letters, unless the whole text is in capitals.
    small = sum(1 for text, following in broken if following[0].islower() or text.isupper())
    return width if full * 10 >= len(broken) * 7 and small * 10 >= len(broken) * 3 else 0


def _continues(line: _Line, following: _Line, width: int) -> bool:
    """Whether two adjacent lines are one paragraph. `width` 0: the text as a whole was not wrapped."""
    if following.after_blank or following.indent > line.indent + 1:
        return False
    if width and _fills(line, following, width):
        return True
    # A sentence that goes on in small letters, whatever the width; single words are page elements.
    goes_on = following.text[0].islower() and " " in following.text and " " in line.text
    return goes_on and len(line.text) <= _MAX_WRAP and not _CLOSED.search(line.text)


def _fills(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next line's first word would not have fitted on this line."""
    word = following.text.split(None, 1)[0]
    room = width - line.indent - len(line.text)
    # Ragged editors break a few characters early; a closed sentence needs a tighter fit than an open one.
    slack = 2 if _CLOSED.search(line.text) else 12
    return len(line.text) <= _MAX_WRAP and room - slack < len(word) + 1


def same_key(text: str) -> str:
    """What two printings of one line share: the words without case, whatever white space is between them."""
    return " ".join(text.split()).casefold()
