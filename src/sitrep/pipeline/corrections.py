"""Corrections: which documents correct their story, and which claims of its other copies no longer stand."""

from collections.abc import Iterable
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

    documents: frozenset[str] = frozenset()
    superseded: frozenset[str] = frozenset()


class Corrected:
    """The corrections of stories, each story looked at once.

    Args:
        reads: The record.
    """

    def __init__(self, reads: Reads) -> None:
        self._reads = reads
        self._known: dict[str, Corrections] = {}

    def of(self, stories: Iterable[str]) -> Corrections:
        """The corrections of some stories: costs as much as those of them that have one."""
        wanted = sorted(set(stories))
        new = [story for story in wanted if story not in self._known]
        marked = self._reads.corrections(new)
        correcting = set(self._reads.stories(marked).values())
        for story in new:
            self._known[story] = self._story(story, marked) if story in correcting else Corrections()
        found = [self._known[story] for story in wanted]
        return Corrections(
            frozenset().union(*(each.documents for each in found)),
            frozenset().union(*(each.superseded for each in found)),
        )

    def _story(self, story: str, marked: Iterable[str]) -> Corrections:
        members = self._reads.documents_of_story(story)
        if len(members) < 2:
            return Corrections()
        marks = set(marked)
        correcting = [_signature(self._reads, document) for document in members if document in marks]
        latest = max(correcting, key=lambda each: (each.published, each.document))
        others = [
            claim
            for document in members
            if document not in marks
            for claim in self._reads.claims_of_document(document)
        ]
        return Corrections(frozenset(each.document for each in correcting), superseded(others, latest))


def corrected(reads: Reads) -> Corrections:
    """All of the record's corrections. Costs as much as there are stories with a correction."""
    return Corrected(reads).of(reads.stories(reads.corrections()).values())


def _signature(reads: Reads, document: str) -> Signature:
    found = reads.document(document)
    return signature(found, split(found))
