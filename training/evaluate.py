"""The shipped engine on annotated documents, one sentence a line, as the metric reads them."""

from collections.abc import Iterable
from typing import Any

from sitrep.annotate.engine import Engine
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span


def lines(text: str) -> tuple[Document, tuple[Sentence, ...]]:
    """A text of one sentence a line as a document of one body block."""
    sentences = []
    at = 0
    for line in text.splitlines(keepends=True):
        sentences.append(Sentence(len(sentences), Span(at, at + len(line)), 0, BlockRole.BODY))
        at += len(line)
    blocks = (Block(Span(0, len(text)), BlockRole.BODY),)
    return Document("0" * 20, "0" * 64, text, blocks, sentence_per_line=True), tuple(sentences)


def _pair(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def plain(frame: Frame) -> dict[str, Any]:
    """A frame as the metric reads it."""
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
        "norm": {},
        "confidence": frame.confidence,
        "claim_confidence": frame.claim_confidence,
    }


def predict(engine: Engine, documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents with the engine's frames."""
    return [
        {"id": document["id"], "frames": [plain(frame) for frame in engine.frames(*lines(document["text"]))]}
        for document in documents
    ]
