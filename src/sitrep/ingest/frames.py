"""Frames interchange: documents whose text is used untouched, one sentence a line."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sitrep.errors import ReadError
from sitrep.ingest.credits import credited_agency
from sitrep.ingest.datelines import dateline, inner_dateline
from sitrep.ingest.decode import replace_unusable
from sitrep.ingest.identity import canonical_url, capture_id
from sitrep.ingest.moments import parse_moment
from sitrep.ingest.publication import candidate
from sitrep.ingest.rows import canonical_row
from sitrep.model.document import Block, BlockRole, DateCandidate, Document
from sitrep.model.span import Span

_LATEST = datetime(9999, 12, 1, tzinfo=UTC)
_MAX_TITLE_WORDS = 25


def frames_document(row: Mapping[str, Any]) -> Document:
    """The document of one row of a frames file.

    Args:
        row: "id" and "text", and optionally "published" (ISO date or time), "title", "outlet", "url". Only
        NUL and lone
            surrogates of the text are replaced, one for one: every offset stays what it was.

    Returns:
        A document with one block a non-empty line (`sentence_per_line`). A dateline stays in its line;
        place and agency are recorded.

    Raises:
        ReadError: malformed_row without an id, missing_column without a text.
    """
    identity, text = row.get("id"), row.get("text")
    if not isinstance(identity, str | int) or isinstance(identity, bool) or identity == "":
        raise ReadError("malformed_row", "a frames document needs an id", origin=str(identity or ""))
    if not isinstance(text, str):
        raise ReadError("missing_column", f"document {identity}: no text", origin=str(identity))
    text = replace_unusable(text)
    title = _field(row, "title")
    lines = _lines(text)
    blocks = tuple(
        Block(
            span,
            BlockRole.TITLE if index == 0 and _is_title(span.of(text), title, len(lines)) else BlockRole.BODY,
        )
        for index, span in enumerate(lines)
    )
    place, agency = _dateline(text, lines)
    published, notes = _published(row)
    outlet = _field(row, "outlet")
    return Document(
        id=str(identity),
        capture_id=capture_id(canonical_row(row)),
        text=text,
        blocks=blocks,
        title=title or (blocks[0].span.of(text) if blocks and blocks[0].role is BlockRole.TITLE else ""),
        url=canonical_url(_field(row, "url")),
        outlet=outlet,
        outlet_origin="column" if outlet else "",
        agency=agency or credited_agency(outlet),
        agency_evidence="dateline" if agency else "",
        dateline_place=place,
        published=published.value if published else None,
        published_precision=published.precision if published else "",
        published_origin=published.origin if published else "",
        date_candidates=(published,) if published else (),
        sentence_per_line=True,
        notes=notes,
    )


def _field(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return replace_unusable(value).strip() if isinstance(value, str) else ""


def _lines(text: str) -> list[Span]:
    spans: list[Span] = []
    position = 0
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            spans.append(Span(start, start + len(stripped)))
        position += len(line) + 1
    return spans


def _is_title(line: str, title: str, lines: int) -> bool:
    """Equal to the title, or like one: short, no final stop, no dateline in it, lines after it."""
    if title and " ".join(line.split()).casefold() == " ".join(title.split()).casefold():
        return True
    if title or lines < 2 or len(line.split()) > _MAX_TITLE_WORDS:
        return False
    return not line.rstrip("\"'”’").endswith((".", ":", ";", ",")) and inner_dateline(line) is None


def _dateline(text: str, lines: list[Span]) -> tuple[str, str]:
    """Place and agency of the dateline of a first line, or behind a headline fused to it."""
    for index, span in enumerate(lines[:3]):
        line = span.of(text)
        found = dateline(line, first=True) or (inner_dateline(line) if index == 0 else None)
        if found is not None:
            return found.place, found.agency
    return "", ""


def _published(row: Mapping[str, Any]) -> tuple[DateCandidate | None, tuple[str, ...]]:
    printed = _field(row, "published")
    moment = parse_moment(printed, latest=_LATEST) if printed else None
    if moment is None:
        return None, (f"published {printed!r} is no date: not used",) if printed else ()
    one, note = candidate(moment, "column", printed)
    return one, (note,) if note else ()
