"""The 31 columns of an ACLED event table, from `acled_columns.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.table_columns import Column, columns_of


@dataclass(frozen=True, slots=True)
class AcledTable:
    """The table as ACLED publishes it.

    Attributes:
        columns: In their order.
        separator: Between several values of one cell.
        decimals: Places after the point of latitude and longitude.
    """

    columns: tuple[Column, ...]
    separator: str
    decimals: int

    @property
    def names(self) -> tuple[str, ...]:
        """The header line."""
        return tuple(column.name for column in self.columns)


@cache
def acled_columns() -> AcledTable:
    """The table's columns, read once.

    Raises:
        CodebookError: If the file is malformed.
    """
    data = read_yaml("acled_columns.yaml")
    return AcledTable(
        columns_of("acled_columns.yaml", data["columns"]), data["separator"], int(data["decimals"])
    )
