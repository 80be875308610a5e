"""Dropping: a document leaves the record, and what it told together with others is told anew without it."""

from collections.abc import Sequence
from datetime import datetime

from sitrep.annotate.sentences import split
from sitrep.reconcile.reprints import Signature, same_story, signature, story_id
from sitrep.reconcile.unions import Unions
from sitrep.store import Store, Writing


def drop(store: Store, document: str, *, by: str, why: str, at: datetime) -> tuple[str, ...]:
    """Take a document, and whatever else came from the same bytes, out of the record.

    Returns:
        Ids of the documents that are gone.

    Raises:
        NotFoundError: If there is no such document.
    """
    with store.writing(by, at) as w:
        mates = {
            mate for story in w.read.stories([document]).values() for mate in w.read.documents_of_story(story)
        }
        gone = w.drop(document, why)
        _tell_stories(w, sorted(mates - set(gone)))
    return gone


def _tell_stories(w: Writing, documents: Sequence[str]) -> None:
    """Put the other documents of a story into stories anew: the one that is gone may have held them together."""
    signatures = {document: _signature(w, document) for document in documents}
    carriers: dict[str, list[str]] = {}
    for document, signed in signatures.items():
        for band in (*signed.bands, signed.body):
            carriers.setdefault(band, []).append(document)
    stories: Unions[str] = Unions(documents)
    for document, signed in signatures.items():
        for candidate in {each for band in (*signed.bands, signed.body) for each in carriers[band]}:
            apart = stories.top(candidate) != stories.top(document)
            if apart and same_story(signed, signatures[candidate])[0]:
                stories.join(document, candidate)
    for members in stories.groups():
        for member in members:
            w.story(member, story_id(members))


def _signature(w: Writing, document: str) -> Signature:
    found = w.read.document(document)
    return signature(found, split(found))
