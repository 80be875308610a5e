"""Movement claims: fighters or people go from an origin to a destination."""

from collections.abc import Iterator

from sitrep.extract.assembly import Draft, Page, build
from sitrep.model.claim import Claim, ClaimKind


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The movement that a frame reports; the roles of its places say from where and to where."""
    roles = {place.role for place in draft.places}
    missing = tuple((role, "not_expressed") for role in ("origin", "destination") if role not in roles)
    yield build(draft, page, ClaimKind.MOVEMENT, reasons=missing)
