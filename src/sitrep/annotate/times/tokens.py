"""A time phrase as tokens: one letter a token, so that a phrase becomes a short string that rules match.

The letters are explained in `codebook/times.yaml`.
"""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.numbers import number_words
from sitrep.codebook.times import TimeWords, Value, time_words

_IGNORED = frozenset({"the", "s"})
_CLOCK_AFTER = frozenset({"gmt", "utc", "local", "hours", "z"})
_CLOCK_BEFORE = frozenset("at approximately around about after before until from by".split())
_DASHES = "-–—/"


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is one letter, `value` what it stands for: a number, a unit's name, a season's months."""

    kind: str
    value: Value
    raw: str = ""
    """The word as written, in lower case; "the last" where an article stands before "last"."""
    start: int = -1
    end: int = -1
    """Where it stands in the text that was split, so that a phrase can be found in it; -1 where it was made up."""


@cache
def _pattern() -> re.Pattern[str]:
    phrases = [word for word in time_words().words if " " in word]
    several = "|".join(map(re.escape, sorted(phrases, key=lambda word: (-len(word), word))))
    return re.compile(
        rf"(?P<phrase>\b(?:{several})\b)"
        r"|(?P<iso>\b\d{4}-\d{2}-\d{2}\b)"
        r"|(?P<clock>\b\d{1,2}[:.]\d{2}(?!\d)(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b\.?)"
        r"|(?P<decade>\b[12]\d\d0['’]?s\b|['’]?\b[2-9]0s\b)"
        r"|(?P<short>['’]\d{2}\b)"
        r"|(?P<number>\d+)(?:st|nd|rd|th|d)?\b"
        r"|(?P<word>[^\W\d_]+)"
        rf"|(?P<dash>[{_DASHES}])",
        re.IGNORECASE,
    )


def tokens(phrase: str) -> list[Token]:
    """The tokens of a phrase; articles, commas, brackets and hyphens within a compound give none."""
    words = time_words()
    found: list[Token] = []
    matches = list(_pattern().finditer(phrase))
    for i, match in enumerate(matches):
        token = _token(match, phrase, matches, i, words)
        if token is None:
            continue
        placed = Token(token.kind, token.value, token.raw, match.start(), match.end())
        if not _merged(found, placed):
            found.append(placed)
    return found


def _token(
    match: re.Match[str], phrase: str, matches: list[re.Match[str]], i: int, words: TimeWords
) -> Token | None:
    kind = match.lastgroup
    quote = match.group()
    lower = quote.lower()
    if kind == "word":
        following = matches[i + 1].group().lower() if i + 1 < len(matches) else ""
        if lower == "last" and i and matches[i - 1].group().lower() == "the":
            return Token("L", lower, "the last")
        return _word_token(quote, lower, following, words)
    if kind == "number":
        return _number_token(match, matches, i)
    if kind == "dash":
        return Token("-", quote) if _between_numbers(match, phrase) else None
    if kind == "phrase":
        return Token(*words.words[lower], lower)
    if kind == "decade":
        start = int(quote.strip("'’sS").rstrip("'’"))
        return Token("D", start if start >= 1000 else _two_digits(start))
    if kind == "short":
        return Token("Y", _two_digits(int(quote[1:])))
    return Token("i" if kind == "iso" else "c", quote)


def _two_digits(year: int) -> int:
    """A year of which only the last two digits are written."""
    return 1900 + year if year >= 30 else 2000 + year


def _word_token(quote: str, lower: str, following: str, words: TimeWords) -> Token | None:
    entry = words.words.get(lower)
    if lower in ("a", "an"):
        # "a week ago" counts one week; any other article says nothing.
        unit = words.words.get(following)
        return Token("w", 1) if unit and unit[0] == "U" else None
    if lower in _IGNORED:
        return None
    if entry is not None and (lower not in words.capitalised or quote[0].isupper()):
        return Token(*entry, lower)
    numbers = number_words()
    if lower in numbers.ones or lower in numbers.tens:
        return Token("w", numbers.ones.get(lower, numbers.tens.get(lower, 0)))
    if lower in numbers.ordinals:
        return Token("O", numbers.ordinals[lower])
    return Token("x", lower)


def _merged(found: list[Token], token: Token) -> bool:
    """Whether "twenty" + "four" became one token."""
    if not found or token.kind != "w" or found[-1].kind != "w":
        return False
    tens, ones = found[-1].value, token.value
    if isinstance(tens, int) and isinstance(ones, int) and tens >= 20 and tens % 10 == 0 and 0 < ones < 10:
        found[-1] = Token("w", tens + ones, "", found[-1].start, token.end)
        return True
    return False


def _number_token(match: re.Match[str], matches: list[re.Match[str]], i: int) -> Token:
    digits = match["number"]
    if len(digits) > 6:
        return Token("x", digits)
    value = int(digits)
    ordinal = match.end() != match.end("number")
    following = matches[i + 1].group().lower() if i + 1 < len(matches) else ""
    before = matches[i - 1].group().lower() if i else ""
    if len(digits) == 4 and not ordinal:
        clock = value // 100 < 24 and value % 100 < 60
        zone = value < 1900 and any(other.group().lower() in _CLOCK_AFTER for other in matches[i + 1 : i + 4])
        told = zone or digits[0] == "0" or following in _CLOCK_AFTER or value >= 2100
        if clock and (told or (before in _CLOCK_BEFORE and _odd(value))):
            return Token("c", digits)
        return Token("y", value)
    if ordinal and following in ("week", "half", "weekend", "quarter", "century", "day", "year", "month"):
        return Token("O", value)
    return Token("d" if 1 <= value <= 31 else "n", value)


def _odd(value: int) -> bool:
    """Whether four digits after "at" or "around" are rather a clock than a year."""
    return not 1900 <= value <= 2099


def _between_numbers(match: re.Match[str], phrase: str) -> bool:
    """A dash joins two times ("5-6 April"), not the parts of a compound ("mid-October")."""
    before, after = phrase[: match.start()][-1:], phrase[match.end() :][:1]
    return (before.isdigit() and after.isdigit()) or (before.isspace() and after.isspace())
