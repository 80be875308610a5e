"""Lists of things page by page, and what they add up to: places, days, origins, news."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, func, select
from sqlalchemy.sql.util import ClauseAdapter

from sitrep.store import dialect
from sitrep.store.chunks import pairs
from sitrep.store.filters import ClaimFilter
from sitrep.store.pages import MOST_COUNTED, Total, claim_conditions, count_claims, counted
from sitrep.store.tables import (
    CLAIMS,
    INFLUENCES,
    JUDGEMENTS,
    MASKED_NAMES,
    PLACE_POINTS,
    PLACE_SIZES,
    ROOT_CLAIMS,
    ROOT_OUTLETS,
    ROOT_THINGS,
    STANDINGS,
    THING_CLAIMS,
    THING_POINTS,
    THING_ROOTS,
    THINGS,
)

_T = THINGS.c

THING_ORDERS: dict[str, dict[str, tuple[ColumnElement[Any], ...]]] = {
    "event": {
        "": (_T.sorted_place, _T.sorted_start, _T.type, _T.id),
        "day": (_T.sorted_start, _T.id),
        "place": (_T.sorted_place, _T.sorted_start, _T.id),
        "claims": (_T.claims.desc(), _T.id),
        "sources": (_T.voices.desc(), _T.id),
    },
    "series": {
        "": (_T.measured, _T.type, _T.subject, _T.place, _T.sorted_start, _T.id),
        "claims": (_T.claims.desc(), _T.id),
        "name": (_T.type, _T.subject, _T.place, _T.id),
        "place": (_T.sorted_place, _T.type, _T.id),
        "day": (_T.as_of.desc(), _T.id),
    },
    "control": {
        "": (_T.place, _T.id),
        "place": (_T.country, _T.place, _T.id),
        "day": (_T.as_of.desc(), _T.id),
    },
    "deal": {
        "": (_T.start, _T.place, _T.id),
        "day": (_T.sorted_start, _T.place, _T.id),
        "place": (_T.place, _T.id),
    },
    "contradiction": {"": (_T.place, _T.subject, _T.id)},
}
"""Kind of thing → name of an order → its columns; the empty name is the order of the situation."""


TOTALS = ("cumulative", "stock")
"""Measures of the figures for the top."""

_RANK = (_T.voices.desc(), _T.claims.desc(), _T.id)

MOST_MET = 1_000
"""Things that are counted one by one where very many claims match a filter: each is asked for its claims."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What rests on one origin."""

    root: str
    claims: int
    counted: int
    things: dict[str, int]
    alone: int


class ThingReads:
    """Questions about things. Part of `Reads`. `wanted`: only things that a claim which matches is in; None for all."""

    def _connection(self) -> AbstractContextManager[Connection]:
        raise TypeError("ask a Store or the `read` of a Writing")

    def _about(
        self, connection: Connection, wanted: ClaimFilter | None
    ) -> tuple[list[ColumnElement[bool]], bool]:
        """Condition on things that a claim which matches is in, and whether those claims are few."""
        if wanted is None:
            return [], False
        claims = claim_conditions(connection, wanted)
        if not count_claims(connection, wanted, claims).more:
            return [_T.seq.in_(things_of(claims))], True
        found = select(THING_CLAIMS.c.thing).join(CLAIMS, CLAIMS.c.id == THING_CLAIMS.c.claim_id)
        return [found.where(THING_CLAIMS.c.thing == _T.seq, *claims).correlate(THINGS).exists()], False

    def things_page(
        self,
        kind: str,
        wanted: ClaimFilter | None = None,
        *,
        order: str = "",
        limit: int = 50,
        offset: int = 0,
        told_since: date | None = None,
        total: Total | None = None,
    ) -> tuple[tuple[tuple[str, str], ...], Total]:
        """Things of one page as pairs (id, partition), and the number of all.

        Args:
            kind: event, series, deal, control or contradiction.
            wanted: Filter of claims.
            order: A name of `THING_ORDERS[kind]`.
            limit: Things on a page.
            offset: Things on the pages before.
            told_since: Only what is new since that day.
            total: The number of all, where it is known.
        """
        with self._connection() as connection:
            conditions = [_T.kind == kind]
            if told_since is not None:
                conditions.append(_T.told >= told_since.isoformat())
            if told_since is not None and kind == "series":
                conditions.append(_T.measure != "incident")
            about, few = self._about(connection, wanted)
            conditions += about
            if total is None:
                most = MOST_COUNTED if few or told_since else MOST_MET
                total = counted(connection, THINGS, conditions, exact=few or not about, most=most)
            few = few or (told_since is not None and total <= MOST_COUNTED)
            page = _sorted(conditions, THING_ORDERS[kind][order], few=few).limit(limit).offset(offset)
            return tuple((row.id, row.partition_key) for row in connection.execute(page)), total

    def partition_of(self, kind: str, identity: str) -> str | None:
        """Partition of the part that holds a thing; None where there is no such thing."""
        query = select(_T.partition_key).where(_T.kind == kind, _T.id == identity)
        with self._connection() as connection:
            found: str | None = connection.execute(query.limit(1)).scalar()
            return found

    def headline_series(
        self, metrics: Sequence[str], wanted: ClaimFilter | None, most: int
    ) -> tuple[tuple[str, str], ...]:
        """Totals and stocks with a number as pairs (id, partition).

        Counted ones first, then by the order of the metrics, origins, claims and id: each metric is asked along an index.
        """
        found: list[tuple[str, str]] = []
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            if about:
                query = _headline(metrics, about).limit(most)
                return tuple((row.id, row.partition_key) for row in connection.execute(query))
            for number, metric in ((number, metric) for number in (1, 0) for metric in metrics):
                rows: list[tuple[tuple[int, int, str], tuple[str, str]]] = []
                for measure in TOTALS:
                    each = select(_T.voices, _T.claims, _T.id, _T.partition_key).where(
                        _T.kind == "series",
                        _T.measure == measure,
                        _T.type == metric,
                        _T.counted_number == number,
                    )
                    for row in connection.execute(each.order_by(*_RANK).limit(most)):
                        rows.append(((-row.voices, -row.claims, row.id), (row.id, row.partition_key)))
                found += [pair for _, pair in sorted(rows)]
                if len(found) >= most:
                    break
        return tuple(found[:most])

    def incidents_within(
        self, metric: str, subject: str, cell: str, since: date, as_of: date
    ) -> tuple[tuple[str, str], ...]:
        """Series of single events of a metric, subject and place within some days, as pairs (id, partition)."""
        query = select(_T.id, _T.partition_key).where(
            _T.cell == cell,
            _T.type == metric,
            _T.subject == subject,
            _T.measure == "incident",
            _T.as_of >= since.isoformat(),
            _T.as_of <= as_of.isoformat(),
        )
        with self._connection() as connection:
            return tuple((row.id, row.partition_key) for row in connection.execute(query.order_by(_T.id)))

    def event_days(self, wanted: ClaimFilter | None) -> dict[tuple[str, str], int]:
        """First day of events (empty where unknown) and family → number of events."""
        query = select(_T.start, _T.type, func.count()).where(_T.kind == "event")
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            found = connection.execute(query.where(*about).group_by(_T.start, _T.type))
            return {(row[0], row[1]): row[2] for row in found}

    def event_places(self, wanted: ClaimFilter | None) -> dict[tuple[str, str], dict[str, int]]:
        """Country and place → family of events (empty for states of control) → their number."""
        query = select(_T.country, _T.place, _T.type, func.count())
        query = query.where(_T.kind.in_(("event", "control")))
        found: dict[tuple[str, str], dict[str, int]] = {}
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            for country, place, family, number in connection.execute(
                query.where(*about).group_by(_T.kind, _T.country, _T.place, _T.type)
            ):
                found.setdefault((country, place), {})[family] = number
        return found

    def place_sizes(self, wanted: ClaimFilter | None) -> dict[tuple[str, str], int]:
        """Country and place → number of different claims of its events and states of control."""
        query = select(*PLACE_SIZES.columns)
        if wanted is not None:
            query = select(_T.country, _T.place, func.count(THING_CLAIMS.c.claim_id.distinct()))
            query = query.join(THING_CLAIMS, THING_CLAIMS.c.thing == _T.seq)
            query = query.where(_T.kind.in_(("event", "control"))).group_by(_T.country, _T.place)
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            return {(row[0], row[1]): row[2] for row in connection.execute(query.where(*about))}

    def place_points(
        self, level: str, places: Iterable[str], wanted: ClaimFilter | None
    ) -> dict[tuple[str, str], list[tuple[float, float, int, float, int]]]:
        """Country and place → where its claims put it, of the places named so.

        A list of latitude, longitude, precision and radius (0 where unknown), and how many mentions of different claims say so.
        """
        query = select(*(column for column in PLACE_POINTS.columns if column.name != "level"))
        query = query.where(PLACE_POINTS.c.level == level, dialect.among(PLACE_POINTS.c.place, places))
        found: dict[tuple[str, str], list[tuple[float, float, int, float, int]]] = {}
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            if wanted is not None:
                query = _points(level, places, about)
            for country, place, lat, lon, precision, radius, number in connection.execute(query):
                found.setdefault((country, place), []).append((lat, lon, precision, radius, number))
        return found

    def control_of(
        self, places: Iterable[str], wanted: ClaimFilter | None
    ) -> dict[tuple[str, str], tuple[str, str]]:
        """Country and place → its last state of control as a pair (id, partition), of the places named so."""
        last = select(_T.country, _T.place, func.max(_T.id))
        last = last.where(_T.kind == "control", dialect.among(_T.place, places))
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            found = connection.execute(last.where(*about).group_by(_T.country, _T.place))
            ids = {(country, place): identity for country, place, identity in found}
            where = select(_T.id, _T.partition_key).where(_T.kind == "control")
            partitions = pairs(connection, where.where(dialect.among(_T.id, ids.values())))
        return {place: (identity, partitions[identity]) for place, identity in ids.items()}

    def positions_since(self, day: date, wanted: ClaimFilter | None) -> int:
        """Number of positions on deals that reports since a day tell."""
        query = select(func.coalesce(func.sum(THING_CLAIMS.c.positions), 0))
        query = query.join(CLAIMS, CLAIMS.c.id == THING_CLAIMS.c.claim_id)
        query = query.join(THINGS, _T.seq == THING_CLAIMS.c.thing)
        query = query.where(_T.kind == "deal", _T.told >= day.isoformat())  # few deals are spoken of anew
        query = query.where(THING_CLAIMS.c.positions > 0, CLAIMS.c.published >= day.isoformat())
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            return int(connection.execute(query.where(*about)).scalar_one())

    def spoken(self, wanted: ClaimFilter | None) -> list[Spoken]:
        """Every origin with what rests on it, in no order."""
        things = select(*ROOT_THINGS.columns)
        claims = select(ROOT_OUTLETS.c.root, func.sum(ROOT_OUTLETS.c.claims)).group_by(ROOT_OUTLETS.c.root)
        counting = select(ROOT_CLAIMS.c.root, func.count(ROOT_CLAIMS.c.claim_id.distinct()))
        counting = counting.join(STANDINGS, STANDINGS.c.claim_id == ROOT_CLAIMS.c.claim_id)
        counting = counting.where(STANDINGS.c.counts == 1).group_by(ROOT_CLAIMS.c.root)
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            if about:
                things = select(THING_ROOTS.c.root, _T.kind, func.count(), func.sum(THING_ROOTS.c.alone))
                things = things.join(THINGS, _T.seq == THING_ROOTS.c.thing).where(*about)
                things = things.group_by(THING_ROOTS.c.root, _T.kind)
                claims = select(ROOT_CLAIMS.c.root, func.count(ROOT_CLAIMS.c.claim_id.distinct()))
                claims = claims.join(THINGS, _T.seq == ROOT_CLAIMS.c.thing).where(*about)
                claims = claims.group_by(ROOT_CLAIMS.c.root)
                counting = counting.join(THINGS, _T.seq == ROOT_CLAIMS.c.thing).where(*about)
            numbers: dict[str, dict[str, int]] = {}
            alone: dict[str, int] = {}
            for root, kind, number, only in connection.execute(things):
                numbers.setdefault(root, {})[kind] = number
                if kind != "control":  # a place may be held though one origin alone says so
                    alone[root] = alone.get(root, 0) + only
            told, count = pairs(connection, claims), pairs(connection, counting)
        return [
            Spoken(root, told.get(root, 0), count.get(root, 0), found, alone.get(root, 0))
            for root, found in numbers.items()
        ]

    def outlets_of_roots(
        self, roots: Iterable[str], wanted: ClaimFilter | None
    ) -> dict[str, tuple[str, ...]]:
        """Origin → outlets of the reports whose claims rest on it, sorted."""
        query = select(ROOT_OUTLETS.c.root, ROOT_OUTLETS.c.outlet)
        query = query.where(dialect.among(ROOT_OUTLETS.c.root, roots), ROOT_OUTLETS.c.outlet != "")
        with self._connection() as connection:
            about, _ = self._about(connection, wanted)
            if about:
                query = select(ROOT_CLAIMS.c.root, ROOT_CLAIMS.c.outlet).distinct()
                query = query.join(THINGS, _T.seq == ROOT_CLAIMS.c.thing)
                query = query.where(
                    dialect.among(ROOT_CLAIMS.c.root, roots), ROOT_CLAIMS.c.outlet != "", *about
                )
            found: dict[str, list[str]] = {}
            for root, outlet in connection.execute(query):
                found.setdefault(root, []).append(outlet)
            return {root: tuple(sorted(outlets)) for root, outlets in found.items()}

    def due_page(
        self, wanted: ClaimFilter | None, *, limit: int, offset: int
    ) -> tuple[tuple[tuple[str, float], ...], Total]:
        """Claims to review as pairs (id, influence), most influential and least sure first, and the number of all."""
        judged = select(JUDGEMENTS.c.claim_id).where(JUDGEMENTS.c.claim_id == INFLUENCES.c.claim_id)
        conditions: list[ColumnElement[bool]] = [~judged.correlate(INFLUENCES).exists()]
        with self._connection() as connection:
            few = False
            if wanted is not None:
                claims = claim_conditions(connection, wanted)
                few = not count_claims(connection, wanted, claims).more
                if few:
                    conditions.append(INFLUENCES.c.claim_id.in_(select(CLAIMS.c.id).where(*claims)))
                else:
                    match = select(CLAIMS.c.id).where(CLAIMS.c.id == INFLUENCES.c.claim_id, *claims)
                    conditions.append(match.correlate(INFLUENCES).exists())
            most = MOST_COUNTED if few else MOST_MET
            total = counted(connection, INFLUENCES, conditions, most=most) if wanted else _all_due(connection)
            query = select(INFLUENCES.c.claim_id, INFLUENCES.c.weight, INFLUENCES.c.due).where(*conditions)
            if few:
                query = select(query.limit(MOST_COUNTED).subquery())
            inner = query.selected_columns
            page = query.order_by(inner.due.desc(), inner.claim_id).limit(limit).offset(offset)
            return tuple((row.claim_id, row.weight) for row in connection.execute(page)), total

    def hanging(self, claims: Iterable[str]) -> dict[str, frozenset[str]]:
        """Claim id → kinds of things that hang on it."""
        query = select(THING_CLAIMS.c.claim_id, _T.kind).join(THINGS, _T.seq == THING_CLAIMS.c.thing)
        query = query.where(THING_CLAIMS.c.weight > 0, dialect.among(THING_CLAIMS.c.claim_id, claims))
        found: dict[str, set[str]] = {}
        with self._connection() as connection:
            for row in connection.execute(query):
                found.setdefault(row.claim_id, set()).add(row.kind)
        return {claim: frozenset(kinds) for claim, kinds in found.items()}

    def masked_spellings(self, first_words: Iterable[str]) -> list[tuple[str, str]]:
        """Names that the public view masks and that begin with one of these words: pairs (spelling, name as searched)."""
        with self._connection() as connection:
            return dialect.starting(connection, MASKED_NAMES.c.spelling, MASKED_NAMES.c.name, first_words)


def _headline(metrics: Sequence[str], about: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Totals and stocks among some things, in the order of the headline."""
    ranks = case({metric: rank for rank, metric in enumerate(metrics)}, value=_T.type, else_=len(metrics))
    query = select(_T.id, _T.partition_key).where(
        _T.kind == "series",
        _T.type.in_(metrics),
        _T.measure.in_(TOTALS),
        _T.counted_number >= 0,
        *about,
    )
    return query.order_by(_T.counted_number.desc(), ranks, *_RANK)


def _points(level: str, places: Iterable[str], about: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Where the claims of some things put their places, as often as things are told so."""
    columns = THING_POINTS.c
    key = (columns.country, columns.place, columns.lat, columns.lon, columns.ucdp_prec, columns.radius_km)
    said = select(*key, func.count()).join(THINGS, _T.seq == columns.thing)
    said = said.where(columns.level == level, dialect.among(columns.place, places), *about)
    return said.group_by(*key)


def _all_due(connection: Connection) -> Total:
    """Number of claims on which something hangs and that nobody judged."""
    every = connection.execute(select(func.count()).select_from(INFLUENCES)).scalar_one()
    judged = select(func.count(JUDGEMENTS.c.claim_id.distinct()))
    judged = judged.join(INFLUENCES, INFLUENCES.c.claim_id == JUDGEMENTS.c.claim_id)
    return Total(every - connection.execute(judged).scalar_one())


def things_of(claims: Sequence[ColumnElement[bool]]) -> Select[tuple[int]]:
    """Numbers of the things that claims which meet conditions are in."""
    matching = select(CLAIMS.c.id).where(*claims)
    return select(THING_CLAIMS.c.thing).where(THING_CLAIMS.c.claim_id.in_(matching))


def _sorted(
    conditions: Sequence[ColumnElement[bool]], order: tuple[ColumnElement[Any], ...], *, few: bool
) -> Select[Any]:
    """Things in order. Few are found first and then sorted; many are met soon enough on the way along the order's index."""
    if not few:
        return select(_T.id, _T.partition_key).where(*conditions).order_by(*order)
    found = select(THINGS).where(*conditions).limit(-1).subquery()
    return select(found.c.id, found.c.partition_key).order_by(
        *(ClauseAdapter(found).traverse(each) for each in order)
    )
