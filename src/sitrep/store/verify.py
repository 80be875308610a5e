"""Is the record what it was? Every hash is computed anew and every quote is looked up in its text."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Connection, func, select

from sitrep.errors import SitrepError
from sitrep.model.review import Judgement
from sitrep.model.span import Span
from sitrep.store import dialect, dropping, ledger, rows
from sitrep.store.tables import (
    ATTRIBUTES,
    CAPTURES,
    CLAIMS,
    DOCUMENTS,
    DROPPED,
    DROPS,
    EVIDENCE,
    INDEXED,
    JUDGEMENTS,
    LEDGER,
    READINGS,
    WAITING,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `what` is a stable code, `where` names the object, `message` says it in words.

    Codes: file, ledger, head, capture, document, claims, quote, span, columns, reading, attribute, judgement,
    waiting, drop, evidence.
    """

    what: str
    where: str
    message: str


def verify(connection: Connection, head: str = "") -> Iterator[Finding]:
    """Everything that is wrong with the record; nothing where it is whole.

    Args:
        connection: In a reading transaction.
        head: Hash of a ledger row that was noted down earlier, outside the record; empty if there is none.
            Only with it can a ledger that was rebuilt, or cut at its end, be told from a true one.
    """
    for message in dialect.damage(connection):
        yield Finding("file", "file", message)
    for entry, message in ledger.broken(ledger.entries(connection)):
        yield Finding("ledger", f"ledger row {entry.seq}", message)
    if head and connection.execute(select(LEDGER.c.seq).where(LEDGER.c.hash == head)).first() is None:
        yield Finding("head", "ledger", f"no row has the hash {head}: rows were removed or written anew")
    gone = frozenset(connection.execute(select(DROPPED.c.id)).scalars())
    yield from _drops(connection)
    yield from _captures(connection, gone)
    yield from _documents(connection, gone)
    for verb, table, key, hashed in (
        ("reading", READINGS, READINGS.c.capture_id, _columns_hash),
        ("attribute", ATTRIBUTES, ATTRIBUTES.c.document_id, _columns_hash),
        ("judgement", JUDGEMENTS, JUDGEMENTS.c.claim_id, _judgement_hash),
    ):
        yield from _sequence(connection, verb, table, key, hashed=hashed, gone=gone)
    yield from _waiting(connection, gone)
    yield from _evidence(connection)


def _noted(connection: Connection, verb: str) -> Iterator[tuple[str, str]]:
    """Object and payload hash of the newest ledger row of each object, by object."""
    newest = select(func.max(LEDGER.c.seq)).where(LEDGER.c.verb == verb).group_by(LEDGER.c.object)
    query = select(LEDGER.c.object, LEDGER.c.payload_hash).where(LEDGER.c.seq.in_(newest))
    for row in connection.execute(query.order_by(LEDGER.c.object)):
        yield row.object, row.payload_hash


def _matched(
    held: Iterable[tuple[str, Any]], noted: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Any, str]]:
    """Pairs by identity of two ascending lists: None or an empty hash stands where one side lacks it."""
    mine, theirs = iter(held), iter(noted)
    left, right = next(mine, None), next(theirs, None)
    while left is not None or right is not None:
        if left is not None and (right is None or left[0] < right[0]):
            yield left[0], left[1], ""
            left = next(mine, None)
        elif right is not None and (left is None or right[0] < left[0]):
            yield right[0], None, right[1]
            right = next(theirs, None)
        elif left is not None and right is not None:
            yield left[0], left[1], right[1]
            left, right = next(mine, None), next(theirs, None)


def _captures(connection: Connection, gone: frozenset[str]) -> Iterator[Finding]:
    held = ((row.id, row) for row in connection.execute(select(CAPTURES).order_by(CAPTURES.c.id)))
    for identity, row, noted in _matched(held, _noted(connection, "capture")):
        where = f"capture {identity}"
        if identity in gone:
            yield from _still_there(row, where)
        elif row is None:
            yield Finding("capture", where, "the ledger knows it and it is not there")
        else:
            yield from _capture(row, noted, where)


def _capture(row: Any, noted: str, where: str) -> Iterator[Finding]:
    try:
        data = rows.unpacked(row.id, row.bytes)
        if ledger.hash_of(data) != row.id or len(data) != row.size:
            yield Finding("capture", where, "its bytes were changed")
        if rows.capture_hash(rows.capture_of(row)) != noted:
            yield Finding("capture", where, "what is told about it differs from the ledger")
    except (SitrepError, ValueError, TypeError) as error:
        yield Finding("capture", where, f"it cannot be read: {error}")


def _still_there(row: Any, where: str) -> Iterator[Finding]:
    if row is not None:
        yield Finding("drop", where, "it was dropped and is there")


def _documents(connection: Connection, gone: frozenset[str]) -> Iterator[Finding]:
    claim_sets = dict(_noted(connection, "claims"))
    held = ((row.id, row) for row in connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.id)))
    for identity, row, noted in _matched(held, _noted(connection, "document")):
        where = f"document {identity}"
        if identity in gone:
            yield from _still_there(row, where)
            continue
        if row is None:
            yield Finding("document", where, "the ledger knows it and it is not there")
            continue
        if rows.document_hash(row.payload, row.text) != noted:
            yield Finding("document", where, "it differs from the ledger")
        yield from _columns(row, rows.document_of, rows.document_row, where)
        yield from _claims(connection, row, claim_sets.get(identity, ""))


def _claims(connection: Connection, document: Any, noted: str) -> Iterator[Finding]:
    held = connection.execute(
        select(CLAIMS).where(CLAIMS.c.document_id == document.id).order_by(CLAIMS.c.id)
    ).all()
    found = rows.claim_set_hash([(row.id, row.payload, row.kept_by_review) for row in held])
    if (held or noted) and found != noted:
        yield Finding("claims", f"document {document.id}", "its claims differ from the ledger")
    text = str(document.text)  # a column of another type is told by _columns
    for row in held:
        where = f"claim {row.id}"
        yield from _columns(row, rows.claim_of, rows.claim_row, where)
        try:
            claim = rows.claim_of(row)
        except SitrepError:
            continue  # told by _columns
        if text[claim.evidence.start : claim.evidence.end] != claim.quote:
            yield Finding("quote", where, f"the text at {claim.evidence} is not its quote")
        if any(span.end > len(text) for span in _spans(claim)):
            yield Finding("span", where, "one of its spans leaves the text")


def _columns(
    row: Any, read: Callable[[Any], Any], write: Callable[[Any], dict[str, Any]], where: str
) -> Iterator[Finding]:
    """A row whose searched columns say something else than its payload, or whose payload cannot be read."""
    try:
        expected = write(read(row))
    except SitrepError as error:
        yield Finding("columns", where, str(error))
        return
    wrong = sorted(name for name, value in expected.items() if getattr(row, name) != value)
    if wrong:
        yield Finding("columns", where, f"columns differ from the payload: {', '.join(wrong)}")


def _spans(part: Any) -> Iterator[Span]:
    """Every span within a model object."""
    if isinstance(part, Span):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from _spans(one)
    else:
        for name in getattr(part, "__slots__", ()):
            yield from _spans(getattr(part, name))


def _drops(connection: Connection) -> Iterator[Finding]:
    """Tombstones held against the ledger: without one that it tells of, nothing may be missing."""
    ids: dict[str, list[tuple[str, str]]] = {}
    for row in connection.execute(select(DROPPED)):
        ids.setdefault(row.document_id, []).append((row.kind, row.id))
    held = (
        (row.document_id, row._asdict())
        for row in connection.execute(select(DROPS).order_by(DROPS.c.document_id))
    )
    for document, row, noted in _matched(held, _noted(connection, "drop")):
        if row is None or dropping.drop_hash(row, ids.get(document, [])) != noted:
            yield Finding("drop", f"document {document}", "its tombstone differs from the ledger")


def _waiting(connection: Connection, gone: frozenset[str]) -> Iterator[Finding]:
    """Judgements that wait: each as it came, and none missing that did not find its claim or was dropped."""
    columns = LEDGER.c
    made = set(connection.execute(select(columns.payload_hash).where(columns.verb == "judgement")).scalars())
    noted = {
        row.payload_hash: row.object
        for row in connection.execute(
            select(columns.object, columns.payload_hash).where(columns.verb == "waiting")
        )
        if row.payload_hash not in made and row.object not in gone
    }
    for row in connection.execute(select(WAITING).order_by(WAITING.c.id)):
        where = f"waiting judgement about {row.claim_id}"
        if noted.pop(row.id, None) != row.claim_id or ledger.hash_of(row.payload) != row.id:
            yield Finding("waiting", where, "it differs from the ledger")
    for claim in noted.values():
        yield Finding(
            "waiting", f"waiting judgement about {claim}", "the ledger knows it and it is not there"
        )


def _sequence(
    connection: Connection,
    verb: str,
    table: Any,
    key: Any,
    *,
    hashed: Callable[[Any], str],
    gone: frozenset[str],
) -> Iterator[Finding]:
    """Rows of a table that only grows, held against the ledger's rows of the same verb, in order; dropped ones apart."""
    told = connection.execute(
        select(LEDGER.c.seq, LEDGER.c.object, LEDGER.c.payload_hash)
        .where(LEDGER.c.verb == verb)
        .order_by(LEDGER.c.seq)
    )
    noted = (entry for entry in told if entry.object not in gone)
    held = connection.execute(select(table, key.label("subject")).order_by(table.c.seq))
    for row, entry in zip_longest(held, noted):
        if row is None:
            yield Finding(verb, f"ledger row {entry.seq}", f"the {verb} it tells of is not there")
        elif entry is None or (row.subject, hashed(row)) != (entry.object, entry.payload_hash):
            yield Finding(verb, f"{verb} {row.seq} of {row.subject}", "it differs from the ledger")


def _columns_hash(row: Any) -> str:
    return rows.columns_hash({name: value for name, value in row._asdict().items() if name != "subject"})


def _judgement_hash(row: Any) -> str:
    try:
        judgement = rows.read_payload(Judgement, row.payload, row.claim_id)
    except SitrepError:
        return "unreadable"
    at, other = rows.stamp(judgement.at), rows.named(judgement)
    repeated = (judgement.claim, judgement.verdict.value, judgement.by, at, other)
    if repeated != (row.claim_id, row.verdict, row.person, row.at, row.other):
        return "columns differ"
    return ledger.hash_of(row.payload)


def _evidence(connection: Connection) -> Iterator[Finding]:
    """Sentences that are searched for must be those of the claims, and of all of them."""
    query = (
        select(CLAIMS.c.id)
        .join(INDEXED, INDEXED.c.document_id == CLAIMS.c.document_id)
        .outerjoin(EVIDENCE, EVIDENCE.c.claim_id == CLAIMS.c.id)
        .where((EVIDENCE.c.quote.is_(None)) | (EVIDENCE.c.quote != CLAIMS.c.quote))
        .order_by(CLAIMS.c.id)
    )
    for identity in connection.execute(query).scalars():
        yield Finding("evidence", f"claim {identity}", "what is searched for is not the claim's sentence")
