"""What to look for: filters of claims and documents as SQL conditions and, for text, as a test in Python."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, false, literal, or_, select

from sitrep.codebook.counting import keep_thresholds
from sitrep.store import dialect
from sitrep.store.rows import folded
from sitrep.store.tables import (
    CLAIM_NAMES,
    CLAIMS,
    DOCUMENTS,
    EVIDENCE,
    JUDGEMENTS,
    MASKED_NAMES,
    NAMES,
    STANDINGS,
    THING_CLAIMS,
    THINGS,
)

_QUERY = re.compile(r'"([^"]*)"|([^\s"]+)')


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
        type: Frame type, such as "airstrike".
        modality: Modality, such as "actual".
        words: Words, and phrases in double quotes, that the evidence contains: full text, without regard to case and accents.
        judged: Whether a person judged the claim.
        least: Lowest confidence.
        most: Highest confidence.
        public: Names and words are looked for as the public view shows them: a masked name finds nothing.
        kept: Only claims at or above their kind's keep threshold (`codebook.counting.keep_thresholds`).
        counted: Whether the claim counts.
        grade: Proposed grade of an event or series that the claim is in.
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
    type: str | None = None
    modality: str | None = None
    words: str | None = None
    judged: bool | None = None
    least: float | None = None
    most: float | None = None
    public: bool = False
    counted: bool | None = None
    grade: str | None = None

    def conditions(
        self, dense: Collection[str] = (), plain: Collection[str] = ()
    ) -> Iterator[ColumnElement[bool]]:
        """Everything but `grep` and `ids`, as SQL.

        Args:
            dense: Those of "place", "party", "source" and "words" that very many claims match. They are asked claim by claim:
                to gather all that match first would take longer than to find a page.
            plain: Those of "place", "party" and "source" of which it is known that no masked name stands in a name that matches.
        """
        yield from self._own()
        yield from self._named(dense, plain)
        if self.judged is not None:
            known = select(JUDGEMENTS.c.claim_id)
            yield CLAIMS.c.id.in_(known) if self.judged else CLAIMS.c.id.not_in(known)
        if self.words is not None:
            words = searched(self.words)
            yield self._said(words, alone="words" in dense) if words else false()
        if self.counted is not None:
            standing = select(STANDINGS.c.claim_id).where(
                STANDINGS.c.claim_id == CLAIMS.c.id, STANDINGS.c.counts == int(self.counted)
            )
            yield standing.correlate(CLAIMS).exists()
        if self.grade is not None:
            graded = select(THING_CLAIMS.c.thing).join(THINGS, THINGS.c.seq == THING_CLAIMS.c.thing)
            graded = graded.where(THING_CLAIMS.c.claim_id == CLAIMS.c.id, THINGS.c.grade == self.grade)
            yield graded.correlate(CLAIMS).exists()

    @property
    def names(self) -> dict[str, str]:
        """Role → what its names must hold, as names are searched."""
        asked = (("place", self.place), ("party", self.party), ("source", self.source))
        return {role: f"%{folded(name)}%" for role, name in asked if name is not None}

    def _said(self, words: tuple[str, ...], *, alone: bool) -> ColumnElement[bool]:
        column = "shown" if self.public else "quote"
        if not alone:
            saying = dialect.says(words, column)
            return CLAIMS.c.id.in_(select(EVIDENCE.c.claim_id).where(EVIDENCE.c.seq.in_(saying)))
        said = dialect.says_alone(words, column)
        return (
            select(EVIDENCE.c.seq).where(EVIDENCE.c.claim_id == CLAIMS.c.id, said).correlate(CLAIMS).exists()
        )

    def _own(self) -> Iterator[ColumnElement[bool]]:
        """What stands in the claim's own columns."""
        if self.kept:
            limits = keep_thresholds()
            above = (
                and_(CLAIMS.c.kind == kind, CLAIMS.c.confidence >= least) for kind, least in limits.items()
            )
            yield or_(CLAIMS.c.kind.not_in(limits), *above)
        if self.kind is not None:
            yield CLAIMS.c.kind == str(self.kind)
        for column, value in (
            (CLAIMS.c.document_id, self.document),
            (CLAIMS.c.type, self.type),
            (CLAIMS.c.modality, self.modality),
        ):
            if value is not None:
                yield column == value
        if self.least is not None:
            yield CLAIMS.c.confidence >= self.least
        if self.most is not None:
            yield CLAIMS.c.confidence <= self.most
        if self.since is not None:
            yield CLAIMS.c.time_end >= self.since.isoformat()
        if self.until is not None:
            yield CLAIMS.c.time_start <= self.until.isoformat()

    def _named(self, dense: Collection[str], plain: Collection[str]) -> Iterator[ColumnElement[bool]]:
        """Names: looked for among the different names of a role first, of which there are few, then among claims."""
        columns = CLAIM_NAMES.c
        for role, wanted in self.names.items():
            if role in dense:
                found = select(columns.name).where(
                    columns.claim_id == CLAIMS.c.id, columns.role == role, columns.name.like(wanted)
                )
                yield found.correlate(CLAIMS).exists()
            else:
                matching = select(NAMES.c.name).where(NAMES.c.role == role, NAMES.c.name.like(wanted))
                yield CLAIMS.c.id.in_(
                    select(columns.claim_id).where(columns.role == role, columns.name.in_(matching))
                )
            if self.public and role not in plain:
                yield _unmasked(role, wanted)

    def says(self, quote: str) -> bool:
        """Whether the evidence contains the words of `grep`."""
        return self.grep is None or _plain(self.grep) in _plain(quote)


def _unmasked(role: str, wanted: str) -> ColumnElement[bool]:
    """Condition on claims: a name that matches is none that the public view masks in the claim's document."""
    own, masked = CLAIM_NAMES.alias(), MASKED_NAMES.alias()
    hidden = select(masked.c.name).where(
        masked.c.document_id == CLAIMS.c.document_id, own.c.name.like(literal("%") + masked.c.name + "%")
    )
    shown = select(own.c.name).where(
        own.c.claim_id == CLAIMS.c.id,
        own.c.role == role,
        own.c.name.like(wanted),
        ~hidden.correlate(CLAIMS, own).exists(),
    )
    masking = select(MASKED_NAMES.c.name).where(MASKED_NAMES.c.document_id == CLAIMS.c.document_id)
    return or_(~masking.correlate(CLAIMS).exists(), shown.correlate(CLAIMS).exists())


def searched(query: str) -> tuple[str, ...]:
    """Words and phrases of a full-text query; empty where it holds no word at all.

    `"human shields" raqqa` is a phrase and a word. Punctuation outside of words means nothing.
    """
    found = []
    for phrase, word in _QUERY.findall(query):
        plain = folded(phrase or word).strip()
        if plain:
            found.append(plain)
    return tuple(found)


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


SORTED = (
    CLAIMS.c.id, CLAIMS.c.document_id, CLAIMS.c.start, CLAIMS.c.published, CLAIMS.c.time_start, CLAIMS.c.confidence,
    CLAIMS.c.kind, CLAIMS.c.type, CLAIMS.c.place,
)  # fmt: skip
"""Columns that orders of claims compare."""

ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "published": (CLAIMS.c.published, CLAIMS.c.document_id, CLAIMS.c.start, CLAIMS.c.id),
    "-published": (CLAIMS.c.published.desc(), CLAIMS.c.document_id, CLAIMS.c.start, CLAIMS.c.id),
    "time": (CLAIMS.c.time_start, CLAIMS.c.id),
    "-time": (CLAIMS.c.time_start.desc(), CLAIMS.c.id),
    "confidence": (CLAIMS.c.confidence, CLAIMS.c.id),
    "-confidence": (CLAIMS.c.confidence.desc(), CLAIMS.c.id),
    "kind": (CLAIMS.c.kind, CLAIMS.c.type, CLAIMS.c.published, CLAIMS.c.id),
    "place": (CLAIMS.c.place, CLAIMS.c.published, CLAIMS.c.id),
}
"""Name of an order of claims → its columns. A minus: the other way round."""


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
