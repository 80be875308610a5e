"""Long lists of values in pieces that one statement may hold."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Select

CHUNK = 500
"""Values in one IN (...): databases limit the number of parameters of a statement, the oldest to 999."""


def chunks(values: Iterable[str]) -> Iterator[list[str]]:
    """The values, each once, in lists that fit into one IN (...)."""
    unique = list(dict.fromkeys(values))
    for start in range(0, len(unique), CHUNK):
        yield unique[start : start + CHUNK]


def pairs(connection: Connection, query: Select[*tuple[Any, ...]]) -> dict[Any, Any]:
    """The rows of a query of two columns, first → second."""
    return {row[0]: row[1] for row in connection.execute(query)}
