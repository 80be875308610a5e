"""Words by which a name shows that it is an outlet's or an agency's (`page_words_outlets.yaml`)."""

from dataclasses import dataclass, fields
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class OutletWords:
    """The lists of the file, in lower case."""

    outlet_words: frozenset[str]
    agency_words: frozenset[str]
    not_agencies: frozenset[str]
    area_words: frozenset[str]
    connectors: frozenset[str]
    rights: frozenset[str]


@cache
def outlet_words() -> OutletWords:
    """The lists, read once a process."""
    content = read_yaml("page_words_outlets.yaml")
    return OutletWords(**{field.name: frozenset(content[field.name]) for field in fields(OutletWords)})
