"""Everything that can be asked of the record. Each answer is of one moment, and lists come row by row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from sitrep.errors import NotFoundError
from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document
from sitrep.model.record import RecordPart
from sitrep.store import ledger, rows
from sitrep.store.chunks import CHUNK, chunks, pairs
from sitrep.store.filters import ClaimFilter, DocumentFilter, later, starts_with
from sitrep.store.listing import ThingReads
from sitrep.store.pages import Pages
from sitrep.store.reviews import ReviewReads
from sitrep.store.stories import StoryReads
from sitrep.store.tables import (
    ACTORS,
    ATTRIBUTES,
    CAPTURES,
    CLAIM_PARTITIONS,
    CLAIMS,
    DIRTY,
    DIRTY_CLAIMS,
    DOCUMENTS,
    META,
    METADATA,
    PARTS,
    READINGS,
)

ALL_CLAIMS = ClaimFilter()
ALL_DOCUMENTS = DocumentFilter()

_CLAIM = (CLAIMS.c.id, CLAIMS.c.quote, CLAIMS.c.payload)
_CLAIM_ORDER = (CLAIMS.c.published, CLAIMS.c.document_id, CLAIMS.c.start, CLAIMS.c.id)
_DOCUMENT_ORDER = (DOCUMENTS.c.published, DOCUMENTS.c.id)


@dataclass(frozen=True, slots=True)
class Reading:
    """One time that a capture was read: which document it gave, or why none (a code of `errors.REASONS`)."""

    capture: str
    document: str | None
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """What a person once said about a document, by the name of a `SourceAttributes` field."""

    document: str
    name: str
    value: str
    at: str
    actor: str


class Reads(Pages, ThingReads, ReviewReads, StoryReads):
    """Questions to the record. Iterators are lazy and see the record as it was when they began."""

    def capture_known(self, sha256: str) -> bool:
        """Whether the bytes of that hash are in the record."""
        with self._connection() as connection:
            return (
                connection.execute(select(CAPTURES.c.id).where(CAPTURES.c.id == sha256)).first() is not None
            )

    def capture(self, sha256: str) -> tuple[Capture, bytes]:
        """A capture and its bytes, as they came.

        Raises:
            NotFoundError: If the record does not hold it.
        """
        with self._connection() as connection:
            row = connection.execute(select(CAPTURES).where(CAPTURES.c.id == sha256)).first()
        if row is None:
            raise NotFoundError(f"no capture {sha256} in the record")
        return rows.capture_of(row), rows.unpacked(row.id, row.bytes)

    def readings(self, capture: str) -> tuple[Reading, ...]:
        """Every reading of a capture, oldest first."""
        columns = READINGS.c
        query = select(columns.capture_id, columns.document_id, columns.reason, columns.at)
        with self._connection() as connection:
            found = connection.execute(query.where(columns.capture_id == capture).order_by(columns.seq))
            return tuple(Reading(*row) for row in found)

    def document(self, identity: str) -> Document:
        """A document by its id.

        Raises:
            NotFoundError: If the record does not hold it.
        """
        with self._connection() as connection:
            row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == identity)).first()
        if row is None:
            raise NotFoundError(f"no document {identity} in the record")
        return rows.document_of(row)

    def document_named(self, name: str) -> Document:
        """A document by its id, the first characters of it, or its address.

        Raises:
            NotFoundError: If no document is called so, or several are; the message names them.
        """
        columns = DOCUMENTS.c
        called = or_(starts_with(columns.id, name.strip().lower()), columns.url == name.strip())
        with self._connection() as connection:
            found = connection.execute(select(DOCUMENTS).where(called).order_by(columns.id).limit(6)).all()
        if not name.strip() or not found:
            raise NotFoundError(
                f"no document is called {name!r}. `sitrep explain CLAIM` names a claim's document"
            )
        if len(found) > 1 and found[0].id != name:
            names = ", ".join(row.id for row in found[:5])
            raise NotFoundError(f"several documents are called {name!r}: {names}")
        return rows.document_of(found[0])

    def document_known(self, identity: str) -> bool:
        """Whether the record holds a document of that id."""
        query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == identity)
        with self._connection() as connection:
            return connection.execute(query).first() is not None

    def document_starting(self, prefix: str) -> str:
        """Id of the document whose id starts so.

        Raises:
            NotFoundError: If there is none, or several; the message names them.
        """
        wanted = prefix.strip().lower()
        with self._connection() as connection:
            query = select(DOCUMENTS.c.id).where(starts_with(DOCUMENTS.c.id, wanted))
            found: list[str] = list(connection.execute(query.order_by(DOCUMENTS.c.id).limit(6)).scalars())
        if not wanted or not found:
            raise NotFoundError(
                f"no document starts with {prefix!r}. `sitrep explain CLAIM` names a claim's document"
            )
        if len(found) > 1 and found[0] != wanted:
            names = ", ".join(found[:5])
            raise NotFoundError(
                f"several documents start with {prefix!r}: {names}{' ...' if found[5:] else ''}"
            )
        return found[0]

    def documents(
        self, wanted: DocumentFilter = ALL_DOCUMENTS, *, limit: int | None = None, after: str | None = None
    ) -> Iterator[Document]:
        """Documents by publication time (unknown first), then id.

        Args:
            wanted: Which ones.
            limit: At most so many.
            after: Id of the document to go on after.

        Raises:
            NotFoundError: If there is no document `after`.
        """
        with self._connection() as connection:
            query = select(DOCUMENTS).where(*wanted.conditions()).order_by(*_DOCUMENT_ORDER).limit(limit)
            if after is not None:
                query = query.where(_after(connection, DOCUMENTS.c.id, after, _DOCUMENT_ORDER))
            for row in connection.execute(query):
                yield rows.document_of(row)

    def attributes(self, document: str) -> tuple[Attribute, ...]:
        """What persons said about a document, oldest first: the last one of a name holds."""
        columns = ATTRIBUTES.c
        query = select(columns.document_id, columns.name, columns.value, columns.at, columns.actor)
        with self._connection() as connection:
            found = connection.execute(query.where(columns.document_id == document).order_by(columns.seq))
            return tuple(Attribute(*row) for row in found)

    def claims(
        self, wanted: ClaimFilter = ALL_CLAIMS, *, limit: int | None = None, after: str | None = None
    ) -> Iterator[Claim]:
        """Claims by publication day (unknown first), document, place in the text, id: not as they came in.

        Args:
            wanted: Which ones.
            limit: At most so many.
            after: Id of the claim to go on after.

        Raises:
            NotFoundError: If there is no claim `after`.
        """
        with self._connection() as connection:
            query = select(*_CLAIM).where(*wanted.conditions()).order_by(*_CLAIM_ORDER)
            if after is not None:
                query = query.where(_after(connection, CLAIMS.c.id, after, _CLAIM_ORDER))
            if wanted.ids is not None:
                query = query.where(CLAIMS.c.id.in_(wanted.ids)) if len(wanted.ids) <= CHUNK else query
            ids = None if wanted.ids is None else frozenset(wanted.ids)
            given = 0
            for row in connection.execute(query):
                if given == limit:
                    return
                if (ids is None or row.id in ids) and wanted.says(row.quote):
                    given += 1
                    yield rows.claim_of(row)

    def claims_of_document(self, document: str) -> tuple[Claim, ...]:
        """Claims of one document, in text order."""
        return tuple(self.claims(ClaimFilter(document=document)))

    def claim(self, prefix: str) -> Claim:
        """A claim by its id or the first characters of it.

        Raises:
            NotFoundError: If no claim starts so, or several do; the message names them.
        """
        with self._connection() as connection:
            matching = starts_with(CLAIMS.c.id, prefix.strip().lower())
            found = connection.execute(select(*_CLAIM).where(matching).order_by(CLAIMS.c.id).limit(6)).all()
        if not prefix.strip() or not found:
            raise NotFoundError(f"no claim starts with {prefix!r}. List them with: sitrep claims")
        if len(found) > 1 and found[0].id != prefix:
            names = ", ".join(row.id for row in found[:5])
            raise NotFoundError(f"several claims start with {prefix!r}: {names}{' ...' if found[5:] else ''}")
        return rows.claim_of(found[0])

    def claims_of_partitions(self, partitions: Iterable[str]) -> dict[str, tuple[Claim, ...]]:
        """Claims of several partitions, in the order of `claims`; a claim in many of them is read once."""
        wanted = list(dict.fromkeys(partitions))
        found: dict[str, list[Claim]] = {partition: [] for partition in wanted}
        column = CLAIM_PARTITIONS.c.partition_key
        known: dict[str, Claim] = {}
        with self._connection() as connection:
            for chunk in chunks(wanted):
                members = select(column, CLAIM_PARTITIONS.c.claim_id, *_CLAIM_ORDER[:3])
                members = members.join(CLAIMS, CLAIMS.c.id == CLAIM_PARTITIONS.c.claim_id)
                touching = connection.execute(members.where(column.in_(chunk)).order_by(*_CLAIM_ORDER)).all()
                missing = [row.claim_id for row in touching if row.claim_id not in known]
                known.update(_claims(connection, dict.fromkeys(missing)))
                for row in touching:
                    found[row.partition_key].append(known[row.claim_id])
        return {partition: tuple(claims) for partition, claims in found.items()}

    def partitions_of_claims(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Partitions that any of the claims touches, sorted."""
        columns = CLAIM_PARTITIONS.c
        found: set[str] = set()
        with self._connection() as connection:
            for chunk in chunks(claims):
                query = select(columns.partition_key).where(columns.claim_id.in_(chunk)).distinct()
                found.update(connection.execute(query).scalars())
        return tuple(sorted(found))

    def partitions(self) -> tuple[str, ...]:
        """Every partition that a claim touches, sorted: what a rebuild goes through."""
        column = CLAIM_PARTITIONS.c.partition_key
        with self._connection() as connection:
            return tuple(connection.execute(select(column).distinct().order_by(column)).scalars())

    def partitions_dirty(self) -> tuple[str, ...]:
        """Partitions whose claims, judgements or stories changed since their part was written, sorted."""
        with self._connection() as connection:
            column = DIRTY.c.partition_key
            return tuple(connection.execute(select(column).order_by(column)).scalars())

    def claims_dirty(self) -> tuple[str, ...]:
        """Claims about which it is to be found anew whether they count, by document."""
        query = select(DIRTY_CLAIMS.c.claim_id).join(CLAIMS, CLAIMS.c.id == DIRTY_CLAIMS.c.claim_id)
        with self._connection() as connection:
            return tuple(connection.execute(query.order_by(CLAIMS.c.document_id, CLAIMS.c.id)).scalars())

    def is_dirty(self) -> bool:
        """Whether anything is to be computed."""
        with self._connection() as connection:
            return any(
                connection.execute(select(table).limit(1)).first() is not None
                for table in (DIRTY, DIRTY_CLAIMS)
            )

    def parts(self, prefix: str = "") -> Iterator[RecordPart]:
        """Parts of the record whose partition starts with a prefix, by partition."""
        column = PARTS.c.partition_key
        with self._connection() as connection:
            query = select(PARTS).where(starts_with(column, prefix)).order_by(column)
            for row in connection.execute(query):
                yield rows.read_payload(RecordPart, row.payload, row.partition_key)

    def parts_of(self, partitions: Iterable[str]) -> Iterator[RecordPart]:
        """Parts of the partitions given, in no fixed order; partitions without a part are left out."""
        column = PARTS.c.partition_key
        with self._connection() as connection:
            for chunk in chunks(partitions):
                for row in connection.execute(select(PARTS).where(column.in_(chunk))):
                    yield rows.read_payload(RecordPart, row.payload, row.partition_key)

    def parts_with(self, prefix: str) -> Iterator[RecordPart]:
        """Parts of events that hold an id which starts with a prefix of hex digits, by partition."""
        column = PARTS.c.partition_key
        with self._connection() as connection:
            holding = PARTS.c.payload.contains(f'"id":"{prefix}', autoescape=True)
            query = select(PARTS).where(starts_with(column, "event|"), holding).order_by(column)
            for row in connection.execute(query):
                yield rows.read_payload(RecordPart, row.payload, row.partition_key)

    def input_hashes(self, partitions: Iterable[str]) -> dict[str, str]:
        """Hash of the inputs of the stored parts; partitions without a part are left out."""
        columns = PARTS.c
        found: dict[str, str] = {}
        with self._connection() as connection:
            for chunk in chunks(partitions):
                query = select(columns.partition_key, columns.input_hash)
                found.update(pairs(connection, query.where(columns.partition_key.in_(chunk))))
        return found

    def meta(self) -> dict[str, str]:
        """Facts about the record itself: sitrep's version, the engine's hash, thresholds."""
        with self._connection() as connection:
            return pairs(connection, select(META.c.key, META.c.value).order_by(META.c.key))

    def ledger(self) -> Iterator[ledger.Entry]:
        """The ledger, oldest row first."""
        with self._connection() as connection:
            yield from ledger.entries(connection)

    def actors(self) -> dict[str, str]:
        """Actor id of the ledger → name."""
        with self._connection() as connection:
            return pairs(connection, select(ACTORS.c.id, ACTORS.c.name).order_by(ACTORS.c.id))

    def counts(self) -> dict[str, int]:
        """Number of rows of every table."""
        with self._connection() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in METADATA.sorted_tables
            }

    def claims_per_document(self) -> dict[str, int]:
        """Document id → number of its claims; documents without any are left out."""
        column = CLAIMS.c.document_id
        with self._connection() as connection:
            return pairs(connection, select(column, func.count()).group_by(column).order_by(column))


def _claims(connection: Connection, ids: Iterable[str]) -> dict[str, Claim]:
    return {
        row.id: rows.claim_of(row)
        for chunk in chunks(ids)
        for row in connection.execute(select(*_CLAIM).where(CLAIMS.c.id.in_(chunk)))
    }


def _after(
    connection: Connection, key: ColumnElement[str], identity: str, order: tuple[Any, ...]
) -> ColumnElement[bool]:
    row = connection.execute(select(*order).where(key == identity)).first()
    if row is None:
        raise NotFoundError(f"nothing of the id {identity!r} to go on after")
    return later(order, tuple(row))
