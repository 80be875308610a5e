"""Which numbers of their sentence annotated frames carry."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sitrep.annotate.completion.carried import Setting, signs
from sitrep.annotate.completion.numbers import number_phrases
from sitrep.model.frame import Frame
from sitrep.model.span import Span
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question

HIDDEN = ("target", "agent")
"""Roles that each frame is asked with and without: the engine does not always find them."""


def questions(annotations: Sequence[Annotation]) -> list[Question]:
    """Two questions for each annotated frame and number of its sentence: whether the frame carries it.

    The kind says whether the frame is seen with its target and agent or without them.
    """
    return [question for annotation in annotations for question in _of_document(annotation)]


def _of_document(annotation: Annotation) -> Iterator[Question]:
    text = annotation.read.document.text
    frames = [resolved.frame for resolved in annotation.read.frames]
    for sentence in annotation.read.sentences:
        inside = [frame for frame in frames if frame.sentence == sentence.index]
        numbers = number_phrases(text, sentence.span) if inside else ()
        if not numbers:
            continue
        for kind, seen in (("with roles", inside), ("without", [_hidden(frame) for frame in inside])):
            setting = Setting(text, sentence.span, seen, numbers)
            for frame in seen:
                for phrase in numbers:
                    names = dict.fromkeys(signs(frame, phrase, setting), 1.0)
                    right = _carries(frame, phrase.core)
                    yield Question(annotation.id, kind, ({}, names), (not right, right))


def _hidden(frame: Frame) -> Frame:
    return replace(frame, roles={role: spans for role, spans in frame.roles.items() if role not in HIDDEN})


def _carries(frame: Frame, number: Span) -> bool:
    return any(span.overlaps(number) for span in frame.spans("quantity"))
