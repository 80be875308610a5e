"""Joining: a new document and the documents that carry its story become one story.

What it costs depends on the copies of that story alone, never on how much the record holds: every question goes by an
index, and a key that many stories share (an agency's closing line, a sentence of background) is no key.
"""

from collections import Counter
from collections.abc import Callable, Iterator

from sitrep.reconcile.reprints import Signature, same_story, story_id
from sitrep.store import Reads, Writing

MANY_STORIES = 50
"""Stories that share a band from which on it tells nothing: their documents are not compared on its account."""

FEW_STORIES = 3
"""Stories that share a band from which on it tells nothing alone: documents that share no other one are not compared. One
sentence of background stands in more of them the longer the record grows; copies share a rarer one, or several."""

MOST = 200
"""Documents of one band that are looked at: enough to see whether many stories share it. More of one story carry it only
where hundreds of different copies of it are known."""


def join(w: Writing, new: Signature, signature_of: Callable[[str], Signature]) -> None:
    """Keep a document's bands, and put it and whatever it joins into one story.

    Args:
        w: The change that adds the document.
        new: Its signature.
        signature_of: Signature of a document of the record.
    """
    w.bands(new.document, (*new.bands, new.body))
    joined = _stories_of_copies(w.read, new, signature_of)
    lowest = w.read.lowest_of_stories(joined)
    story = story_id([new.document, *(document for document, _ in lowest.values())])
    for other in sorted(joined - {story}):
        for document in w.read.documents_of_story(other):
            w.story(document, story)
    w.story(new.document, story)
    if new.correction:
        w.correction(new.document, new.correction)
    if joined:
        alone = {document for document, size in lowest.values() if size == 1}
        _correct(w, new, story, alone, merged=len(joined) > 1)


def _correct(w: Writing, new: Signature, story: str, alone: set[str], *, merged: bool) -> None:
    """Mark what a correction within the story now changes.

    All of it where the correction is new, or joins others; a correction that stood alone so far; nothing where one
    more copy joins a story that was corrected before: its own claims are marked as they are added.
    """
    corrections = w.read.corrections([story])
    if new.correction or (corrections and merged):
        w.dirty_documents(w.read.documents_of_story(story))
    else:
        w.dirty_documents(sorted(alone & corrections.keys()))


def _stories_of_copies(
    reads: Reads, new: Signature, signature_of: Callable[[str], Signature]
) -> frozenset[str]:
    """Stories of the documents that carry the same story as a new one.

    A document whose body is equal to the new one's answers for it: whatever the new one could join is joined already. So
    a thousand reprints cost one look-up each.
    """
    equal = [document for document in _carriers(reads, (new.body,)) if document != new.document]
    if equal:
        return frozenset(reads.stories(equal[:1]).values())
    joined: set[str] = set()
    refused: set[str] = set()
    for document, story, body in _candidates(reads, new):
        if story in joined or body in refused:
            continue
        if same_story(new, signature_of(document))[0]:
            joined.add(story)
        else:
            refused.add(body)
    return frozenset(joined)


def _carriers(reads: Reads, bands: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        document for documents in reads.documents_of_bands(bands, most=2).values() for document in documents
    )


def _candidates(reads: Reads, new: Signature) -> Iterator[tuple[str, str, str]]:
    """Documents that share telling bands with a new one, most shared first, each with its story and body."""
    carriers = reads.documents_of_bands(new.bands, most=MOST)
    stories = dict(reads.stories({each for documents in carriers.values() for each in documents}))
    shared: Counter[str] = Counter()
    rare: set[str] = set()
    for documents in carriers.values():
        number = len({stories[each] for each in documents if each in stories})
        if number <= MANY_STORIES:
            shared.update(documents)
        if number <= FEW_STORIES:
            rare.update(documents)
    shared = Counter(
        {document: number for document, number in shared.items() if number > 1 or document in rare}
    )
    del shared[new.document]
    bodies = reads.bands_of_documents(shared, "b:")
    for document, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0])):
        if document in stories:
            yield document, stories[document], bodies.get(document, document)
