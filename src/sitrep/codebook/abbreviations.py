"""Abbreviations that a full stop follows without ending a sentence, as typed sets."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class Abbreviations:
    """Word lists in lower case; what each means is written in `abbreviations.yaml`."""

    titles: frozenset[str]
    numbered: frozenset[str]
    either: frozenset[str]
    after_time: frozenset[str]
    starters: frozenset[str]
    speech: frozenset[str]


@cache
def abbreviations() -> Abbreviations:
    """The lists of `abbreviations.yaml`, read once."""
    table = read_yaml("abbreviations.yaml")
    names = ("titles", "numbered", "either", "after_time", "starters", "speech")
    return Abbreviations(*(frozenset(table[name].split()) for name in names))
