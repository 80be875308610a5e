"""Words for finding time phrases in running text, from `times_find.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class FindWords:
    """`times_find.yaml` as typed tables; see the file for what each is for.

    Attributes:
        references: Word or phrase → TIMEX3 value (PRESENT_REF, PAST_REF, FUTURE_REF).
        no_reference_before: What a reference word does not stand before.
        before, before_number, after: Words that belong to a phrase when they stand right beside it.
        ahead: Words that say that a phrase lies ahead.
        vaguely_before: Words before which a plural unit is a time of so many.
        moments: Part of a day that is a moment → hour and minute.
        never_after, never_before: Words beside which a match is no time.
        units, parts, seasons: Word of the time grammar → TIMEX3 letters.
        rules: Name → pattern over token letters, in order.
        left_out: Rules of the time grammar that are not looked for.
    """

    references: Mapping[str, str]
    no_reference_before: frozenset[str]
    before: tuple[str, ...]
    before_number: tuple[str, ...]
    after: tuple[str, ...]
    ahead: frozenset[str]
    vaguely_before: tuple[str, ...]
    moments: Mapping[str, str]
    never_after: frozenset[str]
    never_before: frozenset[str]
    units: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]
    left_out: frozenset[str]


@cache
def find_words() -> FindWords:
    """The tables, loaded once a process."""
    table = read_yaml("times_find.yaml")
    return FindWords(
        references={word: value for value, words in table["references"].items() for word in words},
        no_reference_before=frozenset(table["no_reference_before"]),
        before=tuple(table["before"]),
        before_number=tuple(table["before_number"]),
        after=tuple(table["after"]),
        ahead=frozenset(table["ahead"]),
        vaguely_before=tuple(table["vaguely_before"]),
        moments=table["moments"],
        never_after=frozenset(table["never_after"]),
        never_before=frozenset(table["never_before"]),
        units=table["units"],
        parts=table["parts"],
        seasons=table["seasons"],
        rules=tuple((rule["name"], re.compile(rule["pattern"])) for rule in table["rules"]),
        left_out=frozenset(table["left_out"]),
    )
