"""Indexing: what of a document's evidence can be searched for, in the public view and in the restricted one."""

from datetime import datetime

from sitrep.model.document import Document
from sitrep.model.view import mask
from sitrep.pipeline.situations import names_by_document
from sitrep.store import Store, Writing

BATCH = 200
"""Documents that are indexed in one change."""


def index(w: Writing, document: Document) -> None:
    """Make the evidence of a document's claims searchable, in the change that wrote the claims."""
    claims = w.read.claims_of_document(document.id)
    names = names_by_document([document], claims)[document.id]
    w.evidence(document.id, {claim.id: mask(claim.quote, names) for claim in claims}, names)


def index_missing(store: Store, actor: str, at: datetime) -> int:
    """Index the documents that an older sitrep read; gives their number."""
    missing = list(store.unindexed())
    for start in range(0, len(missing), BATCH):
        with store.writing(actor, at) as w:
            for identity in missing[start : start + BATCH]:
                index(w, w.read.document(identity))
    return len(missing)
