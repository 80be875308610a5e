"""Statement claims: a demand, threat, accusation or denial by its agent, about its topic."""

from collections.abc import Iterator

from sitrep.extract.assembly import Draft, Page, build
from sitrep.model.claim import Claim, ClaimKind


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The statement that a frame is; what it speaks about is its topic, quoted."""
    reasons = () if draft.resolved.frame.spans("topic") else (("topic", "not_expressed"),)
    yield build(draft, page, ClaimKind.STATEMENT, reasons=reasons)
