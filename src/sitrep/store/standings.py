"""Standings: whether each claim counts, and by which names it is found once people have corrected it."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, Table, delete, insert, select

from sitrep.model.claim import Claim
from sitrep.store import dialect, rows
from sitrep.store.chunks import chunks
from sitrep.store.tables import CLAIM_NAMES, CLAIMS, DIRTY_CLAIMS, STANDINGS


def write(connection: Connection, counts: Mapping[str, bool], judged: Mapping[str, Claim]) -> None:
    """Note what was found of claims; they are unsettled no longer.

    Args:
        connection: Of the change.
        counts: Claim id → whether it counts.
        judged: Claim id → the claim as people left it, of those about which anybody decided anything.
    """
    if counts:
        made = [{"claim_id": claim, "counts": int(value)} for claim, value in counts.items()]
        connection.execute(dialect.replacing(STANDINGS), made)
    remove(connection, CLAIM_NAMES, judged)
    write_names(connection, judged.values())
    remove(connection, DIRTY_CLAIMS, counts)


def write_names(connection: Connection, claims: Iterable[Claim]) -> None:
    """Note the names that claims are found by; names they had are to be removed before."""
    names = list(dict.fromkeys(row for claim in claims for row in _names(claim)))
    if names:
        made = [{"role": role, "name": name, "claim_id": claim} for role, name, claim in names]
        connection.execute(dialect.ignoring(CLAIM_NAMES), made)


def _names(claim: Claim) -> Iterator[tuple[str, str, str]]:
    return ((role, name, claim.id) for role, name in rows.claim_names(claim) if name.strip())


def remove(connection: Connection, table: Table, claims: Iterable[str]) -> None:
    """Remove the rows of claims from a table."""
    for chunk in chunks(claims):
        connection.execute(delete(table).where(table.c.claim_id.in_(chunk)))


def unsettle_all(connection: Connection) -> None:
    """Mark every claim as unsettled."""
    connection.execute(delete(DIRTY_CLAIMS))
    connection.execute(insert(DIRTY_CLAIMS).from_select(["claim_id"], select(CLAIMS.c.id)))
