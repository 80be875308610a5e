"""Stories: one wire story with its versions, and who changed what."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sitrep.annotate.sentences import split
from sitrep.errors import NotFoundError
from sitrep.model.document import Document
from sitrep.model.plain import to_plain
from sitrep.model.record import Change, Version, WireStory
from sitrep.model.view import mask
from sitrep.pipeline.situations import story_of
from sitrep.reconcile.versions import changes
from sitrep.store import Reads


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """One document of a story: what it is to those before it, and what it cut, added or reworded against the lead."""

    version: Version
    title: str
    outlet: str
    agency: str
    published: datetime | None
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class StoryHistory:
    """A wire story and its documents by time, those of unknown time last."""

    story: WireStory
    versions: tuple[StoryVersion, ...]

    def plain(self) -> dict[str, Any]:
        """The history as JSON-able data."""
        data: dict[str, Any] = to_plain(self)
        return data


def story_history(reads: Reads, identity: str, names_of: Callable[[str], frozenset[str]]) -> StoryHistory:
    """The history of the story that a document belongs to.

    Args:
        reads: The record.
        identity: Id of a document, or of a claim in it, or the first characters of one.
        names_of: Document id → private names to be masked in it.

    Raises:
        NotFoundError: If no document and no claim, or more than one, starts so.
    """
    document = _document(reads, identity)
    story = reads.stories([document]).get(document, document)
    members = {each: reads.document(each) for each in reads.documents_of_story(story) or (document,)}
    told = story_of(story, tuple(members.values()), reads.corrections([story]))
    lead = members[told.lead]
    hidden = frozenset().union(*(names_of(each) for each in members))
    return StoryHistory(
        told, tuple(_version(each, members[each.document], lead, hidden) for each in told.chain)
    )


def _document(reads: Reads, identity: str) -> str:
    try:
        return reads.document_starting(identity)
    except NotFoundError as error:
        try:
            return reads.claim(identity).document
        except NotFoundError:
            raise error from None


def _version(version: Version, document: Document, lead: Document, names: frozenset[str]) -> StoryVersion:
    found = () if document.id == lead.id else changes(lead, split(lead), document, split(document))
    return StoryVersion(
        version,
        mask(document.title, names),
        document.outlet,
        document.agency,
        document.published,
        tuple(
            replace(each, before=mask(each.before, names), after=mask(each.after, names)) for each in found
        ),
    )
