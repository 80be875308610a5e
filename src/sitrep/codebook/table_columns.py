"""Columns of tables that other houses publish: names, order and types, as data that exports and importers share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sitrep.errors import CodebookError

TYPES = ("text", "integer", "number", "date", "boolean")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a house's table.

    Attributes:
        name: Header, exactly as the house writes it.
        type: text, integer, number, date (a whole day) or boolean.
        label: What stands in it, in our own words.
        many: Whether several values may stand in one cell, joined by the house's separator.
    """

    name: str
    type: str
    label: str
    many: bool = False


def columns_of(file: str, entries: Sequence[Mapping[str, Any]]) -> tuple[Column, ...]:
    """Columns from parsed entries of a vocabulary, in their order.

    Args:
        file: Name of the vocabulary, for messages.
        entries: Mappings with name, type, label and, where several values may stand in a cell, many.

    Raises:
        CodebookError: If an entry lacks a field, has an unknown type, or a name stands twice.
    """
    try:
        columns = tuple(
            Column(entry["name"], entry["type"], entry["label"], entry.get("many", False))
            for entry in entries
        )
    except KeyError as error:
        raise CodebookError(f"{file}: a column lacks {error}") from error
    for column in columns:
        if column.type not in TYPES:
            raise CodebookError(f"{file}: column {column.name!r} has the unknown type {column.type!r}")
    if len({column.name for column in columns}) != len(columns):
        raise CodebookError(f"{file}: a column stands twice")
    return columns
