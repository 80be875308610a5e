"""Corrections: which documents correct their story, and which claims of its other copies no longer stand."""

from dataclasses import dataclass

from sitrep.annotate.sentences import split
from sitrep.reconcile.reprints import Signature, signature, superseded
from sitrep.store import Reads


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the record's corrections change.

    Attributes:
        documents: Documents that correct another of their story; they beat it.
        superseded: Claims whose sentence a correction changed; they stay visible and count nowhere.
    """

    documents: frozenset[str]
    superseded: frozenset[str]


def corrected(reads: Reads) -> Corrections:
    """The record's corrections. Costs as much as there are stories with a correction, not as there are documents."""
    marked = reads.corrections()
    stories = reads.stories(marked)
    documents: set[str] = set()
    claims: set[str] = set()
    for story in sorted(set(stories.values())):
        members = reads.documents_of_story(story)
        if len(members) < 2:
            continue
        correcting = [_signature(reads, document) for document in members if document in marked]
        latest = max(correcting, key=lambda each: (each.published, each.document))
        documents.update(each.document for each in correcting)
        others = [
            claim
            for document in members
            if document not in marked
            for claim in reads.claims_of_document(document)
        ]
        claims.update(superseded(others, latest))
    return Corrections(frozenset(documents), frozenset(claims))


def _signature(reads: Reads, document: str) -> Signature:
    found = reads.document(document)
    return signature(found, split(found))
