"""Dropping: a document leaves the record for good, and only hashes and the reason stay.

The ledger is not touched: it never held more than hashes. `dropped` names what is gone, so that `verify` does not
miss it and reading the same bytes does not bring it back.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from sitrep.store import dialect, ledger
from sitrep.store.chunks import chunks
from sitrep.store.tables import (
    ATTRIBUTES,
    BANDS,
    CAPTURES,
    CLAIMS,
    CORRECTIONS,
    DOCUMENTS,
    DROPPED,
    DROPS,
    EVIDENCE,
    INDEXED,
    JUDGEMENTS,
    MASKED_NAMES,
    READINGS,
    STORIES,
    WAITING,
)


@dataclass(frozen=True, slots=True)
class Gone:
    """What goes with a document, each sorted: what else came from its bytes, and the other bytes that it came from."""

    document: str
    documents: tuple[str, ...]
    captures: tuple[str, ...]
    claims: tuple[str, ...]

    def ids(self) -> list[tuple[str, str]]:
        """Pairs (kind, id) of everything."""
        kinds = (("capture", self.captures), ("claim", self.claims), ("document", self.documents))
        return [(kind, id_) for kind, ids in kinds for id_ in ids]


def reach(connection: Connection, document: str) -> Gone:
    """What goes with a document."""
    documents, captures = {document}, set[str]()
    while True:
        before = len(documents) + len(captures)
        captures.update(
            _column(connection, DOCUMENTS.c.capture_id, DOCUMENTS.c.id, documents),
            _column(connection, READINGS.c.capture_id, READINGS.c.document_id, documents),
        )
        documents.update(
            _column(connection, DOCUMENTS.c.id, DOCUMENTS.c.capture_id, captures),
            _column(connection, READINGS.c.document_id, READINGS.c.capture_id, captures) - {None},
        )
        if len(documents) + len(captures) == before:
            break
    claims = _column(connection, CLAIMS.c.id, CLAIMS.c.document_id, documents)
    for table in (JUDGEMENTS, WAITING):  # also claims that people added, and took back or never saw
        claims |= _column(connection, table.c.claim_id, table.c.other, documents)
    return Gone(document, tuple(sorted(documents)), tuple(sorted(captures)), tuple(sorted(claims)))


def _column(connection: Connection, wanted: Any, key: Any, values: Iterable[str]) -> set[Any]:
    return {
        value
        for chunk in chunks(values)
        for value in connection.execute(select(wanted).where(key.in_(chunk))).scalars()
    }


def drop(connection: Connection, gone: Gone, person: str, why: str, at: str) -> str:
    """Delete it all and leave the tombstone; gives the hash for the ledger."""
    row = {"document_id": gone.document, "person": person, "why": why, "at": at}
    connection.execute(insert(DROPS), row)
    ids = gone.ids()
    connection.execute(
        insert(DROPPED), [{"kind": kind, "id": id_, "document_id": gone.document} for kind, id_ in ids]
    )
    dialect.unindex_evidence(connection, gone.claims)
    for table, column, keys in (
        (EVIDENCE, EVIDENCE.c.claim_id, gone.claims),
        (MASKED_NAMES, MASKED_NAMES.c.document_id, gone.documents),
        (INDEXED, INDEXED.c.document_id, gone.documents),
        (JUDGEMENTS, JUDGEMENTS.c.claim_id, gone.claims),
        (WAITING, WAITING.c.claim_id, gone.claims),
        (CLAIMS, CLAIMS.c.id, gone.claims),
        (STORIES, STORIES.c.document_id, gone.documents),
        (BANDS, BANDS.c.document_id, gone.documents),
        (CORRECTIONS, CORRECTIONS.c.document_id, gone.documents),
        (ATTRIBUTES, ATTRIBUTES.c.document_id, gone.documents),
        (READINGS, READINGS.c.capture_id, gone.captures),
        (DOCUMENTS, DOCUMENTS.c.id, gone.documents),
        (CAPTURES, CAPTURES.c.id, gone.captures),
    ):
        for chunk in chunks(keys):
            connection.execute(delete(table).where(column.in_(chunk)))
    dialect.forget_evidence(connection)
    return drop_hash(row, ids)


def drop_hash(row: dict[str, str], ids: Iterable[tuple[str, str]]) -> str:
    """What the ledger keeps of a drop: the tombstone and the ids of all that went."""
    return ledger.hash_of(json.dumps([row, sorted(ids)], ensure_ascii=False, sort_keys=True))
