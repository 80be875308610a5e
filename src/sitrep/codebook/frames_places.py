"""Which statements may take a place from their document where they name none, and from where."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import pattern


@dataclass(frozen=True, slots=True)
class Donors:
    """What may give a place to frames of one family.

    `context`: the place that annotation ranked first. `sentence`, `before`: families of a placed frame
    earlier in the sentence, or in the sentence before.
    """

    context: bool
    sentence: frozenset[str]
    before: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """The rules of `frames_places.yaml`; words compiled for lower-case text."""

    families: Mapping[str, Donors]
    elsewhere: re.Pattern[str]


@cache
def load() -> PlaceRules:
    """The rules, read once a process.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    content = read_yaml("frames_places.yaml")
    families = {
        name: Donors(
            context=entry.get("context", False),
            sentence=frozenset(entry.get("sentence", ())),
            before=frozenset(entry.get("before", ())),
        )
        for name, entry in content["families"].items()
    }
    return PlaceRules(families, pattern(content["elsewhere"]))
