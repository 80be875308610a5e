"""Annotating: sentences, frames, and what every span of a frame stands for."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.annotate import attribution, quantities, times
from sitrep.annotate.completion import complete
from sitrep.annotate.completion.parts import parts
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.parties import Likeliest, Parties
from sitrep.annotate.parties.spans import whole_spans
from sitrep.annotate.places import Places
from sitrep.annotate.quantities.total import total
from sitrep.annotate.sentences import split
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import (
    AnnotatedDocument,
    PartyMention,
    PlaceMention,
    Quantity,
    ResolvedFrame,
    TimeMention,
)

PLACE_ROLES = ("place", "origin", "destination")
AHEAD = frozenset({"planned", "demanded"})
"""Modalities whose weekdays lie after publication."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What annotating needs, loaded once a process."""

    engine: Engine
    gazetteer: Gazetteer


def annotate(
    document: Document, tools: Tools, *, wide: bool = False, seconds: dict[str, float] | None = None
) -> AnnotatedDocument:
    """Find the frames of a document and resolve what is in them.

    Args:
        document: As a reader gives it.
        tools: Engine and gazetteer.
        wide: Take places of statements and relations, and sides of fighting, from the context too: more frames get
            one, and more of these are wrong. For comparing with annotations that fill every frame, not for a record.
        seconds: Filled with the time each stage took, for benchmarks.
    """
    clock = seconds if seconds is not None else {}
    mark = time.perf_counter()
    sentences = split(document)
    mark = _lap(clock, "sentences", mark)
    found = tools.engine.frames(document, sentences)
    mark = _lap(clock, "engine", mark)
    whole = complete(whole_spans(found, document.text), document.text, sentences)
    frames = attribution.inner_sources(whole, document.text)
    resolver = _Resolver(document, sentences, frames, tools.gazetteer, wide=wide)
    resolved = tuple(resolver.resolve(frame) for frame in frames)
    _lap(clock, "resolve", mark)
    return AnnotatedDocument(document, sentences, resolved, tools.engine.sha256[:12])


def resolve(document: Document, frames: Sequence[Frame], gazetteer: Gazetteer) -> AnnotatedDocument:
    """Resolve frames that are known already, whoever found them, as `annotate` resolves those of the engine.

    Args:
        document: The report.
        frames: In text order; their spans are taken as they are. What one says may resolve another: "they", "that night".
        gazetteer: Places.

    Returns:
        The document with the frames, in the order given; `model` is empty.
    """
    sentences = split(document)
    resolver = _Resolver(document, sentences, frames, gazetteer, wide=False)
    return AnnotatedDocument(document, sentences, tuple(resolver.resolve(frame) for frame in frames), "")


def _lap(clock: dict[str, float], stage: str, mark: float) -> float:
    now = time.perf_counter()
    clock[stage] = clock.get(stage, 0.0) + now - mark
    return now


class _Resolver:
    """Resolves the frames of one document, in text order: a later time may lean on an earlier one."""

    def __init__(
        self,
        document: Document,
        sentences: Sequence[Sentence],
        frames: Sequence[Frame],
        gazetteer: Gazetteer,
        *,
        wide: bool,
    ) -> None:
        self._wide = wide
        self._document = document
        self._sentences = {sentence.index: sentence for sentence in sentences}
        self._places = Places(document, sentences, frames, gazetteer)
        self._parties = Parties(document, sentences, frames)
        self._likeliest = Likeliest(self._parties, frames) if wide else None
        self._counted = frozenset(span for frame in frames for span in frame.spans("quantity"))
        self._told: TimeMention | None = None

    def resolve(self, frame: Frame) -> ResolvedFrame:
        when, numbers = self._time(frame), self._quantities(frame)
        links, own_voice = attribution.chain(self._document, frame, self._parties)
        return ResolvedFrame(
            frame=frame,
            time=when,
            quantities=numbers,
            places=self._place(frame),
            agents=self._party(frame, "agent"),
            targets=self._party(frame, "target"),
            mediators=self._party(frame, "mediator"),
            chain=links,
            own_voice=own_voice,
            measure=self._measure(frame, when, numbers),
            total=total(frame.type, self._document.text, numbers),
            parts=self._parts(frame, numbers),
        )

    def _time(self, frame: Frame) -> TimeMention:
        """The narrowest of the frame's time phrases that stands for days; the first where none does."""
        told = self._told.start if self._told is not None and self._told.start == self._told.end else None
        read = [
            times.resolve(
                self._document.text,
                span,
                published=self._document.published,
                precision=self._document.published_precision,
                future=frame.modality in AHEAD,
                told=told,
            )
            for span in frame.spans("time")
        ]
        dated = [mention for mention in read if mention.start is not None]
        if dated:
            chosen = min(dated, key=_days)
            self._told = chosen
            return chosen
        return read[0] if read else times.absent()

    def _parts(self, frame: Frame, numbers: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
        sentence = self._sentences.get(frame.sentence)
        return parts(self._document.text, sentence.span, numbers, self._counted) if sentence else ()

    def _quantities(self, frame: Frame) -> tuple[Quantity, ...]:
        return tuple(quantities.parse(self._document.text, span) for span in frame.spans("quantity"))

    def _place(self, frame: Frame) -> tuple[PlaceMention, ...]:
        return tuple(
            mention
            for role in PLACE_ROLES
            for mention in self._places.of_frame(frame, role=role, wide=self._wide)
        )

    def _party(self, frame: Frame, role: str) -> tuple[PartyMention, ...]:
        if self._likeliest is not None and role != "mediator":
            return self._likeliest.of_frame(frame, role)
        return tuple(
            mention
            for span in frame.spans(role)
            for mention in self._parties.resolve(span, frame.sentence, frame=frame)
        )

    def _measure(self, frame: Frame, when: TimeMention, numbers: Sequence[Quantity]) -> str | None:
        if not numbers:
            return None
        sentence = self._sentences[frame.sentence]
        return quantities.measure(frame, self._document.text, sentence.span, when.phrase, quantity=numbers[0])


def _days(mention: TimeMention) -> int:
    if mention.start is None or mention.end is None:
        return 0
    return mention.end.toordinal() - mention.start.toordinal()
