"""Lists page by page, with how many there are in all, and marks by which a reader sees that the record has changed."""

import zlib
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, TextualSelect, func, select
from sqlalchemy.sql.util import ClauseAdapter

from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.review import Verdict
from sitrep.store import dialect, rows
from sitrep.store.chunks import pairs
from sitrep.store.filters import ORDERS, SORTED, ClaimFilter, DocumentFilter, searched
from sitrep.store.ledger import VIEWS
from sitrep.store.tables import (
    CLAIM_NAMES,
    CLAIMS,
    DIRTY,
    DIRTY_CLAIMS,
    DOCUMENTS,
    INDEXED,
    JUDGEMENTS,
    LEDGER,
    MASKED_NAMES,
    META,
    NAMES,
    STANDINGS,
    STORIES,
)

MOST_COUNTED = 10_000
"""Matches that are counted one by one; of more it is only said that there are more."""

DENSE = 50_000
"""Claims that match a name or word from which on matches are not gathered before a page of them is found. Measured over a million
claims: to gather and sort 50,000 takes 0.2 s."""


class Total(int):
    """How many match. `more`: there are more than that, and they were not counted."""

    more: bool

    def __new__(cls, value: int, *, more: bool = False) -> "Total":
        """A number with whether it is only a lower bound."""
        made = super().__new__(cls, value)
        made.more = more
        return made


@dataclass(frozen=True, slots=True)
class Numbers:
    """The record in numbers. `first`, `last`: days of the earliest and latest publication; None where unknown."""

    documents: int
    stories: int
    claims: int
    counted: int
    reviewed: int
    added: int
    first: date | None
    last: date | None


_BY_HAND = select(CLAIMS.c.id, CLAIMS.c.payload).where(
    CLAIMS.c.id.in_(select(JUDGEMENTS.c.claim_id).where(JUDGEMENTS.c.verdict == Verdict.ADD.value))
)
"""Claims that somebody added at some time; an engine may have found one since."""


class Pages:
    """Questions of somebody who turns pages. Part of `Reads`."""

    def _connection(self) -> AbstractContextManager[Connection]:
        """A connection within a transaction."""
        raise TypeError("ask a Store or the `read` of a Writing")

    def claims_page(
        self,
        wanted: ClaimFilter,
        *,
        order: str = "published",
        limit: int = 50,
        offset: int = 0,
        total: Total | None = None,
    ) -> tuple[tuple[Claim, ...], Total]:
        """Claims of one page, and the number of all that match. `grep` is not looked at: ask for `words`.

        Args:
            wanted: Which ones.
            order: A name of `filters.ORDERS`.
            limit: Claims on a page.
            offset: Claims on the pages before.
            total: The number of all, where it is known.
        """
        with self._connection() as connection:
            conditions = claim_conditions(connection, wanted)
            total = count_claims(connection, wanted, conditions) if total is None else total
            ids: list[str] = list(
                connection.execute(_page(conditions, total, order).limit(limit).offset(offset)).scalars()
            )
            query = select(CLAIMS.c.id, CLAIMS.c.payload).where(dialect.among(CLAIMS.c.id, ids))
            found = {row.id: rows.claim_of(row) for row in connection.execute(query)}
        return tuple(found[identity] for identity in ids), total

    def claim_ids(self, wanted: ClaimFilter) -> frozenset[str]:
        """Ids of all claims that match; `grep` is not looked at: ask for `words`."""
        with self._connection() as connection:
            found = select(CLAIMS.c.id).where(*claim_conditions(connection, wanted))
            return frozenset(connection.execute(found).scalars())

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        """Claims by their ids; unknown ones are left out."""
        query = select(CLAIMS.c.id, CLAIMS.c.payload).where(dialect.among(CLAIMS.c.id, ids))
        with self._connection() as connection:
            return {row.id: rows.claim_of(row) for row in connection.execute(query)}

    def documents_page(
        self, wanted: DocumentFilter, *, newest_first: bool = False, limit: int = 50, offset: int = 0
    ) -> tuple[tuple[Document, ...], int]:
        """Documents of one page by publication, and the number of all that match."""
        conditions = list(wanted.conditions())
        column = DOCUMENTS.c.published
        order = (column.desc() if newest_first else column, DOCUMENTS.c.id)
        query = select(DOCUMENTS).where(*conditions).order_by(*order).limit(limit).offset(offset)
        with self._connection() as connection:
            total = connection.execute(
                select(func.count()).select_from(DOCUMENTS).where(*conditions)
            ).scalar_one()
            return tuple(rows.document_of(row) for row in connection.execute(query)), total

    def claim_types(self) -> tuple[str, ...]:
        """Frame types that any claim has, sorted; found by leaps through an index that holds each very often."""
        column = CLAIMS.c.type
        types = select(func.min(column).label("type")).cte("types", recursive=True)
        after = select(func.min(column)).where(column > types.c.type).scalar_subquery()
        types = types.union_all(select(after).where(types.c.type.is_not(None)))
        with self._connection() as connection:
            found = connection.execute(select(types.c.type).where(types.c.type.is_not(None)))
            return tuple(found.scalars())

    def numbers(self) -> Numbers:
        """The record in numbers."""
        known = select(func.min(DOCUMENTS.c.published), func.max(DOCUMENTS.c.published))
        with self._connection() as connection:

            def number(column: ColumnElement[str], *conditions: ColumnElement[bool]) -> int:
                return int(connection.execute(select(func.count(column)).where(*conditions)).scalar_one())

            first, last = connection.execute(known.where(DOCUMENTS.c.published != "")).one()
            documents = number(DOCUMENTS.c.id)
            told = number(STORIES.c.document_id)
            return Numbers(
                documents=documents,
                stories=number(STORIES.c.story.distinct()) + documents - told,
                claims=connection.execute(select(func.count()).select_from(CLAIMS)).scalar_one(),
                counted=number(STANDINGS.c.counts, STANDINGS.c.counts == 1),
                reviewed=number(JUDGEMENTS.c.claim_id.distinct(), JUDGEMENTS.c.claim_id == CLAIMS.c.id),
                added=sum(rows.claim_of(row).added for row in connection.execute(_BY_HAND)),
                first=date.fromisoformat(first[:10]) if first else None,
                last=date.fromisoformat(last[:10]) if last else None,
            )

    def documents_since(self, day: date) -> tuple[int, int]:
        """Number of reports published on a day or later, and of their claims."""
        with self._connection() as connection:
            since = day.isoformat()
            documents = select(func.count()).select_from(DOCUMENTS).where(DOCUMENTS.c.published >= since)
            claims = select(func.count()).select_from(CLAIMS).where(CLAIMS.c.published >= since)
            return connection.execute(documents).scalar_one(), connection.execute(claims).scalar_one()

    def judged_since(self, day: date) -> int:
        """Number of claims about which somebody decided on a day (UTC) or later."""
        query = select(func.count(JUDGEMENTS.c.claim_id.distinct())).where(JUDGEMENTS.c.at >= day.isoformat())
        with self._connection() as connection:
            return int(connection.execute(query).scalar_one())

    def outlets(self) -> dict[str, int]:
        """Outlet → number of its reports, most first."""
        return self._most(DOCUMENTS.c.outlet)

    def agencies(self) -> dict[str, int]:
        """Agency whose text a report carries → number of such reports, most first."""
        found = self._most(dialect.in_json(DOCUMENTS.c.payload, "agency"))
        return {agency: number for agency, number in found.items() if agency}

    def _most(self, column: ColumnElement[str]) -> dict[str, int]:
        """Value → number of reports, most first; of equal numbers that whose first report is the earliest."""
        earliest = func.min(DOCUMENTS.c.published + " " + DOCUMENTS.c.id)
        query = select(column, func.count()).group_by(column).order_by(func.count().desc(), earliest)
        with self._connection() as connection:
            return pairs(connection, query)

    def claims_of_documents(self, documents: Iterable[str]) -> dict[str, int]:
        """Document → number of its claims; documents without any are left out."""
        column = CLAIMS.c.document_id
        query = select(column, func.count()).where(dialect.among(column, documents)).group_by(column)
        with self._connection() as connection:
            return pairs(connection, query)

    def counting(self, claims: Iterable[str]) -> frozenset[str]:
        """Those of the claims that count. A claim that was added since the parts were last computed does not yet."""
        query = select(STANDINGS.c.claim_id).where(STANDINGS.c.counts == 1)
        with self._connection() as connection:
            found = connection.execute(query.where(dialect.among(STANDINGS.c.claim_id, claims)))
            return frozenset(found.scalars())

    def judged_claims(self) -> frozenset[str]:
        """Ids of claims that a person judged."""
        with self._connection() as connection:
            return frozenset(connection.execute(select(JUDGEMENTS.c.claim_id).distinct()).scalars())

    def state(self) -> str:
        """A mark of what the record holds: another one after every change, the same as long as nothing changes.

        Who looked at it changes nothing: rows of the ledger that note that are passed over. What is computed follows from what
        the ledger tells of and from the thresholds, once nothing is left to compute.
        """
        with self._connection() as connection:
            latest = connection.execute(
                select(LEDGER.c.seq, LEDGER.c.hash)
                .where(LEDGER.c.verb.not_in(VIEWS))
                .order_by(LEDGER.c.seq.desc())
                .limit(1)
            ).first()
            dirty = connection.execute(select(DIRTY.c.partition_key).limit(1)).first() is not None
            unsettled = connection.execute(select(DIRTY_CLAIMS.c.claim_id).limit(1)).first() is not None
            noted = connection.execute(select(META.c.value).where(META.c.key == "thresholds")).scalar()
        head = f"{latest.seq}-{latest.hash[:12]}" if latest else "0"
        return f"{head}-{int(dirty)}{int(unsettled)}-{zlib.crc32(str(noted).encode()):x}"

    def unindexed(self) -> Iterable[str]:
        """Documents whose evidence was never prepared for searching: an older sitrep read them."""
        known = select(INDEXED.c.document_id)
        query = select(DOCUMENTS.c.id).where(DOCUMENTS.c.id.not_in(known)).order_by(DOCUMENTS.c.id)
        with self._connection() as connection:
            return tuple(connection.execute(query).scalars())

    def masked_names(self, documents: Iterable[str]) -> dict[str, frozenset[str]]:
        """Document id → names that the public view masks in it; documents that were never indexed are left out."""
        wanted = list(documents)
        known = select(INDEXED.c.document_id).where(dialect.among(INDEXED.c.document_id, wanted))
        columns = MASKED_NAMES.c
        query = select(columns.document_id, columns.spelling).where(
            dialect.among(columns.document_id, wanted)
        )
        found: dict[str, set[str]] = {}
        with self._connection() as connection:
            for identity in connection.execute(known).scalars():
                found[identity] = set()
            for identity, name in connection.execute(query):
                found.setdefault(identity, set()).add(name)
        return {identity: frozenset(names) for identity, names in found.items()}


def claim_conditions(
    connection: Connection, wanted: ClaimFilter, *, gather: bool = False
) -> list[ColumnElement[bool]]:
    """A filter as conditions on claims, in the form that suits how many claims match each of its names and words.

    Args:
        connection: Which asks.
        wanted: The filter.
        gather: All claims that match are wanted, not a page of them.
    """
    dense, open_ = set[str](), set[str]()
    for role, name in wanted.names.items():
        found = pairs(
            connection,
            select(NAMES.c.name, NAMES.c.claims).where(NAMES.c.role == role, NAMES.c.name.like(name)),
        )
        if sum(found.values()) > DENSE:
            dense.add(role)
        if wanted.public and not _hides(connection, found):
            open_.add(role)
    words = searched(wanted.words) if wanted.words is not None else ()
    if words:
        saying = dialect.says(words, "shown" if wanted.public else "quote", most=DENSE + 1)
        if _number(connection, saying) > DENSE:
            dense.add("words")
    conditions = list(wanted.conditions(() if gather else dense, open_))
    if wanted.ids is not None:
        conditions.append(dialect.among(CLAIMS.c.id, wanted.ids))
    return conditions


def _hides(connection: Connection, names: Iterable[str]) -> bool:
    """Whether a name that the public view masks stands in any of the names, as names are searched."""
    names = list(names)
    words = sorted({word for name in names for word in name.split()})
    masked = dialect.starting(connection, MASKED_NAMES.c.spelling, MASKED_NAMES.c.name, words)
    return any(hidden in name for _, hidden in masked for name in names)


def count_claims(
    connection: Connection, wanted: ClaimFilter, conditions: Sequence[ColumnElement[bool]]
) -> Total:
    """How many claims match, counted no further than `MOST_COUNTED` unless an index tells; `conditions` are those of `wanted`."""
    if len(conditions) == len(wanted.names) == 1:  # one name: its claims stand beside each other
        ((role, name),) = wanted.names.items()
        names = select(NAMES.c.name).where(NAMES.c.role == role, NAMES.c.name.like(name))
        # an expression, so that the index by claims, in which names of all claims stand, is not gone through for it
        found = select((CLAIM_NAMES.c.claim_id + "").label("claim")).distinct()
        found = found.where(CLAIM_NAMES.c.role == role, CLAIM_NAMES.c.name.in_(names))
        number = _number(connection, found.limit(MOST_COUNTED + 1))
        return Total(min(number, MOST_COUNTED), more=number > MOST_COUNTED)
    words = searched(wanted.words) if wanted.words is not None and len(conditions) == 1 else ()
    if words:  # words alone, of which the index knows how many sentences have them
        saying = dialect.says(words, "shown" if wanted.public else "quote", most=MOST_COUNTED + 1)
        number = _number(connection, saying)
        return Total(min(number, MOST_COUNTED), more=number > MOST_COUNTED)
    return counted(connection, CLAIMS, conditions, exact=is_indexed(wanted))


def _number(connection: Connection, query: Select[Any] | TextualSelect) -> int:
    """Number of the rows that a query gives."""
    return int(connection.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def is_indexed(wanted: ClaimFilter) -> bool:
    """Whether all that match can be counted along one index: no filter, or one of kind or type alone."""
    plain = replace(wanted, public=False)
    return plain in (ClaimFilter(), ClaimFilter(kind=wanted.kind), ClaimFilter(type=wanted.type))


def counted(
    connection: Connection,
    table: Table,
    conditions: Sequence[ColumnElement[bool]],
    *,
    exact: bool = False,
    most: int | None = None,
) -> Total:
    """How many rows meet conditions; of more than `most` (`MOST_COUNTED`) only that there are more, unless `exact`."""
    most = MOST_COUNTED if most is None else most
    if exact:
        query = select(func.count()).select_from(table).where(*conditions)
        return Total(connection.execute(query).scalar_one())
    first = select(next(iter(table.primary_key.columns))).where(*conditions).limit(most + 1).subquery()
    found = connection.execute(select(func.count()).select_from(first)).scalar_one()
    return Total(min(found, most), more=found > most)


def _page(conditions: Sequence[ColumnElement[bool]], total: Total, order: str) -> Select[Any]:
    """Ids in order. Few are found first and then sorted; many are met soon enough on the way along the order's index."""
    if total.more or total > MOST_COUNTED:
        return select(CLAIMS.c.id).where(*conditions).order_by(*ORDERS[order])
    few = select(*SORTED).where(*conditions).limit(MOST_COUNTED).subquery()
    return select(few.c.id).order_by(*(ClauseAdapter(few).traverse(each) for each in ORDERS[order]))
