"""JSONL and CSV: one report a row, each row a capture of its own. A bad row stops no other."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sitrep.errors import ReadError
from sitrep.ingest.assembly import Facts, assemble
from sitrep.ingest.decode import Decoded, clean
from sitrep.ingest.identity import capture_id
from sitrep.ingest.lines import pieces
from sitrep.ingest.moments import parse_moment
from sitrep.ingest.publication import candidate, latest_allowed
from sitrep.ingest.rows import canonical_row
from sitrep.ingest.sniff import CSV, TEXT_NAMES
from sitrep.ingest.source import Found, Reading, Source
from sitrep.model.document import BlockRole, Capture, DateCandidate

_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": TEXT_NAMES,
    "title": ("title", "headline"),
    "published": (
        "published",
        "published_at",
        "date",
        "datetime",
        "pubdate",
        "publication_date",
        "timestamp",
    ),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "publisher", "site"),
}
"""Field → column names recognised without `columns`, in the order of preference; case is ignored."""

_Row = tuple[int, dict[str, Any] | ReadError]


def read(source: Source, decoded: Decoded) -> Reading:
    """Documents of a table, in row order; a row that cannot be read gives its ReadError instead.

    Rows are counted from 1: lines of a JSONL file, records after the header of a CSV file.

    Raises:
        ReadError: missing_column where a CSV has no text column, malformed_row where it has no header.
    """
    rows = _csv(source, decoded.text) if source.media_type == CSV else _jsonl(source, decoded.text)
    return _documents(source, rows)


def _documents(source: Source, rows: Iterator[_Row]) -> Reading:
    for number, row in rows:
        if isinstance(row, ReadError):
            yield row
            continue
        try:
            yield _document(source, number, row)
        except ReadError as error:
            yield error


def _jsonl(source: Source, text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip("\ufeff \t"):
            continue
        where = _where(source, number)
        if len(line) > source.max_bytes:
            yield number, ReadError("too_large", f"{where}: above {source.max_bytes} bytes", origin=where)
            continue
        try:
            row = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError) as error:
            yield (
                number,
                ReadError("malformed_row", f"{where}: no JSON ({type(error).__name__})", origin=where),
            )
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield (
                number,
                ReadError("malformed_row", f"{where}: a {type(row).__name__}, not an object", origin=where),
            )


def _csv(source: Source, text: str) -> Iterator[_Row]:
    # The module's limit guards against a quote that never closes; ours is the size of one document.
    csv.field_size_limit(source.max_bytes)
    text = text.lstrip("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        raise ReadError(
            "malformed_row", f"{source.origin}: the header cannot be read: {error}", origin=source.origin
        ) from error
    if _column(header, "text", source.columns) is None:
        named = source.columns.get("text") or " or ".join(TEXT_NAMES)
        message = f"{source.origin}: no column {named} among {', '.join(header)[:200]}"
        raise ReadError("missing_column", message, origin=source.origin)
    return _records(source, reader, header)


def _records(source: Source, reader: Iterator[list[str]], header: list[str]) -> Iterator[_Row]:
    number = 0
    while True:
        number += 1
        where = _where(source, number)
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, ReadError("malformed_row", f"{where}: {error}", origin=where)
            continue
        if not any(record):
            continue
        if len(record) != len(header):
            message = f"{where}: {len(record)} fields under {len(header)} columns"
            yield number, ReadError("malformed_row", message, origin=where)
            continue
        yield number, dict(zip(header, record, strict=True))


def _delimiter(text: str) -> str:
    """The delimiter that parts the header into most fields; a comma where none does."""
    header = text.partition("\n")[0]
    counts = {delimiter: header.count(delimiter) for delimiter in (",", ";", "\t")}
    return max(counts, key=lambda delimiter: counts[delimiter])


def _column(names: list[str], field: str, columns: Mapping[str, str]) -> str | None:
    """Name of the column for a field: as the user says, else a recognised name."""
    wanted = columns.get(field)
    if wanted is not None:
        return wanted if wanted in names else None
    lower = {name.lower(): name for name in reversed(names)}
    return next((lower[name] for name in _NAMES[field] if name in lower), None)


def _where(source: Source, number: int) -> str:
    return f"{source.origin}#row={number}"


def _field(row: Mapping[str, Any], field: str, source: Source) -> str:
    name = _column(list(row), field, source.columns)
    value = row.get(name) if name is not None else None
    return (
        clean(str(value)).strip()
        if isinstance(value, str | int | float) and not isinstance(value, bool)
        else ""
    )


def _document(source: Source, number: int, row: Mapping[str, Any]) -> Found:
    where = _where(source, number)
    if _column(list(row), "text", source.columns) is None:
        named = source.columns.get("text") or " or ".join(TEXT_NAMES)
        raise ReadError("missing_column", f"{where}: no field {named}", origin=where)
    body, title = _field(row, "text", source), " ".join(_field(row, "title", source).split())
    if not body:
        raise ReadError("empty", f"{where}: no text", origin=where)
    data = canonical_row(row)
    capture = Capture(capture_id(data), len(data), where, "row", source.media_type, source.retrieved_at)
    text = body if not title or _starts_with(body, title) else f"{title}\n\n{body}"
    found = pieces(text)
    titled = bool(title) and " ".join(found[0].text.split()) == title
    candidates, notes = _published(row, source)
    outlet = _field(row, "outlet", source)
    document = assemble(
        text,
        found,
        capture=capture.id,
        origin=where,
        facts=Facts(
            title=title,
            url=_field(row, "url", source),
            outlet=outlet,
            outlet_origin="column" if outlet else "",
            candidates=candidates,
            notes=notes,
        ),
        attributes=source.attributes,
        retrieved_at=source.retrieved_at,
        preset={0: BlockRole.TITLE} if titled else None,
    )
    return Found(capture, document, data)


def _starts_with(body: str, title: str) -> bool:
    return " ".join(body[: len(title) * 2 + 50].split()).startswith(title)


def _published(row: Mapping[str, Any], source: Source) -> tuple[tuple[DateCandidate, ...], tuple[str, ...]]:
    printed = _field(row, "published", source)
    if not printed:
        return (), ()
    moment = parse_moment(printed, latest=latest_allowed(source.retrieved_at))
    if moment is None:
        return (), (f"column: {printed[:60]!r} is no date: not used",)
    one, note = candidate(moment, "column", printed)
    return (one,) if one else (), (note,) if note else ()
