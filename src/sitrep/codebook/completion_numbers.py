"""Signs of whether a frame carries a number of its sentence, with their weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class NumberSigns:
    """`completion_numbers.yaml` as typed tables; every word is lower case.

    `groups` maps a frame type to its group. `between` and `before` are words that are signs of their own where they
    stand between trigger and number, or just before the number; `spelled` are number words that are. `weights` maps a
    sign to what it adds to the log odds that the frame carries the number; `engine` does so for what the engine says.
    """

    groups: Mapping[str, str]
    counting: frozenset[str]
    between: frozenset[str]
    marks: Mapping[str, str]
    before: frozenset[str]
    spelled: frozenset[str]
    pointing: frozenset[str]
    months: frozenset[str]
    of_time: frozenset[str]
    of_measure: frozenset[str]
    weights: Mapping[str, float]
    engine: Mapping[str, float]


_SETS = ("counting", "between", "before", "spelled", "pointing", "months", "of_time", "of_measure")


@cache
def number_signs() -> NumberSigns:
    """The signs and weights, read once."""
    table = read_yaml("completion_numbers.yaml")
    return NumberSigns(
        groups={type_: group for group, types in table["groups"].items() for type_ in types},
        marks=dict(table["marks"]),
        weights={sign: float(weight) for sign, weight in (table["weights"] or {}).items()},
        engine={sign: float(weight) for sign, weight in table["engine"].items()},
        **{name: frozenset(table[name]) for name in _SETS},
    )
