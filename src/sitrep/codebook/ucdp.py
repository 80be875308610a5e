"""UCDP's Georeferenced Event Dataset: columns, codes and names, from `ucdp.yaml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.table_columns import Column, columns_of
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Naming:
    """How UCDP writes sides: patterns and joints."""

    state: str
    joint: str
    dyad: str
    civilians: str


@dataclass(frozen=True, slots=True)
class UcdpRegion:
    """A region: numbers of Gleditsch and Ward up to and with `to`, or its `members` alone."""

    name: str
    to: int
    members: frozenset[int]


@dataclass(frozen=True, slots=True)
class Ucdp:
    """The codebook.

    Attributes:
        columns: The 49 columns of 2023, in their order.
        columns_19: Names of the 41 columns of 19.1, in their order.
        separator: Between several values of one cell.
        codes: Numbered column → code → what it means.
        code_status: Status of an event in a finished release.
        best_is_sum_of: Columns whose sum is best.
        naming: How sides and dyads are written.
        regions: Asked in their order.
    """

    columns: tuple[Column, ...]
    columns_19: tuple[str, ...]
    separator: str
    codes: Mapping[str, Mapping[int, str]]
    code_status: str
    best_is_sum_of: tuple[str, ...]
    naming: Naming
    regions: tuple[UcdpRegion, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The header line of 2023."""
        return tuple(column.name for column in self.columns)

    def best(self, deaths: Mapping[str, int]) -> int:
        """UCDP's best: always the sum of the dead of side A, side B, civilians and unknown (GED codebook, deaths)."""
        return sum(deaths.get(name, 0) for name in self.best_is_sum_of)

    def state(self, country: str) -> str:
        """A state as a side: "Government of Syria"."""
        return self.naming.state.format(country=country)

    def dyad(self, side_a: Iterable[str], side_b: Iterable[str]) -> str:
        """Name of a dyad; allies of one side are joined, in the order of the alphabet, so that order never makes two dyads."""
        return self.naming.dyad.join(self.naming.joint.join(sorted(set(side))) for side in (side_a, side_b))

    def region(self, gwno: int) -> str:
        """UCDP's region of a country by its number of Gleditsch and Ward.

        Raises:
            CodebookError: If no region holds the number.
        """
        for region in self.regions:
            if gwno in region.members or gwno <= region.to:
                return region.name
        raise CodebookError(f"ucdp.yaml: no region holds the state number {gwno}")

    def type_of_violence(self, *, state_in_a: bool, state_in_b: bool, one_sided: bool) -> int:
        """1 where a state fights, 2 where none does, 3 where armed people kill civilians who do not fight."""
        if one_sided:
            return 3
        return 1 if state_in_a or state_in_b else 2


@cache
def ucdp() -> Ucdp:
    """The codebook, read once.

    Raises:
        CodebookError: If the file is malformed.
    """
    data = read_yaml("ucdp.yaml")
    columns = columns_of("ucdp.yaml", data["columns"])
    names = {column.name for column in columns}
    for listed in ("columns_19", "best_is_sum_of"):
        if unknown := set(data[listed]) - names:
            raise CodebookError(f"ucdp.yaml: {listed} names unknown columns {sorted(unknown)}")
    return Ucdp(
        columns=columns,
        columns_19=tuple(data["columns_19"]),
        separator=data["separator"],
        codes=data["codes"],
        code_status=data["code_status"],
        best_is_sum_of=tuple(data["best_is_sum_of"]),
        naming=Naming(**data["naming"]),
        regions=tuple(
            UcdpRegion(entry["name"], entry.get("to", -1), frozenset(entry.get("members", ())))
            for entry in data["regions"]
        ),
    )
