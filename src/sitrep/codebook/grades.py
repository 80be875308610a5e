"""What grades rest on, as data: interested parties, words of admission and doubt, reason codes: `grades.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from sitrep.codebook import parties, read_yaml
from sitrep.codebook.frames import pattern
from sitrep.errors import CodebookError

_GOVERNMENT_OF = re.compile(r"^Government of (?:the )?(.+)$")
_ADJECTIVE = re.compile(r"^(.+) government$", re.IGNORECASE)
_MEDIA = frozenset(("agency", "outlet"))
_STATE = frozenset(("state", "state_force"))


@dataclass(frozen=True, slots=True)
class GradeRules:
    """The tables of `grades.yaml`.

    Attributes:
        grades: Grade → what it means.
        belligerents: Kinds of parties that fight.
        harmed: Kinds of targets that a party may admit to have harmed.
        acts: Families of events that somebody does.
        harm_metrics: Metrics that count harm.
        harm_types: Frame types that are harm done to somebody.
        admitting: Words by which a party admits.
        boasting: Words by which it claims what it did.
        doubting: Words by which the reporter doubts.
        reasons: Reason code of a grade → words for users.
    """

    grades: Mapping[str, str]
    belligerents: frozenset[str]
    harmed: frozenset[str]
    acts: frozenset[str]
    harm_metrics: frozenset[str]
    harm_types: frozenset[str]
    admitting: re.Pattern[str]
    boasting: re.Pattern[str]
    doubting: re.Pattern[str]
    reasons: Mapping[str, str]


@cache
def load() -> GradeRules:
    """The tables, read once a process.

    Raises:
        CodebookError: If the file is missing or malformed.
    """
    data = read_yaml("grades.yaml")
    try:
        return GradeRules(
            grades=MappingProxyType(dict(data["grades"])),
            belligerents=frozenset(data["belligerents"]),
            harmed=frozenset(data["harmed"]),
            acts=frozenset(data["acts"]),
            harm_metrics=frozenset(data["harm_metrics"]),
            harm_types=frozenset(data["harm_types"]),
            admitting=pattern(data["admitting"]),
            boasting=pattern(data["boasting"]),
            doubting=pattern(data["doubting"]),
            reasons=MappingProxyType(dict(data["reasons"])),
        )
    except (KeyError, TypeError) as error:
        raise CodebookError(f"grades.yaml is malformed: {error}") from error


@lru_cache(maxsize=4096)
def kind_of(name: str) -> str:
    """Kind of a party by its canonical name; empty where the codebook does not know it."""
    party = parties.load().by_name.get(name)
    return party.kind if party is not None else ""


@lru_cache(maxsize=4096)
def sides(name: str) -> frozenset[str]:
    """On whose side a source or party stands: two names with a side in common share an interest.

    A party is on its own side and its owner's ("Government of Russia" is Russia's); a state's forces are on the state's. An
    outlet or agency is on its owner's side alone: reporting is no interest of its own. Coalitions are not taken apart.

    Args:
        name: Canonical name of a party, outlet or agency.

    Returns:
        Labels of sides; for an unknown party its own name.
    """
    book = parties.load()
    party = book.by_name.get(name)
    if party is None:
        return frozenset({name}) if name else frozenset()
    found = set() if party.kind in _MEDIA else {party.name}
    if party.kind in _STATE and party.home:
        found.add(f"state:{party.home}")
    if party.owner:
        found |= _owner(party.owner)
    return frozenset(found)


def _owner(name: str) -> set[str]:
    book = parties.load()
    match = _GOVERNMENT_OF.match(name)
    state = book.by_name.get(match[1] if match else name)
    if state is None and (adjective := _ADJECTIVE.match(name)):
        state = book.adjectives.get(" ".join(parties.key_of(adjective[1])))
    if state is not None and state.kind in _STATE and state.home:
        return {name, state.name, f"state:{state.home}"}
    return {name}
