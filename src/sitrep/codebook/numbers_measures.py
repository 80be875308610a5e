"""Signs of what a number measures, with their weights."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class MeasureSigns:
    """`numbers_measures.yaml` as typed tables.

    `cues` and `before` map a sign to its words, `times` a rule of the time grammar to its sign. `groups`
    maps a frame type to its group. `weights` maps a sign to what it adds to cumulative and to stock;
    incident is the zero that they are compared with.
    """

    cues: Mapping[str, tuple[str, ...]]
    before: Mapping[str, tuple[str, ...]]
    times: Mapping[str, str]
    state_triggers: frozenset[str]
    groups: Mapping[str, str]
    weights: Mapping[str, tuple[float, float]]


@cache
def measure_signs() -> MeasureSigns:
    """The signs and weights, read once."""
    table = read_yaml("numbers_measures.yaml")
    return MeasureSigns(
        cues={sign: tuple(words) for sign, words in table["cues"].items()},
        before={sign: tuple(words) for sign, words in table["before"].items()},
        times={rule: sign for sign, rules in table["times"].items() for rule in rules},
        state_triggers=frozenset(table["state_triggers"]),
        groups={type_: group for group, types in table["groups"].items() for type_ in types},
        weights={sign: (float(pair[0]), float(pair[1])) for sign, pair in table["weights"].items()},
    )
