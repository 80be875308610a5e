"""Plain text, above all news pages saved as text: one report a file."""

import re
from collections.abc import Sequence
from datetime import datetime

from sitrep.errors import ReadError
from sitrep.ingest.assembly import Facts, assemble
from sitrep.ingest.datelines import dateline
from sitrep.ingest.decode import Decoded
from sitrep.ingest.lines import Piece, pieces
from sitrep.ingest.marks import Kind, mark
from sitrep.ingest.publication import latest_allowed
from sitrep.ingest.source import Found, Reading, Source

_RULE = re.compile(r"(?:[=*#_~+–—-] ?){5,}")
_PART_WORDS = 40
"""A part between separators is a report of its own only from this length."""
_BETWEEN = 8
"""A headline stands at most this many lines above its dateline (byline, time and picture lie between)."""


def read(source: Source, decoded: Decoded) -> Reading:
    """The one report of a plain-text file.

    Raises:
        ReadError: empty, several_documents, language_unsupported.
    """
    text = decoded.text
    found = pieces(text)
    latest = latest_allowed(source.retrieved_at)
    if holds_several(text, found, latest=latest):
        message = f"{source.origin}: several reports, each with its own headline and dateline"
        raise ReadError("several_documents", message, origin=source.origin)
    capture = source.capture()
    document = assemble(
        text,
        found,
        capture=capture.id,
        origin=source.origin,
        facts=Facts(notes=decoded.notes),
        attributes=source.attributes,
        retrieved_at=source.retrieved_at,
    )
    return iter([Found(capture, document, source.data)])


def holds_several(text: str, found: Sequence[Piece], *, latest: datetime) -> bool:
    """Whether a file plainly holds several reports. Conservative: a round-up with one headline is one report.

    Either form feeds or rules (=====) part it into stretches of 40 words or more of which at least two have
    a dateline or a timestamp line of their own, or at least two datelines with a date or agency each stand
    under their own headline.
    """
    if "\f" in text or any(_RULE.fullmatch(piece.text) for piece in found):
        return _parted(text, found, latest=latest)
    return _headed(found, latest=latest)


def _parted(text: str, found: Sequence[Piece], *, latest: datetime) -> bool:
    parts: list[list[Piece]] = [[]]
    for index, piece in enumerate(found):
        turned = index > 0 and "\f" in text[found[index - 1].end : piece.start]
        rule = bool(_RULE.fullmatch(piece.text))
        if turned or rule:
            parts.append([])
        if not rule:
            parts[-1].append(piece)
    return sum(_is_report(part, latest=latest) for part in parts) >= 2


def _is_report(part: Sequence[Piece], *, latest: datetime) -> bool:
    if sum(len(piece.text.split()) for piece in part) < _PART_WORDS:
        return False
    for piece in part[:_BETWEEN]:
        line = dateline(piece.text, first=False)
        if (line is not None and line.place) or mark(piece.text, latest=latest).kind is Kind.TIMESTAMP:
            return True
    return False


def _headed(found: Sequence[Piece], *, latest: datetime) -> bool:
    certain = [
        index
        for index, piece in enumerate(found)
        if (line := dateline(piece.text, first=False)) and line.certain and line.place
        if mark(piece.text, latest=latest).kind is not Kind.TIMESTAMP
    ]
    if len(certain) < 2:
        return False
    headed, last = 0, -1
    for index in certain:
        between = found[max(last + 1, index - _BETWEEN) : index]
        kinds = [mark(piece.text, latest=latest) for piece in between]
        if any(one.kind is Kind.SHORT and one.words >= 4 and not one.closed for one in kinds):
            headed += 1
        last = index
    return headed >= 2
