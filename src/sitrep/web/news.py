"""What is new since a day: what reports published since then say, and what people decided since."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.record import Contradiction, ControlState, Series, Voice
from sitrep.model.view import Level
from sitrep.pipeline.browsing import documents_page
from sitrep.pipeline.listing import things_page
from sitrep.store import ClaimFilter, DocumentFilter, Reads

MOST_REPORTS = 6
MOST_THINGS = 12
"""Of each kind that are listed; of the rest the number is told."""


@dataclass(frozen=True, slots=True)
class News:
    """What a record holds from reports published on or after `since`.

    `reports`, `claims`: numbers. `documents`: the first reports. `figures`: series with the voices whose latest word is new.
    `control`: places of which somebody spoke anew. `contradictions`: those that a report since then made one, and `contradicted`
    their number. `positions`, `events`: numbers of positions on deals, and of events of which no earlier report told.
    `decided`: number of claims judged since then.
    """

    since: date
    reports: int
    claims: int
    documents: tuple[Document, ...]
    figures: tuple[tuple[Series, tuple[Voice, ...]], ...]
    control: tuple[tuple[ControlState, tuple[Voice, ...]], ...]
    contradictions: tuple[Contradiction, ...]
    contradicted: int
    positions: int
    events: int
    decided: int


def news(reads: Reads, level: Level, wanted: ClaimFilter | None, since: date) -> News:
    """What is new in a record since a day; a report of unknown publication is never new.

    Args:
        reads: The record.
        level: Whose view.
        wanted: Only things that a claim which matches is in; None for all.
        since: First day that counts as new.
    """
    documents, reports = documents_page(
        reads, DocumentFilter(since=since), level, newest_first=False, limit=MOST_REPORTS, offset=0
    )

    def told(kind: str, most: int = MOST_THINGS) -> tuple[tuple[object, ...], int]:
        return things_page(reads, kind, level, wanted, order="", limit=most, offset=0, told_since=since)

    series, _ = told("series")
    control, _ = told("control")
    contradictions, contradicted = told("contradiction")
    spoke: list[Series | ControlState] = [
        each for each in (*series, *control) if isinstance(each, Series | ControlState)
    ]
    claims = reads.claims_by_id({voice.claim for each in spoke for voice in each.voices})
    fresh = {each.id: _fresh(each.voices, claims, since) for each in spoke}
    return News(
        since=since,
        reports=reports,
        claims=reads.documents_since(since)[1],
        documents=documents,
        figures=tuple((each, fresh[each.id]) for each in spoke if isinstance(each, Series)),
        control=tuple((each, fresh[each.id]) for each in spoke if isinstance(each, ControlState)),
        contradictions=tuple(each for each in contradictions if isinstance(each, Contradiction)),
        contradicted=contradicted,
        positions=reads.positions_since(since, wanted),
        events=reads.things_page("event", wanted, limit=0, told_since=since)[1],
        decided=reads.judged_since(since),
    )


def _fresh(voices: Sequence[Voice], claims: Mapping[str, Claim], since: date) -> tuple[Voice, ...]:
    first = since.isoformat()
    return tuple(
        voice for voice in voices if voice.claim in claims and claims[voice.claim].published >= first
    )
