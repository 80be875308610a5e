"""Claims as people left them: every correction applied, those made on a copy of the same sentence included."""

from collections.abc import Iterable, Mapping

from sitrep.model.claim import Claim
from sitrep.pipeline.computing import decisions
from sitrep.reconcile.judgements import judge
from sitrep.store import Reads


def as_judged(reads: Reads, claims: Iterable[Claim], stories: Mapping[str, str]) -> dict[str, Claim]:
    """Claim id → the claim with its corrections.

    Args:
        reads: The record.
        claims: As they were read.
        stories: Document id → wire story, of the claims' documents.
    """
    claims = list(claims)
    decided = decisions(reads, claims, stories)
    return {claim.id: judge(claim, decided.get(claim.id, ())).claim for claim in claims}
