"""What the network found in the batches of a document, put together as its frames."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitrep.annotate.engine.calibration import Calibration
from sitrep.annotate.engine.words import Words
from sitrep.model.frame import Frame, Said
from sitrep.model.span import Span

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

NONE, DIRECT = 0, 2
"""Classes of said-by: the text's own voice, and words inside quotation marks."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets of the weights, and how their scores are read.

    Attributes:
        types: Frame types, in the order of the trigger tags.
        modalities: Modalities.
        keys: Span keys: the roles, then source, cue, via and said_origin.
        local: The first so many keys are looked for in the trigger's own sentence, the others in the whole
            window.
        core: Of the keys, those that make a frame right as a whole.
        allowed: Which keys a type takes, (types, keys).
        bias: Added to the log probabilities of outside and of begin.
        trimmed: Function words in lower case, and marks, that no span of a role or source ends with.
        whole: Keys whose spans are not trimmed: a clause, a number phrase, a cue may end with any word.
        shared: Pairs of keys that may have the same span; of other pairs the likelier one keeps it.
        source_floor: A source is taken even if unlikely, down to this log probability, where the frame is
            said by somebody.
    """

    types: tuple[str, ...]
    modalities: tuple[str, ...]
    keys: tuple[str, ...]
    local: int
    core: NDArray[np.bool_]
    allowed: NDArray[np.bool_]
    trimmed: frozenset[str]
    whole: frozenset[int]
    shared: frozenset[tuple[int, int]]
    bias: tuple[float, float]
    source_floor: float

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Labels":
        """Read from labels.json."""
        keys, types = tuple(table["keys"]), tuple(table["types"])
        never = table["never"]
        return cls(
            types=types,
            modalities=tuple(table["modalities"]),
            keys=keys,
            local=int(table["local_keys"]),
            core=np.array([key in table["core"] for key in keys]),
            allowed=np.array([[key not in never.get(name, ()) for key in keys] for name in types]),
            trimmed=frozenset(table["trimmed"]),
            whole=frozenset(keys.index(key) for key in table["whole"]),
            shared=frozenset((keys.index(a), keys.index(b)) for a, b in table["shared"]),
            bias=(float(table["bias"]["outside"]), float(table["bias"]["begin"])),
            source_floor=float(table["bias"]["source_floor"]),
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Triggers and spans of one batch, words numbered as in the document.

    Attributes:
        first: First word of each trigger.
        last: Its last word.
        types: Type of each trigger.
        type_scores: Log probability of the type.
        modality: Log probabilities, (triggers, modalities).
        said: Log probabilities of own voice, said and said in quotation marks, (triggers, 3).
        role_scores: Log probability of the best labelling of the sentence with core roles.
        span_trigger: Trigger of each span.
        span_key: Key of each span.
        span_first: First word of each span.
        span_last: Its last word.
        span_scores: Log probability that a span of this key begins there.
    """

    first: Integers
    last: Integers
    types: Integers
    type_scores: Floats
    modality: Floats
    said: Floats
    role_scores: Floats
    span_trigger: Integers
    span_key: Integers
    span_first: Integers
    span_last: Integers
    span_scores: Floats


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A span that may be a source, cue, via or origin."""

    score: float
    unit: int
    span: Span


def assemble(
    text: str, words: Words, found: Sequence[Found], labels: Labels, calibration: Calibration
) -> tuple[Frame, ...]:
    """Frames of a document from the findings in its batches, in text order.

    Args:
        text: The document's text.
        words: The document's words.
        found: Findings of every batch.
        labels: Label sets.
        calibration: From scores to probabilities.
    """
    frames = [frame for batch in found for frame in _of_batch(text, words, batch, labels, calibration)]
    frames.sort(key=lambda frame: (frame.trigger.start, frame.trigger.end))
    return tuple(frames)


def _of_batch(text: str, words: Words, batch: Found, labels: Labels, calibration: Calibration) -> list[Frame]:
    if not len(batch.first):
        return []
    modality, said = batch.modality.argmax(axis=1), batch.said.argmax(axis=1)
    sure = calibration.frame_confidence(batch.type_scores)
    whole = calibration.claim_confidence(
        batch.type_scores, batch.modality.max(axis=1), batch.said.max(axis=1), batch.role_scores
    )
    spans = _spans(text, words, batch, labels)
    return [
        Frame(
            trigger=Span(int(words.starts[batch.first[index]]), int(words.ends[batch.last[index]])),
            type=labels.types[batch.types[index]],
            modality=labels.modalities[modality[index]],
            sentence=words.units[words.unit[batch.first[index]]].sentence,
            roles=_roles(spans[index], labels),
            said=_said(spans[index], int(words.unit[batch.first[index]]), int(said[index]), labels),
            confidence=round(float(sure[index]), 4),
            claim_confidence=round(float(whole[index]), 4),
        )
        for index in range(len(batch.first))
    ]


def _spans(text: str, words: Words, batch: Found, labels: Labels) -> list[list[tuple[int, _Candidate]]]:
    """Keys and spans of each trigger of a batch."""
    spans: list[list[tuple[int, _Candidate]]] = [[] for _ in batch.first]
    starts, ends = words.starts, words.ends
    for trigger, key, first, last, score in zip(
        batch.span_trigger.tolist(),
        batch.span_key.tolist(),
        batch.span_first.tolist(),
        batch.span_last.tolist(),
        batch.span_scores.tolist(),
        strict=True,
    ):
        if key not in labels.whole:
            while last >= first and _folded(text[starts[last] : ends[last]]) in labels.trimmed:
                last -= 1
        if last >= first:
            span = Span(int(starts[first]), int(ends[last]))
            spans[trigger].append((key, _Candidate(score, int(words.unit[first]), span)))
    return [_undisputed(found, labels) for found in spans]


def _folded(word: str) -> str:
    return word if len(word) == 1 else word.lower()  # a single capital letter is a name, not an article


def _undisputed(found: list[tuple[int, _Candidate]], labels: Labels) -> list[tuple[int, _Candidate]]:
    """Without the spans that a likelier role of the same trigger holds as well."""
    kept: dict[tuple[int, int], list[tuple[int, _Candidate]]] = {}
    for key, candidate in sorted(found, key=lambda pair: (-pair[1].score, pair[0])):
        same = kept.setdefault((candidate.span.start, candidate.span.end), [])
        roles = [other for other, _ in same if other < labels.local]
        if key >= labels.local or all((min(key, o), max(key, o)) in labels.shared for o in roles):
            same.append((key, candidate))
    return [pair for same in kept.values() for pair in same]


def _roles(spans: Sequence[tuple[int, _Candidate]], labels: Labels) -> dict[str, tuple[Span, ...]]:
    roles: dict[str, list[Span]] = {}
    for key, candidate in sorted(spans, key=lambda pair: (pair[0], pair[1].span)):
        if key < labels.local:
            roles.setdefault(labels.keys[key], []).append(candidate.span)
    return {role: tuple(found) for role, found in roles.items()}


def _said(spans: Sequence[tuple[int, _Candidate]], home: int, kind: int, labels: Labels) -> Said | None:
    if kind == NONE:
        return None
    by_key: dict[str, list[_Candidate]] = {}
    for key, candidate in spans:
        by_key.setdefault(labels.keys[key], []).append(candidate)
    source = _best(by_key.get("source", ()), home)
    near = source.unit if source else home
    cue, via, origin = (_best(by_key.get(key, ()), near) for key in ("cue", "via", "said_origin"))
    if source is None and cue is None:
        return None  # nobody in the text says it: on dev the text's own voice nearly every time
    return Said(
        source=source.span if source else None,
        cue=cue.span if cue else None,
        via=via.span if via else None,
        said_origin=origin.span if origin else None,
        direct=kind == DIRECT,
    )


def _best(candidates: Sequence[_Candidate], unit: int) -> _Candidate | None:
    """The likeliest candidate, one in the given unit before any other."""
    return max(
        candidates, key=lambda found: (found.unit == unit, found.score, -found.span.start), default=None
    )
