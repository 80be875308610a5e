"""Runs: pieces of text that know what they are, so that every number of a report can be asked where it comes from."""

import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sitrep.model import wording

HIDDEN_NAMES = {
    "\u00ad": "SHY",
    "\u200b": "ZWSP",
    "\u200e": "LRM",
    "\u200f": "RLM",
    "\u2028": "LSEP",
    "\u2029": "PSEP",
    "\u202a": "LRE",
    "\u202b": "RLE",
    "\u202c": "PDF",
    "\u202d": "LRO",
    "\u202e": "RLO",
    "\u2060": "WJ",
    "\u2066": "LRI",
    "\u2067": "RLI",
    "\u2068": "FSI",
    "\u2069": "PDI",
    "\ufeff": "BOM",
}
"""Characters that change how text reads without being seen: shown by name, so that a quote cannot mislead."""

JOINERS = "\u200c\u200d"
"""Persian, Indic scripts and emoji need them to be spelt rightly."""


class Kind(StrEnum):
    """What a run is.

    WORDS: the report's own words; they hold no number. NAME: as the record names a thing (a party, a place, a title).
    DAY: a date or period. COUNT: what the report itself counted (claims, reports, days). STATED: what claims state;
    it names them. COMPUTED: what a rule made of claims; it names them, and the rule stands beside it. QUOTE: a
    sentence of a report. CODE: an id or digest.
    """

    WORDS = "words"
    NAME = "name"
    DAY = "day"
    COUNT = "count"
    STATED = "stated"
    COMPUTED = "computed"
    QUOTE = "quote"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text. `claims` are the ids that it rests on, shown as notes after it.

    `style`: "" (plain), strong, soft, warn.
    """

    text: str
    kind: Kind = Kind.WORDS
    claims: tuple[str, ...] = ()
    style: str = ""


Line = tuple[Run, ...]
"""One line of text: a paragraph, an item, a line of a cell."""

Cell = tuple[Line, ...]
"""A table cell: its lines."""


def visible(text: str) -> str:
    """Text on one line in which no character hides: those that do are shown by name, "[RLO]".

    Spaces and line ends of all kinds become one space.
    """
    return " ".join("".join(_seen(character) for character in text).split())


def _seen(character: str) -> str:
    if character in HIDDEN_NAMES:
        return f"[{HIDDEN_NAMES[character]}]"
    if character.isspace() or character in JOINERS:
        return character
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return f"[U+{ord(character):04X}]"
    return character


def words(text: str, style: str = "") -> Run:
    """The report's own words."""
    return Run(text, Kind.WORDS, (), style)


def name(text: str, *claims: str, style: str = "") -> Run:
    """A name as the record has it."""
    return Run(visible(text), Kind.NAME, claims, style)


def day(value: date | None) -> Run:
    """A day, "15 Oct 2017"; the word "undated" where there is none."""
    return words("undated") if value is None else Run(wording.day(value), Kind.DAY)


def days(start: date | None, end: date | None) -> Run:
    """A period, both ends inclusive."""
    text = wording.days(start, end)
    return words(text) if start is None or end is None else Run(text, Kind.DAY)


def count(number: int, style: str = "") -> Run:
    """How many the report counted."""
    return Run(f"{number:,}", Kind.COUNT, (), style)


def counted(number: int, one: str, more: str = "") -> Line:
    """A count with what was counted, "1 report", "2 reports"."""
    return count(number), words(f" {one if number == 1 else more or f'{one}s'}")


def percent(part: int, whole: int) -> Run:
    """A share of counted things, in whole percent."""
    return Run(f"{100 * part / whole:.0f} %" if whole else "–", Kind.COUNT)


def stated(text: str, claims: tuple[str, ...], style: str = "") -> Run:
    """What claims state, in words with their hedges."""
    return Run(visible(text), Kind.STATED, claims, style)


def cited(claims: tuple[str, ...]) -> Run:
    """No text, the notes alone."""
    return Run("", Kind.WORDS, claims)


def quote(text: str) -> Run:
    """A sentence of a report."""
    return Run(visible(text), Kind.QUOTE)


def code(text: str) -> Run:
    """An id or digest."""
    return Run(text, Kind.CODE)


def joined(parts: list[Line], between: str = "; ") -> Line:
    """Lines as one, with words between them."""
    made: list[Run] = []
    for part in parts:
        if made:
            made.append(words(between))
        made.extend(part)
    return tuple(made)


def plain(line: Line) -> str:
    """The text of a line without its notes."""
    return "".join(run.text for run in line)
