"""Computing the parts of some partitions from their claims, people's decisions, stories and corrections."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitrep.model.claim import Claim, digest
from sitrep.model.plain import to_json
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement
from sitrep.pipeline.corrections import Corrected
from sitrep.reconcile import reconcile
from sitrep.reconcile.judgements import judge, spread
from sitrep.store import Reads

BATCH = 400
"""Partitions whose claims are in memory at the same time."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A part, the hash of its inputs, and its claims as people left them."""

    part: RecordPart
    inputs: str
    claims: Mapping[str, Claim]


def computed(
    reads: Reads,
    partitions: Sequence[str],
    thresholds: Mapping[str, float],
    corrected: Corrected,
    hashes: dict[str, str],
) -> list[Computed]:
    """The parts of some partitions.

    Args:
        reads: The record, or a view of it that is limited to a time.
        partitions: Which parts.
        thresholds: Kind of claim → confidence from which it counts.
        corrected: The corrections among the record's reports.
        hashes: Claim → hash, filled as claims are met, so that each is hashed once.
    """
    claims = reads.claims_of_partitions(partitions)
    everything = {claim.id: claim for members in claims.values() for claim in members}
    stories = reads.stories({claim.document for claim in everything.values()})
    corrections = corrected.of(stories.values())
    judgements = decisions(reads, everything.values(), stories)
    for identity, claim in everything.items():
        if identity not in hashes:
            hashes[identity] = digest(to_json(claim))
    made = []
    for partition, members in claims.items():
        decided = [judgement for claim in members for judgement in judgements.get(claim.id, ())]
        part = reconcile(
            partition,
            members,
            decided,
            stories,
            thresholds=thresholds,
            corrections=corrections.documents,
            superseded=corrections.superseded,
        )
        inputs = digest(
            partition,
            *(hashes[claim.id] + stories.get(claim.document, "") for claim in members),
            *(to_json(judgement) for judgement in decided),
            json.dumps(sorted(thresholds.items())),
            *sorted(corrections.documents & {claim.document for claim in members}),
            *sorted(corrections.superseded & {claim.id for claim in members}),
        )
        judged = {claim.id: judge(claim, judgements.get(claim.id, ())).claim for claim in members}
        made.append(Computed(part, inputs, judged))
    return made


def decisions(
    reads: Reads, claims: Iterable[Claim], stories: Mapping[str, str]
) -> dict[str, list[Judgement]]:
    """Claim id → decisions that hold for it, those made on its copies in the same story included."""
    if not reads.is_judged():
        return {}
    claims = list(claims)
    copies = {claim.id: claim for claim in claims}
    for story in {stories[claim.document] for claim in claims if claim.document in stories}:
        for document in reads.documents_of_story(story):
            copies.update((claim.id, claim) for claim in reads.claims_of_document(document))
    every = reads.stories({claim.document for claim in copies.values()})
    found: dict[str, list[Judgement]] = {}
    for judgement in spread(copies.values(), reads.judgements(copies), every):
        found.setdefault(judgement.claim, []).append(judgement)
    return found
