"""Model objects as rows and back: the payload is the object, the other columns repeat what is searched."""

import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from sitrep.errors import StoreError
from sitrep.model.claim import Claim, root
from sitrep.model.document import Capture, Document
from sitrep.model.plain import from_json, from_plain, to_json, to_plain
from sitrep.model.review import Judgement, Verdict
from sitrep.store.ledger import hash_of

T = TypeVar("T")

COMPRESSION = 6
"""zlib's own default: higher levels take twice the time for 1 % on a web page."""

_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name as it is searched: words in lower case without accents, a blank around each.

    "Deir ez-Zor" becomes " deir ez zor ". Whole words can so be found with LIKE '% deir %', and
    nothing in the result is special to LIKE.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return f" {_BETWEEN_WORDS.sub(' ', bare).strip()} "


def stamp(at: datetime) -> str:
    """A time as it stands in columns: ISO in UTC, of one width, so that text order is time order.

    Raises:
        StoreError: If the time has no zone.
    """
    if at.tzinfo is None:
        raise StoreError(f"{at!r} has no time zone: give an aware time")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def capture_row(capture: Capture, data: bytes) -> dict[str, Any]:
    """Row of a capture, its bytes compressed."""
    row = to_plain(capture)
    return {**row, "retrieved_at": stamp(capture.retrieved_at), "bytes": zlib.compress(data, COMPRESSION)}


def capture_of(row: Any) -> Capture:
    """The capture of a row."""
    at = datetime.fromisoformat(row.retrieved_at)
    return Capture(row.id, row.size, row.origin, row.method, row.media_type, at)


def document_row(document: Document) -> dict[str, Any]:
    """Row of a document. The text stands in its own column only."""
    plain = to_plain(document)
    text = plain.pop("text")
    return {
        "id": document.id,
        "capture_id": document.capture_id,
        "published": document.published.astimezone(UTC).isoformat() if document.published else "",
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "payload": json.dumps(plain, ensure_ascii=False, separators=(",", ":")),
        "text": text,
    }


def document_of(row: Any) -> Document:
    """The document of a row.

    Raises:
        StoreError: If the row does not hold one: it was damaged or changed from outside.
    """
    try:
        return from_plain(Document, {**json.loads(row.payload), "text": row.text})
    except (ValueError, TypeError) as error:
        raise _damaged("document", row.id, error) from error


def capture_hash(capture: Capture) -> str:
    """What the ledger keeps of a capture: every fact about it; its id is the hash of its bytes."""
    return hash_of(to_json(capture))


def document_hash(payload: str, text: str) -> str:
    """What the ledger keeps of a document: its payload and its text."""
    return hash_of(f"{payload}\0{text}")


def columns_hash(row: Mapping[str, Any]) -> str:
    """What the ledger keeps of a reading or an attribute: every column but its number, by name."""
    kept = {name: value for name, value in row.items() if name != "seq"}
    return hash_of(json.dumps(kept, ensure_ascii=False, sort_keys=True))


def claim_row(claim: Claim) -> dict[str, Any]:
    """Row of a claim, without the review flag."""
    place = claim.places[0] if claim.places else None
    time = claim.time
    return {
        "id": claim.id,
        "document_id": claim.document,
        "kind": claim.kind.value,
        "type": claim.type,
        "modality": claim.modality,
        "start": claim.trigger.start,
        "published": claim.published,
        "place": place.name if place else "",
        "country": place.country if place else "",
        "time_start": time.start.isoformat() if time.start else None,
        "time_end": time.end.isoformat() if time.end else None,
        "agent": claim.agents[0].name if claim.agents else "",
        "target": claim.targets[0].name if claim.targets else "",
        "source": root(claim.chain, "").rstrip(":"),
        "confidence": claim.confidence,
        "quote": claim.quote,
        "payload": to_json(claim),
    }


def claim_of(row: Any) -> Claim:
    """The claim of a row.

    Raises:
        StoreError: If the row does not hold one: it was damaged or changed from outside.
    """
    try:
        return _claim(row.payload)
    except (ValueError, TypeError) as error:
        raise _damaged("claim", row.id, error) from error


@lru_cache(maxsize=4096)
def _claim(payload: str) -> Claim:
    # the same claims are asked for by every page, part and export that they are in; reading one takes 0.2 ms
    return from_json(Claim, payload)


def claim_names(claim: Claim) -> Iterator[tuple[str, str]]:
    """Role and folded name of everything that a claim can be found by: place, party, source."""
    for place in claim.places:
        for name in (place.name, place.gazetteer_name, place.phrase, place.country):
            yield "place", folded(name)
    for party in (*claim.agents, *claim.targets, *claim.mediators):
        for name in (party.name, party.phrase, party.members_of, party.party_id):
            yield "party", folded(name)
    for link in claim.chain:
        for name in (link.name, link.party):
            yield "source", folded(name)


def read_payload(cls: type[T], payload: str, identity: str) -> T:
    """The object of a payload column.

    Raises:
        StoreError: If the payload does not hold one: it was damaged or changed from outside.
    """
    try:
        return from_json(cls, payload)
    except (ValueError, TypeError) as error:
        raise _damaged(cls.__name__.lower(), identity, error) from error


def _damaged(what: str, identity: str, error: Exception) -> StoreError:
    return StoreError(f"{what} {identity} cannot be read ({error}). Run `sitrep verify`")


def claim_set_hash(claims: list[tuple[str, str, int]]) -> str:
    """What the ledger keeps of a document's claims: id, payload, review flag of each; order is no matter."""
    lines = sorted(f"{identity} {hash_of(payload)} {kept}" for identity, payload, kept in claims)
    return hash_of("\n".join(lines))


def unpacked(identity: str, packed: bytes) -> bytes:
    """Bytes of a capture's row, as they came.

    Raises:
        StoreError: If they cannot be decompressed: they were damaged.
    """
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise _damaged("capture", identity, error) from error


def named(judgement: Judgement) -> str:
    """The other claim that a judgement names, or the document that it adds to; empty for one about a claim alone."""
    if judgement.verdict is Verdict.ADD:
        return judgement.field
    return judgement.value if judgement.verdict in (Verdict.SAME_AS, Verdict.NOT_SAME) else ""
