"""Frames interchange: documents as JSON lines in, the same documents with their frames out, text untouched."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitrep.annotate import Tools, annotate, norms
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.errors import ReadError
from sitrep.export.whole_file import whole_file
from sitrep.ingest import frames_document
from sitrep.model.document import Document
from sitrep.model.frame import Frame
from sitrep.model.mention import ResolvedFrame
from sitrep.model.span import Span
from sitrep.settings import Settings


@dataclass(slots=True)
class Written:
    """What `write_frames` did. `failed` holds (origin, reason code, message) of lines that gave no document."""

    documents: int = 0
    frames: int = 0
    failed: list[tuple[str, str, str]] = field(default_factory=list)


def write_frames(
    source: Path, target: Path, settings: Settings, *, finished: Callable[[], None] = lambda: None
) -> Written:
    """Engine and resolvers on documents whose text is used untouched, one sentence a line.

    Args:
        source: JSON lines {"id", "text", "published", ...}.
        target: JSON lines {"id", "frames": [...]}; offsets are code points into "text", end exclusive.
        settings: Threads and cache folder.
        finished: Called after each document.

    Raises:
        OSError: If a file cannot be read or written; nothing is left behind.
    """
    tools = Tools(Engine.load(threads=settings.threads), Gazetteer.open(settings.cache_dir))
    written = Written()
    with open(source, encoding="utf-8") as lines, whole_file(target) as out:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                document = _document(line, f"{source}:{number}")
            except ReadError as error:
                written.failed.append((error.origin, error.reason, str(error)))
                continue
            frames = list(frames_of(document, tools))
            out.write(json.dumps({"id": document.id, "frames": frames}, ensure_ascii=False) + "\n")
            written.documents += 1
            written.frames += len(frames)
            finished()
    return written


def _document(line: str, origin: str) -> Document:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise ReadError("malformed_row", f"{origin} is not JSON: {error}", origin=origin) from error
    if not isinstance(row, dict) or not isinstance(row.get("text"), str) or not row.get("id"):
        raise ReadError("missing_column", f'{origin}: a document needs "id" and "text"', origin=origin)
    return frames_document(row)


def frames_of(document: Document, tools: Tools) -> Iterator[dict[str, Any]]:
    """The frames of a document in the interchange format, norm included."""
    for resolved in annotate(document, tools, wide=True).frames:
        yield interchanged(resolved)


def interchanged(resolved: ResolvedFrame) -> dict[str, Any]:
    """One frame in the interchange format, with the values of its spans."""
    return {**frame_plain(resolved.frame), "norm": norms.norm(resolved)}


def frame_plain(frame: Frame) -> dict[str, Any]:
    """One frame in the interchange format as the engine found it: spans as pairs of offsets."""
    said = frame.said
    return {
        "type": frame.type,
        "modality": frame.modality,
        "trigger": _pair(frame.trigger),
        "roles": {role: [_pair(span) for span in spans] for role, spans in frame.roles.items()},
        "said": None
        if said is None
        else {
            "source": _pair(said.source),
            "cue": _pair(said.cue),
            "via": _pair(said.via),
            "origin": _pair(said.said_origin),
            "direct": said.direct,
        },
        "confidence": round(frame.confidence, 4),
        "claim_confidence": round(frame.claim_confidence, 4),
    }


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]
