"""Words of deals: what stands under one, the action of a term, who is in or out, whom it is about."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import pattern


@dataclass(frozen=True, slots=True)
class DealWords:
    """Word lists of `frames_deals.yaml`, compiled for lower-case text."""

    under: re.Pattern[str]
    deal: re.Pattern[str]
    actions: Mapping[str, re.Pattern[str]]
    included: re.Pattern[str]
    excluded: re.Pattern[str]
    classes: Mapping[str, re.Pattern[str]]

    def action(self, text: str) -> str:
        """Action that comes first in a lower-case text, empty where none does."""
        found = [
            (match.start(), action) for action, words in self.actions.items() if (match := words.search(text))
        ]
        return min(found)[1] if found else ""

    def says_who(self, text: str) -> bool:
        """Whether a lower-case sentence says that somebody is in a deal or left out of it."""
        return bool(self.deal.search(text) and (self.included.search(text) or self.excluded.search(text)))

    def people(self, text: str) -> str:
        """Class of people that a lower-case phrase names, by the order of the file; empty where none is."""
        for name, words in self.classes.items():
            if words.search(text):
                return name
        return ""


@cache
def load() -> DealWords:
    """The word lists, compiled once a process.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    content = read_yaml("frames_deals.yaml")
    deal = pattern(content["deal_words"])
    before = "|".join(content["under"]).replace(" ", r"\s+")
    return DealWords(
        under=re.compile(rf"(?<!\w)(?:{before})(?:\s+[\w'’-]+){{0,5}}?\s+{deal.pattern}"),
        deal=deal,
        actions={name: pattern(words) for name, words in content["actions"].items()},
        included=pattern(content["included"]),
        excluded=pattern(content["excluded"]),
        classes={name: pattern(words) for name, words in content["classes"].items()},
    )
