"""Words that the consistency pass over frames goes by: counted people, joined verbs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError
from sitrep.model.frame import ROLES


@dataclass(frozen=True, slots=True)
class CompletionWords:
    """`completion.yaml` as typed tables; every word is lower case.

    `counted` maps a frame type to the role whose phrase tells the frame's number of people.
    """

    counted: Mapping[str, str]
    beside: frozenset[str]
    determiners: frozenset[str]
    before_trigger: frozenset[str]
    after_trigger: frozenset[str]
    never_after: frozenset[str]
    never_before: frozenset[str]
    not_counted: frozenset[str]
    takes_of: frozenset[str]
    people: frozenset[str]
    past: frozenset[str]
    conjunctions: frozenset[str]
    adverbs: frozenset[str]
    own_clause: frozenset[str]
    passive: frozenset[str]


@cache
def completion_words() -> CompletionWords:
    """The words, read once.

    Raises:
        CodebookError: If a role is unknown, or the vocabulary file is missing or malformed.
    """
    table = read_yaml("completion.yaml")
    counted = table["counted"]
    if unknown := sorted(set(counted) - set(ROLES)):
        raise CodebookError(f"completion.yaml: counted names unknown roles {', '.join(unknown)}")
    plain = {
        name: frozenset(table[name]) for name in CompletionWords.__dataclass_fields__ if name != "counted"
    }
    return CompletionWords(
        counted={type_: role for role, types in counted.items() for type_ in types}, **plain
    )
