"""Reports for tests: a text with frames written beside it, without engine or gazetteer."""

from collections.abc import Mapping

import numpy as np
from benchmarks.muc4.reports import Report

from sitrep.annotate import times
from sitrep.annotate.engine.tokens import word_spans
from sitrep.annotate.sentences import split
from sitrep.ingest import frames_document
from sitrep.model.frame import Frame
from sitrep.model.mention import AnnotatedDocument, ResolvedFrame
from sitrep.model.span import Span

PUBLISHED = "1990-05-03"

Written = tuple[str, str, Mapping[str, str]]
"""Type, trigger and roles of a frame, each by its words."""


def span(text: str, words: str) -> Span:
    """First place of some words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def resolved(text: str, frame: Written, *, modality: str = "actual") -> ResolvedFrame:
    """A frame as found, nothing of it resolved."""
    kind, trigger, roles = frame
    found = Frame(
        span(text, trigger), kind, modality, 0, {role: (span(text, words),) for role, words in roles.items()}
    )
    return ResolvedFrame(found, times.absent(), (), (), (), (), (), (), own_voice=True, measure=None)


def report(text: str, *frames: Written) -> Report:
    """A report of one sentence a line, its vectors all zero."""
    document = frames_document({"id": "a", "text": text, "published": PUBLISHED})
    sentences = tuple(split(document))
    words = np.array(word_spans(text)).reshape(-1, 2)
    starts = np.array([sentence.span.start for sentence in sentences])
    home = np.searchsorted(starts, words[:, 0], side="right") - 1
    annotated = AnnotatedDocument(
        document, sentences, tuple(resolved(text, frame) for frame in frames), "none"
    )
    return Report("a", annotated, (), words, home, np.zeros((len(words), 384), dtype=np.float16))
