"""What makes a commit durable is really set, on every connection."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.store.reports import AT, add_reading, report

from sitrep.errors import StoreError
from sitrep.store import Store, dialect, open_store


def pragmas(connection: Connection) -> dict[str, object]:
    return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in dialect.PRAGMAS}


def test_every_connection_is_durable_and_strict(store: Store) -> None:
    open_reads = [store.claims() for _ in range(3)]
    add_reading(store, report(1), actor="sitrep", at=AT)
    for read in open_reads:
        next(read)  # each holds a connection of its own from here on
    found = []
    for _ in range(3):
        with store._connection() as connection:
            found.append(pragmas(connection))
    with store.writing("sitrep", AT) as w:
        found.append(pragmas(w._connection))
    assert found == [dialect.PRAGMAS] * 4
    assert (dialect.PRAGMAS["journal_mode"], dialect.PRAGMAS["synchronous"]) == ("wal", 2)


def test_a_writer_takes_its_lock_at_the_start_and_a_reader_none(store: Store, path: Path) -> None:
    other = sqlite3.connect(path, timeout=0, isolation_level=None)
    with store._connection():
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
    with store.writing("sitrep", AT), pytest.raises(sqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_the_file_says_whose_it_is(store: Store, path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"SITR", "big"),)
    connection.close()


def test_a_place_without_wal_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # a network drive answers the request for WAL with the mode that it stays in
    monkeypatch.setattr(dialect, "_to_wal", lambda connection, wait_s: None)
    with pytest.raises(StoreError, match=r"does not allow journal_mode=wal \(delete\)"):
        open_store(tmp_path / "record.db")


def test_scripts_are_cut_between_statements_only() -> None:
    script = """-- a comment; with a semicolon
    CREATE TABLE a (b);
    CREATE TRIGGER t BEFORE DELETE ON a BEGIN
        SELECT 1;
        SELECT 2;
    END;
    """
    cut = list(dialect.statements(script))
    assert [part.split()[-1] for part in cut] == ["(b);", "END;"]
