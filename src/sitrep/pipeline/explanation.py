"""Explanation: one claim, or one event, with everything that stands behind it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document
from sitrep.model.plain import to_plain
from sitrep.model.record import Event
from sitrep.model.review import Judgement
from sitrep.model.span import Span
from sitrep.pipeline.history import Decided
from sitrep.pipeline.standing import Standing


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the document with what it is: trigger, agent, target, place, time, quantity, source, cue, topic."""

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim, its document and capture, the passage around it with marked spans, and people's judgements.

    `offset` is where `passage` starts in the document's text. `counting` says in words why the claim counts or not.
    """

    claim: Claim
    document: Document
    capture: Capture
    passage: str
    offset: int
    marks: tuple[Mark, ...]
    judgements: tuple[Judgement, ...]
    counting: str
    standing: tuple[Standing, ...] = ()
    """In which series and events it is, what each house made of it, and how they are attested."""
    event: Event | None = None
    """The event that the claim is in; its links say why."""
    history: tuple[Decided, ...] = ()
    """Every decision about the claim or naming it, those by copy or by frame included, with whether it holds."""
    kept_by_review: bool = False
    """Whether the last reading no longer found the claim: it stays because a person judged it."""

    def plain(self) -> dict[str, Any]:
        """The explanation as JSON-able data; the document's text is left to the passage."""
        return {
            "claim": to_plain(self.claim),
            "document": {
                "id": self.document.id,
                "title": self.document.title,
                "outlet": self.document.outlet,
                "url": self.document.url,
                "published": self.claim.published,
                "published_origin": self.document.published_origin,
            },
            "capture": to_plain(self.capture),
            "passage": {"text": self.passage, "offset": self.offset},
            "marks": [
                {"label": mark.label, "start": mark.span.start, "end": mark.span.end} for mark in self.marks
            ],
            "judgements": [to_plain(judgement) for judgement in self.judgements],
            "counting": self.counting,
            "standing": [{"what": each.what, "value": each.value, "why": each.why} for each in self.standing],
            "event": to_plain(self.event) if self.event is not None else None,
            "history": [decided.plain() for decided in self.history],
            "kept_by_review": self.kept_by_review,
        }


@dataclass(frozen=True, slots=True)
class EventExplanation:
    """An event with its claims, why these are one event (`event.links`), and what people decided about them."""

    event: Event
    claims: tuple[Claim, ...]
    history: tuple[Decided, ...]

    def plain(self) -> dict[str, Any]:
        """The explanation as JSON-able data."""
        return {
            "event": to_plain(self.event),
            "claims": [to_plain(claim) for claim in self.claims],
            "history": [decided.plain() for decided in self.history],
        }


def marks(claim: Claim) -> tuple[Mark, ...]:
    """Every span that the claim points to, in text order."""
    found = [Mark("trigger", claim.trigger), *_mentioned(claim)]
    if claim.topic_span is not None:
        found.append(Mark("topic", claim.topic_span))
    if claim.figure is not None and claim.figure.span is not None:
        found.append(Mark("quantity", claim.figure.span))
    return tuple(sorted(found, key=lambda mark: (mark.span, mark.label)))


def _mentioned(claim: Claim) -> Iterator[Mark]:
    for label, mentions in (
        ("agent", claim.agents),
        ("target", claim.targets),
        ("mediator", claim.mediators),
    ):
        yield from (Mark(label, mention.span) for mention in mentions if mention.span is not None)
    yield from (Mark("place", place.span) for place in claim.places if place.span is not None)
    if claim.time.span is not None:
        yield Mark("time", claim.time.span)
    for link in claim.chain:
        if link.span is not None:
            yield Mark("source", link.span)
        if link.cue_span is not None:
            yield Mark("cue", link.cue_span)


def passage(document: Document, around: tuple[Span, ...]) -> tuple[str, int]:
    """The blocks that hold the spans, as one stretch of text, and where it starts."""
    held = [block.span for block in document.blocks if any(block.span.overlaps(span) for span in around)]
    if not held:
        start, end = min(span.start for span in around), max(span.end for span in around)
    else:
        start, end = min(span.start for span in held), max(span.end for span in held)
    return document.text[start:end], start
