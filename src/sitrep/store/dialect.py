"""All that is SQLite's own: opening, transactions, pragmas, upserts, error codes. The only such module.

Durability: WAL with synchronous=FULL loses no acknowledged commit on a power cut (NORMAL does, in WAL).
Writers take their lock at BEGIN (IMMEDIATE) and wait for it, so that none fails half-way.
Source: sqlite.org/wal.html, pragma.html, security.html; SQLAlchemy manual, SQLite, transactions.
"""

import json
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Integer,
    Select,
    Table,
    TableClause,
    TextualSelect,
    create_engine,
    event,
    func,
    select,
    table,
    text,
)
from sqlalchemy import column as column_of
from sqlalchemy import insert as insert_into
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from sitrep.errors import ConflictError, SchemaVersionError, StoreError

APPLICATION_ID = 0x53495452
"""Marks the file as a record of sitrep ("SITR" in ASCII), in the header field that SQLite keeps for this."""

PRAGMAS: dict[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "fullfsync": 1,  # macOS: fsync alone does not reach the disk
    "checkpoint_fullfsync": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,  # otherwise REPLACE would delete past the append-only triggers
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "cache_size": -16_384,  # KiB; the default of 2 MiB is read anew at every transaction of a large record
}
"""Set on every connection, and read back. The last three are for files that somebody else may have made."""

NO_RECORD = "there is no record here. Read some reports first, or name another file"

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_CAUSES: dict[int, str] = {
    sqlite3.SQLITE_FULL: "the disk is full. The last change was not kept; free some space and repeat it",
    sqlite3.SQLITE_READONLY: "the record is read-only. Check the permissions of the file and its folder",
    sqlite3.SQLITE_IOERR: "the disk reports an error. The last change was not kept",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened. Check its permissions and those of its folder",
    sqlite3.SQLITE_NOTADB: "this is not a record of sitrep. Name another file",
    sqlite3.SQLITE_CORRUPT: "the file is damaged. Run `sitrep verify` and restore it from a copy",
}


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turns errors of the database into errors of the store that name the record's path.

    Raises:
        ConflictError: If another process held the lock for longer than the time to wait.
        StoreError: For anything else that the database reports.
    """
    try:
        yield
    except DBAPIError as error:
        raise _error(path, error.orig or error) from error
    except sqlite3.Error as error:
        raise _error(path, error) from error
    except UnicodeDecodeError as error:
        raise StoreError(f"{path}: {_CAUSES[sqlite3.SQLITE_CORRUPT]} ({error})") from error
    except UnicodeEncodeError as error:
        raise StoreError(f"{path}: text with a lone surrogate cannot be stored: {error}") from error


def _error(path: Path, error: BaseException) -> StoreError:
    code = getattr(error, "sqlite_errorcode", None)
    primary = code & 0xFF if isinstance(code, int) else -1
    if primary in _BUSY:
        return ConflictError(f"{path}: another process is writing to the record. Wait for it, then repeat")
    cause = _CAUSES.get(primary)
    return StoreError(f"{path}: {cause} ({error})" if cause else f"{path}: {error}")


def claim_file(path: Path, *, create: bool, latest: int, wait_s: float) -> None:
    """Make sure that the file is a record that this version can read, before anything of it is changed.

    Args:
        path: File of the record.
        create: Whether a missing or empty file becomes a new record.
        latest: Newest schema version that this sitrep knows.
        wait_s: Seconds to wait for a lock.

    Raises:
        SchemaVersionError: If a newer sitrep wrote it.
        StoreError: If the file is missing, unusable or something else than a record.
    """
    if path.is_dir():
        raise StoreError(f"{path}: this is a folder. Name a file")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: {path.parent} is not an existing folder. Create it first")
    if not create and not path.exists():
        raise StoreError(f"{path}: {NO_RECORD}")
    with translated(path), closing(sqlite3.connect(path, timeout=wait_s, isolation_level=None)) as connection:
        application, version, tables = _identity(connection)
        if application == APPLICATION_ID:
            if version > latest:
                known = f"schema {version}; this one knows {latest}"
                raise SchemaVersionError(f"{path}: written by a newer sitrep ({known}). Update sitrep")
            return
        if application or version or tables:
            raise StoreError(f"{path}: this is a database of another program. Name another file")
        if not create:
            raise StoreError(f"{path}: {NO_RECORD}")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")


def _identity(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Application id, schema version and number of tables, all of one moment."""
    connection.execute("BEGIN")
    tables: int = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application: int = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.execute("COMMIT")
    return application, version, tables


def make_engine(path: Path, *, wait_s: float) -> Engine:
    """An engine whose connections all carry `PRAGMAS` and whose transactions begin as `writes` asks.

    Args:
        path: File of the record, marked by `claim_file`.
        wait_s: Seconds that a writer waits for its turn.
    """
    engine = create_engine(
        URL.create("sqlite", database=str(path)), connect_args={"timeout": wait_s, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver begins no transaction of its own
        _set_pragmas(connection, path, wait_s)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _set_pragmas(connection: sqlite3.Connection, path: Path, wait_s: float) -> None:
    for name, value in PRAGMAS.items():
        if name == "journal_mode":
            _to_wal(connection, wait_s)
        else:
            connection.execute(f"PRAGMA {name} = {value}")
        row = connection.execute(f"PRAGMA {name}").fetchone()
        found = row[0] if row else value
        if found != value:
            raise StoreError(f"{path}: this place does not allow {name}={value} ({found}). Use a local disk")


def _to_wal(connection: sqlite3.Connection, wait_s: float) -> None:
    """Switch to WAL. The first switch needs the file alone, and SQLite does not wait for that by itself."""
    deadline = time.monotonic() + wait_s
    while True:
        try:
            connection.execute("PRAGMA journal_mode = wal").fetchone()
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def writes(engine: Engine) -> Engine:
    """The same engine, its transactions taking the write lock as they begin."""
    return engine.execution_options(writing=True)


_INDEX = text(
    "INSERT INTO evidence_words (rowid, shown, quote) SELECT seq, shown, quote FROM evidence "
    "WHERE claim_id IN (SELECT value FROM json_each(:claims))"
)
_UNINDEX = text(
    "INSERT INTO evidence_words (evidence_words, rowid, shown, quote) SELECT 'delete', seq, shown, quote FROM evidence "
    "WHERE claim_id IN (SELECT value FROM json_each(:claims))"
)


def index_evidence(connection: Connection, claims: Sequence[str]) -> None:
    """Take the evidence of claims into the full-text index."""
    connection.execute(_INDEX, {"claims": json.dumps(list(claims))})


def unindex_evidence(connection: Connection, claims: Sequence[str]) -> None:
    """Take the evidence of claims out of the full-text index; to be done while its rows still stand."""
    connection.execute(_UNINDEX, {"claims": json.dumps(list(claims))})


def forget_evidence(connection: Connection) -> None:
    """Write the full-text index anew: words of what was taken out stay in it until then."""
    connection.exec_driver_sql("INSERT INTO evidence_words (evidence_words) VALUES ('optimize')")


def says(words: Sequence[str], column: str, *, most: int | None = None) -> TextualSelect:
    """Numbers of the evidence that holds every one of the words or phrases, as `column` (shown or quote) has it.

    Args:
        words: Each a word or a phrase. Whatever means something to the query language is taken as text.
        column: Column of the full-text index.
        most: At most so many.
    """
    limit = "" if most is None else f" LIMIT {most:d}"
    query = text(f"SELECT rowid AS seq FROM evidence_words WHERE evidence_words MATCH :words{limit}")  # noqa: S608
    return query.bindparams(words=_quoted(words, column)).columns(column_of("seq", Integer))


def says_alone(words: Sequence[str], column: str) -> ColumnElement[bool]:
    """Condition on one row of `evidence`: `says`, asked of it alone."""
    query = "SELECT 1 FROM evidence_words WHERE evidence_words MATCH :words AND evidence_words.rowid = evidence.seq"
    found = text(f"EXISTS ({query})").bindparams(words=_quoted(words, column))
    return cast(ColumnElement[bool], found)


def _quoted(words: Sequence[str], column: str) -> str:
    quoted = " ".join('"' + word.replace('"', " ") + '"' for word in words)
    return f"{{{column}}} : ({quoted})"


def among(column: ColumnElement[str], values: Iterable[str]) -> ColumnElement[bool]:
    """Condition that a column is one of many values, in one parameter: an IN (...) holds only so many."""
    listed = func.json_each(json.dumps(sorted(values))).table_valued("value")
    return column.in_(select(listed.c.value))


def in_json(column: ColumnElement[str], name: str) -> ColumnElement[str]:
    """What a field of a payload holds."""
    return cast(ColumnElement[str], func.json_extract(column, f"$.{name}"))


def starting(
    connection: Connection, value: ColumnElement[str], key: ColumnElement[str], words: Iterable[str]
) -> list[tuple[str, str]]:
    """Pairs (value, key) of the rows whose key begins with one of the words, a blank around each; asked of the key's index."""
    begins = func.json_each(json.dumps([f" {word} " for word in words])).table_valued("value")
    query = select(value, key).where(key >= begins.c.value, key < begins.c.value + "\U0010ffff")
    return [(row[0], row[1]) for row in connection.execute(query)]


def gathered(connection: Connection, number: int, query: Select[tuple[int]]) -> TableClause:
    """A table of this connection alone that holds the numbers a query gives; no other sees it, and the record is not written to.

    Args:
        connection: Which asks.
        number: Of such a table of the connection.
        query: Gives each number once.
    """
    name = f"gathered_{number:d}"
    connection.exec_driver_sql(f"CREATE TEMP TABLE {name} (seq INTEGER PRIMARY KEY)")
    made = table(name, column_of("seq", Integer), schema="temp")
    connection.execute(insert_into(made).from_select(["seq"], query))
    return made


def dropped(connection: Connection, made: TableClause) -> None:
    """Drop a table that `gathered` made."""
    connection.exec_driver_sql(f"DROP TABLE temp.{made.name}")


class Watch:
    """Sees that somebody has changed the file: the number that SQLite keeps for a connection of which no change comes.

    Args:
        path: File of the record.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def version(self) -> int:
        """Another number after every commit."""
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def close(self) -> None:
        """Close the connection."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None


def compact(engine: Engine) -> bool:
    """Write the file anew and empty the log beside it; False where another reader still needs the log."""
    with closing(engine.raw_connection()) as connection:  # outside any transaction: VACUUM wants none
        cursor = connection.cursor()
        cursor.execute("VACUUM")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy


@cache
def ignoring(table: Table) -> Insert:
    """An insert that passes over rows whose key is there already."""
    return insert(table).on_conflict_do_nothing()


@cache
def replacing(table: Table) -> Insert:
    """An insert that gives rows whose key is there already the new values."""
    statement = insert(table)
    changed: dict[str, Any] = {c.name: statement.excluded[c.name] for c in table.columns if not c.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=changed)


def statements(script: str) -> Iterator[str]:
    """The single statements of a migration, triggers whole."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def schema_version(connection: Connection) -> int:
    """Number of the last migration that was applied."""
    return int(connection.execute(text("PRAGMA user_version")).scalar_one())


def set_schema_version(connection: Connection, version: int) -> None:
    """Note the last migration, in the transaction that applies it."""
    connection.exec_driver_sql(f"PRAGMA user_version = {version:d}")


def damage(connection: Connection) -> Sequence[str]:
    """What the database itself finds wrong with its file: broken pages, and rows that point nowhere."""
    checked = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check")]
    found = [message for message in checked if message != "ok"]
    for name, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        found.append(f"row {row} of {name} points to a row of {parent} that is not there")
    return found
