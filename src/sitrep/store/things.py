"""Things: one row for every event, series, deal, state of control and contradiction, written when its part is computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from sitrep.store import dialect
from sitrep.store.chunks import chunks, pairs
from sitrep.store.tables import (
    CLAIMS,
    DOCUMENTS,
    INFLUENCES,
    ROOT_CLAIMS,
    THING_CLAIMS,
    THING_POINTS,
    THING_ROOTS,
    THINGS,
)

LAST_DAY = "9999-12-31"
"""Stands for an unknown day where such come last."""

MEASURES = ("cumulative", "stock", "incident")
"""Measures of series in the order in which lists show them."""

LAST_PLACE = "~"
"""Stands for an unknown place where such come last."""


@dataclass(frozen=True, slots=True)
class Member:
    """A claim of a thing: what hangs on it there, and how many positions on a deal it takes."""

    claim: str
    weight: float
    positions: int = 0


@dataclass(frozen=True, slots=True)
class Point:
    """Where one claim puts a thing's place, as a view shows it. Precision and radius are 0 where unknown."""

    claim: str
    level: str
    country: str
    place: str
    lat: float
    lon: float
    ucdp_prec: int
    radius_km: float


@dataclass(frozen=True, slots=True)
class Thing:
    """What lists sort and count a thing by; columns as in the migration that made the table.

    Attributes:
        kind: event, series, deal, control or contradiction.
        id: Its id.
        type: Family of an event, metric of a series, kind of a contradiction.
        subject: Whom a series counts; what a contradiction is about.
        measure: Of a series.
        cell: Place cell of a series; empty where its place is not surely known.
        place: As the part names it.
        country: Likewise.
        start: First day, of a series the day since which it counts; empty where unknown.
        as_of: Latest day that it speaks of; empty where unknown.
        voices: Number of independent origins.
        grade: Proposed grade; empty where there is none.
        counted_number: 1 where the counted reading holds a number for the top, 0 where only the other does, -1 where neither.
        told: Day from which on it is new; empty where unknown.
        members: Its claims.
        roots: Its origins as they are called, each once.
        root_claims: Pairs (origin, claim) of what it rests on.
        points: Where its claims put its place.
    """

    kind: str
    id: str
    type: str = ""
    subject: str = ""
    measure: str = ""
    cell: str = ""
    place: str = ""
    country: str = ""
    start: str = ""
    as_of: str = ""
    voices: int = 0
    grade: str = ""
    counted_number: int = -1
    told: str = ""
    members: tuple[Member, ...] = ()
    roots: tuple[str, ...] = ()
    root_claims: tuple[tuple[str, str], ...] = ()
    points: tuple[Point, ...] = ()


def write(connection: Connection, things: Mapping[str, Sequence[Thing]]) -> None:
    """Write the things of some partitions in place of those they had, and what hangs on their claims.

    Args:
        connection: Of the change.
        things: Partition → its things; the partition's part is written already, or there are none.
    """
    touched = _claims_of(connection, things)
    for chunk in chunks(things):
        gone = select(THINGS.c.seq).where(THINGS.c.partition_key.in_(chunk))
        for table in (
            THING_POINTS,
            ROOT_CLAIMS,
            THING_ROOTS,
            THING_CLAIMS,
        ):  # triggers look at the thing: it goes last
            connection.execute(delete(table).where(table.c.thing.in_(gone)))
        connection.execute(delete(THINGS).where(THINGS.c.partition_key.in_(chunk)))
    seq: int = connection.execute(select(func.coalesce(func.max(THINGS.c.seq), 0))).scalar_one()
    made: dict[Any, list[dict[str, Any]]] = {}
    told = (claim for found in things.values() for thing in found for _, claim in thing.root_claims)
    outlets = _outlets(connection, told)
    for partition, found in things.items():
        for thing in found:
            seq += 1
            touched.update(member.claim for member in thing.members)
            for table, rows in _rows(seq, partition, thing, outlets):
                made.setdefault(table, []).extend(rows)
    for table in (THINGS, THING_CLAIMS, THING_ROOTS, ROOT_CLAIMS, THING_POINTS):
        if made.get(table):
            connection.execute(insert(table), made[table])
    weigh(connection, touched)


def _claims_of(connection: Connection, partitions: Iterable[str]) -> set[str]:
    """Claims of the things that partitions have now."""
    query = select(THING_CLAIMS.c.claim_id).join(THINGS, THINGS.c.seq == THING_CLAIMS.c.thing)
    return {
        claim
        for chunk in chunks(partitions)
        for claim in connection.execute(query.where(THINGS.c.partition_key.in_(chunk))).scalars()
    }


def _outlets(connection: Connection, claims: Iterable[str]) -> dict[str, str]:
    """Claim → outlet of its report."""
    query = select(CLAIMS.c.id, DOCUMENTS.c.outlet).join(DOCUMENTS, DOCUMENTS.c.id == CLAIMS.c.document_id)
    found: dict[str, str] = {}
    for chunk in chunks(claims):
        found.update(pairs(connection, query.where(CLAIMS.c.id.in_(chunk))))
    return found


def _row(seq: int, partition: str, thing: Thing) -> dict[str, Any]:
    return {
        "seq": seq,
        "kind": thing.kind,
        "id": thing.id,
        "partition_key": partition,
        "type": thing.type,
        "subject": thing.subject,
        "measure": thing.measure,
        "measured": MEASURES.index(thing.measure) if thing.measure in MEASURES else len(MEASURES),
        "cell": thing.cell,
        "place": thing.place,
        "country": thing.country,
        "sorted_place": thing.place or LAST_PLACE,
        "start": thing.start,
        "sorted_start": thing.start or LAST_DAY,
        "as_of": thing.as_of,
        "claims": len(thing.members),
        "voices": thing.voices,
        "grade": thing.grade,
        "counted_number": thing.counted_number,
        "told": thing.told,
    }


def _rows(
    seq: int, partition: str, thing: Thing, outlets: Mapping[str, str]
) -> Iterable[tuple[Any, list[dict[str, Any]]]]:
    alone = int(len(thing.roots) == 1)
    yield THINGS, [_row(seq, partition, thing)]
    yield (
        THING_CLAIMS,
        [
            {"thing": seq, "claim_id": each.claim, "weight": each.weight, "positions": each.positions}
            for each in thing.members
        ],
    )
    yield THING_ROOTS, [{"thing": seq, "root": root, "alone": alone} for root in thing.roots]
    yield (
        ROOT_CLAIMS,
        [
            {"thing": seq, "root": root, "claim_id": claim, "outlet": outlets.get(claim, "")}
            for root, claim in thing.root_claims
        ],
    )
    yield (
        THING_POINTS,
        [
            {
                "thing": seq,
                "claim_id": each.claim,
                "level": each.level,
                "number": number,
                "country": each.country,
                "place": each.place,
                "lat": each.lat,
                "lon": each.lon,
                "ucdp_prec": each.ucdp_prec,
                "radius_km": each.radius_km,
            }
            for number, each in enumerate(thing.points)
        ],
    )


def weigh(connection: Connection, claims: Iterable[str]) -> None:
    """Note anew what hangs on claims: over all things they are in, each weight once, in no order that could show."""
    for chunk in chunks(sorted(claims)):
        confidence = {
            row.id: row.confidence
            for row in connection.execute(
                select(CLAIMS.c.id, CLAIMS.c.confidence).where(CLAIMS.c.id.in_(chunk))
            )
        }
        query = select(THING_CLAIMS.c.claim_id, THING_CLAIMS.c.weight)
        hangs: dict[str, list[float]] = {}
        for row in connection.execute(query.where(THING_CLAIMS.c.claim_id.in_(chunk))):
            if row.weight and row.claim_id in confidence:
                hangs.setdefault(row.claim_id, []).append(row.weight)
        connection.execute(delete(INFLUENCES).where(INFLUENCES.c.claim_id.in_(chunk)))
        made = [
            {
                "claim_id": claim,
                "weight": fsum(weights),  # exact, so that the same in whatever order things came
                "due": fsum(weights) * (1.0 - confidence[claim]),
            }
            for claim, weights in hangs.items()
        ]
        if made:
            connection.execute(dialect.replacing(INFLUENCES), made)
