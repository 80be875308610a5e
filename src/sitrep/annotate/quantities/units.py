"""What a number counts, from the words beside it."""

import re

from sitrep.codebook.units import UnitWords, unit_words
from sitrep.model.span import Span

_AHEAD = 90
_MOST_WORDS = 9
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*|[%]")
_PHRASE_END = re.compile(r"[.;:!?,()\[\]\n\"“”—]")
_CURRENCY = re.compile(r"(?:us)?[$£€]\s*$", re.IGNORECASE)
_CASUALTIES = re.compile(
    r"\b(?:killed|dead|died|deaths)(?:,? or|,? and/or)\s+(?:\w+\s)?(?:wounded|injured|hurt|injuries)\b"
    r"|\bcasualt",
    re.IGNORECASE,
)


def read_unit(text: str, number: Span, *, left: str) -> str:
    """The unit of a number: a class (person, family, percent, ...) or the singular of the noun that follows.

    Args:
        text: The whole document.
        number: The number's own characters, without the words that bound it.
        left: The characters before the number that may be looked at.

    Returns:
        "casualty" where the number is of killed or wounded together; "person" where no noun stands beside
        the number ("12 were killed"). Never empty.
    """
    words = unit_words()
    currency = _CURRENCY.search(left[-6:])
    if currency:
        return words.units[currency.group().strip().lower()]
    window = text[number.end : number.end + _AHEAD]
    stop = _PHRASE_END.search(window)
    ahead = window[: stop.start()] if stop else window
    noun = _noun(_WORD.findall(ahead.lower().replace("per cent", "percent"))[:_MOST_WORDS], words)
    if noun in ("", "person") and (_CASUALTIES.search(left[-40:]) or _CASUALTIES.match(ahead.lstrip()[:40])):
        return "casualty"
    return noun or _noun_before(left, words) or "person"


def _noun(following: list[str], words: UnitWords) -> str:
    """The first noun of a known class, else the first plural, else the last word of the noun phrase."""
    head = ""
    for word in following:
        if word in words.skipped and not head:
            continue
        known = _class(word, words)
        if known:
            return known
        if word in words.stops:
            break
        head = words.singular(word)
        if head != word:
            break
    return head


def _class(word: str, words: UnitWords) -> str:
    return words.units.get(word) or ("person" if word in words.person_events else "")


def _noun_before(left: str, words: UnitWords) -> str:
    """Reads "the number of families to 300": the nearest noun of a known class before."""
    for word in reversed(_WORD.findall(left.lower())[-8:]):
        known = _class(word, words)
        if known:
            return known
    return ""
