"""Another house's table, kept in a file beside the record: deleting it changes nothing of the record."""

import json
from datetime import datetime
from pathlib import Path

from sitrep.errors import NotFoundError, StoreError
from sitrep.export.whole_file import whole_file
from sitrep.ingest.ucdp import read_ucdp
from sitrep.model.plain import from_plain, to_plain
from sitrep.model.reference import ReferenceEvent, ReferenceTable


def beside(record: Path) -> Path:
    """Where the table of a record stands: "raqqa.db" has "raqqa.db.ucdp.jsonl"."""
    return record.with_name(record.name + ".ucdp.jsonl")


def import_ucdp(file: Path, record: Path, at: datetime) -> ReferenceTable:
    """Read a UCDP GED table and keep its events beside the record, in place of one that was there.

    Args:
        file: The CSV file.
        record: File of the record.
        at: When, aware.

    Raises:
        ReadError: If the file is no UCDP GED table; nothing is changed.
        OSError: If a file cannot be read or written; nothing is changed.
    """
    table = read_ucdp(file.read_bytes(), str(file))
    head = {
        "source": table.source,
        "file": file.name,
        "sha256": table.sha256,
        "imported_at": at.isoformat(),
        "events": len(table.events),
        "rejected": len(table.rejected),
    }
    with whole_file(beside(record)) as out:
        out.write(json.dumps(head, ensure_ascii=False) + "\n")
        for event in table.events:
            out.write(json.dumps(to_plain(event), ensure_ascii=False) + "\n")
    return table


def imported(record: Path) -> tuple[ReferenceEvent, ...]:
    """The events that were imported.

    Raises:
        NotFoundError: If none were.
        StoreError: If the file was changed or cut.
    """
    path = beside(record)
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError as error:
        raise NotFoundError(
            f"no table to compare with beside {record}. Import one with: sitrep import ucdp GEDEvent.csv"
        ) from error
    try:
        head = json.loads(lines[0])
        events = tuple(from_plain(ReferenceEvent, json.loads(line)) for line in lines[1:])
    except (ValueError, IndexError) as error:
        raise StoreError(f"{path} is damaged: {error}. Import the table again") from error
    if len(events) != head.get("events"):
        raise StoreError(f"{path} holds {len(events)} of {head.get('events')} events. Import the table again")
    return events
