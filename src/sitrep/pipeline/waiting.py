"""Judgements that came before the claims they speak of: they wait, and are applied when the last of these is read."""

from collections.abc import Iterable

from sitrep.errors import JudgementError
from sitrep.model.claim import Claim
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.adding import check_added, check_span
from sitrep.pipeline.selecting import MOST_SELECTIONS
from sitrep.reconcile.chosen import WORDS, spans_of
from sitrep.reconcile.judgements import about_events, judge
from sitrep.reconcile.partitions import is_happening
from sitrep.store import ClaimFilter, Reads, Writing


def arrive(w: Writing, ids: Iterable[str]) -> None:
    """Apply the judgements that waited for claims, or for a document that they add to.

    What is impossible for the claim as it was read goes on waiting, and so does the addition of a claim that was taken back.
    """
    for judgement in w.read.waiting(ids):
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
    if judgement.verdict is Verdict.ADD:
        check_added(reads, judgement)
        return
    claim = reads.claim(judgement.claim)
    try:
        judge(claim, [judgement])
        _check_words(reads, claim, judgement)
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


def _check_words(reads: Reads, claim: Claim, judgement: Judgement) -> None:
    if judgement.field not in WORDS or judgement.value in ("", "null"):
        return
    spans = spans_of(judgement.value)
    most = 1 if judgement.field in ("trigger.words", "source.words") else MOST_SELECTIONS
    if len(spans) > most:
        raise ValueError(f"{judgement.field}: {len(spans)} stretches of text; {most} at most")
    document = reads.document(claim.document)
    for span in spans:
        check_span(document, span)


def _stands(reads: Reads, claim: Claim) -> Claim:
    return judge(claim, reads.judgements([claim.id])).claim
