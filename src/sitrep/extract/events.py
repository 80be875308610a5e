"""Event claims: something happened, or is said to happen, at a place and time."""

from collections.abc import Iterator

from sitrep.extract.assembly import Draft, Page, build
from sitrep.model.claim import Claim, ClaimKind

_TOTALS = ("cumulative", "stock")


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The event that a frame reports.

    A death or injury is an event of its own only where it belongs to no other frame's event, and never
    where the number is a total over a period. Source: UCDP GED Codebook 19.1 (totals are not events).
    """
    if draft.type.event_unattached and (draft.cause is not None or draft.resolved.measure in _TOTALS):
        return
    yield build(draft, page, ClaimKind.EVENT)
