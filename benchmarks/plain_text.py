"""Rows of a corpus as documents, with the offsets of the corpus."""

import json
from pathlib import Path
from typing import Any

from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.span import Span


def read_rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a corpus file, one JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def document_of(row: dict[str, Any]) -> Document:
    """The text as it stands, one block a line: offsets stay those of the annotation; with its address where there is one."""
    text, blocks, position = row["text"], [], 0
    for line in text.split("\n"):
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            blocks.append(Block(Span(start, position + len(line.rstrip())), BlockRole.BODY))
        position += len(line) + 1
    return Document(
        id=row["id"], capture_id=row["id"], text=text, blocks=tuple(blocks), url=row.get("url") or ""
    )
