"""One change of the record: everything in it is committed together with its ledger rows, or nothing is."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sitrep.errors import NotFoundError, SpanError, StoreError
from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document
from sitrep.model.plain import to_json
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement
from sitrep.store import dialect, dropping, evidence, ledger, rows, standings, things
from sitrep.store.chunks import chunks
from sitrep.store.parts import write as written_parts
from sitrep.store.reads import Reads
from sitrep.store.tables import (
    ATTRIBUTES,
    BANDS,
    CAPTURES,
    CLAIM_NAMES,
    CLAIM_PARTITIONS,
    CLAIMS,
    CORRECTIONS,
    DIRTY,
    DIRTY_CLAIMS,
    DOCUMENTS,
    JUDGEMENTS,
    META,
    PARTS,
    READINGS,
    STORIES,
    WAITING,
)


@dataclass(frozen=True, slots=True)
class ClaimsChange:
    """Claim ids that a new claim set added, changed, removed, or kept by review; each sorted."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    kept: tuple[str, ...]


class _WithinWriting(Reads):
    def __init__(self, connection: Connection) -> None:
        self._own = connection

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        yield self._own


class Writing:
    """The change being made. Its `read` already sees it; everybody else does once it is committed.

    Attributes:
        read: Questions to the record as it stands within this change.
        actor: Who makes the change.
        at: When, aware UTC.
    """

    def __init__(self, connection: Connection, actor: str, at: datetime) -> None:
        self.read: Reads = _WithinWriting(connection)
        self.actor = actor
        self.at = at
        self._stamp = rows.stamp(at)
        self._connection = connection
        self._acts: list[tuple[str, str, str]] = []
        self._texts: dict[str, str] = {}

    def capture(self, capture: Capture, data: bytes) -> bool:
        """Keep bytes as they came. The first capture of the same bytes stays as it is.

        Returns:
            Whether the bytes are new to the record.

        Raises:
            StoreError: If the bytes are not those that the capture names.
        """
        if ledger.hash_of(data) != capture.id or len(data) != capture.size:
            raise StoreError(f"capture {capture.id} of {capture.origin}: the bytes have another hash or size")
        if self.read.capture_known(capture.id):
            return False
        self._connection.execute(insert(CAPTURES), rows.capture_row(capture, data))
        self._acts.append(("capture", capture.id, rows.capture_hash(capture)))
        return True

    def document(self, document: Document) -> bool:
        """Keep a document, or what is newly resolved about one that is known; its text never changes.

        Returns:
            Whether the document is new to the record.

        Raises:
            StoreError: If the id is known with another text, or the capture is unknown.
        """
        row = rows.document_row(document)
        query = select(DOCUMENTS.c.text, DOCUMENTS.c.payload, DOCUMENTS.c.outlet)
        query = query.where(DOCUMENTS.c.id == document.id)
        known = self._connection.execute(query).first()
        if known is not None and known.text != document.text:
            raise StoreError(f"document {document.id} is known with another text: its identity is wrong")
        self._texts[document.id] = document.text
        if known is None or known.payload != row["payload"]:
            self._connection.execute(dialect.replacing(DOCUMENTS), row)
            self._acts.append(("document", document.id, rows.document_hash(row["payload"], document.text)))
        if known is not None and known.outlet != document.outlet:
            self.dirty_documents([document.id])  # sources tell by whom what they say is printed
        return known is None

    def reading(self, capture: str, document: str | None, reason: str = "") -> None:
        """Note that a capture was read: the document it gave, or the reason code why it gave none."""
        row = {"capture_id": capture, "document_id": document, "reason": reason, "at": self._stamp}
        self._connection.execute(insert(READINGS), row)
        self._acts.append(("reading", capture, rows.columns_hash(row)))

    def attribute(self, document: str, name: str, value: str) -> None:
        """Note what a person says about a document by hand; earlier values stay in the history."""
        row = {"document_id": document, "name": name, "value": value, "at": self._stamp, "actor": self.actor}
        self._connection.execute(insert(ATTRIBUTES), row)
        self._acts.append(("attribute", document, rows.columns_hash(row)))

    def claims(
        self,
        document: str,
        claims: Iterable[Claim],
        partitions: Mapping[str, Iterable[str]],
        *,
        kept: Collection[str] = (),
        withdrawn: Collection[str] = (),
    ) -> ClaimsChange:
        """Make these the claims of a document, in place of those it had.

        A claim that is no longer found is removed; if a person judged it, it stays, marked kept by review.
        Partitions that a changed claim touched or touches become dirty; where nothing changes, none does.

        Args:
            document: Id of a document in the record.
            claims: Every claim of the document.
            partitions: Claim id → partitions that it touches.
            kept: Ids of those among them that are there by review alone: no reading found them.
            withdrawn: Ids of claims that go although a person judged them: who added them took them back.

        Raises:
            NotFoundError: If the document is not in the record.
            SpanError: If a quote is not the text under its evidence span.
            StoreError: If a claim is of another document, or an id comes twice.
        """
        new = self._checked(document, claims)
        query = select(CLAIMS.c.id, CLAIMS.c.payload, CLAIMS.c.kept_by_review)
        old = {row.id: row for row in self._connection.execute(query.where(CLAIMS.c.document_id == document))}
        touched = self._touched(old)
        touches = {identity: tuple(sorted(set(partitions.get(identity, ())))) for identity in new}
        gone = sorted(old.keys() - new.keys())
        judged = {judgement.claim for judgement in self.read.judgements(gone)} if gone else set()
        judged |= {judgement.value for judgement in self.read.judgements_naming(gone)}
        judged -= set(withdrawn)
        change = ClaimsChange(
            added=tuple(sorted(new.keys() - old.keys())),
            changed=tuple(
                identity
                for identity in sorted(new.keys() & old.keys())
                if (old[identity].payload, bool(old[identity].kept_by_review))
                != (new[identity][0]["payload"], identity in kept)
                or touched.get(identity, ()) != touches[identity]
            ),
            removed=tuple(identity for identity in gone if identity not in judged),
            kept=tuple(identity for identity in gone if identity in judged),
        )
        newly_kept = [identity for identity in change.kept if not old[identity].kept_by_review]
        altered = (*change.changed, *change.removed, *newly_kept)
        self._dirty(key for identity in altered for key in touched.get(identity, ()))
        self._clear(change, newly_kept)
        self._put([new[identity] for identity in (*change.added, *change.changed)], touches, kept)
        if change.added or altered or not old:
            after = [(identity, row["payload"], int(identity in kept)) for identity, (row, _) in new.items()]
            after += [(identity, old[identity].payload, 1) for identity in change.kept]
            self._acts.append(("claims", document, rows.claim_set_hash(after)))
        return change

    def evidence(self, document: str, shown: Mapping[str, str], masked: Iterable[str]) -> None:
        """Make the evidence of a document's claims searchable, as `evidence.write`. To be called after `claims`."""
        evidence.write(self._connection, document, shown, masked)

    def judgement(self, judgement: Judgement) -> None:
        """Add what a person decided about a claim; partitions of the claim become dirty.

        Raises:
            NotFoundError: If the claim is not in the record. The claim that it names may be missing.
        """
        query = select(CLAIMS.c.id).where(CLAIMS.c.id == judgement.claim)
        if self._connection.execute(query).first() is None:
            raise NotFoundError(f"no claim {judgement.claim} in the record")
        other = rows.named(judgement)
        payload = to_json(judgement)
        row = {
            "claim_id": judgement.claim,
            "verdict": judgement.verdict.value,
            "person": judgement.by,
            "at": rows.stamp(judgement.at),
            "payload": payload,
            "other": other,
        }
        self._connection.execute(insert(JUDGEMENTS), row)
        self._remove(WAITING, "id", [ledger.hash_of(payload)])
        self._acts.append(("judgement", judgement.claim, ledger.hash_of(payload)))
        self._dirty(self.read.partitions_of_claims([judgement.claim]))
        self._unsettled([judgement.claim])

    def viewed(self, verb: str, what: str) -> None:
        """Note that somebody saw what the public view masks, or took it away.

        Args:
            verb: One of `ledger.VIEWS`.
            what: The page or command; never names or text.
        """
        self._acts.append((verb, what, ledger.hash_of(what)))

    def wait(self, judgement: Judgement) -> None:
        """Keep a judgement until the claims that it speaks of are in the record; `judgement` then takes it from there."""
        payload = to_json(judgement)
        identity = ledger.hash_of(payload)
        other = rows.named(judgement)
        row = {"id": identity, "claim_id": judgement.claim, "other": other, "payload": payload}
        self._connection.execute(dialect.ignoring(WAITING), row)
        self._acts.append(("waiting", judgement.claim, identity))

    def drop(self, document: str, why: str) -> tuple[str, ...]:
        """Take a document out of the record: its text, bytes, claims, and what was decided about them.

        Hashes stay, and a tombstone with the reason. What else came from the same bytes goes too. Parts that its claims
        touched are taken out and become dirty.

        Returns:
            Ids of the documents that are gone.

        Raises:
            NotFoundError: If there is no such document.
        """
        if not self.read.document_known(document):
            raise NotFoundError(f"no document {document} in the record")
        gone = dropping.reach(self._connection, document)
        touched = self.read.partitions_of_claims(gone.claims)
        mates = {
            mate
            for story in self.read.stories(gone.documents).values()
            for mate in self.read.documents_of_story(story)
        }
        payload_hash = dropping.drop(self._connection, gone, self.actor, why, self._stamp)
        self._acts.append(("drop", document, payload_hash))
        self._remove(PARTS, "partition_key", touched)
        self.things(dict.fromkeys(touched, ()))
        self._dirty(touched)
        self.dirty_documents(sorted(mates - set(gone.documents)))
        return gone.documents

    def touch(self, partitions: Mapping[str, Iterable[str]]) -> None:
        """Let claims touch further partitions than they did: a correction moves them. These become dirty.

        Args:
            partitions: Claim id → partitions that it touches.
        """
        touching = [(key, identity) for identity, keys in partitions.items() for key in dict.fromkeys(keys)]
        self._add(
            CLAIM_PARTITIONS, [{"partition_key": key, "claim_id": identity} for key, identity in touching]
        )
        self._dirty(self.read.partitions_of_claims(partitions))
        self._dirty(key for key, _ in touching)
        self._unsettled(partitions)

    def story(self, document: str, story: str) -> None:
        """Put a document into a wire story; if that changes, partitions of its claims become dirty."""
        query = select(STORIES.c.story).where(STORIES.c.document_id == document)
        if self._connection.execute(query).scalar() == story:
            return
        self._connection.execute(dialect.replacing(STORIES), {"document_id": document, "story": story})
        self.dirty_documents([document])

    def correction(self, document: str, words: str) -> None:
        """Note that a document says of itself that it corrects another, and in which words."""
        self._connection.execute(dialect.replacing(CORRECTIONS), {"document_id": document, "words": words})

    def dirty_documents(self, documents: Iterable[str]) -> None:
        """Mark every partition that claims of the documents touch as dirty: what they mean together has changed."""
        for document in documents:
            query = select(CLAIMS.c.id).where(CLAIMS.c.document_id == document)
            claims = self._connection.execute(query).scalars().all()
            self._dirty(self.read.partitions_of_claims(claims))
            self._unsettled(claims)

    def bands(self, document: str, bands: Iterable[str]) -> None:
        """Note a document's reprint bands, so that later documents find it."""
        self._add(BANDS, [{"band": band, "document_id": document} for band in dict.fromkeys(bands)])

    def parts(self, parts: Iterable[tuple[RecordPart, str]]) -> None:
        """Write newly computed parts with the hash of their inputs; their partitions are dirty no longer.

        A part that holds nothing is removed.
        """
        written, empty = written_parts(self._connection, parts)
        self._remove(PARTS, "partition_key", empty)
        self._remove(DIRTY, "partition_key", [*empty, *written])

    def things(self, found: Mapping[str, Sequence[things.Thing]]) -> None:
        """Write what lists show of the parts of some partitions, as `things.write`."""
        things.write(self._connection, found)

    def standings(self, counts: Mapping[str, bool], judged: Mapping[str, Claim]) -> None:
        """Write whether claims count, and the names they are found by, as `standings.write`."""
        standings.write(self._connection, counts, judged)

    def meta(self, key: str, value: str) -> None:
        """Set a fact about the record itself."""
        self._connection.execute(dialect.replacing(META), {"key": key, "value": value})

    def dirty_all(self) -> None:
        """Mark every partition that a claim or part has as dirty: thresholds or rules changed."""
        self._dirty(self.read.partitions())
        self._dirty(self._connection.execute(select(PARTS.c.partition_key)).scalars())
        standings.unsettle_all(self._connection)

    def finish(self) -> None:
        """Write the ledger rows of the change; `Store.writing` calls it before it commits."""
        ledger.append(self._connection, self._acts, actor=self.actor, at=self._stamp)
        self._acts = []

    def _checked(self, document: str, claims: Iterable[Claim]) -> dict[str, tuple[dict[str, Any], Claim]]:
        text = self._texts.get(document)
        if text is None:
            query = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)
            text = self._connection.execute(query).scalar()
        if text is None:
            raise NotFoundError(f"no document {document} in the record")
        checked: dict[str, tuple[dict[str, Any], Claim]] = {}
        for claim in claims:
            if claim.document != document or claim.id in checked:
                raise StoreError(f"claim {claim.id} is of another document than {document}, or comes twice")
            if claim.evidence.of(text) != claim.quote:
                raise SpanError(
                    f"claim {claim.id} of {document}: the quote is not the text at {claim.evidence}"
                )
            checked[claim.id] = (rows.claim_row(claim), claim)
        return checked

    def _touched(self, claims: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Claim id → partitions that it touches now, sorted."""
        columns = CLAIM_PARTITIONS.c
        touched: dict[str, list[str]] = {}
        for chunk in chunks(claims):
            query = select(columns.claim_id, columns.partition_key).where(columns.claim_id.in_(chunk))
            for identity, key in self._connection.execute(query.order_by(columns.partition_key)):
                touched.setdefault(identity, []).append(key)
        return {identity: tuple(keys) for identity, keys in touched.items()}

    def _clear(self, change: ClaimsChange, newly_kept: list[str]) -> None:
        """Take out what is gone, and what `_put` will write anew; a claim that stays keeps its row."""
        stale = (*change.changed, *change.removed)
        self._remove(CLAIM_NAMES, "claim_id", stale)
        self._remove(CLAIM_PARTITIONS, "claim_id", stale)
        evidence.remove(self._connection, change.removed)
        self._remove(CLAIMS, "id", change.removed)
        for chunk in chunks(newly_kept):
            self._connection.execute(update(CLAIMS).where(CLAIMS.c.id.in_(chunk)).values(kept_by_review=1))

    def _put(
        self,
        written: list[tuple[dict[str, Any], Claim]],
        touches: Mapping[str, tuple[str, ...]],
        kept: Collection[str],
    ) -> None:
        if not written:
            return
        told = [{**row, "kept_by_review": int(row["id"] in kept)} for row, _ in written]
        self._connection.execute(dialect.replacing(CLAIMS), told)
        standings.write_names(self._connection, (claim for _, claim in written))
        touching = [{"partition_key": key, "claim_id": i.id} for _, i in written for key in touches[i.id]]
        self._add(CLAIM_PARTITIONS, touching)
        self._dirty(row["partition_key"] for row in touching)
        self._unsettled(claim.id for _, claim in written)

    def _unsettled(self, claims: Iterable[str]) -> None:
        self._add(DIRTY_CLAIMS, [{"claim_id": identity} for identity in dict.fromkeys(claims)])

    def _dirty(self, partitions: Iterable[str]) -> None:
        self._add(DIRTY, [{"partition_key": partition} for partition in dict.fromkeys(partitions)])

    def _add(self, table: Any, added: list[dict[str, str]]) -> None:
        if added:
            self._connection.execute(dialect.ignoring(table), added)

    def _remove(self, table: Any, column: str, keys: Iterable[str]) -> None:
        for chunk in chunks(keys):
            self._connection.execute(delete(table).where(table.c[column].in_(chunk)))
