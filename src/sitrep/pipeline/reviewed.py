"""What people reviewed, as training data in the frames interchange: a report a line, its text one sentence a line.

A frame is given as people left it, with `status` accepted, corrected or added and the ids of its claims; frames that people
rejected stand apart under `rejected`. What nobody reviewed says nothing: its triggers are `unsure`, so that nothing is learned
from them, and so are roles whose value a person put right without choosing words. The texts are whole: restricted data.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sitrep.annotate import norms
from sitrep.export.whole_file import whole_file
from sitrep.model.claim import Claim, Figure
from sitrep.model.document import REPORTING_ROLES, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import Quantity, ResolvedFrame
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span
from sitrep.pipeline.adding import added_of
from sitrep.pipeline.computing import decisions
from sitrep.pipeline.handmade import frame_of
from sitrep.pipeline.interchange import frame_plain
from sitrep.pipeline.selecting import sentences_of
from sitrep.reconcile.judgements import about_events, judge, order
from sitrep.store import Reads

REJECTED = "rejected"
STATUSES = ("added", "corrected", "accepted")

_ROLES_OF: Mapping[str, tuple[str, ...]] = {
    "agent": ("agent",),
    "figure.best": ("quantity",),
    "figure.high": ("quantity",),
    "figure.low": ("quantity",),
    "modality": (),
    "place": ("place", "origin", "destination"),
    "target": ("target",),
    "time.end": ("time",),
    "time.start": ("time",),
}
"""Field that a person sets to a value → roles whose words are then in doubt."""


@dataclass(frozen=True, slots=True)
class ReviewsWritten:
    """What `export_reviews` wrote: reports, frames that stand, frames that people rejected."""

    documents: int
    frames: int
    rejected: int


def export_reviews(reads: Reads, out: Path) -> ReviewsWritten:
    """Write every report of which a person reviewed a claim, as JSON lines.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    written = [0, 0, 0]
    judged = reads.claims_by_id(sorted({judgement.claim for judgement in reads.judgements()}))
    with whole_file(out) as file:
        for document in sorted({claim.document for claim in judged.values()}):
            row = reviewed(reads, reads.document(document))
            if row["frames"] or row["rejected"]:
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
                for number, count in enumerate((1, len(row["frames"]), len(row["rejected"]))):
                    written[number] += count
    return ReviewsWritten(*written)


def reviewed(reads: Reads, document: Document) -> dict[str, Any]:
    """One report with what people reviewed in it, as a line of the interchange; offsets are code points of its `text`."""
    claims = reads.claims_of_document(document.id)
    decided = decisions(reads, claims, reads.stories([document.id]))
    groups: dict[int, list[_Reviewed]] = {}
    unsure: list[Span] = []
    for claim in claims:
        own = [each for each in decided.get(claim.id, ()) if not about_events(each)]
        found = _reviewed(claim, own)
        if found is None:
            unsure.append(claim.trigger)
        else:
            groups.setdefault(found.frame.trigger.start, []).append(found)
            if found.frame.trigger != claim.trigger:  # another word says it: whether this one does is open
                unsure.append(claim.trigger)
    lines = _Lines(document, groups)
    frames: list[dict[str, Any]] = []
    rejected: list[dict[str, Any]] = []
    for start in sorted(groups):
        standing = [each for each in groups[start] if each.status != REJECTED]
        made = _frame(standing or groups[start], lines)
        if made is not None:
            (frames if standing else rejected).append(made)
    taken = {tuple(frame["trigger"]) for frame in (*frames, *rejected)}
    doubts = {tuple(span) for each in unsure if (span := lines.placed(each)) is not None}
    for sentence in {span for claim in claims for span in claim.further}:
        doubts.update(_around(lines.placed(sentence), taken))
    return {
        "id": document.id,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "outlet": document.outlet,
        "text": lines.text,
        "frames": frames,
        "rejected": rejected,
        "unsure": [list(span) for span in sorted(doubts - taken)],
    }


def _around(span: list[int] | None, taken: Iterable[tuple[int, ...]]) -> Iterator[tuple[int, ...]]:
    """A stretch of the lines without the triggers in it: a sentence that says something again has words for it of its own."""
    if span is None:
        return
    start, end = span
    for left, right in sorted(each for each in taken if start <= each[0] and each[1] <= end):
        if left > start:
            yield start, left
        start = max(start, right)
    if end > start:
        yield start, end


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """A claim as people left it, the frame it came from, what became of it, and the roles whose words are in doubt."""

    claim: Claim
    frame: Frame
    status: str
    doubts: tuple[str, ...]


def _reviewed(claim: Claim, judgements: Sequence[Judgement]) -> _Reviewed | None:
    judged = judge(claim, judgements)
    fields = {each.field: each.value for each in sorted(judgements, key=order) if each.verdict is Verdict.SET}
    fields = {field: value for field, value in fields.items() if value and field != "verdict"}
    if judged.accepted is None and not fields:
        return None
    status = "corrected" if fields else "accepted"
    status = "added" if judged.claim.added else status
    status = REJECTED if judged.accepted is False else status
    frame = frame_of(judged.claim)
    adding = [each for each in sorted(judgements, key=order) if each.verdict is Verdict.ADD]
    if adding:
        said = added_of(adding[-1]).frame
        frame = replace(frame, roles={**said.roles, **frame.roles}, said=frame.said or said.said)
    doubts = [role for field in fields for role in _ROLES_OF.get(field, ()) if f"{role}.words" not in fields]
    return _Reviewed(judged.claim, frame, status, tuple(dict.fromkeys(doubts)))


def _frame(found: Sequence[_Reviewed], lines: "_Lines") -> dict[str, Any] | None:
    """The frame of claims with one trigger; None where its words are not in the text that is given."""
    first = found[0]
    roles: dict[str, tuple[Span, ...]] = {}
    for each in found:
        for role, spans in each.frame.roles.items():
            roles[role] = tuple(sorted({*roles.get(role, ()), *spans}))
    if first.claim.instrument and "instrument" not in roles:
        roles["instrument"] = _instrument(first.claim)
    frame = replace(first.frame, roles=roles)
    plain = lines.moved(frame_plain(frame))
    if plain is None:
        return None
    figures = [each.claim.figure for each in found if each.claim.figure is not None]
    plain["norm"] = norms.norm(_resolved(first.claim, frame, figures))
    statuses = {each.status for each in found}
    plain["status"] = next((name for name in STATUSES if name in statuses), REJECTED)
    plain["claims"] = [each.claim.id for each in found]
    doubts = sorted({role for each in found for role in each.doubts})
    return {**plain, "unsure": doubts} if doubts else plain


def _instrument(claim: Claim) -> tuple[Span, ...]:
    """Where the words for the means stand in the sentence: a claim keeps them as text alone."""
    spans = []
    for words in claim.instrument.split("; "):
        at = claim.quote.find(words)
        if at >= 0:
            spans.append(Span(claim.evidence.start + at, claim.evidence.start + at + len(words)))
    return tuple(sorted(spans))


def _resolved(claim: Claim, frame: Frame, figures: Sequence[Figure]) -> ResolvedFrame:
    numbers = [_quantity(figure) for figure in figures if frame.spans("quantity")]
    return ResolvedFrame(
        frame=frame,
        time=claim.time,
        quantities=tuple(numbers),
        places=claim.places,
        agents=claim.agents,
        targets=claim.targets,
        mediators=claim.mediators,
        chain=claim.chain,
        own_voice=claim.own_voice,
        measure=figures[0].measure if figures else None,
    )


def _quantity(figure: Figure) -> Quantity:
    span = figure.span or Span(0, 0)
    return Quantity(
        span=span,
        phrase="",
        low=figure.low,
        best=figure.best,
        high=figure.high,
        low_open=figure.low_open,
        high_open=figure.high_open,
        quantifier=figure.quantifier,
        unit=figure.unit,
        reason=figure.reason,
    )


class _Lines:
    """A report's sentences one a line, and where each code point of the report stands in them.

    Args:
        document: The report.
        triggers: Places that must be in it, also where their block reports nothing.
    """

    def __init__(self, document: Document, triggers: Iterable[int]) -> None:
        wanted = tuple(triggers)
        self._kept: list[tuple[Span, int]] = []
        lines: list[str] = []
        at = 0
        for sentence in sorted(sentences_of(document), key=lambda each: each.span):
            if not _told(document, sentence, wanted):
                continue
            quote = sentence.span.of(document.text)
            start = sentence.span.start + len(quote) - len(quote.lstrip())
            # one line a sentence: a line end within one becomes a space, and every code point keeps its place
            line = re.sub(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", " ", quote.strip())
            if not line:
                continue
            self._kept.append((Span(start, start + len(line)), at))
            lines.append(line)
            at += len(line) + 1
        self.text = "\n".join(lines)

    def placed(self, span: Span) -> list[int] | None:
        """A span of the report as a pair of offsets into the lines; None where a part of it is left out."""
        start, last = self._at(span.start), self._at(span.end - 1)
        return None if start is None or last is None or last < start else [start, last + 1]

    def _at(self, place: int) -> int | None:
        found = next((each for each in self._kept if each[0].start <= place < each[0].end), None)
        return None if found is None else found[1] + place - found[0].start

    def moved(self, plain: dict[str, Any]) -> dict[str, Any] | None:
        """A frame of the interchange with its spans moved; roles that are not in the lines are left out."""

        def pair(value: list[int] | None) -> list[int] | None:
            return None if value is None else self.placed(Span(*value))

        trigger = pair(plain["trigger"])
        if trigger is None:
            return None
        roles = {
            role: [moved for value in spans if (moved := pair(value))]
            for role, spans in plain["roles"].items()
        }
        said = plain["said"]
        if said is not None:
            said = {name: value if name == "direct" else pair(value) for name, value in said.items()}
        return {**plain, "trigger": trigger, "roles": {r: s for r, s in roles.items() if s}, "said": said}


def _told(document: Document, sentence: Sentence, wanted: Iterable[int]) -> bool:
    block = document.blocks[sentence.block]
    if block.role in REPORTING_ROLES and block.repeats is None:
        return True
    return any(sentence.span.start <= place < sentence.span.end for place in wanted)
