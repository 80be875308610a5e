"""What to look for: filters of claims and documents as SQL conditions and, for text, as a test in Python."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select

from sitrep.codebook.counting import keep_thresholds
from sitrep.store.rows import folded
from sitrep.store.tables import CLAIM_NAMES, CLAIMS, DOCUMENTS


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """Which claims; None and empty mean any. Conditions add up.

    Names (`place`, `party`, `source`) match whole words without regard to case, accents and hyphens, in every
    name of the claim for that role: "islamic state" finds "Islamic State fighters", a country its places.

    Attributes:
        kind: Claim kind, such as "figure".
        place: Name of a place or country.
        party: Name of an agent, target or mediator.
        since: First day. A claim matches where its days and since..until overlap; never one without days.
        until: Last day, inclusive.
        source: Name in the attribution chain.
        grep: Words that the evidence contains, without regard to case and line breaks.
        document: Document id.
        ids: Claim ids.
        kept: Only claims at or above their kind's keep threshold (`codebook.counting.keep_thresholds`).
    """

    kind: str | None = None
    place: str | None = None
    party: str | None = None
    since: date | None = None
    until: date | None = None
    source: str | None = None
    grep: str | None = None
    document: str | None = None
    ids: tuple[str, ...] | None = None
    kept: bool = False

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Everything but `grep` and `ids`, as SQL."""
        if self.kept:
            limits = keep_thresholds()
            above = (
                and_(CLAIMS.c.kind == kind, CLAIMS.c.confidence >= least) for kind, least in limits.items()
            )
            yield or_(CLAIMS.c.kind.not_in(limits), *above)
        if self.kind is not None:
            yield CLAIMS.c.kind == str(self.kind)
        if self.document is not None:
            yield CLAIMS.c.document_id == self.document
        if self.since is not None:
            yield CLAIMS.c.time_end >= self.since.isoformat()
        if self.until is not None:
            yield CLAIMS.c.time_start <= self.until.isoformat()
        for role, name in (("place", self.place), ("party", self.party), ("source", self.source)):
            if name is not None:
                yield CLAIMS.c.id.in_(
                    select(CLAIM_NAMES.c.claim_id).where(
                        CLAIM_NAMES.c.role == role, CLAIM_NAMES.c.name.like(f"%{folded(name)}%")
                    )
                )

    def says(self, quote: str) -> bool:
        """Whether the evidence contains the words of `grep`."""
        return self.grep is None or _plain(self.grep) in _plain(quote)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents; None means any. Conditions add up.

    Attributes:
        outlet: Outlet's name, exactly.
        url: Address, exactly.
        capture: Capture id.
        since: First day of publication; a document of unknown publication does not match.
        until: Last day of publication, inclusive.
    """

    outlet: str | None = None
    url: str | None = None
    capture: str | None = None
    since: date | None = None
    until: date | None = None

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """The filter as SQL."""
        columns = DOCUMENTS.c
        for column, value in ((columns.outlet, self.outlet), (columns.url, self.url)):
            if value is not None:
                yield column == value
        if self.capture is not None:
            yield columns.capture_id == self.capture
        if self.since is not None:
            yield columns.published >= self.since.isoformat()
        if self.until is not None:
            # "2017-10-15T23:59" is above "2017-10-15" and below "2017-10-15U"
            yield and_(columns.published != "", columns.published <= f"{self.until.isoformat()}U")


def later(row: tuple[ColumnElement[str], ...], after: tuple[str, ...]) -> ColumnElement[bool]:
    """Whether a row comes after another one in the order of its columns (row values are not in every SQL)."""
    alternatives = []
    for index, (column, value) in enumerate(zip(row, after, strict=True)):
        equal = [before == limit for before, limit in zip(row[:index], after[:index], strict=True)]
        alternatives.append(and_(*equal, column > value))
    return or_(*alternatives)


def starts_with(column: ColumnElement[str], prefix: str) -> ColumnElement[bool]:
    """Whether text starts with a prefix, by ranges: LIKE ignores case in some databases and in others not."""
    return and_(column >= prefix, column < prefix + "\U0010ffff")
