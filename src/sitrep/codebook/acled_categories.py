"""ACLED's kinds of actor, disorder types, regions and rules as numbers, from `acled_categories.yaml`."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

PROTESTS, RIOTS = "Protests", "Riots"


@dataclass(frozen=True, slots=True)
class AcledCategories:
    """The vocabulary.

    Attributes:
        event_types: Event type → its sub-event types in order of precedence.
        event_type_of: Sub-event type → event type.
        inter: Code 1 to 8 → kind of actor as text.
        inter_of_kind: Kind of a party or class of people → code; kinds that are no actor are absent.
        source_scales: Reach of a source.
        time_precision: Code → meaning.
        geo_precision: Code → meaning.
        fatalities: What number stands for a word.
        regions: Number → region.
        civilian_targeting: The column's value.
    """

    event_types: Mapping[str, tuple[str, ...]]
    event_type_of: Mapping[str, str]
    inter: Mapping[int, str]
    inter_of_kind: Mapping[str, int]
    source_scales: tuple[str, ...]
    time_precision: Mapping[int, str]
    geo_precision: Mapping[int, str]
    fatalities: Mapping[str, int]
    regions: Mapping[int, str]
    civilian_targeting: str
    _disorder: Mapping[str, str]
    _always: frozenset[str]
    _if_civilian: frozenset[str]
    _abroad: int
    _texts: Mapping[str, str]

    def disorder_type(self, sub_event_type: str) -> str:
        """Political violence, Demonstrations, Strategic developments, or the first two joined; empty for no type."""
        return self._disorder.get(sub_event_type, "")

    def inter_abroad(self, inter: int, home: str, country: str) -> int:
        """The code of a party in a country: state forces abroad are External/Other forces (8).

        Args:
            inter: The party's code at home.
            home: ISO alpha-3 code of its state, empty where it has none.
            country: ISO alpha-3 code of the country where it acts, empty where unknown.
        """
        if inter == 1 and home and country and home != country:
            return self._abroad
        return inter

    def interaction(self, one: int, other: int) -> int:
        """The number of a pair, whichever side stands first: 12 for state forces and rebels; 10 for one side alone.

        Args:
            one: Code of one side.
            other: Code of the other side, 0 where there is none.
        """
        low, high = sorted((one, other))
        return high * 10 if low == 0 else low * 10 + high

    def interaction_text(self, one: int, other: int) -> str:
        """The pair as ACLED writes it now: "State forces-Rebel group", "Protesters only"; empty without any side."""
        low, high = sorted((one, other))
        if not high:
            return ""
        if not low:
            return self._texts["alone"].format(one=self.inter[high])
        return self._texts["pair"].format(one=self.inter[low], other=self.inter[high])

    def targets_civilians(self, sub_event_type: str, target_inters: Collection[int]) -> bool:
        """Whether civilians are the main or only target of an event (ACLED codebook, civilian targeting).

        Violence against civilians and excessive force against protesters always are; attacks from afar and mobs only
        where the whole target side is civilian. Deaths of bystanders in a battle never are.

        Args:
            sub_event_type: Sub-event type of the event.
            target_inters: Codes of the actors on the target side; none where nobody is told.
        """
        if sub_event_type in self._always:
            return True
        return sub_event_type in self._if_civilian and bool(target_inters) and set(target_inters) <= {6, 7}

    def unidentified(self, country: str) -> tuple[str, int]:
        """Name and code of attackers whom nobody names, in a country."""
        return self._texts["unidentified"].format(country=country), int(self._texts["unidentified_inter"])

    def crowd(self, kind: str, country: str) -> str:
        """Name of unarmed people: kind is civilians, protesters or rioters.

        Raises:
            CodebookError: If there is no such crowd.
        """
        try:
            return self._texts[kind].format(country=country)
        except KeyError as error:
            raise CodebookError(f"acled_categories.yaml: no crowd {kind!r}") from error


@cache
def acled_categories() -> AcledCategories:
    """The vocabulary, read once.

    Raises:
        CodebookError: If a rule names a sub-event type that `acled.yaml` has not.
    """
    data = read_yaml("acled_categories.yaml")
    event_types = {name: tuple(subs) for name, subs in read_yaml("acled.yaml")["event_types"].items()}
    event_type_of = {sub: name for name, subs in event_types.items() for sub in subs}
    disorder = {sub: data["disorder_of_event_type"][name] for sub, name in event_type_of.items()}
    disorder |= data["disorder_of_sub_event_type"]
    targeting = data["civilian_targeting"]
    named = {*disorder, *targeting["always"], *targeting["if_target_is_civilian"]}
    if unknown := named - set(event_type_of):
        raise CodebookError(f"acled_categories.yaml: unknown sub-event types {sorted(unknown)}")
    unidentified, pairs = data["unidentified"], data["interaction"]
    return AcledCategories(
        event_types=event_types,
        event_type_of=event_type_of,
        inter=data["inter"],
        inter_of_kind=data["inter_of_kind"],
        source_scales=tuple(data["source_scales"]),
        time_precision=data["time_precision"],
        geo_precision=data["geo_precision"],
        fatalities=data["fatalities"],
        regions=data["regions"],
        civilian_targeting=targeting["value"],
        _disorder=disorder,
        _always=frozenset(targeting["always"]),
        _if_civilian=frozenset(targeting["if_target_is_civilian"]),
        _abroad=int(data["abroad"]),
        _texts={
            "pair": pairs["text"],
            "alone": pairs["alone"],
            "unidentified": unidentified["name"],
            "unidentified_inter": str(unidentified["inter"]),
            **data["crowds"],
        },
    )
