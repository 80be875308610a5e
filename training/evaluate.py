"""The shipped engine on annotated documents, one sentence a line, as the metric reads them."""

from collections.abc import Iterable
from typing import Any

from sitrep.annotate.engine import Engine
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.span import Span
from sitrep.pipeline.interchange import frame_plain


def lines(text: str) -> tuple[Document, tuple[Sentence, ...]]:
    """A text of one sentence a line as a document of one body block."""
    sentences = []
    at = 0
    for line in text.splitlines(keepends=True):
        sentences.append(Sentence(len(sentences), Span(at, at + len(line)), 0, BlockRole.BODY))
        at += len(line)
    blocks = (Block(Span(0, len(text)), BlockRole.BODY),)
    return Document("0" * 20, "0" * 64, text, blocks, sentence_per_line=True), tuple(sentences)


def predict(engine: Engine, documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Documents with the engine's frames."""
    return [
        {
            "id": document["id"],
            "frames": [frame_plain(frame) for frame in engine.frames(*lines(document["text"]))],
        }
        for document in documents
    ]
