"""Snapshot: the record as it is at one moment, for a page that asks many questions under one filter."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ColumnElement, Connection, TableClause, select

from sitrep.store import dialect
from sitrep.store.filters import ClaimFilter
from sitrep.store.listing import things_of
from sitrep.store.pages import claim_conditions
from sitrep.store.reads import Reads
from sitrep.store.tables import THINGS


class Snapshot(Reads):
    """Questions to the record as it is at one moment. What a filter leaves of the things is found once.

    Args:
        connection: Within a transaction that reads.
    """

    def __init__(self, connection: Connection) -> None:
        self._own = connection
        self._gathered: dict[ClaimFilter, TableClause] = {}

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        yield self._own

    def _about(
        self, connection: Connection, wanted: ClaimFilter | None
    ) -> tuple[list[ColumnElement[bool]], bool]:
        if wanted is None:
            return [], False
        if wanted not in self._gathered:
            things = things_of(claim_conditions(connection, wanted, gather=True)).distinct()
            self._gathered[wanted] = dialect.gathered(connection, len(self._gathered), things)
        return [THINGS.c.seq.in_(select(self._gathered[wanted].c.seq))], True

    def close(self) -> None:
        """Drop what was kept beside the record."""
        for table in self._gathered.values():
            dialect.dropped(self._own, table)
