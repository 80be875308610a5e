"""History: every decision about a claim or an event, each with whether it still holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sitrep.model.plain import to_plain
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.touching import together
from sitrep.reconcile.joins import in_force
from sitrep.reconcile.judgements import about_events, order
from sitrep.store import ClaimFilter, Reads

HOLDS, REPLACED, TAKEN_BACK, TAKES_BACK = "holds", "replaced by a later one", "taken back", "takes back"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and its state: holds, replaced by a later one, taken back, takes back.

    `judgement.why` says "by copy of" or "by frame of" where it was made about another claim.
    """

    judgement: Judgement
    state: str

    def plain(self) -> dict[str, Any]:
        """The decision as JSON-able data."""
        return {**to_plain(self.judgement), "state": self.state}


def history(reads: Reads, claims: Iterable[str]) -> tuple[Decided, ...]:
    """Every decision that is about one of the claims or names it, oldest first."""
    wanted = frozenset(claims)
    documents = {claim.document for claim in reads.claims(ClaimFilter(ids=tuple(sorted(wanted))))}
    found: dict[Judgement, str] = {}
    while documents and reads.is_judged():
        tied = together(reads, documents.pop())
        documents -= tied.documents
        found.update(_states(tied.decisions))
    told = [
        Decided(judgement, state)
        for judgement, state in found.items()
        if judgement.claim in wanted or (about_events(judgement) and judgement.value in wanted)
    ]
    return tuple(sorted(told, key=lambda each: order(each.judgement)))


def _states(decisions: Iterable[Judgement]) -> dict[Judgement, str]:
    ordered = sorted(decisions, key=order)
    standing = set(in_force(ordered))
    unsaid = {j.claim: order(j) for j in ordered if j.verdict is Verdict.SET and about_events(j)}
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in ordered:
        if not about_events(judgement):
            latest[judgement.claim, _about(judgement)] = judgement
    return {
        judgement: TAKEN_BACK
        if about_events(judgement) and order(judgement) < unsaid.get(judgement.claim, ("",) * 6)
        else _state(judgement, latest, standing)
        for judgement in ordered
    }


def _about(judgement: Judgement) -> str:
    return judgement.field if judgement.verdict is Verdict.SET else "verdict"


def _state(judgement: Judgement, latest: dict[tuple[str, str], Judgement], standing: set[Judgement]) -> str:
    if judgement.verdict is Verdict.SET and not judgement.value:
        return TAKES_BACK
    if about_events(judgement):
        return HOLDS if judgement in standing else REPLACED
    last = latest[judgement.claim, _about(judgement)]
    if last == judgement:
        return HOLDS
    return TAKEN_BACK if last.verdict is Verdict.SET and not last.value else REPLACED
