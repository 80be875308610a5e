"""Migrations give the tables that the code believes in, whole or not at all."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect
from tests.store.reports import AT, add_reading, report

from sitrep.errors import StoreError
from sitrep.model.review import Judgement, Verdict
from sitrep.store import Store, dialect, open_store, schema
from sitrep.store.tables import METADATA


def test_a_new_record_has_every_table_and_column(store: Store) -> None:
    with store._connection() as connection:
        found = inspect(connection)
        own = [name for name in found.get_table_names() if not name.startswith("evidence_words")]
        assert sorted(own) == sorted(METADATA.tables)
        for name, table in METADATA.tables.items():
            columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
            assert columns == {column.name: column.nullable for column in table.columns}, name
            key = found.get_pk_constraint(name)["constrained_columns"]
            assert key == [column.name for column in table.primary_key.columns], name
        assert dialect.schema_version(connection) == len(schema.migrations())


def test_migrations_count_from_one_without_gaps() -> None:
    assert list(schema.migrations()) == list(range(1, len(schema.migrations()) + 1))


def test_an_older_record_is_brought_up_to_date_with_its_content(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = report(1)
    with open_store(path) as store:
        add_reading(store, new, actor="sitrep", at=AT)
    scripts = schema.migrations()
    later = {
        **scripts,
        len(scripts) + 1: "CREATE TABLE grades (id TEXT);\nINSERT INTO grades VALUES ('B2');\n",
    }
    monkeypatch.setattr(schema, "migrations", lambda: later)
    for _ in range(2):
        with open_store(path) as store:
            assert tuple(store.claims()) == new.claims
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT id FROM grades").fetchall() == [("B2",)]
    assert connection.execute("PRAGMA user_version").fetchone() == (len(later),)
    connection.close()


def test_a_migration_that_fails_leaves_the_record_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(path).close()
    scripts = schema.migrations()
    broken = {
        **scripts,
        len(scripts) + 1: "CREATE TABLE grades (id TEXT);\nINSERT INTO nowhere VALUES (1);\n",
    }
    with monkeypatch.context() as patched:
        patched.setattr(schema, "migrations", lambda: broken)
        with pytest.raises(StoreError, match=r"record\.db: no such table: nowhere"):
            open_store(path)
    with open_store(path) as store, store._connection() as connection:
        assert dialect.schema_version(connection) == len(scripts)
        assert "grades" not in inspect(connection).get_table_names()


READING = "SELECT {columns} FROM newest.{table}"
FILLING = "INSERT OR REPLACE INTO main.{table} ({columns}) VALUES ({values})"


def copied(newest: Path, older: Path) -> None:
    """Fill the tables of an older schema with what a newest record has in them."""
    connection = sqlite3.connect(older)
    connection.execute("ATTACH ? AS newest", (str(newest),))
    tables = "SELECT name FROM {}.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    shared = [{row[0] for row in connection.execute(tables.format(schema))} for schema in ("main", "newest")]
    for table in sorted(set.intersection(*shared)):
        if table.startswith(("evidence_words", "sqlite_")):
            continue
        names = [
            {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}
            for schema in ("main", "newest")
        ]
        columns = ", ".join(sorted(set.intersection(*names)))
        connection.executemany(
            FILLING.format(table=table, columns=columns, values=", ".join("?" * (columns.count(",") + 1))),
            connection.execute(READING.format(table=table, columns=columns)).fetchall(),
        )
    connection.commit()
    connection.close()


def test_judgements_of_an_older_record_are_kept_in_order_and_stay_append_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Schema 4 makes their table anew: they may name claims that are gone."""
    scripts = schema.migrations()
    new = report(1)
    decided = [
        Judgement(new.claims[number % 3].id, Verdict.ACCEPT, "anna", AT, why=str(number))
        for number in range(5)
    ]
    with open_store(path.with_name("newest.db")) as store:
        add_reading(store, new, actor="sitrep", at=AT)
        with store.writing("anna", AT) as w:
            for judgement in decided:
                w.judgement(judgement)
    with monkeypatch.context() as older:
        older.setattr(schema, "migrations", lambda: {number: scripts[number] for number in (1, 2, 3)})
        open_store(path).close()
    copied(path.with_name("newest.db"), path)
    with open_store(path) as store:
        assert store.judgements() == tuple(decided) and store.verify() == ()
    connection = sqlite3.connect(path)
    for script in ("DELETE FROM judgements", "UPDATE judgements SET person = 'ben'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(script)
    connection.close()
