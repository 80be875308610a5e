"""Settling: whether claims count, and by which names they are found, after decisions and corrections about them."""

from collections.abc import Mapping, Sequence

from sitrep.model.claim import Claim
from sitrep.pipeline.computing import decisions
from sitrep.pipeline.situations import counting
from sitrep.reconcile.judgements import judge
from sitrep.store import Reads, Writing

BATCH = 2_000
"""Claims that are in memory at the same time."""


def settle(w: Writing, thresholds: Mapping[str, float]) -> int:
    """See to every claim that is unsettled, in the change that computes the parts; gives their number."""
    waiting = w.read.claims_dirty()
    for start in range(0, len(waiting), BATCH):
        claims = w.read.claims_by_id(waiting[start : start + BATCH])
        stories, family = with_copies(w.read, tuple(claims.values()))
        counted = counting(w.read, family.values(), stories, thresholds)
        decided = decisions(w.read, claims.values(), stories)
        w.standings(
            {identity: identity in counted for identity in claims},
            {
                identity: judge(claims[identity], made).claim
                for identity, made in decided.items()
                if identity in claims
            },
        )
    return len(waiting)


def with_copies(reads: Reads, claims: Sequence[Claim]) -> tuple[Mapping[str, str], dict[str, Claim]]:
    """Stories of the claims' documents, and the claims with their copies: a decision on one holds for the others."""
    stories = dict(reads.stories({claim.document for claim in claims}))
    family = {claim.id: claim for claim in claims}
    if reads.is_judged():
        for story in {stories[claim.document] for claim in claims if claim.document in stories}:
            for document in reads.documents_of_story(story):
                stories[document] = story
                family.update((claim.id, claim) for claim in reads.claims_of_document(document))
    return stories, family
