"""Which statements may take a place from their document where they name none."""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import pattern


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The rules of `frames_places.yaml`: families that may take a place; words for somewhere else, lower case."""

    from_context: frozenset[str]
    elsewhere: re.Pattern[str]


@cache
def load() -> PlaceRules:
    """The rules, read once a process.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    content = read_yaml("frames_places.yaml")
    return PlaceRules(frozenset(content["from_context"]), pattern(content["elsewhere"]))
