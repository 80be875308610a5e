"""Annotated documents as the resolvers meet them: the frames of the annotation in place of the engine's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.tasks.resolvers import Annotated

from sitrep.annotate import Tools, annotate
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.ingest import frames_document
from sitrep.model.mention import AnnotatedDocument, ResolvedFrame


@dataclass(frozen=True, slots=True)
class Annotation:
    """A document with its resolved frames, and the annotated frame of each, in the same order."""

    id: str
    read: AnnotatedDocument
    gold: tuple[dict[str, Any], ...]

    def pairs(self) -> list[tuple[dict[str, Any], ResolvedFrame]]:
        """Annotated and resolved frame, one of each."""
        return list(zip(self.gold, self.read.frames, strict=True))


def annotations(documents: Sequence[dict[str, Any]], gazetteer: Gazetteer) -> list[Annotation]:
    """Documents of a frames file, resolved.

    Args:
        documents: Rows of the file, as `score.py` of the corpora describes them.
        gazetteer: Where place names are looked up.
    """
    return [
        Annotation(
            str(row["id"]),
            annotate(frames_document(row), Tools(Annotated(row["frames"]), gazetteer)),  # type: ignore[arg-type]
            tuple(row["frames"]),
        )
        for row in documents
    ]
