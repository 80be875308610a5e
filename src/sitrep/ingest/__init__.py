"""Bytes → Document: plain text, saved pages, JSONL and CSV.

`read` decodes, finds the reader in `READERS` and gives documents with their captures. A new format is a
module with a `read(source, decoded)` function and a line in the table. Readers are imported when first
needed: reading plain text must not load an HTML library.
"""

import importlib
from collections.abc import Mapping
from datetime import datetime
from typing import cast

from sitrep.errors import ReadError
from sitrep.ingest.decode import decode
from sitrep.ingest.frames import frames_document
from sitrep.ingest.sniff import CSV, HTML, JSONL, TEXT, media_type
from sitrep.ingest.source import Found, Reading, Source
from sitrep.model.document import SourceAttributes

__all__ = ["READERS", "Found", "frames_document", "read"]

READERS: Mapping[str, str] = {
    TEXT: "sitrep.ingest.text",
    HTML: "sitrep.ingest.html",
    JSONL: "sitrep.ingest.tabular",
    CSV: "sitrep.ingest.tabular",
}
"""Media type → module whose `read` makes documents of it."""

_NOTHING_GIVEN = SourceAttributes()


def read(
    data: bytes,
    *,
    origin: str,
    method: str = "file",
    attributes: SourceAttributes = _NOTHING_GIVEN,
    columns: Mapping[str, str] | None = None,
    retrieved_at: datetime,
    max_bytes: int = 20_000_000,
) -> Reading:
    """The documents of an input, each with its capture.

    Args:
        data: The bytes as they came.
        origin: Path or URL as given; its extension helps to find the reader.
        method: How the bytes came: file, stdin, python.
        attributes: What the user says about the input; beats what is found and never enters an identity.
        columns: For tables: field (text, title, published, url, outlet) → column name.
        retrieved_at: When the bytes came, aware; no report is published after it.
        max_bytes: Largest input that is read as one document, in bytes; for tables, largest row.

    Returns:
        One `Found` for a text or page. For a table one a row, or the ReadError of a bad row in its place.

    Raises:
        ReadError: If the input as a whole cannot be read; `reason` is a code of `errors.REASONS`.
        ValueError: If `retrieved_at` has no zone.
    """
    if retrieved_at.tzinfo is None:
        raise ValueError("retrieved_at must be aware: give it a zone")
    looks_like_table = origin.lower().endswith((".jsonl", ".ndjson", ".csv", ".tsv"))
    if len(data) > max_bytes and not looks_like_table:
        raise ReadError("too_large", f"{origin}: {len(data)} bytes; the limit is {max_bytes}", origin=origin)
    decoded = decode(data, origin=origin)
    kind = media_type(decoded.text, origin=origin)
    source = Source(data, origin, method, kind, attributes, columns or {}, retrieved_at, max_bytes)
    reader = importlib.import_module(READERS[kind])
    return cast(Reading, reader.read(source, decoded))
