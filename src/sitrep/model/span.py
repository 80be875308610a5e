"""Span: a half-open range of code points in a document's text."""

from dataclasses import dataclass

from sitrep.errors import SpanError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range `[start, end)` of Unicode code points in one immutable text.

    Offsets count code points, not bytes or UTF-16 units, so that `text[span.start:span.end]` is
    the quote in Python and the same number means the same place in every export.

    Raises:
        SpanError: If start is negative or end is before start.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.start < 0 or self.end < self.start:
            raise SpanError(f"span [{self.start}, {self.end}) is not a range: start must be 0..end")

    def of(self, text: str) -> str:
        """The quoted characters.

        Raises:
            SpanError: If the span leaves the text.
        """
        if self.end > len(text):
            raise SpanError(f"span [{self.start}, {self.end}) leaves a text of {len(text)} code points")
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies wholly within this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> "Span":
        """The same range moved by a number of code points."""
        return Span(self.start + by, self.end + by)

    def __len__(self) -> int:
        return self.end - self.start
