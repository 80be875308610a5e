"""The number phrase of a frame: found where the engine left it out, made whole where it was cut.

A number counts for the frame if it heads the phrase for the people, or stands beside the trigger. On the training
reports, of the numbers so placed 98 in 100 are annotated as the frame's quantity, and of those that the
engine leaves out, three in four; "dozens" takes its "of" with it in 95 of 100. "The two men" are known from before
and rather not counted.
"""

import re
from functools import cache

from sitrep.annotate.quantities import parse
from sitrep.annotate.quantities.numbers import NumberRead, scan
from sitrep.annotate.quantities.units import read_unit
from sitrep.codebook.completion import completion_words
from sitrep.codebook.numbers import number_words
from sitrep.model.frame import Frame
from sitrep.model.span import Span

_BESIDE = 60
_HEDGE = 30
_AHEAD = 40
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_OF = re.compile(r"\s+of\b", re.IGNORECASE)
_PERCENT = re.compile(r"(?:\s*%|[\s-]+per\s?cent\b)", re.IGNORECASE)
_JOINT = re.compile(r"\s*(?:to|or|-|–)\s*", re.IGNORECASE)
_TOUCHING = frozenset("-/#$£€.'’_@")
_GAP = re.compile(r"\s?")


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


def missing_number(frame: Frame, text: str, sentence: Span) -> Span | None:
    """The number of people of a frame that has no quantity; None where none is certain.

    Args:
        frame: The frame.
        text: The document's text.
        sentence: The sentence of its trigger.
    """
    words = completion_words()
    role = words.counted.get(frame.type)
    if role is None:
        return None
    phrases = frame.spans(role) or (frame.spans("target") if frame.type == "surrender" else ())
    if phrases and _near(text, phrases[0], frame.trigger):
        return _heading(text, phrases[0], sentence)
    if phrases:
        return None
    if frame.type in words.beside:
        return _beside(frame, text, sentence)
    return None


def _near(text: str, phrase: Span, trigger: Span) -> bool:
    """Whether no comma and not much else stands between: "62 people, many of them hurt" counts no hurt."""
    between = text[phrase.end : trigger.start]
    return len(between) <= _BESIDE and "," not in between


def _heading(text: str, phrase: Span, sentence: Span) -> Span | None:
    """The number at the head of a phrase for people, with its bound: "at least 12" of "at least 12 people"."""
    if not sentence.contains(phrase):
        return None
    number = next(iter(scan(text, phrase.start, min(phrase.end, phrase.start + _BESIDE))), None)
    if number is None or not _counts_people(text, number, sentence):
        return None
    before = text[phrase.start : number.start]
    bound = _bound(before)
    left = [word.group().lower() for word in _WORD.finditer(before[:bound])]
    if any(word not in completion_words().determiners for word in left):
        return None
    return _phrase(text, number, phrase.start + bound, sentence)


def _beside(frame: Frame, text: str, sentence: Span) -> Span | None:
    """The number right before or after a trigger: "12 killed", "wounding 30"."""
    words = completion_words()
    trigger = frame.trigger
    start, end = max(sentence.start, trigger.start - _BESIDE), min(sentence.end, trigger.end + _BESIDE)
    taken = [span for role in ("time", "place", "agent") for span in frame.spans(role)]
    for number in (*scan(text, trigger.end, end), *reversed(scan(text, start, trigger.start))):
        if any(span.start < number.end and number.start < span.end for span in taken):
            continue
        after = number.start >= trigger.end
        between = text[trigger.end : number.start] if after else text[number.end : trigger.start]
        first = trigger.end if after else start
        bound = first + _bound(text[first : number.start])
        if after:
            between = text[trigger.end : bound]
        allowed = words.after_trigger if after else words.before_trigger
        if _only(between, allowed) and _counts_people(text, number, sentence):
            return _phrase(text, number, bound, sentence)
    return None


def _only(between: str, allowed: frozenset[str]) -> bool:
    """Whether nothing but allowed words stands there."""
    rest = _WORD.sub(lambda word: "" if word.group().lower() in allowed else word.group(), between)
    return between[:1].isspace() and not rest.strip()


def _counts_people(text: str, number: NumberRead, sentence: Span) -> bool:
    words = completion_words()
    quote = text[number.start : number.end].lower()
    if number.kind not in ("exact", "vague") or number.value is None:
        return False
    if any(word.group() in words.not_counted for word in _WORD.finditer(quote)) and number.scale < 10:
        return False
    if (
        text[number.end : number.end + 1] in _TOUCHING - {"."}
        or text[number.start - 1 : number.start] in _TOUCHING
    ):
        return False
    if quote.isdigit() and len(quote) == 4 and 1900 <= number.value <= 2100:
        return False
    before = list(_WORD.finditer(text, max(sentence.start, number.start - _HEDGE), number.start))
    after = _WORD.match(text, min(number.end + 1, sentence.end), sentence.end)
    if before and before[-1].group().lower() in words.never_after:
        return False
    if after is not None and after.group().lower() in words.never_before:
        return False
    left = text[max(sentence.start, number.start - _HEDGE) : number.start]
    return read_unit(text, Span(number.start, number.end), left=left) in words.people


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
