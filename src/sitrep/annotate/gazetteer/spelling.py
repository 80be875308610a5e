"""Spellings of place names: keys under which two spellings of a name meet, and candidate names in a text.

Three keys, from strict to loose (a looser one is only trusted where a stricter one finds nothing):

- exact: without accents, case, hyphens, quotes and spaces ("Deir ez-Zor" → "deirezzor");
- bare: articles and a final -h dropped as well ("Ar-Raqqah", "al Raqqa" → "raqqa");
- sound: doubled letters single, long and short vowels alike ("Mayadeen", "al-Mayadin" → "maiadin").
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sitrep.codebook.place_words import place_words
from sitrep.model.span import Span

LONGEST_NAME = 5
"""Most tokens that one name is looked for in: "Santa Cruz de la Sierra"."""

_LETTERS = str.maketrans(
    {
        "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
        "ǝ": "a", "ħ": "h", "ŋ": "n", "'": "", "’": "", "‘": "", "`": "", "ʿ": "", "ʾ": "", "ʼ": "", "ʻ": "", "ˈ": "",
        "ʹ": "", "ˌ": "", "´": "", "ʺ": "",
    }
)  # fmt: skip
_SEPARATORS = re.compile(r"[^a-z0-9]+")
_ASSIMILATED = re.compile(r"^[ae](?:z(?=z)|s(?=s)|d(?=d)|r(?=r)|t(?=t)|n(?=n))(?=[a-z]{3})")
_HILLS = re.compile(r"^t[ae]ll?$")
_SOUNDS = (
    ("dh", "d"), ("th", "t"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("zh", "z"), ("ck", "k"), ("ee", "i"), ("oo", "u"),
    ("ou", "u"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("aw", "u"), ("au", "u"), ("ow", "u"), ("iy", "i"),
)  # fmt: skip
_VOWELS = str.maketrans("qywoej", "kiuuig")
_DOUBLED = re.compile(r"(.)\1+")
_WORD = re.compile(r"\b(?:[A-Z]\.){2,}|\bW\.Va\.|[^\W_]+(?:['’‘ʼʿʾ`´][^\W\d_]+)*")
_JOIN = re.compile(r"(?:\s|[-‐‑–]\s?|\.\s|['’‘`ʿʾ])", re.ASCII)


_ARTICLES = place_words().articles


def fold(text: str) -> str:
    """Letters without accents, case and apostrophes; everything else stays."""
    if text.isascii():
        text = text.lower()
        return text.replace("'", "").replace("`", "") if "'" in text or "`" in text else text
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    return "".join(letter for letter in text if not unicodedata.combining(letter))


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one spelling; `exact` is empty where nothing Latin is left. `words` are those of the bare key."""

    exact: str
    bare: str
    words: tuple[str, ...]

    @property
    def sound(self) -> str:
        """The loosest key."""
        if self.bare[:1] == "^" or self.bare[-1:] == ".":
            return self.bare
        heard = "".join([_HILLS.sub("tel", _ASSIMILATED.sub("", word)) for word in self.words])
        for old, new in _SOUNDS:
            if old in heard:
                heard = heard.replace(old, new)
        return _DOUBLED.sub(r"\1", heard.translate(_VOWELS))


def spelling_keys(name: str) -> Keys:
    """Keys of a spelling of a name.

    A short name in capitals ("US", "UAE") keeps its capitals, and one that ends in a full stop ("Calif.") keeps
    that, so that neither meets an ordinary word.
    """
    if len(name) <= 7:
        compact = name.replace(".", "")
        if len(compact) <= 3 and compact.isascii() and compact.isupper():
            return Keys("^" + compact, "^" + compact, ())
        if name.endswith(".") and len(compact) <= 6:
            folded = fold(name)
            return Keys(folded, folded, ())
    words = [word for word in _SEPARATORS.split(fold(name)) if word]
    bare = [word for word in words if word not in _ARTICLES] or words
    bare = [word[:-1] if word[-2:] == "ah" and len(word) > 3 else word for word in bare]
    return Keys("".join(words), "".join(bare), tuple(bare))


keys = lru_cache(maxsize=8192)(spelling_keys)
"""`spelling_keys` for the names of texts, which repeat."""


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text.

    `joined`: nothing but a space, a hyphen or an abbreviation's full stop parts it from the word before;
    `hyphened`: a hyphen does; `capital`: it begins with a capital letter.
    """

    start: int
    end: int
    text: str
    lower: str
    joined: bool
    hyphened: bool
    capital: bool


def tokens(text: str, span: Span | None = None) -> list[Token]:
    """Words of a stretch of text, abbreviations such as "U.S." whole.

    Args:
        text: Whole document text.
        span: Stretch to take the words of; the whole text by default.
    """
    start, end = (span.start, span.end) if span else (0, len(text))
    found: list[Token] = []
    previous = -1
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        if last - first > 2 and text[last - 1] in "sS" and text[last - 2] in "'’‘`´":
            last -= 2
        joined = hyphened = False
        if 0 <= previous and first - previous <= 2:
            gap = text[previous:first]
            joined = gap == " " or _JOIN.fullmatch(gap) is not None
            hyphened = gap[:1] in "-‐‑–"
            if joined and gap[0] == "." and len(found[-1].text) > 3:
                joined = False
        word = text[first:last]
        found.append(Token(first, last, word, word.lower(), joined, hyphened, _is_capital(word)))
        previous = last
    return found


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (len(word) > 2 and word[1] in "'’" and word[2].isupper())


def is_acronym(word: Token) -> bool:
    """Whether a word is two to four capitals, with or without full stops: "US", "U.A.E."."""
    letters = word.text.replace(".", "")
    return 2 <= len(letters) <= 4 and letters.isupper()


def is_capitals(text: str) -> bool:
    """Whether the text is written in capital letters throughout, as radio and cable transcripts are."""
    letters = [letter for letter in text[:1000] if letter.isalpha()]
    return bool(letters) and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def candidates(words: list[Token], capitals: bool) -> Iterator[tuple[int, int]]:
    """Stretches of words that may be a name, longest first at each word, as (first, last + 1).

    A name begins and ends in a capitalised word (an article may come first); lower-case particles may stand inside.
    Where the whole text is in capitals, words that are seldom names may not begin or end one.

    Args:
        words: The text's words in order.
        capitals: The text is in capitals throughout.
    """
    lists = place_words()
    for first in range(len(words)):
        if not opens_name(words, first, capitals):
            continue
        last = first + 1
        reach = [last]
        while last < len(words) and last - first < LONGEST_NAME and words[last].joined:
            if not (words[last].capital or words[last].lower in lists.inside):
                break
            last += 1
            reach.append(last)
        for end in reversed(reach):
            closing = words[end - 1]
            if closing.capital and not (capitals and end - first > 1 and closing.lower in _CLOSED):
                yield first, end


_HYPHENATED = frozenset({"as", "at", "an", "et", "es", "ed", "er"})
"""Articles that are words of their own in English or other languages: they open a name only before a hyphen."""

_CLOSED = (place_words().never | place_words().locative | place_words().near) - place_words().features
_BLOCKED = place_words().never | place_words().features | place_words().locative | place_words().near
_OPEN_IN_CAPITALS = frozenset({"the", "san", "el", "al", "united", "south", "north", "central", "new"})


def opens_name(words: Sequence[Token], first: int, capitals: bool) -> bool:
    """Whether a name may begin at a word: a capitalised word, or an article before one."""
    word = words[first]
    if word.lower in ("of", "and"):
        return False
    if capitals:
        return word.capital and (word.lower not in _BLOCKED or word.lower in _OPEN_IN_CAPITALS)
    if word.capital:
        return True
    if word.lower not in _ARTICLES or word.lower == "the" or first + 1 >= len(words):
        return False
    following = words[first + 1]
    if not (following.joined and following.capital):
        return False
    return word.lower not in _HYPHENATED or following.hyphened
