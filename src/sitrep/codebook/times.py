"""The words of the time grammar as one table of tokens, and its rules in order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

Value = int | str | tuple[int, int]


@dataclass(frozen=True, slots=True)
class TimeRule:
    """One pattern over token letters; `build` names the function that gives the days, lowest `rank` wins."""

    name: str
    pattern: re.Pattern[str]
    rank: int
    build: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """`times.yaml` as typed tables.

    `words` maps a lower-case word or phrase to its token letter and value (month number, weekday, unit, ...).
    `capitalised` words count only with a capital letter ("May", "March", "Sun").
    """

    words: Mapping[str, tuple[str, Value]]
    capitalised: frozenset[str]
    rules: tuple[TimeRule, ...]


@cache
def time_words() -> TimeWords:
    """The time words and rules, read once.

    Raises:
        CodebookError: If a word has two kinds, or a rule's pattern is malformed.
    """
    table = read_yaml("times.yaml")
    words: dict[str, tuple[str, Value]] = {}
    groups: list[tuple[str, Mapping[str, Value]]] = [
        ("M", table["months"]),
        ("W", table["weekdays"]),
        ("S", {word: tuple(span) for word, span in table["seasons"].items()}),
        ("U", table["units"]),
        ("T", table["days_from_publication"]),
        ("q", table["vague_counts"]),
        ("N", {word: tuple(day) for word, day in table["fixed_days"].items()}),
    ]
    groups += [(kind, dict.fromkeys(listed, "")) for kind, listed in table["kinds"].items()]
    for kind, group in groups:
        for word, value in group.items():
            if word in words:
                raise CodebookError(f"times.yaml: {word!r} is both {words[word][0]} and {kind}")
            words[word] = (kind, value if value != "" else word)
    return TimeWords(
        words=words,
        capitalised=frozenset(table["months"]) | frozenset(table["weekdays"]),
        rules=tuple(_rule(entry) for entry in table["rules"]),
    )


def _rule(entry: Mapping[str, str | int]) -> TimeRule:
    try:
        pattern = re.compile(str(entry["pattern"]))
    except re.error as error:
        raise CodebookError(f"times.yaml: rule {entry['name']} has a malformed pattern: {error}") from error
    return TimeRule(str(entry["name"]), pattern, int(entry["rank"]), str(entry["build"]))
