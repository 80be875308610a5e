"""Overview: what the situation page shows of a record, from the rows of its things; nothing is read whole."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Contradiction, Range, Series
from sitrep.model.view import Level
from sitrep.pipeline.listing import claims_shown, headline_page, spots_shown, things_page
from sitrep.report.figures import headline_metrics
from sitrep.report.spots import Spot
from sitrep.store import ClaimFilter, Reads

MOST_CARDS = 6
MOST_CONTRADICTIONS = 3


@dataclass(frozen=True, slots=True)
class Side:
    """A side of a contradiction in short: what it says, its first claim, and how many more claims say so."""

    says: str
    first: Claim | None
    more: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What stands on the situation page.

    Attributes:
        contradictions: The first ones, each with its sides.
        contradicted: Number of all.
        cards: Headline figures, each with the counted reading (or all, where nothing counts yet) and whether it is that.
        spots: Places with coordinates.
        undrawn: Number of further places.
        families: Country and name of a place → events by family.
        days: First day → events by family.
        undated: Number of events without a day.
    """

    contradictions: tuple[tuple[Contradiction, tuple[Side, ...]], ...]
    contradicted: int
    cards: tuple[tuple[Series, Range | None, bool], ...]
    spots: tuple[Spot, ...]
    undrawn: int
    families: Mapping[tuple[str, str], Counter[str]]
    days: Mapping[date, Counter[str]]
    undated: int


def overview(reads: Reads, level: Level, wanted: ClaimFilter | None) -> Overview:
    """The overview of a record.

    Args:
        reads: The record.
        level: Whose view.
        wanted: Only things that a claim which matches is in; None for all.
    """
    items, contradicted = things_page(
        reads, "contradiction", level, wanted, order="", limit=MOST_CONTRADICTIONS, offset=0
    )
    spots, families, undrawn = spots_shown(reads, level, wanted)
    days: dict[date, Counter[str]] = {}
    undated = 0
    for (day, family), number in reads.event_days(wanted).items():
        if day:
            days.setdefault(date.fromisoformat(day), Counter())[family] += number
        else:
            undated += number
    cards = headline_page(reads, headline_metrics(), level, wanted, MOST_CARDS)
    return Overview(
        contradictions=tuple((item, _sides(reads, item, level)) for item in items),
        contradicted=contradicted,
        cards=tuple((series, *_reading(series)) for series in cards),
        spots=spots,
        undrawn=undrawn,
        families=families,
        days=days,
        undated=undated,
    )


def _sides(reads: Reads, item: Contradiction, level: Level) -> tuple[Side, ...]:
    found = claims_shown(reads, [ids[0] for _, ids in item.sides if ids], level)
    firsts = {identity: listed.claim for identity, listed in found.items()}
    return tuple(Side(says, firsts.get(ids[0]) if ids else None, len(ids) - 1) for says, ids in item.sides)


def _reading(series: Series) -> tuple[Range | None, bool]:
    """The range to show first, and whether it is the counted one."""
    if wording.has_number(series.counted):
        return series.counted, True
    return series.all, False
