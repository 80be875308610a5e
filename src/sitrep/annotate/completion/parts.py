"""Numbers that are parts of a frame's number: "12 people, including three children", "12 people, three of them women".

Annotators give a frame the number of all (in 82 of 95 such phrases of the training reports the whole alone), so parts are no
quantities of it; a toll needs them for women, children and the like.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from sitrep.annotate.completion.numbers import number_phrases
from sitrep.annotate.quantities import parse
from sitrep.codebook.completion_numbers import number_signs
from sitrep.model.mention import Quantity
from sitrep.model.span import Span

_BESIDE = 20
_WORD = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_STOP = re.compile(r"[;:()\n]|[—–]")
_GOES_ON = re.compile(r"(?:\s+[\w'’-]+){1,3}(?:\s+and|,)\s+", re.IGNORECASE)
"""Between one part and the next: "145 civilians, 60 policemen and three soldiers"; ", and" may open another clause."""


def parts(
    text: str, sentence: Span, numbers: Sequence[Quantity], taken: Collection[Span]
) -> tuple[Quantity, ...]:
    """The parts that the words after a frame's number tell, marked `subset`; empty where they tell none.

    Args:
        text: The document's text.
        sentence: Where the frame stands.
        numbers: The frame's quantities.
        taken: Quantities of all frames: a number that another frame counts is no part, and ends the search.
    """
    wholes = [number for number in numbers if not number.subset and sentence.contains(number.span)]
    if not wholes or any(number.subset for number in numbers):
        return ()
    whole = wholes[-1]
    found: list[Quantity] = []
    end = whole.span.end
    for phrase in number_phrases(text, sentence):
        if phrase.span.start < end:
            continue
        between = text[end : phrase.span.start]
        if _STOP.search(between) or any(span.overlaps(phrase.span) for span in taken):
            break
        number = parse(text, phrase.span)
        joined = bool(found) and _GOES_ON.fullmatch(between) is not None
        if (number.subset or joined) and _fits(number, whole):
            found.append(replace(number, subset=True))
            end = phrase.span.end
        elif (number.unit == "person" or number.subset) and not _dates(text, phrase.span):
            break
    return tuple(found)


def _dates(text: str, span: Span) -> bool:
    """Whether a number is that of a day or a year: a month stands beside it, or it is four digits of 1900 to 2099."""
    months = number_signs().months
    before = _WORD.findall(text[max(0, span.start - _BESIDE) : span.start].lower())[-1:]
    after = _WORD.findall(text[span.end : span.end + _BESIDE].lower())[:1]
    return bool(months.intersection((*before, *after))) or _YEAR.fullmatch(span.of(text)) is not None


def _fits(number: Quantity, whole: Quantity) -> bool:
    """Whether a number can be a part: of people, stated, and no more than all of them."""
    if number.unit not in ("person", "") or number.increment or number.running_total:
        return False
    least = number.low if number.low is not None else number.best
    most = whole.high if whole.high is not None else None
    return least is not None and (most is None or least <= most)
