"""Which parts of the record a claim touches, so that a new claim or judgement recomputes those and no others.

Keys are text, their pieces joined by "|":

- `series|METRIC|SUBJECT|CELL|PERIOD`: one toll. The period is the first day for cumulative totals ("since"
  where it is not stated), "stock" for stocks, "day:..." for figures of one time that make no event.
- `event|FAMILY|CELL|WINDOW`: events of one family at one place whose first day is in one window of 28 days,
  with the tolls of those events. A claim without a time is in the window of its report's day; "undated" holds
  those of reports that have none.
- `deal|CELL`: deals and their terms at one place.
- `control|CELL`: who holds one place.

Event blocks are of bounded size, however long a record grows. What happens to an event depends on claims
within `REACH` days of it alone (see `events`), so a claim touches every window within its reach, and a window
gives only the events that start in it: each event exactly once. Deals are rare, and chains of claims each
within 14 days of the last have no such bound: one block a place.
"""

from collections.abc import Iterable
from datetime import date

from sitrep.codebook import grades
from sitrep.codebook.families import families
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.review import Judgement
from sitrep.reconcile.cells import fold, where
from sitrep.reconcile.judgements import corrected

WINDOW = 28
"""Days of an event block."""

REACH = 28
"""Days around a claim within which it can change an event; `events` needs 27."""

SHORT = 7
"""Longest interval, in days, that dates an event; longer ones tell of a campaign."""

UNDATED = "undated"

_EVENT_KINDS = frozenset({ClaimKind.EVENT, ClaimKind.MOVEMENT})


def partition_keys(claim: Claim, judgements: Iterable[Judgement] = ()) -> tuple[str, ...]:
    """Names of the partitions that a claim touches, sorted.

    With judgements, also those that it touched before each correction: a corrected claim leaves one part of
    the record and enters another, and both must be computed again.

    Args:
        claim: The claim as it was read.
        judgements: Decisions about this claim, and those that hold for it by copy (`judgements.spread`).
    """
    keys: set[str] = set()
    for state in corrected(claim, [j for j in judgements if j.claim == claim.id]):
        keys.update(keys_of(state))
    return tuple(sorted(keys))


def keys_of(claim: Claim) -> tuple[str, ...]:
    """Partitions that a claim touches as it stands, corrections applied."""
    cell = where(claim).cell
    keys = list(event_keys(claim))
    if not keys and claim.kind is ClaimKind.FIGURE and claim.modality in ("actual", "negated"):
        keys.append(_series_key(claim, cell))
    if claim.kind is ClaimKind.CONTROL and claim.modality == "actual":
        keys.append(f"control|{cell}")
    if claim.kind is ClaimKind.DEAL or claim.term is not None:
        keys.append(f"deal|{cell}")
    return tuple(keys)


def event_keys(claim: Claim) -> tuple[str, ...]:
    """Event blocks that a claim touches; none where it is about no event."""
    if not is_happening(claim):
        return ()
    family, _ = family_of(claim)
    cell = where(claim).cell
    return tuple(f"event|{family}|{cell}|{window}" for window in windows(claim))


def is_happening(claim: Claim) -> bool:
    """Whether a claim is about an event: told as fact, a figure of one event (a stated zero too), or the denial of an act."""
    family, _ = family_of(claim)
    if not family:
        return False
    if claim.kind is ClaimKind.FIGURE and claim.figure is not None:
        return claim.figure.measure == "incident" and claim.modality in ("actual", "negated")
    denies = claim.modality == "negated" and family in grades.load().acts
    return claim.kind in _EVENT_KINDS and (claim.modality == "actual" or denies)


def family_of(claim: Claim) -> tuple[str, str]:
    """Family and kind of event that a claim may belong to; empty where its type makes none."""
    table = families()
    family, kind = table.kind.get(claim.type, ("", ""))
    if claim.type in table.effects and claim.event_frame and claim.event_frame != claim.frame:
        family = table.effect_family
    return family, kind


def days_of(claim: Claim) -> int | None:
    """Length of a claim's time in days; None where it has none."""
    start, end = claim.time.start, claim.time.end
    if start is None or end is None:
        return None
    return max(1, end.toordinal() - start.toordinal() + 1)


def published_on(claim: Claim) -> date | None:
    """Publication day of the claim's document; None where it is not known."""
    try:
        return date.fromisoformat(claim.published[:10])
    except ValueError:
        return None


def windows(claim: Claim) -> tuple[str, ...]:
    """Windows of event blocks that a claim touches; a campaign touches that of its first day alone."""
    length = days_of(claim)
    if length is None or claim.time.start is None:
        published = published_on(claim)
        return (UNDATED,) if published is None else _around(published.toordinal(), 1)
    start = claim.time.start.toordinal()
    if length > SHORT:
        return (window(claim.time.start),)
    return _around(start, length)


def _around(start: int, length: int) -> tuple[str, ...]:
    first, last = (start - REACH) // WINDOW, (start + length - 1 + REACH) // WINDOW
    lowest, highest = 1 // WINDOW, date.max.toordinal() // WINDOW
    return tuple(_name(number) for number in range(max(first, lowest), min(last, highest) + 1))


def window(day: date) -> str:
    """The window that a day belongs to, named by its first day."""
    return _name(day.toordinal() // WINDOW)


def _name(number: int) -> str:
    return date.fromordinal(max(1, number * WINDOW)).isoformat()


def _series_key(claim: Claim, cell: str) -> str:
    figure, start = claim.figure, claim.time.start
    if figure is None:
        raise ValueError(f"claim {claim.id} is of kind figure and states no figure")
    if figure.measure == "stock":
        period = "stock"
    elif figure.measure == "cumulative":
        period = start.isoformat() if start else "since"
    else:
        period = f"day:{start.isoformat() if start else UNDATED}"
    return f"series|{figure.metric}|{fold(figure.subject)}|{cell}|{period}"
