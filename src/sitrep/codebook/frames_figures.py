"""What a number counts: subjects, people, housing; what a share is of; parts of places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import pattern


@dataclass(frozen=True, slots=True)
class FigureWords:
    """Word lists of `frames_figures.yaml`, compiled for lower-case text."""

    person_units: frozenset[str]
    group_units: Mapping[str, str]
    """Unit of several people each → the subject that it is."""
    subjects: Mapping[str, re.Pattern[str]]
    housing: re.Pattern[str]
    one_before: re.Pattern[str]
    """A determiner at the start of a phrase that may stand for one person."""
    located_before: re.Pattern[str]
    """A preposition at the end of a text that makes the place after it a location, not the thing held."""
    none: re.Pattern[str]
    zero_before: re.Pattern[str]
    subset_before: re.Pattern[str]
    part_among: re.Pattern[str]
    """ "among the", at the end of a text: the group of whom a part is told."""
    part_group: re.Pattern[str]
    """ "the", "those", at the end of a text."""
    part_includes: re.Pattern[str]
    """ "included", at the start of a text."""
    part_of: re.Pattern[str]
    """ "of the" after a number or a word for some of a group (group `some`), at the end of a text."""
    part_of_them: re.Pattern[str]
    """ "of them were", at the start of a text: what stands between a part's number and what it counts."""
    either: re.Pattern[str]
    """Words that tell the dead and the hurt in one number."""
    share_basis: Mapping[str, re.Pattern[str]]
    part_of_place: re.Pattern[str]

    def subject(self, phrase: str) -> str:
        """Subject of a counted phrase (lower case) by its earliest subject word, empty without one."""
        found = [
            (match.start(), -len(match.group()), subject)
            for subject, words in self.subjects.items()
            if (match := words.search(phrase))
        ]
        return min(found)[2] if found else ""

    def basis(self, phrase: str) -> str:
        """What a share is a share of (area, districts, population), "unstated" where the words do not say."""
        for basis, words in self.share_basis.items():
            if words.search(phrase):
                return basis
        return "unstated"


@cache
def load() -> FigureWords:
    """The word lists, compiled once a process.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    content = read_yaml("frames_figures.yaml")
    parts = content["parts"]
    group = rf"{pattern(parts['group']).pattern}\s+(?:[\w-]+\s+)?$"
    dead, hurt, joints = (pattern(content["either"][name]).pattern for name in ("dead", "hurt", "joints"))
    return FigureWords(
        person_units=frozenset(content["person_units"]),
        group_units=dict(content["group_units"]),
        subjects={name: pattern(words) for name, words in content["subjects"].items()},
        housing=pattern(content["housing"]),
        one_before=re.compile(rf"^{pattern(content['one_before']).pattern}\s"),
        located_before=re.compile(rf"{pattern(content['located_before']).pattern}\s+(?:the\s+)?$"),
        none=pattern(content["none"]),
        zero_before=re.compile(pattern(content["zero_before"]).pattern + r"\s+(?:\w+\s+)?$"),
        subset_before=re.compile(pattern(content["subset_before"]).pattern + r"[\s\w,]{0,20}$"),
        part_among=re.compile(rf"{pattern(parts['among']).pattern}\s+{group}"),
        part_group=re.compile(rf"{group}"),
        part_includes=re.compile(rf"\s+(?:also\s+)?{pattern(parts['includes']).pattern}"),
        part_of=re.compile(rf"(?P<some>{pattern(parts['some']).pattern}\s+)?\bof\s+{group}"),
        part_of_them=re.compile(rf"\s+of\s+{pattern(parts['them']).pattern}(?:\s+(?:were|was|are|is))?\s+"),
        either=re.compile(rf"{dead},?\s+{joints}\s+{hurt}|{hurt},?\s+{joints}\s+{dead}"),
        share_basis={name: pattern(words) for name, words in content["share_basis"].items()},
        part_of_place=pattern(content["part_of_place"]),
    )
