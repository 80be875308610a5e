"""Numbered SQL migrations: each file is applied once, in order, whole or not at all."""

from importlib.resources import files

from sqlalchemy import Engine

from sitrep.errors import StoreError
from sitrep.store import dialect


def migrations() -> dict[int, str]:
    """Schema version → SQL that leads to it from the version before, ascending without gaps from 1.

    Raises:
        StoreError: If a number is missing: the installation is broken.
    """
    scripts = {
        int(entry.name[:4]): entry.read_text(encoding="utf-8")
        for entry in (files("sitrep.store") / "migrations").iterdir()
        if entry.name.endswith(".sql")
    }
    if sorted(scripts) != list(range(1, len(scripts) + 1)):
        raise StoreError(f"migrations {sorted(scripts)} have gaps: install sitrep again")
    return dict(sorted(scripts.items()))


def migrate(engine: Engine, scripts: dict[int, str]) -> None:
    """Bring the record to the newest schema. Several processes may try at once: one does it, the others wait.

    Args:
        engine: Of a file that `dialect.claim_file` has accepted.
        scripts: As `migrations` gives them.
    """
    with engine.connect() as connection:
        if dialect.schema_version(connection) == len(scripts):
            return
    with dialect.writes(engine).begin() as connection:
        version = dialect.schema_version(connection)  # again: another process may have been first
        for number in range(version + 1, len(scripts) + 1):
            for statement in dialect.statements(scripts[number]):
                connection.exec_driver_sql(statement)
            dialect.set_schema_version(connection, number)
