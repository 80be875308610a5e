"""Short ways to read one document and to write down what its blocks are."""

from datetime import UTC, datetime

from sitrep.ingest import read
from sitrep.model.document import BlockRole, Document, SourceAttributes

RETRIEVED = datetime(2020, 1, 1, tzinfo=UTC)


def read_one(content: str | bytes, origin: str = "page.txt", **given: object) -> Document:
    """The single document of an input."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    attributes = SourceAttributes(**given)  # type: ignore[arg-type]
    ((_, document, _),) = read(data, origin=origin, attributes=attributes, retrieved_at=RETRIEVED)
    return document


def roles(document: Document) -> list[tuple[str, str]]:
    """(role, text) of every block, in order."""
    return [(str(block.role), block.span.of(document.text)) for block in document.blocks]


def texts(document: Document, role: BlockRole) -> list[str]:
    """Texts of the blocks of a role that repeat no earlier block."""
    return [b.span.of(document.text) for b in document.blocks if b.role is role and b.repeats is None]


def assert_tiled(document: Document) -> None:
    """Blocks are ordered, in range, do not overlap and leave only white space out."""
    position = 0
    for index, block in enumerate(document.blocks):
        assert position <= block.span.start < block.span.end <= len(document.text)
        assert not document.text[position : block.span.start].strip()
        assert block.repeats is None or block.repeats < index
        position = block.span.end
    assert not document.text[position:].strip()
