"""Words that tell the sides of a frame apart: losing triggers, nouns for a whole place, pronouns, shares."""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.countries import countries
from sitrep.codebook.frames import pattern


@dataclass(frozen=True, slots=True)
class SideWords:
    """Word lists of `frames_sides.yaml`, compiled for lower-case text."""

    losing: re.Pattern[str]
    whole_place: re.Pattern[str]
    leaving: frozenset[str]
    speaker_pronouns: frozenset[str]
    share_of: re.Pattern[str]
    """Matches at the end of a number: "in five" of "four in five buildings"; with "in", only a small number."""
    demonyms: frozenset[str]
    """Adjectives of countries ("syrian"), lower case, without those that are also a country's name."""


@cache
def load() -> SideWords:
    """The word lists, compiled once a process.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    content = read_yaml("frames_sides.yaml")
    small = "one|two|three|four|five|six|seven|eight|nine|ten|[1-9]|10|20|100"
    known = countries().values()
    names = {name.lower() for country in known for name in (country.name, *country.aliases)}
    adjectives = {word.lower() for country in known for word in country.adjectives}
    return SideWords(
        losing=pattern(content["losing"]),
        whole_place=pattern(content["whole_place"]),
        leaving=frozenset(content["leaving"]),
        speaker_pronouns=frozenset(content["speaker_pronouns"]),
        share_of=re.compile(rf"\s*{pattern(content['share_of']).pattern}\s+(?:the\s+)?(?:{small})(?!\w)"),
        demonyms=frozenset(adjectives - names),
    )
