"""What counts, who says it and as of when: each claim weighed before anything is computed from it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.model.claim import Claim, Figure, root
from sitrep.model.review import Judgement
from sitrep.reconcile.cells import Where, where
from sitrep.reconcile.judgements import copy_key, judge, spread
from sitrep.reconcile.partitions import published_on

AS_OF_DAYS = 2
"""Days between two as-of dates within which two numbers speak of the same state."""
_NAMED = {"named": 0, "described": 1, "anonymous": 2}


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim that is not rejected, as people left it, with what its place in the record depends on.

    Attributes:
        claim: The corrected claim.
        where: Its place.
        story: Its wire story.
        root: The independent origin it rests on; the same for every copy of one statement.
        passes: Whether it is good enough to count: accepted by a person, or above its kind's threshold and
            not in a headline only. Modality is not in it.
        said_on: Publication day; None where unknown.
        corrects: Whether its document is a correction.
        superseded: Whether a correction changed its sentence, and no person accepted it all the same.
    """

    claim: Claim
    where: Where
    story: str
    root: str
    passes: bool
    said_on: date | None
    corrects: bool
    superseded: bool = False

    @property
    def actual(self) -> bool:
        """Whether the claim tells something as fact: nothing else enters figures, control or events."""
        return self.claim.modality == "actual"

    @property
    def counts(self) -> bool:
        """Whether it belongs to the counted reading of figures, control and events."""
        return self.passes and self.actual

    @property
    def figure(self) -> Figure:
        """What it counts.

        Raises:
            ValueError: If it states no figure.
        """
        if self.claim.figure is None:
            raise ValueError(f"claim {self.claim.id} states no figure")
        return self.claim.figure

    @property
    def as_of(self) -> date | None:
        """The last day that it speaks of, else its publication day."""
        return self.claim.time.end or self.said_on

    @property
    def latest(self) -> tuple[str, str, bool, bool, bool, str]:
        """Sorting key within one voice: the latest word last."""
        claim = self.claim
        running = claim.figure is not None and claim.figure.running_total
        as_of = self.as_of.isoformat() if self.as_of else ""
        return (as_of, claim.published, self.corrects, not claim.headline_only, running, claim.id)


def spoken_on(item: Weighed, *, incident: bool) -> date | None:
    """The day that decides which of two words is later.

    Reports on one incident speak of the same days, so the newer report is the later word; a running total is of its last day.
    """
    return item.said_on or item.as_of if incident else item.as_of


def near(a: date | None, b: date | None) -> bool:
    """Whether two days are of the same state (`AS_OF_DAYS`); an unknown day is near an unknown one alone."""
    if a is None or b is None:
        return a is b
    return abs(a.toordinal() - b.toordinal()) <= AS_OF_DAYS


def weigh(
    claims: Iterable[Claim],
    judgements: Sequence[Judgement],
    stories: Mapping[str, str],
    *,
    thresholds: Mapping[str, float],
    corrections: Collection[str] = (),
    superseded: Collection[str] = (),
) -> list[Weighed]:
    """The claims that are not rejected, in order of id, each once.

    Args:
        claims: Claims in any order.
        judgements: Decisions of people in any order; those about other claims change nothing.
        stories: Document id → wire story id; a document without an entry is a story of its own.
        thresholds: Kind of claim → confidence from which it counts unreviewed; a kind without an entry never
            does.
        corrections: Documents marked as corrections.
        superseded: Claims whose sentence a correction changed.
    """
    by_id = {claim.id: claim for claim in claims}
    ordered = [by_id[id_] for id_ in sorted(by_id)]
    decisions: dict[str, list[Judgement]] = {}
    for judgement in spread(ordered, judgements, stories):
        decisions.setdefault(judgement.claim, []).append(judgement)
    made = {claim.id: judge(claim, decisions.get(claim.id, ())) for claim in ordered}
    roots = _roots(ordered, {id_: judged.claim for id_, judged in made.items()}, stories)
    weighed = []
    for claim in ordered:
        judged = made[claim.id]
        if judged.accepted is False:
            continue
        sure = claim.confidence >= thresholds.get(claim.kind, float("inf")) and not claim.headline_only
        replaced = claim.id in superseded and judged.accepted is None
        weighed.append(
            Weighed(
                claim=judged.claim,
                where=where(judged.claim),
                story=stories.get(claim.document, claim.document),
                root=roots[claim.id],
                passes=judged.accepted is True or (sure and not replaced),
                said_on=published_on(claim),
                corrects=claim.document in corrections,
                superseded=replaced,
            )
        )
    return weighed


def _roots(
    claims: Sequence[Claim], judged: Mapping[str, Claim], stories: Mapping[str, str]
) -> dict[str, str]:
    """Claim id → root, the same for all copies of a statement within a story.

    Copies are told by what was read; what they rest on is their source as people left it.

    A copy whose cut took the source away still rests on that source: the best attributed copy decides. What a
    story says in its own voice is one voice, its agency's where one is known, whoever printed it.
    """
    own: dict[str, tuple[bool, str]] = {}
    for claim in judged.values():
        if claim.own_voice and claim.chain:
            story = stories.get(claim.document, claim.document)
            link = claim.chain[0]
            label = (link.role != "agency", root(claim.chain, story))
            own[story] = min(own.get(story, label), label)
    best: dict[tuple[str, ...], tuple[bool, int, str]] = {}
    keys = {}
    for read in claims:
        claim = judged[read.id]
        story = stories.get(claim.document, claim.document)
        keys[claim.id] = copy_key(read, stories)
        if claim.own_voice or not claim.chain:
            rank = (True, 0, own[story][1] if story in own else root((), story))
        else:
            rank = (False, _NAMED.get(claim.chain[0].named, 2), root(claim.chain, story))
        best[keys[claim.id]] = min(best.get(keys[claim.id], rank), rank)
    return {claim.id: best[keys[claim.id]][2] for claim in claims}
