"""The record's file: open it, ask it, change it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine

from sitrep.errors import ConflictError, StoreError
from sitrep.store import dialect, schema
from sitrep.store.reads import Reads
from sitrep.store.snapshot import Snapshot
from sitrep.store.verify import Finding, verify
from sitrep.store.writing import Writing

WAIT_S = 30.0
"""How long a writer waits for its turn: a commit takes milliseconds, a rebuild of many parts seconds."""


class Store(Reads):
    """A record, open. Use it as a context manager; several processes may have the same record open.

    Reads run beside each other and beside one writer. Writers take turns, waiting for each other.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        self._watch = dialect.Watch(path)

    def __enter__(self) -> "Store":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._watch.close()
        self._engine.dispose()

    def version(self) -> int:
        """A number that changes whenever anybody commits a change, however small. Costs next to nothing to ask."""
        with dialect.translated(self.path):
            return self._watch.version()

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        with dialect.translated(self.path), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The record as it is now, for as long as the block lasts; somebody may change it meanwhile."""
        with self._connection() as connection:
            made = Snapshot(connection)
            try:
                yield made
            finally:
                made.close()

    @contextmanager
    def writing(self, actor: str, at: datetime) -> Iterator[Writing]:
        """A change: committed, with its ledger rows, when the block ends; undone if it raises.

        Within the block ask `w.read`, which sees the change. Do not open a second change inside.

        Args:
            actor: Who makes the change: a person's name, or "sitrep" with its version.
            at: When, aware.

        Raises:
            ConflictError: If another process writes for longer than the time to wait.
            StoreError: If the record cannot be written; nothing of the change is kept.
        """
        with dialect.translated(self.path), dialect.writes(self._engine).begin() as connection:
            writing = Writing(connection, actor, at)
            yield writing
            writing.finish()

    def compact(self) -> None:
        """Rewrite the file without what was deleted: until then its pages still hold the bytes.

        Raises:
            ConflictError: If another process is using the record; nothing is lost, repeat it.
        """
        with dialect.translated(self.path):
            emptied = dialect.compact(self._engine)
        if not emptied:
            raise ConflictError(
                f"{self.path}: another process is reading the record. Wait for it, then repeat"
            )

    def verify(self, head: str = "") -> tuple[Finding, ...]:
        """Everything that is wrong with the record: changed bytes, texts, claims, judgements, a broken chain.

        Args:
            head: Hash of a ledger row that was noted down outside the record, if there is one.
        """
        findings: list[Finding] = []
        try:
            with self._connection() as connection:
                findings.extend(verify(connection, head))
        except StoreError as error:  # pages that cannot be read at all end the checks, not the report
            findings.append(Finding("file", str(self.path), str(error)))
        return tuple(findings)


def open_store(path: Path | str, *, create: bool = True, wait_s: float = WAIT_S) -> Store:
    """Open a record; its schema is brought up to date.

    Args:
        path: File of the record.
        create: Whether a missing file becomes a new, empty record.
        wait_s: Seconds that a writer waits for its turn.

    Raises:
        SchemaVersionError: If a newer sitrep wrote the file.
        ConflictError: If another process holds it for longer than `wait_s`.
        StoreError: If there is no record, it is something else, or it cannot be opened; it names the path.
    """
    path = Path(path)
    scripts = schema.migrations()
    dialect.claim_file(path, create=create, latest=len(scripts), wait_s=wait_s)
    engine = dialect.make_engine(path, wait_s=wait_s)
    try:
        with dialect.translated(path):
            schema.migrate(engine, scripts)
    except BaseException:
        engine.dispose()
        raise
    return Store(path, engine)
