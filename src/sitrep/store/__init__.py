"""The record's file: captures, documents, claims, judgements, computed parts, and the ledger of all that."""

from sitrep.store.filters import ClaimFilter, DocumentFilter
from sitrep.store.ledger import Entry
from sitrep.store.reads import Attribute, Reading, Reads
from sitrep.store.record import Store, open_store
from sitrep.store.reviews import Drop
from sitrep.store.verify import Finding
from sitrep.store.writing import ClaimsChange, Writing

__all__ = [
    "Attribute",
    "ClaimFilter",
    "ClaimsChange",
    "DocumentFilter",
    "Drop",
    "Entry",
    "Finding",
    "Reading",
    "Reads",
    "Store",
    "Writing",
    "open_store",
]
