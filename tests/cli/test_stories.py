"""`sitrep story` over two reports of one wire story and its correction."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sitrep.cli.app import app
from sitrep.pipeline import open_record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "raqqa"
RUN = CliRunner(env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "record.db")
    captured = [str(each) for each in sorted(EXAMPLES.iterdir()) if each.name.startswith(("09", "10"))]
    assert len(captured) == 2
    assert RUN.invoke(app, ["read", *captured, "--db", path]).exit_code == 0
    return path


def run(*arguments: str) -> Result:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result


def test_the_correction_leads_and_what_it_changed_is_told(db: str) -> None:
    with open_record(Path(db), create=False) as record:
        (story,) = record.situation().stories
        original = next(each for each in story.documents if each != story.lead)
        claim = record.store.claims_of_document(original)[0].id
    shown = run("story", original[:8], "--db", db).stdout
    assert "2 reports, latest correction leads" in shown
    assert f"correction of {original[:8]}, newest" in shown and "1 reworded" in shown
    assert "Some 270,000 people" in shown and "-> Some 370,000 people" in shown
    assert run("story", claim, "--db", db).stdout == shown


def test_the_story_as_json_holds_the_chain_and_the_changes(db: str) -> None:
    with open_record(Path(db), create=False) as record:
        (story,) = record.situation().stories
    told = json.loads(run("story", story.lead, "--json", "--db", db).stdout)
    assert [version["kind"] for version in told["story"]["chain"]] == ["original", "correction"]
    (change,) = told["versions"][0]["changes"]
    assert change["kind"] == "reworded" and change["lead"] and change["here"]
    assert told["versions"][1]["changes"] == []


def test_a_report_that_is_not_there_is_wrong_usage(db: str) -> None:
    result = RUN.invoke(app, ["story", "zzzz", "--db", db])
    assert result.exit_code != 0 and "no document starts with" in str(result.exception)
