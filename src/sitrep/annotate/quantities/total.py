"""Several numbers under one trigger: their sum, where the text joins people with people.

"Killed 40 civilians and 11 soldiers" is 51 killed. Not added up: a part ("including 12 children"), a later or
earlier count ("up from 12"), other units, and types whose numbers count different things. Source: annotation
guidelines, settled cases (several numbers: the first or their sum). On the training frames 23 of 24 sums so made
are the annotators' own number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sitrep.codebook.numbers_totals import total_words
from sitrep.model.mention import Number, Quantity
from sitrep.model.span import Span

_LONGEST = 150
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.;:!?\n()](?=\s|$)|[—–]")


def total(frame_type: str, text: str, numbers: Sequence[Quantity]) -> Quantity | None:
    """The sum of a frame's numbers of people, None where they are not to be added up.

    Args:
        frame_type: Type of the frame.
        text: The document's text.
        numbers: The frame's quantities, in text order.

    Returns:
        A quantity from the first number's start to the last one's end, with the bounds added up: a bound
        that one of them lacks is lacking, but a number that is told only about, or at least, still counts
        towards the best. `reason` is sum.
    """
    if len(numbers) < 2 or frame_type not in total_words().types or not all(map(_is_count, numbers)):
        return None
    if all(number.unit != "person" for number in numbers):
        return None
    for one, other in zip(numbers, numbers[1:], strict=False):
        if one.span.end > other.span.start or not _joined(text[one.span.end : other.span.start]):
            return None
    if not _free(text[numbers[-1].span.end : numbers[-1].span.end + _LONGEST]):
        return None
    first, last = numbers[0], numbers[-1]
    span = Span(first.span.start, last.span.end)
    bounded = next((number.quantifier for number in numbers if number.quantifier != "exact"), "exact")
    return replace(
        first,
        span=span,
        phrase=span.of(text),
        low=_sum([number.low for number in numbers]),
        best=_sum([number.best for number in numbers]),
        high=_sum([number.high for number in numbers]),
        low_open=any(number.low_open for number in numbers),
        high_open=any(number.high_open for number in numbers),
        quantifier=bounded,
        unit=first.unit if all(number.unit == first.unit for number in numbers) else "person",
        reason="sum",
    )


def _is_count(number: Quantity) -> bool:
    """Whether a number is one of people that may be added up."""
    counted = number.reason in ("number", "vague") and number.unit not in total_words().units_not_added
    return counted and not (number.subset or number.increment or number.running_total)


def _sum(bounds: Sequence[Number | None]) -> Number | None:
    known = [bound for bound in bounds if bound is not None]
    return sum(known) if len(known) == len(bounds) else None


def _joined(between: str) -> bool:
    """Whether the second number goes on from the first: "and", a comma, "along with"."""
    words = [word.group().lower() for word in _WORD.finditer(between)]
    table = total_words()
    while words and words[-1] in table.before_number:
        words.pop()
    if len(between) > _LONGEST or _STOP.search(between) or not table.never_between.isdisjoint(words):
        return False
    return bool(words) and (words[-1] in table.joints or between.rstrip().endswith(","))


def _free(after: str) -> bool:
    """Whether the words after the last number do not make it a part: "ten of them", "ten among them"."""
    words = [word.group().lower() for word in _WORD.finditer(after)][:4]
    return not any(
        pair in (("of", "them"), ("of", "whom"), ("among", "them"))
        for pair in zip(words, words[1:], strict=False)
    )
