"""News agencies as datelines, bylines and credits name them (`agencies_lines.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class Agencies:
    """Spelling → canonical name, and one pattern that finds any spelling as a whole word, longest first."""

    names: dict[str, str]
    pattern: re.Pattern[str]
    alternation: str
    """The spellings as one regular expression, for larger patterns."""

    def name(self, spelling: str) -> str:
        """Canonical name of an agency as spelled, or empty where it is none."""
        return self.names.get(" ".join(spelling.split()), "")


@cache
def agencies() -> Agencies:
    """The table, built once a process."""
    names: dict[str, str] = {}
    for canonical, spellings in read_yaml("agencies_lines.yaml")["agencies"].items():
        for spelling in (canonical, *spellings):
            names.setdefault(spelling, canonical)
    ordered = sorted(names, key=lambda spelling: (-len(spelling), spelling))
    alternation = "|".join(re.escape(spelling) for spelling in ordered)
    return Agencies(names, re.compile(rf"(?<![\w-])(?:{alternation})(?![\w-])"), alternation)
