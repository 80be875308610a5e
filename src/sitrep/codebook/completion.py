"""Words that the consistency pass over frames goes by: number phrases, joined verbs."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class CompletionWords:
    """`completion.yaml` as sets; every word is lower case."""

    determiners: frozenset[str]
    never_after: frozenset[str]
    takes_of: frozenset[str]
    past: frozenset[str]
    conjunctions: frozenset[str]
    adverbs: frozenset[str]
    own_clause: frozenset[str]
    passive: frozenset[str]


@cache
def completion_words() -> CompletionWords:
    """The words, read once.

    Raises:
        CodebookError: If the vocabulary file is missing or malformed.
    """
    table = read_yaml("completion.yaml")
    return CompletionWords(**{name: frozenset(table[name]) for name in CompletionWords.__dataclass_fields__})
