"""Words beside which a running text names a person without a public role. Source: `private_names.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class PrivateWords:
    """The word lists, in lower case. `kin` precede a name, `naming` are phrases right before one."""

    kin: frozenset[str]
    naming: tuple[str, ...]
    apart: frozenset[str]
    """Words beside a name that are no part of it."""


@cache
def load() -> PrivateWords:
    """The lists, read once a process.

    Raises:
        CodebookError: If `private_names.yaml` lacks a list.
    """
    data = read_yaml("private_names.yaml")
    try:
        return PrivateWords(frozenset(data["kin"]), tuple(data["naming"]), frozenset(data["apart"]))
    except (KeyError, TypeError) as error:
        raise CodebookError(f"private_names.yaml: {error}") from error
