"""What can be asked about people's decisions: judgements, those that wait for their claim, dropped documents."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from sitrep.model.review import Judgement
from sitrep.store import rows
from sitrep.store.chunks import chunks
from sitrep.store.tables import CLAIMS, DROPPED, DROPS, JUDGEMENTS, WAITING


@dataclass(frozen=True, slots=True)
class Drop:
    """A document that a person took out of the record: what is left of it."""

    document: str
    by: str
    why: str
    at: str


class ReviewReads:
    """Questions about people's decisions."""

    def _connection(self) -> AbstractContextManager[Connection]:
        """A connection within a transaction. `Store` and `Writing` each give their own."""
        raise TypeError("ask a Store or the `read` of a Writing")

    def is_judged(self) -> bool:
        """Whether anybody has judged anything yet."""
        with self._connection() as connection:
            return connection.execute(select(JUDGEMENTS.c.seq).limit(1)).first() is not None

    def judgements(self, claims: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Judgements on the claims (on all claims by default), in the order in which they were made."""
        return self._judgements(JUDGEMENTS.c.claim_id, claims)

    def judgements_naming(self, claims: Iterable[str]) -> tuple[Judgement, ...]:
        """Judgements on other claims that name these as the same event or another, in the order in which they were made."""
        return self._judgements(JUDGEMENTS.c.other, claims)

    def _judgements(self, column: Any, claims: Iterable[str] | None) -> tuple[Judgement, ...]:
        columns = JUDGEMENTS.c
        query = select(columns.seq, columns.claim_id, columns.payload).order_by(columns.seq)
        found: list[Any] = []
        with self._connection() as connection:
            if claims is None:
                found.extend(connection.execute(query))
            else:
                for chunk in chunks(claims):
                    found.extend(connection.execute(query.where(column.in_(chunk))))
        found.sort(key=lambda row: row.seq)
        return tuple(rows.read_payload(Judgement, row.payload, row.claim_id) for row in found)

    def kept_by_review(self, document: str | None = None) -> tuple[str, ...]:
        """Ids of claims that a new reading no longer found, and that stay because a person judged or named them."""
        query = select(CLAIMS.c.id).where(CLAIMS.c.kept_by_review == 1).order_by(CLAIMS.c.id)
        if document is not None:
            query = query.where(CLAIMS.c.document_id == document)
        with self._connection() as connection:
            return tuple(connection.execute(query).scalars())

    def waiting(self, claims: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """Judgements that wait for a claim they speak of or name (for any claim by default), by claim and time."""
        columns = WAITING.c
        query = select(columns.id, columns.claim_id, columns.payload)
        found: dict[str, Judgement] = {}
        with self._connection() as connection:
            wanted: Iterable[Any] = (
                [query]
                if claims is None
                else (
                    query.where(or_(columns.claim_id.in_(chunk), columns.other.in_(chunk)))
                    for chunk in chunks(claims)
                )
            )
            for each in wanted:
                for row in connection.execute(each):
                    found[row.id] = rows.read_payload(Judgement, row.payload, row.claim_id)
        return tuple(sorted(found.values(), key=lambda each: (each.claim, each.at, each.verdict, each.field)))

    def drops(self) -> tuple[Drop, ...]:
        """Documents that were dropped, in the order in which they were."""
        columns = DROPS.c
        query = select(columns.document_id, columns.person, columns.why, columns.at)
        with self._connection() as connection:
            return tuple(
                Drop(*row) for row in connection.execute(query.order_by(columns.at, columns.document_id))
            )

    def dropped(self, ids: Iterable[str]) -> frozenset[str]:
        """Those of the ids (of captures, documents, claims) that went with a dropped document."""
        found: set[str] = set()
        with self._connection() as connection:
            for chunk in chunks(ids):
                found.update(
                    connection.execute(select(DROPPED.c.id).where(DROPPED.c.id.in_(chunk))).scalars()
                )
        return frozenset(found)
