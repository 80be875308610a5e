"""The words of numbers: values, vague plurals, fractions, and the words that bound a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

BOUNDS = ("at_least", "more_than", "less_than", "up_to", "nearly", "about")
"""Quantifiers that a word beside a number can give."""


@dataclass(frozen=True)
class NumberWords:
    """`numbers.yaml` as typed tables; every key is lower case.

    `ones`, `tens`, `scales` and `counts` (dozen, score) build exact numbers. `vague_plurals` give a lower
    bound ("dozens": 12), `vague_counts` a lower bound that multiplies a following scale ("several hundred":
    300). `fractions` are (numerator, denominator). `before`, `after` and `beside` map the words around a
    number to a quantifier.
    """

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    abbreviated_scales: frozenset[str]
    counts: Mapping[str, int]
    whole_words: Mapping[str, int]
    vague_plurals: Mapping[str, int]
    vague_counts: Mapping[str, int]
    unstated: frozenset[str]
    fractions: Mapping[str, tuple[int, int]]
    ordinals: Mapping[str, int]
    whole_shares: frozenset[str]
    most_shares: frozenset[str]
    before: Mapping[str, str]
    after: Mapping[str, str]
    beside: frozenset[str]
    increment_before: frozenset[str]
    increment_after: frozenset[str]
    subset_before: frozenset[str]
    subset_after: frozenset[str]
    total_verbs: frozenset[str]
    total_nouns: frozenset[str]

    @cached_property
    def starters(self) -> frozenset[str]:
        """Every word that a number can begin with; scales and fractions but "half" need something before them."""
        tables = (
            self.ones,
            self.tens,
            self.whole_words,
            self.vague_plurals,
            self.vague_counts,
            self.ordinals,
        )
        sets = (self.unstated, self.whole_shares, self.most_shares, ("a", "an", "half"))
        return frozenset().union(*tables, *sets)


@cache
def number_words() -> NumberWords:
    """The number words, read once.

    Raises:
        CodebookError: If a quantifier is unknown, or a word that may stand beside a span has none.
    """
    table = read_yaml("numbers.yaml")
    before = _by_word(table["before"])
    beside = frozenset(table["beside"])
    if missing := sorted(beside - set(before)):
        raise CodebookError(f"numbers.yaml: beside names {missing}, which `before` does not hold")
    return NumberWords(
        ones=table["ones"],
        tens=table["tens"],
        scales=table["scales"],
        abbreviated_scales=frozenset(table["abbreviated_scales"]),
        counts=table["counts"],
        whole_words=table["whole_words"],
        vague_plurals=table["vague_plurals"],
        vague_counts=table["vague_counts"],
        unstated=frozenset(table["unstated"]),
        fractions={word: (top, bottom) for word, (top, bottom) in table["fractions"].items()},
        ordinals=table["ordinals"],
        whole_shares=frozenset(table["whole_shares"]),
        most_shares=frozenset(table["most_shares"]),
        before=before,
        after=_by_word(table["after"]),
        beside=beside,
        increment_before=frozenset(table["increment_before"]),
        increment_after=frozenset(table["increment_after"]),
        subset_before=frozenset(table["subset_before"]),
        subset_after=frozenset(table["subset_after"]),
        total_verbs=frozenset(table["total_verbs"]),
        total_nouns=frozenset(table["total_nouns"]),
    )


def _by_word(groups: Mapping[str, list[str]]) -> dict[str, str]:
    if unknown := sorted(set(groups) - set(BOUNDS)):
        raise CodebookError(f"numbers.yaml: unknown quantifiers {unknown}; known: {', '.join(BOUNDS)}")
    return {word: quantifier for quantifier, words in groups.items() for word in words}
