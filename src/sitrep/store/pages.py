"""Lists page by page, with how many there are in all, and marks by which a reader sees that the record has changed."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from sqlalchemy import Connection, func, select

from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.store import dialect, rows
from sitrep.store.filters import ORDERS, ClaimFilter, DocumentFilter
from sitrep.store.ledger import VIEWS
from sitrep.store.tables import CLAIMS, DIRTY, DOCUMENTS, INDEXED, JUDGEMENTS, LEDGER, MASKED_NAMES, PARTS


class Pages:
    """Questions of somebody who turns pages. Part of `Reads`."""

    def _connection(self) -> AbstractContextManager[Connection]:
        """A connection within a transaction."""
        raise TypeError("ask a Store or the `read` of a Writing")

    def claims_page(
        self, wanted: ClaimFilter, *, order: str = "published", limit: int = 50, offset: int = 0
    ) -> tuple[tuple[Claim, ...], int]:
        """Claims of one page, and the number of all that match. `grep` is not looked at: ask for `words`.

        Args:
            wanted: Which ones.
            order: A name of `filters.ORDERS`.
            limit: Claims on a page.
            offset: Claims on the pages before.
        """
        conditions = list(wanted.conditions())
        if wanted.ids is not None:
            conditions.append(dialect.among(CLAIMS.c.id, wanted.ids))
        page = select(CLAIMS.c.id).where(*conditions).order_by(*ORDERS[order]).limit(limit).offset(offset)
        with self._connection() as connection:
            total = connection.execute(
                select(func.count()).select_from(CLAIMS).where(*conditions)
            ).scalar_one()
            ids = list(connection.execute(page).scalars())
            query = select(CLAIMS.c.id, CLAIMS.c.payload).where(dialect.among(CLAIMS.c.id, ids))
            found = {row.id: rows.claim_of(row) for row in connection.execute(query)}
        return tuple(found[identity] for identity in ids), total

    def claim_ids(self, wanted: ClaimFilter) -> frozenset[str]:
        """Ids of all claims that match; `grep` is not looked at: ask for `words`."""
        with self._connection() as connection:
            return frozenset(connection.execute(select(CLAIMS.c.id).where(*wanted.conditions())).scalars())

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids; unknown ones are left out."""
        query = select(CLAIMS.c.id, CLAIMS.c.payload).where(dialect.among(CLAIMS.c.id, ids))
        with self._connection() as connection:
            return {row.id: rows.claim_of(row) for row in connection.execute(query)}

    def documents_page(
        self, wanted: DocumentFilter, *, newest_first: bool = False, limit: int = 50, offset: int = 0
    ) -> tuple[tuple[Document, ...], int]:
        """Documents of one page by publication, and the number of all that match."""
        conditions = list(wanted.conditions())
        column = DOCUMENTS.c.published
        order = (column.desc() if newest_first else column, DOCUMENTS.c.id)
        query = select(DOCUMENTS).where(*conditions).order_by(*order).limit(limit).offset(offset)
        with self._connection() as connection:
            total = connection.execute(
                select(func.count()).select_from(DOCUMENTS).where(*conditions)
            ).scalar_one()
            return tuple(rows.document_of(row) for row in connection.execute(query)), total

    def claim_types(self) -> tuple[str, ...]:
        """Frame types that any claim has, sorted."""
        with self._connection() as connection:
            return tuple(
                connection.execute(select(CLAIMS.c.type).distinct().order_by(CLAIMS.c.type)).scalars()
            )

    def judged_claims(self) -> frozenset[str]:
        """Ids of claims that a person judged."""
        with self._connection() as connection:
            return frozenset(connection.execute(select(JUDGEMENTS.c.claim_id).distinct()).scalars())

    def state(self) -> str:
        """A mark of what the record holds: another one after every change, the same as long as nothing changes.

        Who looked at it changes nothing: rows of the ledger that note that are passed over.
        """
        with self._connection() as connection:
            latest = connection.execute(
                select(LEDGER.c.seq, LEDGER.c.hash)
                .where(LEDGER.c.verb.not_in(VIEWS))
                .order_by(LEDGER.c.seq.desc())
                .limit(1)
            ).first()
            dirty = connection.execute(select(func.count()).select_from(DIRTY)).scalar_one()
            parts = connection.execute(select(func.count()).select_from(PARTS)).scalar_one()
        return f"{latest.seq}-{latest.hash[:12]}-{dirty}-{parts}" if latest else f"0-{dirty}-{parts}"

    def unindexed(self) -> Iterable[str]:
        """Documents whose evidence was never prepared for searching: an older sitrep read them."""
        known = select(INDEXED.c.document_id)
        query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.not_in(known)).order_by(DOCUMENTS.c.id)
        with self._connection() as connection:
            return tuple(connection.execute(query).scalars())

    def masked_names(self, documents: Iterable[str]) -> dict[str, frozenset[str]]:
        """Document id → names that the public view masks in it; documents that were never indexed are left out."""
        wanted = list(documents)
        known = select(INDEXED.c.document_id).where(dialect.among(INDEXED.c.document_id, wanted))
        columns = MASKED_NAMES.c
        query = select(columns.document_id, columns.spelling).where(
            dialect.among(columns.document_id, wanted)
        )
        found: dict[str, set[str]] = {}
        with self._connection() as connection:
            for identity in connection.execute(known).scalars():
                found[identity] = set()
            for identity, name in connection.execute(query):
                found.setdefault(identity, set()).add(name)
        return {identity: frozenset(names) for identity, names in found.items()}
