"""What annotated frames ask of the context: which of the parties told is the annotated one."""

import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sitrep.annotate.norms import party_norm
from sitrep.annotate.parties import Parties
from sitrep.annotate.parties.context import Candidate
from sitrep.annotate.parties.likeliest import ROLES, Likeliest
from sitrep.model.frame import Frame
from training.resolvers.annotations import Annotation
from training.resolvers.choice import Question

Same = Callable[[str, str], bool]
"""Whether an annotated party value and a given one are the same."""
LEFT_OUT = 4
"""One role in so many is asked for as if its phrase had been missed, as the engine misses some."""


def questions(annotations: Sequence[Annotation], same: Same) -> list[Question]:
    """One question for each annotated agent or target that the context is asked for.

    Args:
        annotations: Documents with their annotated frames.
        same: The scorer's comparison.
    """
    return [question for each in annotations for question in _of_document(each, same)]


def thinned(annotation: Annotation) -> tuple[Frame, ...]:
    """The frames of a document without the phrases of some agents and targets, always the same ones."""
    return tuple(
        replace(
            resolved.frame,
            roles={
                role: spans
                for role, spans in resolved.frame.roles.items()
                if role not in ROLES or _bucket(f"{annotation.id} {number} {role}")
            },
        )
        for number, resolved in enumerate(annotation.read.frames)
    )


def _bucket(name: str) -> int:
    return zlib.crc32(name.encode()) % LEFT_OUT


def _of_document(annotation: Annotation, same: Same) -> list[Question]:
    frames = thinned(annotation)
    likeliest = Likeliest(Parties(annotation.read.document, annotation.read.sentences, frames), frames)
    found = []
    for gold, frame in zip(annotation.gold, frames, strict=True):
        for role in ROLES:
            wanted = (gold.get("norm") or {}).get(role)
            query = likeliest.query(frame, role) if wanted else None
            if query is None:
                continue
            candidates, choices = likeliest.choices(frame, role)
            right = tuple(_is_right(each, role, wanted, same) for each in candidates)
            if choices:
                found.append(Question(annotation.id, _kind(query.want, gold, role), choices, right))
    return found


def _kind(want: str, gold: dict[str, Any], role: str) -> str:
    if want != "none":
        return "phrase without a name"
    return "phrase left out" if gold["roles"].get(role) else "no phrase"


def _is_right(candidate: Candidate, role: str, wanted: str, same: Same) -> bool:
    value = party_norm(candidate.mentions, role)
    return bool(value) and bool(same(wanted, value))
