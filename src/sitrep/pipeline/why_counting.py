"""Why a claim counts or does not, in words."""

from sitrep.codebook.counting import keep_thresholds, thresholds
from sitrep.model.claim import Claim
from sitrep.reconcile.judgements import judge
from sitrep.store import Reads


def why_counting(reads: Reads, claim: Claim) -> str:
    """Why a claim counts or does not, in words."""
    threshold = thresholds().get(claim.kind)
    accepted = judge(claim, reads.judgements([claim.id])).accepted
    if accepted is not None:
        who = "added" if claim.added else "accepted"
        return f"{who} by a person: counts" if accepted else "rejected by a person"
    if claim.confidence < keep_thresholds().get(claim.kind, 0.0):
        return "below the keep threshold: likely noise, does not count unreviewed"
    if claim.modality != "actual":
        return f"{claim.modality}: never counts"
    if claim.headline_only:
        return "only the headline says so: does not count"
    if threshold is None:
        return f"{claim.kind} claims count only after review"
    return f"counting threshold {threshold:.2f}: " + (
        "counts" if claim.confidence >= threshold else "does not count unreviewed"
    )
