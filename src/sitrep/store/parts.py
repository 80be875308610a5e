"""Parts: what was computed of each partition, with the hash of what it was computed from."""

from collections.abc import Iterable

from sqlalchemy import Connection

from sitrep.model.plain import to_json
from sitrep.model.record import RecordPart
from sitrep.store import dialect
from sitrep.store.tables import PARTS


def write(connection: Connection, parts: Iterable[tuple[RecordPart, str]]) -> tuple[list[str], list[str]]:
    """Write parts that hold something.

    Args:
        connection: Within a transaction that writes.
        parts: Parts with the hash of their inputs.

    Returns:
        Partitions of the parts written, and of those that hold nothing.
    """
    written, empty = [], []
    for part, input_hash in parts:
        if part == RecordPart(part.partition):
            empty.append(part.partition)
        else:
            row = {"partition_key": part.partition, "input_hash": input_hash, "payload": to_json(part)}
            written.append(row)
    if written:
        connection.execute(dialect.replacing(PARTS), written)
    return [row["partition_key"] for row in written], empty
