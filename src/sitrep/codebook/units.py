"""What numbers count: classes of nouns, and plurals back to singulars."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml

_SIBILANTS = ("ss", "x", "z", "ch", "sh")


@dataclass(frozen=True, slots=True)
class UnitWords:
    """`units.yaml` as typed tables.

    `units` maps a noun to its unit (person, casualty, family, household, percent, a currency or measure);
    `skipped` words may stand between a number and its noun, and at a `stops` word the noun phrase is over.
    """

    units: Mapping[str, str]
    person_events: frozenset[str]
    skipped: frozenset[str]
    stops: frozenset[str]
    plurals: Mapping[str, str]

    def singular(self, noun: str) -> str:
        """The singular of an English noun in lower case; a noun that is no plural is given back as it is."""
        if noun in self.plurals:
            return self.plurals[noun]
        if len(noun) > 4 and noun.endswith("ies"):
            return noun[:-3] + "y"
        if noun.endswith("es") and noun[:-2].endswith(_SIBILANTS):
            return noun[:-2]
        if len(noun) > 2 and noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
            return noun[:-1]
        return noun


@cache
def unit_words() -> UnitWords:
    """The unit words, read once."""
    table = read_yaml("units.yaml")
    return UnitWords(
        units={noun: unit for unit, nouns in table["classes"].items() for noun in nouns},
        person_events=frozenset(table["person_events"]),
        skipped=frozenset(table["skipped"]),
        stops=frozenset(table["stops"]),
        plurals=table["plurals"],
    )
