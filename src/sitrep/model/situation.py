"""Situation: the whole record at one time, as a view shows it. What `show`, report and library users read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sitrep.model.claim import Claim
from sitrep.model.record import Contradiction, ControlState, Deal, Event, Series, WireStory
from sitrep.model.view import Level


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """One document in a list: who published what when, and how many claims it gave."""

    id: str
    title: str
    outlet: str
    agency: str
    published: datetime | None
    published_precision: str
    claims: int
    story: str
    """Wire story that the document belongs to."""
    capture: str
    """SHA-256 of the bytes it came from."""
    notes: tuple[str, ...] = ()


def distinct(ids: Iterable[str], claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """Of claims, one per sentence and source, in the order given: copies of a story say a thing once."""
    found: dict[tuple[str, str], str] = {}
    for identity in ids:
        if identity in claims:
            claim = claims[identity]
            found.setdefault((claim.quote, claim.chain[0].name if claim.chain else ""), identity)
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Situation:
    """The record as of its latest publication. Every id in it resolves in `claims`.

    `counting` says, per claim, whether it counts (accepted by a person, or above its kind's counting threshold).
    """

    level: Level
    as_of: date | None
    first: date | None
    """Earliest publication day among the documents."""
    documents: tuple[DocumentSummary, ...]
    stories: tuple[WireStory, ...]
    events: tuple[Event, ...]
    series: tuple[Series, ...]
    control: tuple[ControlState, ...]
    deals: tuple[Deal, ...]
    contradictions: tuple[Contradiction, ...]
    claims: dict[str, Claim]
    counting: frozenset[str]
    reviewed: int
    """Number of claims that a person judged."""
