"""Evidence made searchable, and taken out again, within a change."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from sitrep.store import dialect, rows
from sitrep.store.chunks import chunks
from sitrep.store.tables import CLAIMS, EVIDENCE, INDEXED, MASKED_NAMES


def write(connection: Connection, document: str, shown: Mapping[str, str], masked: Iterable[str]) -> None:
    """Make the evidence of a document's claims searchable, anew.

    Args:
        connection: Of the change.
        document: Id of a document in the record.
        shown: Claim id → sentence as the public view shows it, of every claim of the document.
        masked: Names that the public view masks in the document.
    """
    claims = select(CLAIMS.c.id, CLAIMS.c.quote).where(CLAIMS.c.document_id == document)
    quotes = {row.id: row.quote for row in connection.execute(claims)}
    remove(connection, quotes)
    connection.execute(delete(MASKED_NAMES).where(MASKED_NAMES.c.document_id == document))
    added = [
        {"claim_id": identity, "shown": shown[identity], "quote": quote} for identity, quote in quotes.items()
    ]
    if added:
        connection.execute(insert(EVIDENCE), added)
        dialect.index_evidence(connection, list(quotes))
    names = [
        {"document_id": document, "spelling": name, "name": rows.folded(name)}
        for name in sorted(set(masked))
        if name.strip()
    ]
    if names:
        connection.execute(insert(MASKED_NAMES), names)
    connection.execute(dialect.ignoring(INDEXED), {"document_id": document})


def remove(connection: Connection, claims: Iterable[str]) -> None:
    """Take the evidence of claims out."""
    claims = list(claims)
    dialect.unindex_evidence(connection, claims)
    for chunk in chunks(claims):
        connection.execute(delete(EVIDENCE).where(EVIDENCE.c.claim_id.in_(chunk)))
