"""Capture and Document: bytes as they came, and the immutable text that every span points into."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sitrep.model.span import Span


class BlockRole(StrEnum):
    """What a stretch of a document's text is for. Only TITLE, BODY and CAPTION hold reported facts."""

    TITLE = "title"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"


REPORTING_ROLES = frozenset({BlockRole.TITLE, BlockRole.BODY, BlockRole.CAPTION})
"""Roles whose sentences are given to the engine."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text with one role. Blocks are in text order, do not overlap, and leave only white space out."""

    span: Span
    role: BlockRole
    repeats: int | None = None
    """Index of an earlier block with the same text, where there is one: it yields frames once."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence. The sentences of a block tile it: each starts where the one before ends, white space included."""

    index: int
    span: Span
    block: int
    """Index into `Document.blocks`."""
    role: BlockRole


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A publication time that the input offers, with where it was found.

    `value` is aware UTC. `precision` is "minute" or "day" (a date without a time of day).
    `origin` is one of: given, json-ld, opengraph, meta, time-element, timestamp-line, dateline, url, column.
    """

    value: datetime
    precision: str
    origin: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as they came. `id` is the SHA-256 of the bytes in hex; bytes are never altered."""

    id: str
    size: int
    origin: str
    """Path or URL as given by the user."""
    method: str
    """file, stdin, http (sent to the server), row (a row of a table or JSONL file; the bytes are that row's), python."""
    media_type: str
    """text/plain, text/html, application/jsonl, text/csv."""
    retrieved_at: datetime
    """Aware UTC: when sitrep got the bytes."""


@dataclass(frozen=True, slots=True)
class SourceAttributes:
    """What the user says about an input by hand; None where nothing is said. Never part of an identity."""

    published: datetime | None = None
    published_precision: str = "day"
    outlet: str | None = None
    url: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One report: immutable text with blocks by role and the facts about its publication.

    `id` is 20 hex digits of SHA-256 over the canonical URL, or the outlet found in the bytes, with
    title and text. Attributes given by hand (`SourceAttributes`) never enter it.
    """

    id: str
    capture_id: str
    text: str
    blocks: tuple[Block, ...]
    title: str = ""
    url: str = ""
    outlet: str = ""
    outlet_origin: str = ""
    """given, json-ld, opengraph, meta, column, text (a line of the page names it), or empty."""
    byline: str = ""
    agency: str = ""
    """Canonical name of the news agency of the *text* (byline, text credit or dateline); a photo credit is not one.

    As printed where the dateline names one that no codebook holds."""
    agency_evidence: str = ""
    """byline, credit, dateline, or empty."""
    dateline_place: str = ""
    published: datetime | None = None
    published_precision: str = ""
    """minute, day, or empty where the publication time is unknown."""
    published_origin: str = ""
    date_candidates: tuple[DateCandidate, ...] = ()
    language: str = "en"
    sentence_per_line: bool = False
    """The text came with one sentence a line (frames interchange): lines are not split further."""
    notes: tuple[str, ...] = field(default=())
    """Remarks of the reader for people, such as two date candidates that disagree."""
