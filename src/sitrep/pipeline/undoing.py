"""Undoing: the decision that takes the latest one back. Nothing is deleted: an undo is a row like any other."""

from dataclasses import dataclass

from sitrep.errors import JudgementError
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.record import Record

UNDOES = "undoes: "
"""How the reason of a decision begins that takes another one back."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to judge in order to undo."""

    claim: str
    verdict: Verdict
    field: str
    value: str
    why: str


def undo(record: Record, prefix: str) -> Step:
    """The decision that takes back the latest one about a claim that still stands. Called again: the one before.

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
        else:
            standing.append(judgement)
    if not standing:
        raise JudgementError(f"claim {claim}: nothing to undo: nobody has decided anything about it that still stands")
    return back(standing)


def back(standing: list[Judgement]) -> Step:
    """The step from before the last of several decisions to after it, the other way round."""
    last, earlier = standing[-1], standing[:-1]
    why = f"{UNDOES}{told(last)}"
    if last.verdict is Verdict.SET:
        same = [each.value for each in earlier if each.verdict is Verdict.SET and each.field == last.field]
        return Step(last.claim, Verdict.SET, last.field, same[-1] if same else "", why)
    if last.verdict in (Verdict.SAME_AS, Verdict.NOT_SAME):
        other = Verdict.NOT_SAME if last.verdict is Verdict.SAME_AS else Verdict.SAME_AS
        return Step(last.claim, other, "", last.value, why)
    verdicts = [each.verdict for each in earlier if each.verdict in (Verdict.ACCEPT, Verdict.REJECT)]
    if verdicts:
        return Step(last.claim, verdicts[-1], "", "", why)
    return Step(last.claim, Verdict.SET, "verdict", "", why)


def told(judgement: Judgement) -> str:
    """A decision in a few words."""
    words = (judgement.verdict.value, judgement.field, judgement.value)
    return " ".join(word for word in words if word)
