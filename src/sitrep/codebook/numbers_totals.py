"""When several numbers under one trigger are added up."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class TotalWords:
    """`numbers_totals.yaml` as typed tables; every word is lower case."""

    types: frozenset[str]
    units_not_added: frozenset[str]
    joints: frozenset[str]
    before_number: frozenset[str]
    never_between: frozenset[str]


@cache
def total_words() -> TotalWords:
    """The words, read once.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    table = read_yaml("numbers_totals.yaml")
    return TotalWords(**{name: frozenset(table[name]) for name in TotalWords.__dataclass_fields__})
