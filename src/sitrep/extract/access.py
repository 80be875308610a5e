"""Access claims: aid delivered, blocked, or needed; people shut in.

The nine OCHA categories are not assigned here.

"""

from collections.abc import Iterator

from sitrep.extract.assembly import Draft, Page, build
from sitrep.model.claim import Claim, ClaimKind


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The access claim of a frame; its type says what it is about."""
    yield build(draft, page, ClaimKind.ACCESS)
