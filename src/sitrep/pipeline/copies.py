"""Copies: two reports of one story beside each other, sentence by sentence."""

from dataclasses import dataclass

from sitrep.annotate.sentences import split
from sitrep.model.document import Document
from sitrep.model.view import Level, mask
from sitrep.pipeline.browsing import as_shown
from sitrep.pipeline.record import Record
from sitrep.pipeline.situations import names_by_document


@dataclass(frozen=True, slots=True)
class Copy:
    """Another report of the same story. `left_out`: sentences that it does not have; `added`: those that only it has."""

    document: Document
    left_out: tuple[str, ...]
    added: tuple[str, ...]
    shared: int


def copy_of(record: Record, identity: str, other: str, level: Level) -> Copy:
    """What another report of a story has left out and added, as a view shows it.

    Sentences are compared without regard to case and white space.

    Raises:
        NotFoundError: If the record does not hold one of them.
    """
    ours, theirs = record.store.document(identity), record.store.document(other)
    names: frozenset[str] = frozenset()
    if level is Level.PUBLIC:
        claims = (*record.store.claims_of_document(identity), *record.store.claims_of_document(other))
        found = names_by_document((ours, theirs), claims)
        names = found[identity] | found[other]
    mine, its = _sentences(ours), _sentences(theirs)
    return Copy(
        document=as_shown(theirs, names),
        left_out=tuple(mask(text, names) for key, text in mine.items() if key not in its),
        added=tuple(mask(text, names) for key, text in its.items() if key not in mine),
        shared=len(mine.keys() & its.keys()),
    )


def _sentences(document: Document) -> dict[str, str]:
    found: dict[str, str] = {}
    for sentence in split(document):
        text = " ".join(sentence.span.of(document.text).split())
        if text:
            found.setdefault(text.casefold(), text)
    return found
