"""Time phrases in running text, found by the time grammar itself: no model is asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sitrep.annotate.times.clock import is_clock
from sitrep.annotate.times.tokens import Token, tokens
from sitrep.annotate.times.units import is_counted
from sitrep.codebook.times import time_words
from sitrep.codebook.times_find import find_words
from sitrep.model.span import Span

_PIECE = 4000
"""Code points that are split into words at once: paragraphs are shorter."""

_BREAK = re.compile(r"[;:!?()\"“”\[\]$%]|''|``|--|[—–]|\.\s*\n|,\s*\n|\n\s*\n")
_GAP = re.compile(r"[\s.,'’`-]*(?:(?:the|s|a|an)\b[\s.,'’-]*){0,2}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1500, 2050
"""Four digits outside of these are rather a number than a year."""

_DAY_PARTS = "WdMOyYnic"


@dataclass(frozen=True, slots=True)
class Found:
    """A time phrase in a text.

    Attributes:
        span: Where it stands, articles and words such as "nearly" included.
        rule: The rule that matched: one of `times.yaml` or `times_find.yaml`, or "reference" for a word that points at
            no day of the calendar ("now", "recently").
        tokens: What the rule matched, with offsets into the text.
        ahead: The words before it say that it lies ahead of the report.
    """

    span: Span
    rule: str
    tokens: tuple[Token, ...]
    ahead: bool = False


def find(text: str) -> tuple[Found, ...]:
    """Every time phrase of a text, in text order, without overlaps.

    Dates, months, years, weekdays, parts of them, times counted from the report ("last week", "two years ago"),
    durations, and words for now, before and soon. What repeats ("every Monday") is given under the rule `set`.

    Args:
        text: Running text of any length; read piece by piece at line ends.
    """
    found: list[Found] = []
    for start, end in _pieces(text):
        piece = text[start:end]
        for phrase in _in_piece(piece):
            shifted = tuple(
                Token(token.kind, token.value, token.raw, token.start + start, token.end + start)
                for token in phrase.tokens
            )
            found.append(Found(phrase.span.shift(start), phrase.rule, shifted, phrase.ahead))
    return tuple(found)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(len(text), start + _PIECE)
        if end < len(text):
            line = text.rfind("\n", start, end)
            cut = line if line > start else text.rfind(". ", start, end)
            end = cut + 1 if cut > start else end
        yield start, end
        start = end


def _in_piece(text: str) -> Iterator[Found]:
    words = _parted(text, tokens(text))
    kinds = "".join(token.kind for token in words)
    taken = [
        found
        for match, rule in _matches(kinds)
        if (found := _phrase(text, rule, words[match.start() : match.end()])) is not None
    ]
    free = sorted((*taken, *_references(text, taken)), key=lambda found: found.span)
    yield from free


def _matches(kinds: str) -> Iterator[tuple[re.Match[str], str]]:
    rules = _rules()
    for match in _matcher().finditer(kinds):
        if match.lastgroup:
            yield match, rules[int(match.lastgroup[1:])][0]


@cache
def _rules() -> tuple[tuple[str, str], ...]:
    words = find_words()
    own = [(name, pattern.pattern) for name, pattern in words.rules]
    # "now" and "recently" are looked for by their words, which stand in `references`.
    skipped = words.left_out | {"now", "recently"}
    return (
        *own,
        *((rule.name, rule.pattern.pattern) for rule in time_words().rules if rule.name not in skipped),
    )


@cache
def _matcher() -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<r{index}>{pattern})" for index, (_, pattern) in enumerate(_rules())))


def _parted(text: str, words: list[Token]) -> list[Token]:
    """The tokens with one of kind "." wherever what stands between two of them parts phrases."""
    parted: list[Token] = []
    for token in words:
        if parted and _parts(text, parted[-1], token):
            parted.append(Token(".", "", "", parted[-1].end, parted[-1].end))
        parted.append(token)
    return parted


def _parts(text: str, one: Token, other: Token) -> bool:
    gap = text[one.end : other.start]
    if not gap.strip():
        return "\n\n" in gap
    if _BREAK.search(gap) or not _GAP.fullmatch(gap):
        return True
    if "," in gap:
        return one.kind not in _DAY_PARTS or other.kind not in _DAY_PARTS
    if "." in gap:
        return not (one.kind in "MW" and one.end - one.start <= 5)
    return False


def _phrase(text: str, rule: str, matched: list[Token]) -> Found | None:
    matched = _trimmed(matched)
    if rule == "earlier" and matched and matched[-1].raw not in ("earlier", "later"):
        rule, matched = "duration", matched[:-1]  # "two years after" leaves open after what
    if not matched or not _is_time(text, matched, rule):
        return None
    start, end = matched[0].start, matched[-1].end
    if text[end : end + 1] == "." and matched[-1].kind == "M" and matched[-1].raw not in _WHOLE_NAMES:
        end += 1
    span = Span(_left(text, start, rule, matched), _right(text, end))
    return Found(span, rule, tuple(matched), _lies_ahead(text, span.start))


_WHOLE_NAMES = frozenset(
    "january february march april may june july august september october november december".split()
)
_SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})


def _trimmed(matched: list[Token]) -> list[Token]:
    """Without prepositions and conjunctions at the ends, which are no part of a time phrase."""
    first, last = 0, len(matched)
    while first < last and matched[first].kind in "jkfuBs&r-.":
        first += 1
    while last > first and matched[last - 1].kind in "jkfuBs&r-.":
        last -= 1
    return matched[first:last]


def _is_time(text: str, matched: list[Token], rule: str) -> bool:
    words = find_words()
    if (
        rule == "weekday"
        and matched[-1].raw in _SHORT_DAYS
        and text[matched[-1].end : matched[-1].end + 1] != "."
    ):
        return False
    if rule == "duration" and _is_rate(text, matched):
        return False
    if not _is_of_rule(text, matched, rule):
        return False
    first, last = matched[0], matched[-1]
    following = _NEXT_WORD.match(text, last.end, last.end + 20)
    if following and following.group(1).lower() in words.never_after:
        return False
    years = [token.value for token in matched if token.kind == "y"]
    if any(not (isinstance(year, int) and _FIRST_YEAR <= year <= _LAST_YEAR) for year in years):
        return False
    before = text[max(0, first.start - 12) : first.start].lower().split()
    return not (first.kind in "dny" and before and before[-1] in words.never_before)


def _is_of_rule(text: str, matched: list[Token], rule: str) -> bool:
    """Whether the words are those that a rule by kinds of token is for."""
    raw = [token.raw for token in matched]
    if rule == "clock":
        return len(matched) > 1 or is_clock(matched[0])
    if rule == "year_before":
        return raw[0] == "year" and raw[1] in ("ago", "earlier")
    if rule == "current_unit":
        return raw[0] == "current"
    if rule == "unit_alone":
        before = (_definite() if raw == ["quarter"] else _vaguely()).search(
            text, max(0, matched[0].start - 16), matched[0].start
        )
        return before is not None and (raw == ["quarter"] or raw[0].endswith("s"))
    return True


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(r"\b(?:the|the latest|that)\s\Z", re.IGNORECASE)


@cache
def _vaguely() -> re.Pattern[str]:
    words = "|".join(find_words().vaguely_before)
    return re.compile(rf"\b(?:{words})\s\Z", re.IGNORECASE)


_NEXT_WORD = re.compile(r"[\s-]*([A-Za-z]+)")
_RATE = re.compile(r"(?:[\d%]|[a-z]s|\bonce|\btwice|\btimes|illion|cents?)\s+\Z")


def _is_rate(text: str, matched: list[Token]) -> bool:
    """Whether "a week" says how often: "four flights a week"."""
    article = re.match(r"an?\b", text[matched[0].start :], re.IGNORECASE)
    return (
        article is not None
        and _RATE.search(text[max(0, matched[0].start - 12) : matched[0].start]) is not None
    )


def _left(text: str, start: int, rule: str, matched: list[Token]) -> int:
    """The phrase's beginning with the articles and adverbs that belong to it."""
    numbered = is_counted(matched[:1])
    if _qualifies(text, matched):
        return start
    before = _before(numbered)
    if rule in ("year", "date", "weekday", "iso_date", "day_told"):
        before = _before_days()
    match = before.search(text, max(0, start - 40), start)
    return match.start() if match else start


def _qualifies(text: str, matched: list[Token]) -> bool:
    """Whether a number and a unit stand before a noun ("a five-year plan"): no article of the noun belongs to them."""
    if len(matched) != 2 or matched[1].kind != "U" or matched[1].raw.endswith("s"):
        return False
    return "-" in text[matched[0].end : matched[1].start] or (
        matched[0].kind in "wdn" and matched[0].value != 1
    )


@cache
def _before(numbered: bool) -> re.Pattern[str]:
    listed = find_words().before_number if numbered else find_words().before
    words = "|".join(re.escape(word) for word in sorted(listed, key=lambda word: (-len(word), word)))
    return re.compile(rf"\b(?:(?:{words})[\s-]+){{1,3}}\Z", re.IGNORECASE)


@cache
def _before_days() -> re.Pattern[str]:
    return re.compile(r"\b(?:late|early|mid|later|earlier|this|that)[\s-]+\Z", re.IGNORECASE)


def _right(text: str, end: int) -> int:
    rest = text[end : end + 12].lower()
    for word in find_words().after:
        if rest.startswith(" " + word):
            return end + 1 + len(word)
    return end


def _lies_ahead(text: str, start: int) -> bool:
    sentence = re.split(r"[.!?]\s|\n\n", text[max(0, start - 160) : start])[-1]
    return not find_words().ahead.isdisjoint(re.findall(r"[a-z']+", sentence.lower()))


@cache
def _reference() -> re.Pattern[str]:
    words = find_words().references
    listed = "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def _references(text: str, taken: list[Found]) -> Iterator[Found]:
    """Words for now, before and soon outside the phrases that were found."""
    for match in _reference().finditer(text):
        span = Span(*match.span())
        following = text[span.end : span.end + 12].split()
        if following and following[0] in find_words().no_reference_before:
            continue
        if not any(found.span.overlaps(span) for found in taken):
            yield Found(span, "reference", (Token("G", match.group().lower(), "", *match.span()),))
