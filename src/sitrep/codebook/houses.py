"""How four houses that count people read the same claims, as far as that is data: `houses.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class HouseRules:
    """The tables of `houses.yaml`.

    Attributes:
        names: House → its name as shown.
        metrics: House → metrics that it codes.
        reasons: Reason code of a claim in a house's figure → words for users.
        acled_some: ACLED's number for "several" and the like.
        acled_divided_days: Days up to which ACLED's coders divide a total.
        civilian_subjects: Subjects that are civilians.
        airwars_groups: Those of them that Airwars keeps apart.
        everybody: Subjects that hold everybody.
    """

    names: Mapping[str, str]
    metrics: Mapping[str, frozenset[str]]
    reasons: Mapping[str, str]
    acled_some: int
    acled_divided_days: int
    civilian_subjects: frozenset[str]
    airwars_groups: tuple[str, ...]
    everybody: frozenset[str]

    def codes(self, house: str, metric: str) -> bool:
        """Whether a house codes a metric."""
        return metric in self.metrics[house]


@cache
def load() -> HouseRules:
    """The tables, read once a process.

    Raises:
        CodebookError: If the file is missing or malformed.
    """
    data = read_yaml("houses.yaml")
    try:
        return HouseRules(
            names=MappingProxyType({key: row["name"] for key, row in data["houses"].items()}),
            metrics=MappingProxyType({key: frozenset(row["metrics"]) for key, row in data["houses"].items()}),
            reasons=MappingProxyType(dict(data["reasons"])),
            acled_some=int(data["acled_some"]),
            acled_divided_days=int(data["acled_divided_days"]),
            civilian_subjects=frozenset(data["civilian_subjects"]),
            airwars_groups=tuple(data["airwars_groups"]),
            everybody=frozenset(data["everybody"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise CodebookError(f"houses.yaml is malformed: {error}") from error
