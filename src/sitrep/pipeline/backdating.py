"""Backdating: the record as reports up to a day gave it, computed anew from the claims of those reports."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import Connection

from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.record import RecordPart
from sitrep.pipeline.computing import BATCH, computed
from sitrep.pipeline.corrections import Corrected
from sitrep.store import ClaimFilter, DocumentFilter, Reads

ALL_CLAIMS, ALL_DOCUMENTS = ClaimFilter(), DocumentFilter()


class Backdated(Reads):
    """What the record would answer had it read only the reports published up to a day.

    Reports without a publication date are left out: nobody can say that they were known then. Stories keep the ids they
    have in the whole record, so that origins can be compared. Decisions of people apply as they stand today.

    Args:
        reads: The whole record.
        until: Last publication day (UTC).
        thresholds: Kind of claim → confidence from which it counts.
    """

    def __init__(self, reads: Reads, until: date, thresholds: Mapping[str, float]) -> None:
        self._reads = reads
        self._thresholds = thresholds
        self._documents = frozenset(
            document.id
            for document in reads.documents()
            if document.published is not None and document.published.date() <= until
        )

    def _connection(self) -> AbstractContextManager[Connection]:
        return self._reads._connection()

    def documents(
        self, wanted: DocumentFilter = ALL_DOCUMENTS, *, limit: int | None = None, after: str | None = None
    ) -> Iterator[Document]:
        """Documents of that time."""
        found = (each for each in self._reads.documents(wanted, after=after) if each.id in self._documents)
        for number, document in enumerate(found):
            if number == limit:
                return
            yield document

    def claims(
        self, wanted: ClaimFilter = ALL_CLAIMS, *, limit: int | None = None, after: str | None = None
    ) -> Iterator[Claim]:
        """Claims of that time."""
        found = (each for each in self._reads.claims(wanted, after=after) if each.document in self._documents)
        for number, claim in enumerate(found):
            if number == limit:
                return
            yield claim

    def claims_of_partitions(self, partitions: Iterable[str]) -> dict[str, tuple[Claim, ...]]:
        """Claims of that time by partition."""
        return {
            partition: tuple(claim for claim in claims if claim.document in self._documents)
            for partition, claims in self._reads.claims_of_partitions(partitions).items()
        }

    def stories(self, documents: Iterable[str] | None = None) -> Mapping[str, str]:
        """Document → story, of the documents of that time."""
        found = self._reads.stories(documents)
        return {document: story for document, story in found.items() if document in self._documents}

    def documents_of_story(self, story: str) -> tuple[str, ...]:
        """Documents of a story at that time."""
        return tuple(each for each in self._reads.documents_of_story(story) if each in self._documents)

    def corrections(self, stories: Iterable[str] | None = None) -> dict[str, str]:
        """Documents of that time that correct another."""
        return {
            document: words
            for document, words in self._reads.corrections(stories).items()
            if document in self._documents
        }

    def claims_per_document(self) -> dict[str, int]:
        """Document of that time → number of its claims."""
        found = self._reads.claims_per_document()
        return {document: number for document, number in found.items() if document in self._documents}

    def parts(self, prefix: str = "") -> Iterator[RecordPart]:
        """Parts of the record, computed from the claims of that time."""
        claims = [claim.id for claim in self.claims()]
        partitions = [each for each in self._reads.partitions_of_claims(claims) if each.startswith(prefix)]
        corrections = Corrected(self)
        hashes: dict[str, str] = {}
        for start in range(0, len(partitions), BATCH):
            batch = partitions[start : start + BATCH]
            for each in computed(self, batch, self._thresholds, corrections, hashes):
                yield each.part
