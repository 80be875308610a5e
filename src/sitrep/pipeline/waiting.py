"""Judgements that came before the claims they speak of: they wait, and are applied when the last of these is read."""

from collections.abc import Iterable

from sitrep.errors import JudgementError
from sitrep.model.claim import Claim
from sitrep.model.review import Judgement
from sitrep.reconcile.judgements import about_events, judge
from sitrep.reconcile.partitions import is_happening
from sitrep.store import ClaimFilter, Reads, Writing


def arrive(w: Writing, claims: Iterable[str]) -> None:
    """Apply the judgements that waited for claims; what is impossible for the claim as it was read goes on waiting."""
    for judgement in w.read.waiting(claims):
        if not lacking(w.read, judgement) and not _impossible(w.read, judgement):
            w.judgement(judgement)


def lacking(reads: Reads, judgement: Judgement) -> frozenset[str]:
    """Claims that a judgement speaks of and the record does not hold."""
    wanted = frozenset(concerned(judgement))
    return wanted - {claim.id for claim in reads.claims(ClaimFilter(ids=tuple(sorted(wanted))))}


def concerned(judgement: Judgement) -> tuple[str, ...]:
    """Ids of the claims that a judgement speaks of: the judged one, and the one it names."""
    names_other = about_events(judgement) and judgement.value
    return (judgement.claim, judgement.value) if names_other else (judgement.claim,)


def _impossible(reads: Reads, judgement: Judgement) -> bool:
    try:
        check(reads, judgement)
    except JudgementError:
        return True
    return False


def check(reads: Reads, judgement: Judgement) -> None:
    """Whether a judgement can be made of the claims as they are.

    Raises:
        JudgementError: If it sets a field or value that cannot be, or joins what is about no event.
        NotFoundError: If a claim is missing.
    """
    claim = reads.claim(judgement.claim)
    try:
        judge(claim, [judgement])
    except ValueError as error:
        raise JudgementError(str(error)) from error
    if not about_events(judgement):
        return
    if judgement.field:
        if judgement.value:
            raise JudgementError("event can only be set to nothing: that takes back what was said of it")
        return
    if judgement.claim == judgement.value:
        raise JudgementError(f"claim {claim.id} is the same as itself: name another claim or event")
    for each in (claim, reads.claim(judgement.value)):
        if not is_happening(_stands(reads, each)):
            raise JudgementError(
                f"claim {each.id} ({each.kind}: {each.type}, {each.modality}) is about no event: only claims that "
                "tell of something as it happened can be joined or parted"
            )


def _stands(reads: Reads, claim: Claim) -> Claim:
    return judge(claim, reads.judgements([claim.id])).claim
