"""Numbers in digits and words, as values: "1.5 million", "two dozen", "tens of thousands", "three quarters".

Only what a number says is read here; the words that bound it ("at least") and what it counts are read by
`quantities`. Words and values are data: `codebook/numbers.yaml`.
"""

import re
from dataclasses import dataclass

from sitrep.codebook.numbers import NumberWords, number_words
from sitrep.model.mention import Number

LARGEST = 10**13
"""Nothing that a report counts is above this; larger digits are a reference number or damage."""
_MOST_DIGITS = 15
_TOKEN = re.compile(
    r"(?P<digits>\d{1,3}(?:[, \u00a0\u2009\u202f'’]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>(?:st|nd|rd|th)\b)?|(?P<word>[^\W\d_]+)"
)
_SEPARATORS = str.maketrans("", "", ", \u00a0\u2009\u202f'’")


@dataclass(frozen=True, slots=True)
class NumberRead:
    """One number. `start` and `end` are offsets in the text that was scanned.

    `kind`: exact, vague (`value` is a lower bound), unstated (a number is said to exist; `value` None),
    share (`value` in percent), most (a lower bound in percent), ordinal, absurd (`value` None: too large to
    be a count). `scale` is the last word that multiplied ("million": 1000000), 1 where there is none.
    """

    start: int
    end: int
    value: Number | None
    kind: str
    scale: int = 1


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    value: Number | None
    """Value of a token in digits; None for a word, and for digits without end."""
    kind: str
    """word, digits, ordinal, absurd."""


def scan(text: str, start: int, end: int) -> tuple[NumberRead, ...]:
    """The numbers between two offsets of a text, in text order and not overlapping.

    Time is linear in `end - start`. Digits of any script are read; superscripts are not numbers.
    """
    tokens = [_token(match) for match in _TOKEN.finditer(text, start, end)]
    words = number_words()
    starters = words.starters
    numbers: list[NumberRead] = []
    position = 0
    while position < len(tokens):
        if tokens[position].kind == "word" and tokens[position].word not in starters:
            position += 1
            continue
        number, position = _read(tokens, position, words)
        if number is not None:
            numbers.append(number)
    return tuple(numbers)


def _token(match: re.Match[str]) -> _Token:
    digits = match["digits"]
    if digits is None:
        return _Token(match.start(), match.end(), match["word"].lower(), None, "word")
    plain = digits.translate(_SEPARATORS)
    if len(plain) > _MOST_DIGITS:
        return _Token(match.start(), match.end(), "", None, "absurd")
    value: Number = float(plain) if "." in plain else int(plain)
    return _Token(match.start(), match.end(), "", value, "ordinal" if match["ordinal"] else "digits")


def _read(tokens: list[_Token], i: int, words: NumberWords) -> tuple[NumberRead | None, int]:
    """The number that begins at token `i`, or None, and the token to go on from."""
    token = tokens[i]
    if token.kind in ("absurd", "ordinal"):
        return NumberRead(token.start, token.end, token.value, token.kind), i + 1
    first = i + 1 if token.word in ("a", "an") and i + 1 < len(tokens) else i
    for reader in (_half, _cardinal, _vague, _share):
        found = reader(tokens, first, words, article=first > i)
        if found is not None:
            number, after = found
            return number, after
    return None, i + 1


def _word(tokens: list[_Token], i: int) -> str:
    return tokens[i].word if i < len(tokens) else ""


def _half(
    tokens: list[_Token], i: int, words: NumberWords, *, article: bool
) -> tuple[NumberRead, int] | None:
    """Reads "half a million", "a half-million", "half-dozen"."""
    if tokens[i].word != "half":
        return None
    at = i + 2 if _word(tokens, i + 1) in ("a", "an") else i + 1
    scale = words.scales.get(_word(tokens, at)) or words.counts.get(_word(tokens, at))
    if scale is None:
        return None
    return NumberRead(tokens[i].start, tokens[at].end, scale // 2, "exact", scale), at + 1


def _cardinal(
    tokens: list[_Token], i: int, words: NumberWords, *, article: bool
) -> tuple[NumberRead, int] | None:
    """Digits and number words up to a whole number, a multiple of a scale, or a fraction of something."""
    first = tokens[i]
    if first.word in words.whole_words and not (first.word == "no" and _word(tokens, i + 1) in _NOT_ZERO):
        return NumberRead(first.start, first.end, words.whole_words[first.word], "exact"), i + 1
    sum_ = _Sum(words)
    at = i
    if article:
        if not sum_.scale(first.word, after_article=True):
            return None
        at += 1
    while at < len(tokens) and (step := _step(sum_, tokens, at)):
        at += step
    if at == i:
        return None
    if not article and _word(tokens, at) in words.fractions and sum_.value and sum_.value < 100:
        top, bottom = words.fractions[_word(tokens, at)]
        share = _share_of(sum_.value * top, bottom)
        return NumberRead(first.start, tokens[at].end, share, "share"), at + 1
    kind = "exact" if sum_.value <= LARGEST else "absurd"
    value = sum_.value if kind == "exact" else None
    return NumberRead(first.start, tokens[at - 1].end, value, kind, sum_.last_scale), at


_NOT_ZERO = frozenset({"fewer", "less", "more", "longer", "later", "matter"})


def _step(sum_: "_Sum", tokens: list[_Token], at: int) -> int:
    """How many tokens from `at` the number takes up: none where it is over."""
    token = tokens[at]
    if token.kind == "digits":
        return int(token.value is not None and sum_.digits(token.value))
    if token.kind != "word":
        return 0
    if token.word == "and" and sum_.started:
        if _word(tokens, at + 1) in ("a", "one") and _word(tokens, at + 2) == "half":
            return 3 if sum_.half(_word(tokens, at + 3)) else 0
        return sum_.joined(_word(tokens, at + 1), _word(tokens, at + 2))
    if token.word in sum_.words.abbreviated_scales and at and tokens[at - 1].end != token.start:
        return 0
    return int(sum_.add(token.word) or sum_.scale(token.word))


class _Sum:
    """A cardinal number while its words come in. Each method says whether the word belongs to it."""

    def __init__(self, words: NumberWords) -> None:
        self.words = words
        self.total: Number = 0
        self.current: Number | None = None
        self.last_scale = 1
        self.in_digits = False
        self._limit = LARGEST * 1000

    @property
    def started(self) -> bool:
        return self.current is not None or self.total > 0

    @property
    def value(self) -> Number:
        value = round(self.total + (self.current or 0), 3)
        return int(value) if value == int(value) else value

    def digits(self, value: Number) -> bool:
        if self.started:
            return False
        self.current = value
        self.in_digits = True
        return True

    def add(self, word: str) -> bool:
        value = self.words.ones.get(word, self.words.tens.get(word))
        if value is None:
            return False
        if self.current is None:
            self.current = value
            return not self.in_digits
        if self.in_digits or not _fits(self.current, value):
            return False
        self.current += value
        return True

    def scale(self, word: str, *, after_article: bool = False) -> bool:
        scale = self.words.scales.get(word) or self.words.counts.get(word)
        if scale is None or (word in self.words.abbreviated_scales and after_article):
            return False
        if self.current is None:
            if not after_article:
                return False
            self.current = 1
        if scale < 1000:
            if self.current >= 100:
                return False
            self.current *= scale
        elif scale >= self._limit:
            return False
        else:
            self.total += self.current * scale
            self.current = None
            self._limit = scale
        self.last_scale = scale
        return True

    def half(self, scale_word: str) -> bool:
        """Reads "four and a half million": the half is added now, the scale comes as the next word."""
        if self.current is None or scale_word not in self.words.scales:
            return False
        self.current += 0.5
        return True

    def joined(self, following: str, after: str) -> int:
        """Reads "one hundred and six": "and" goes on only within words, towards something smaller."""
        value = self.words.ones.get(following, self.words.tens.get(following))
        if value is None or self.in_digits or after in ("hundred", "dozen"):
            return 0
        if self.current is None:
            self.current = value
            return 2
        if self.current < 100 or self.current % 100 != 0:
            return 0
        self.current += value
        return 2


def _fits(current: Number, value: int) -> bool:
    """Whether a number word can follow: "twenty" + "two", "hundred" + "six"."""
    if current >= 100:
        return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and value < 10)
    return current >= 20 and current % 10 == 0 and 0 < value < 10


def _vague(
    tokens: list[_Token], i: int, words: NumberWords, *, article: bool
) -> tuple[NumberRead, int] | None:
    """Reads "dozens", "tens of thousands", "several hundred", "a number of": a lower bound, or none."""
    token = tokens[i]
    if token.word in words.vague_plurals:
        value = words.vague_plurals[token.word]
        at = i + 2 if _word(tokens, i + 1) == "of" else i + 1
        following = words.vague_plurals.get(_word(tokens, at))
        if at == i + 2 and following:
            # "tens of thousands" is ten times a thousand; "dozens of hundreds" is not said.
            return NumberRead(token.start, tokens[at].end, value * following, "vague"), at + 1
        return NumberRead(token.start, token.end, value, "vague"), i + 1
    if token.word in words.vague_counts:
        value = words.vague_counts[token.word]
        word = _word(tokens, i + 1)
        following = words.scales.get(word) or words.counts.get(word) or words.vague_plurals.get(word)
        if following and word not in words.abbreviated_scales:
            return NumberRead(token.start, tokens[i + 1].end, value * following, "vague"), i + 2
        return NumberRead(token.start, token.end, value, "vague"), i + 1
    if token.word in words.unstated and not (i and tokens[i - 1].word in ("as", "how")):
        return NumberRead(token.start, token.end, None, "unstated"), i + 1
    return None


def _share(
    tokens: list[_Token], i: int, words: NumberWords, *, article: bool
) -> tuple[NumberRead, int] | None:
    """Reads "a third", "half of", "most of", "all"; "third" without an article is an ordinal."""
    token = tokens[i]
    if token.word == "half" or (article and token.word in words.fractions):
        return NumberRead(token.start, token.end, _share_of(*words.fractions[token.word]), "share"), i + 1
    if token.word in words.whole_shares:
        return NumberRead(token.start, token.end, 100, "share"), i + 1
    if token.word in words.most_shares:
        return NumberRead(token.start, token.end, 50, "most"), i + 1
    if token.word in words.ordinals:
        return NumberRead(token.start, token.end, words.ordinals[token.word], "ordinal"), i + 1
    return None


def _share_of(top: Number, bottom: int) -> Number:
    share = round(100 * top / bottom, 1)
    return int(share) if share == int(share) else share
