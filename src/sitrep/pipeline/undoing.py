"""Undoing: the decision that takes the latest one back. Nothing is deleted: an undo is a row like any other."""

from dataclasses import dataclass

from sitrep.errors import JudgementError
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.record import Record
from sitrep.reconcile.judgements import about_events

UNDOES = "undoes: "
"""How the reason of a decision begins that takes another one back."""

KEEPS = "kept: "
"""How the reason begins of a decision that is said again because it was withdrawn along with another."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to judge in order to undo."""

    claim: str
    verdict: Verdict
    field: str
    value: str
    why: str


def undo(record: Record, prefix: str) -> tuple[Step, ...]:
    """The decisions that take back the latest one about a claim that still stands. Called again: the one before.

    One decision is enough but for what was said of the claim's event: that is withdrawn as a whole, and what stood before is
    said again.

    Raises:
        NotFoundError: If there is no such claim.
        JudgementError: If there is nothing to undo.
    """
    claim = record.store.claim(prefix).id
    standing: list[Judgement] = []
    for judgement in record.store.judgements([claim]):
        if judgement.why.startswith(UNDOES):
            if standing:
                standing.pop()
        elif not judgement.why.startswith(KEEPS):
            standing.append(judgement)
    if not standing:
        raise JudgementError(
            f"claim {claim}: nothing to undo: nobody has decided anything about it that still stands"
        )
    return back(standing)


def back(standing: list[Judgement]) -> tuple[Step, ...]:
    """The steps from before the last of several decisions to after it, the other way round."""
    last, earlier = standing[-1], standing[:-1]
    why = f"{UNDOES}{told(last)}"
    if last.verdict is Verdict.SET and not about_events(last):
        same = [each.value for each in earlier if each.verdict is Verdict.SET and each.field == last.field]
        return (Step(last.claim, Verdict.SET, last.field, same[-1] if same else "", why),)
    if about_events(last):
        again = f"{KEEPS}{why}"
        said = [each for each in earlier if about_events(each)]
        kept = (Step(each.claim, each.verdict, each.field, each.value, again) for each in said)
        return (Step(last.claim, Verdict.SET, "event", "", why), *kept)
    verdicts = [
        each.verdict for each in earlier if each.verdict in (Verdict.ADD, Verdict.ACCEPT, Verdict.REJECT)
    ]
    if verdicts:  # a claim that was added is one that a person accepts
        before = Verdict.ACCEPT if verdicts[-1] is Verdict.ADD else verdicts[-1]
        return (Step(last.claim, before, "", "", why),)
    return (Step(last.claim, Verdict.SET, "verdict", "", why),)


def told(judgement: Judgement) -> str:
    """A decision in a few words."""
    if judgement.verdict is Verdict.ADD:
        return Verdict.ADD.value
    words = (judgement.verdict.value, judgement.field, judgement.value)
    return " ".join(word for word in words if word)
