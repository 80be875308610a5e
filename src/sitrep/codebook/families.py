"""Which frame types may be about the same event, and the words of a deal's terms: `families.yaml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitrep.codebook import read_yaml

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Families:
    """The table as sets and maps.

    Attributes:
        kind: Frame type → (family, kind); types without an entry never make events.
        effects: Types that join the event of the frame that they attach to.
        effect_family: Family in which attached effects meet their events.
        two_sided: Types in which agent and target are one pair.
        speech_acts: Types whose agent takes a position.
        deals: Types whose claims are a deal.
        identifying: Kinds of parties that tell one event from another.
        stances: Modality → affirms, denies, demands or open.
        actions: Action of a term → its words.
        opposites: Action → action that it denies when affirmed.
        term_classes: (class, lists of words) in order of preference.
        alone: Word that stands for a class by itself ("foreigners") → the class.
    """

    kind: Mapping[str, tuple[str, str]]
    effects: frozenset[str]
    effect_family: str
    two_sided: frozenset[str]
    speech_acts: frozenset[str]
    deals: frozenset[str]
    identifying: frozenset[str]
    stances: Mapping[str, str]
    actions: Mapping[str, str]
    opposites: Mapping[str, str]
    term_classes: tuple[tuple[str, tuple[frozenset[str], ...]], ...]
    alone: Mapping[str, str]


@cache
def families() -> Families:
    """The table of `families.yaml`, read once."""
    data = read_yaml("families.yaml")
    kind = {
        type_: (family, name)
        for family, kinds in data["families"].items()
        for name, types in kinds.items()
        for type_ in types
    }
    actions = data["actions"]
    return Families(
        kind=MappingProxyType(kind),
        effects=frozenset(data["effects"]["types"]),
        effect_family=data["effects"]["family"],
        two_sided=frozenset(data["two_sided"]),
        speech_acts=frozenset(data["speech_acts"]),
        deals=frozenset(data["deals"]),
        identifying=frozenset(data["identifying_parties"]),
        stances=MappingProxyType(data["stances"]),
        actions=MappingProxyType({name: entry["label"] for name, entry in actions.items()}),
        opposites=MappingProxyType({n: e["opposite"] for n, e in actions.items() if "opposite" in e}),
        term_classes=tuple(
            (entry["name"], tuple(frozenset(words) for words in entry["words"]))
            for entry in data["term_classes"]
        ),
        alone=MappingProxyType(
            {word: entry["name"] for entry in data["term_classes"] for word in entry.get("alone", ())}
        ),
    )


def term_class(phrase: str) -> str:
    """The class of people or things that a term speaks of, in one spelling.

    "foreign IS fighters", "foreign militants" and "non-Syrian jihadists" are "foreign fighters". A phrase of
    no known class (a party's name, for one) is given back as it came.
    """
    words = set(_WORD.findall(phrase.casefold().replace("-", "")))
    for name, lists in families().term_classes:
        if all(words & wanted for wanted in lists):
            return name
    return families().alone.get(next(iter(words)), phrase) if len(words) == 1 else phrase
