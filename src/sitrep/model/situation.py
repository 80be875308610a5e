"""Situation: the whole record at one time, as a view shows it. What `show`, report and library users read."""

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
