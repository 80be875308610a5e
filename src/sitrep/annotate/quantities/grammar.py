"""Quantities: a phrase with a number as low, best and high with open bounds, and what it counts.

Bounds that the text does not give stay null (IDMC's quantifiers). Values of vague words follow the annotation
guidelines ("nearly N": best N, high N; "several": low 3); where a house counts otherwise, that is a rendering.
Words are data: `codebook/numbers.yaml` and `codebook/units.yaml`.
"""

import re

from sitrep.annotate.quantities.numbers import NumberRead, scan
from sitrep.annotate.quantities.units import read_unit
from sitrep.codebook.numbers import NumberWords, number_words
from sitrep.model.mention import Number, Quantity
from sitrep.model.span import Span

_LONGEST_PHRASE = 200
_BESIDE = 90
_LONGEST_JOINT = 24
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|\+")
_SENTENCE_END = re.compile(r"[.;:!?](?=\s)|\n")
_JOINT = re.compile(
    r"\s*(?:%|per ?cent|tonnes|kg)?\s*(?:to|-|–|—|or|or even|to as many as|and|and perhaps)\s*$",
    re.IGNORECASE,
)
_RATIO = re.compile(r"\s*(?:in|out of)(?: every)?\s*$", re.IGNORECASE)

Bounds = tuple[Number | None, Number | None, Number | None, bool, bool]


def parse(text: str, span: Span) -> Quantity:
    """The number that a phrase states.

    Args:
        text: The whole document; words beside the span are read, at most 90 characters on each side.
        span: The phrase as marked, such as "more than 1,000". A bound just before it ("at least") counts as
            part of it.

    Returns:
        A quantity whose `span` and `phrase` are the span given. Without a number in it all bounds are null
        and `reason` is not_a_number, or out_of_range for digits that no report counts; "many" and the like
        are `vague` with null bounds and reason unstated. A share ("half", "one in five", "30 percent") has
        unit percent and 30 for 30 %. `reason` is the rule's name otherwise: number, range, ratio, share,
        vague.

    Raises:
        SpanError: If the span leaves the text.
    """
    phrase = span.of(text)
    end = min(span.end, span.start + _LONGEST_PHRASE)
    numbers = scan(text, span.start, end)
    words = number_words()
    if len(numbers) > 1 and numbers[0].kind == "ordinal":
        numbers = numbers[1:]
    if len(numbers) > 1 and _is_whole(text, numbers[0], numbers[1]):
        numbers = numbers[1:]
    if not numbers:
        return _abstain(span, phrase, "not_a_number")
    first = numbers[0]
    before = _words(text[span.start : first.start])
    left = _left(text, span.start)
    low, high, rule, last = _pair(text, numbers, before)
    if last.kind == "absurd" or first.kind == "absurd":
        return _abstain(span, phrase, "out_of_range")
    after = _words(text[last.end : end])
    right = text[end : end + _BESIDE]
    quantifier = _quantifier(before, left, after + _touching(right), words)
    unit = read_unit(text, Span(first.start, last.end), left=text[max(0, span.start - _BESIDE) : first.start])
    if rule == "ratio" or last.kind in ("share", "most"):
        unit = "percent"
    if rule == "range":
        bounds: Bounds = (low, None, high, False, False)
        quantifier = "range"
    else:
        quantifier, bounds = _bounds(low, first.kind, quantifier)
    return Quantity(
        span,
        phrase,
        *bounds,
        quantifier=quantifier,
        unit=unit,
        reason=rule,
        increment=_increments(before, left, after, right, words),
        running_total=_totals(_without_bound(left, words), words),
        subset=_is_subset(before, left, after, right, words),
    )


def _abstain(span: Span, phrase: str, reason: str) -> Quantity:
    return Quantity(span, phrase, None, None, None, False, False, "vague", "", reason)


def _is_whole(text: str, share: NumberRead, number: NumberRead) -> bool:
    """Reads "all 66": the number, not the share."""
    between = text[share.end : number.start].split()
    return (share.kind, share.value, number.kind) == ("share", 100, "exact") and between in (
        [],
        ["of", "the"],
        ["the"],
    )


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _left(text: str, start: int) -> list[str]:
    """The words before an offset, within its sentence."""
    window = text[max(0, start - _BESIDE) : start]
    cut = 0
    for match in _SENTENCE_END.finditer(window):
        cut = match.end()
    return _words(window[cut:])


def _touching(right: str) -> list[str]:
    """Reads "or more", "plus" that the engine left out of the span."""
    words = _words(right[:24])
    if words[:1] in (["or"], ["plus"], ["+"]) or words[:2] == ["and", "counting"]:
        return words[:2]
    return []


def _pair(
    text: str, numbers: tuple[NumberRead, ...], before: list[str]
) -> tuple[Number | None, Number | None, str, NumberRead]:
    """First value, second value of a range, the rule, and the number that the phrase ends with."""
    first = numbers[0]
    rule = {"exact": "number", "ordinal": "number", "most": "share"}.get(first.kind, first.kind)
    if len(numbers) == 1 or first.value is None or numbers[1].value is None:
        return first.value, None, rule, first
    second, low, high = numbers[1], first.value, numbers[1].value
    joint = text[first.end : second.start]
    if _is_range(joint, first, second, before):
        if first.scale == 1 and second.scale >= 1000 and low < high // second.scale:
            low *= second.scale  # "2 to 3 million"
        if low < high:
            return low, high, "range", second
    elif (
        len(joint) <= _LONGEST_JOINT
        and _RATIO.match(joint)
        and 0 < low < high
        and (high <= 10 or high % 10 == 0)
    ):
        share = round(100 * low / high, 1)
        return (int(share) if share == int(share) else share), None, "ratio", second
    return low, None, rule, first


def _is_range(joint: str, first: NumberRead, second: NumberRead, before: list[str]) -> bool:
    if (
        len(joint) > _LONGEST_JOINT
        or not _JOINT.match(joint)
        or {first.kind, second.kind} - {"exact", "share"}
    ):
        return False
    return "between" in before or not joint.strip().lower().startswith("and")


def _quantifier(before: list[str], left: list[str], after: list[str], words: NumberWords) -> str:
    """The bound that words give a number: those in the span first, then those just before it."""
    for i in range(len(before)):
        for j in range(len(before), i, -1):
            found = words.before.get(" ".join(before[i:j]))
            if found:
                return found
    for i in range(len(after)):
        for j in range(min(len(after), i + 4), i, -1):
            found = words.after.get(" ".join(after[i:j]))
            if found:
                return found
    if not before:
        for length in (4, 3, 2, 1):
            beside = " ".join(left[-length:])
            if beside in words.beside:
                return words.before[beside]
    return "exact"


def _bounds(value: Number | None, kind: str, quantifier: str) -> tuple[str, Bounds]:
    """low, best, high, low_open, high_open under a quantifier. Source: `codebook/numbers.yaml`."""
    if value is None:
        return "vague", (None, None, None, False, False)
    if kind in ("vague", "most"):
        if quantifier in ("up_to", "less_than"):
            return "vague", (None, None, None, False, False)
        if kind == "vague" or quantifier == "exact":
            return "vague", (value, None, None, False, True)
    table: dict[str, Bounds] = {
        "exact": (value, value, value, False, False),
        "at_least": (value, value, None, False, True),
        "more_than": (value, value, None, True, True),
        "less_than": (None, None, value, True, True),
        "up_to": (None, None, value, True, False),
        "nearly": (None, value, value, False, True),
        "about": (None, value, None, False, False),
    }
    return quantifier, table[quantifier]


def _ends_with(words: list[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[-length:]) in phrases for length in (1, 2, 3))


def _starts_with(words: list[str], phrases: frozenset[str]) -> bool:
    return any(" ".join(words[:length]) in phrases for length in (1, 2, 3))


def _without_bound(left: list[str], words: NumberWords) -> list[str]:
    """The words before a phrase, less a bound or "another" at their end."""
    for length in (3, 2, 1):
        if " ".join(left[-length:]) in words.before:
            return left[:-length]
    return left


def _increments(before: list[str], left: list[str], after: list[str], right: str, words: NumberWords) -> bool:
    """Reads "another 12", "12 more"."""
    if any(word in words.increment_before for word in before) or (
        not before and _ends_with(_without_bound(left, words), words.increment_before)
    ):
        return True
    following = after or _words(right[:16])
    return _starts_with(following, words.increment_after) and following[1:2] != ["than"]


def _is_subset(before: list[str], left: list[str], after: list[str], right: str, words: NumberWords) -> bool:
    """Reads "including 12 children", "12 of them children"."""
    left = _without_bound(left, words)
    if _ends_with(left, words.subset_before) or _starts_with(before, words.subset_before):
        return True
    return _starts_with(after or _words(right[:24]), words.subset_after)


_STANDS = frozenset({"put", "puts", "putting", "stands", "stood", "stand"})
_ARRIVES = frozenset({"to", "at", "reached", "reaching"})


def _totals(left: list[str], words: NumberWords) -> bool:
    """Reads "bringing the toll to 12", "the number of dead rose to 40", "the toll has reached 40"."""
    if not left or left[-1] not in _ARRIVES:
        return False
    window = left[-14:]
    if not any(word in words.total_nouns for word in window):
        return False
    verbs = _STANDS if left[-1] == "at" else words.total_verbs
    return any(word in verbs for word in window)
