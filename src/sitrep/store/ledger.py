"""The ledger: an append-only hash chain over everything that was ever put into the record.

It holds hashes, identities and opaque actor ids, never text or names, so that erasing either breaks no chain.
"""

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from sitrep.store import dialect
from sitrep.store.tables import ACTORS, LEDGER

GENESIS = "0" * 64
"""What the first row names as the hash before it."""

VIEWS = ("view restricted", "export restricted")
"""What can be done with the record and changes nothing of it: seeing, or taking away, what the public view masks."""

VERBS = ("capture", "document", "reading", "claims", "attribute", "judgement", "waiting", "drop", *VIEWS)
"""What can be done to the record. `object` is the capture's, document's or judged claim's id; of `VIEWS` the page or command."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `actor` put `object` into the record at `at` (ISO, UTC). `hash` covers all the rest."""

    seq: int
    at: str
    actor: str
    """Opaque id; `Reads.actors` says whose, unless the name was erased."""
    verb: str
    object: str
    payload_hash: str
    prev_hash: str
    hash: str


def hash_of(text: str | bytes) -> str:
    """SHA-256 in hex, of UTF-8 where it is text."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def chained(*, seq: int, at: str, actor: str, verb: str, object_: str, payload_hash: str, prev: str) -> Entry:
    """The entry with its hash: SHA-256 of the JSON array of the other fields in the table's order."""
    fields = json.dumps([seq, at, actor, verb, object_, payload_hash, prev], ensure_ascii=False)
    return Entry(seq, at, actor, verb, object_, payload_hash, prev, hash_of(fields))


def append(connection: Connection, acts: Iterable[tuple[str, str, str]], *, actor: str, at: str) -> None:
    """Add rows at the chain's end, within the transaction that does what they say.

    Args:
        connection: In a writing transaction.
        acts: Verb, object and payload hash of each row.
        actor: Name of who does it; stored apart from the chain.
        at: Time, ISO in UTC.
    """
    acts = list(acts)
    if not acts:
        return
    last = connection.execute(
        select(LEDGER.c.seq, LEDGER.c.hash).order_by(LEDGER.c.seq.desc()).limit(1)
    ).first()
    seq, prev = (last.seq, last.hash) if last else (0, GENESIS)
    identity = _actor(connection, actor)
    rows = []
    for verb, object_, payload_hash in acts:
        seq += 1
        entry = chained(
            seq=seq, at=at, actor=identity, verb=verb, object_=object_, payload_hash=payload_hash, prev=prev
        )
        prev = entry.hash
        rows.append({name: getattr(entry, name) for name in Entry.__slots__})
    connection.execute(insert(LEDGER), rows)


def _actor(connection: Connection, name: str) -> str:
    query = select(ACTORS.c.id).where(ACTORS.c.name == name)
    known: str | None = connection.execute(query).scalar()
    if known is not None:
        return known
    # random, not a hash of the name: a hash could be matched against a list of names after the name is erased
    identity = secrets.token_hex(8)
    connection.execute(dialect.ignoring(ACTORS), {"id": identity, "name": name})
    return identity


def entries(connection: Connection) -> Iterator[Entry]:
    """All rows, oldest first."""
    columns = [LEDGER.c[name] for name in Entry.__slots__]
    for row in connection.execute(select(*columns).order_by(LEDGER.c.seq)):
        yield Entry(*row)


def broken(chain: Iterable[Entry]) -> Iterator[tuple[Entry, str]]:
    """Entries that do not fit the chain, with what is wrong: a gap, another predecessor, another content."""
    seq, prev = 0, GENESIS
    for entry in chain:
        if entry.seq != seq + 1:
            yield entry, f"rows {seq + 1} to {entry.seq - 1} are missing before it"
        elif entry.prev_hash != prev:
            yield entry, "it names another predecessor than the row before it"
        expected = chained(
            seq=entry.seq,
            at=entry.at,
            actor=entry.actor,
            verb=entry.verb,
            object_=entry.object,
            payload_hash=entry.payload_hash,
            prev=entry.prev_hash,
        )
        if expected.hash != entry.hash:
            yield entry, "its content was changed"
        seq, prev = entry.seq, entry.hash
