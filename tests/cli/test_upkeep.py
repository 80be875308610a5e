"""Looking after a record: whether it is whole."""

import json
import sqlite3
from pathlib import Path

import pytest
from tests.store.reports import AT, add_reading, report
from typer.testing import CliRunner

from sitrep.cli.app import app
from sitrep.store import open_store

RUN = CliRunner(env={"COLUMNS": "250"})


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "record.db"
    with open_store(path) as store:
        add_reading(store, report(1), actor="sitrep", at=AT)
    return path


def test_a_whole_record_is_whole_and_tells_the_head_of_its_ledger(db: Path) -> None:
    found = RUN.invoke(app, ["verify", "--db", str(db)])
    assert found.exit_code == 0 and found.stdout.startswith("whole")
    told = json.loads(RUN.invoke(app, ["verify", "--json", "--db", str(db)]).stdout)
    assert told["whole"] and told["head"] in found.stdout and told["findings"] == []
    again = RUN.invoke(app, ["verify", "--head", told["head"], "--db", str(db)])
    assert again.exit_code == 0


def test_a_head_that_the_ledger_never_had_is_found(db: Path) -> None:
    found = RUN.invoke(app, ["verify", "--head", "0" * 64, "--db", str(db)])
    assert found.exit_code == 74 and "no row has the hash" in found.stdout


def test_a_changed_text_is_found_and_said_what_to_do(db: Path) -> None:
    connection = sqlite3.connect(db)
    connection.execute("UPDATE documents SET text = text || '!'")
    connection.commit()
    connection.close()
    found = RUN.invoke(app, ["verify", "--db", str(db)])
    assert found.exit_code == 74 and "document" in found.stdout and "Restore" in found.stdout


def test_no_record_is_an_error_that_says_so(tmp_path: Path) -> None:
    found = RUN.invoke(app, ["verify", "--db", str(tmp_path / "none.db")])
    assert found.exit_code != 0 and "there is no record here" in str(found.exception)
