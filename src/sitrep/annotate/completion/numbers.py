"""The number phrases of a sentence, whole: with their bound, the second number of a range, "of" and "percent".

"dozens" takes its "of" with it in 95 of 100 annotated phrases of the training reports.
"""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.annotate.quantities import parse
from sitrep.annotate.quantities.numbers import NumberRead, scan
from sitrep.annotate.quantities.units import read_unit
from sitrep.codebook.completion import completion_words
from sitrep.codebook.numbers import number_words
from sitrep.model.span import Span

_HEDGE = 30
_AHEAD = 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?:\s*%|[\s-]+per\s?cent\b)", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:to|or|-|–)\s*", re.IGNORECASE)
_GAP = re.compile(r"\s?")
_ALL_OF = re.compile(r"\s+(?:of\s+)?(?:the\s+)?", re.IGNORECASE)
_OPENING = re.compile(r"(?:(?<!\w)an?\s+|(?<!\w)(?:us)?[$£€]\s?|\[)$", re.IGNORECASE)
"""What belongs to a number and stands before it: "a dozen", "$20 million", "[9]"."""


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """One number of a sentence.

    Attributes:
        span: The phrase with its bound and what follows it: "more than 30", "dozens of".
        number: The number in it, without its bound.
        unit: What it counts, as `units.read_unit` says.
    """

    span: Span
    number: NumberRead
    unit: str

    @property
    def core(self) -> Span:
        """Where the number itself stands."""
        return Span(self.number.start, self.number.end)


def number_phrases(text: str, sentence: Span) -> tuple[NumberPhrase, ...]:
    """All numbers of a sentence in text order, their phrases not overlapping.

    Args:
        text: The document's text.
        sentence: Where to look.
    """
    numbers = [number for number in scan(text, sentence.start, sentence.end) if number.kind != "absurd"]
    found: list[NumberPhrase] = []
    last = sentence.start
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else None
        if number.start < last or (following is not None and _counts_all(text, number, following)):
            continue
        left = text[max(sentence.start, number.start - _HEDGE) : number.start]
        unit = read_unit(text, Span(number.start, number.end), left=left)
        span = _phrase(text, number, _beginning(text, last, number.start), sentence)
        found.append(NumberPhrase(span, number, unit))
        last = span.end
    return tuple(found)


def _counts_all(text: str, share: NumberRead, number: NumberRead) -> bool:
    """Reads "all 66": one number, 66."""
    joint = _ALL_OF.fullmatch(text, share.end, number.start)
    return joint is not None and (share.kind, share.value, number.kind) == ("share", 100, "exact")


def _beginning(text: str, first: int, start: int) -> int:
    """Where the phrase of a number begins: before its article or currency, and the bound before that."""
    opening = _OPENING.search(text[first:start])
    if opening:
        start = first + opening.start()
    return first + _bound(text[first:start])


def whole_number(text: str, span: Span, sentence: Span) -> Span:
    """A number phrase made whole: a bound or currency without its number, a number cut in two, "dozens" without "of".

    Args:
        text: The document's text.
        span: The phrase as the engine found it.
        sentence: Its sentence; the phrase is not extended beyond.
    """
    if not sentence.contains(span):
        return span
    end = min(sentence.end, span.end + _AHEAD)
    cut = next(
        (number for number in scan(text, span.start, end) if number.start < span.end < number.end), None
    )
    if cut is not None:
        span = Span(span.start, cut.end)
    elif not scan(text, span.start, span.end):
        span = _with_next_number(text, span, end)
    return _with_tail(text, span, sentence.end)


def _with_next_number(text: str, span: Span, end: int) -> Span:
    """The span together with a number that follows it at once."""
    after = _GAP.match(text, span.end, end)
    begin = after.end() if after else span.end
    first = next(iter(scan(text, begin, end)), None)
    if first is None or first.start != begin or first.kind in ("ordinal", "absurd"):
        return span
    return Span(span.start, first.end)


def _with_tail(text: str, span: Span, limit: int) -> Span:
    """The span with the "of" of "dozens of" and the "percent" of a share."""
    last = list(_WORD.finditer(text, max(span.start, span.end - _HEDGE), span.end))
    if last and last[-1].end() == span.end and last[-1].group().lower() in completion_words().takes_of:
        of = _OF.match(text, span.end, limit)
        return Span(span.start, of.end()) if of else span
    percent = _PERCENT.match(text, span.end, limit)
    return Span(span.start, percent.end()) if percent and text[span.end - 1 : span.end].isdigit() else span


def _phrase(text: str, number: NumberRead, start: int, sentence: Span) -> Span:
    """A number from its bound on, with the second number of a range and the "of" that belongs to it."""
    span = Span(start, number.end)
    joint = _JOINT.match(text, span.end, sentence.end)
    if joint:
        ahead = min(sentence.end, joint.end() + _HEDGE)
        second = next(iter(scan(text, joint.end(), ahead)), None)
        if second is not None and second.start == joint.end():
            both = Span(start, second.end)
            span = both if parse(text, both).reason == "range" else span
    return _with_tail(text, span, sentence.end)


def _bound(before: str) -> int:
    """Where a bound at the end of a text begins ("at least", "an estimated"); its length where there is none."""
    window = max(0, len(before) - _HEDGE)
    found = _bounds().search(before, window)
    return found.start(1) if found else len(before)


@cache
def _bounds() -> re.Pattern[str]:
    words = sorted(number_words().before, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)((?:an?\s+)?(?:{'|'.join(map(re.escape, words))})\s+)$", re.IGNORECASE)
