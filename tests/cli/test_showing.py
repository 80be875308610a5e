"""Commands that show and give away, over one small record."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sitrep.cli.app import app
from sitrep.cli.tables import table

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "raqqa" / "11-raqqa-toll-monitor.txt"
RUN = CliRunner(env={"COLUMNS": "200"})


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "record.db")
    assert RUN.invoke(app, ["read", str(EXAMPLE), "--db", path]).exit_code == 0
    return path


def run(*arguments: str) -> Result:
    result = RUN.invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result


def test_show_names_every_figure_with_its_source(db: str) -> None:
    shown = run("show", "--db", db).stdout
    assert "Airwars" in shown and "1,300" in shown and "unreviewed" in shown and "View: public" in shown


def test_show_as_json_is_one_object_whose_ids_resolve(db: str) -> None:
    situation = json.loads(run("show", "--json", "--db", db).stdout)
    assert situation["level"] == "public" and situation["documents"] and situation["series"]
    for series in situation["series"]:
        assert set(series["claims"]) <= situation["claims"].keys()


def test_claims_filter_and_say_that_names_are_shown(db: str) -> None:
    result = run("claims", "--kind", "figure", "--source", "Airwars", "--db", db)
    assert "at least 1,300" in result.stdout and "Restricted view" in result.stderr
    rows = [json.loads(line) for line in run("claims", "--json", "--db", db).stdout.splitlines()]
    assert len(rows) > 3 and all(row["quote"] for row in rows)
    assert "0 claims" in run("claims", "--since", "2018-01-01", "--db", db).stderr


def test_likely_noise_can_be_left_out(db: str) -> None:
    def ids(*more: str) -> list[str]:
        return [
            json.loads(line)["id"] for line in run("claims", "--json", *more, "--db", db).stdout.splitlines()
        ]

    kept = ids("--kept")
    assert kept and set(kept) <= set(ids())


def test_explain_goes_down_to_characters_and_capture(db: str) -> None:
    (row,) = [
        json.loads(line)
        for line in run(
            "claims", "--json", "--kind", "figure", "--grep", "1,300", "--db", db
        ).stdout.splitlines()
    ]
    shown = run("explain", row["id"][:8], "--db", db).stdout
    assert "since June" in shown and "capture sha256" in shown and "rule " in shown
    explained = json.loads(run("explain", row["id"], "--json", "--db", db).stdout)
    passage = explained["passage"]
    marked = {
        mark["label"]: passage["text"][mark["start"] - passage["offset"] : mark["end"] - passage["offset"]]
        for mark in explained["marks"]
    }
    assert marked["trigger"] == "killed" and marked["time"] == "since June"


@pytest.mark.parametrize(
    "command", [["explain", "zz"], ["claims", "--kind", "rumour"], ["claims", "--since", "June"]]
)
def test_wrong_usage_is_said_in_a_sentence(db: str, command: list[str]) -> None:
    result = RUN.invoke(app, [*command, "--db", db])
    assert result.exit_code != 0 and "Traceback" not in result.output


def test_exports_hold_every_claim(db: str, tmp_path: Path) -> None:
    lines, table = tmp_path / "claims.jsonl", tmp_path / "claims.csv"
    run("export", "--format", "claims.jsonl", "--out", str(lines), "--db", db)
    run("export", "--format", "claims.csv", "--out", str(table), "--db", db)
    claims = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [claim["id"] for claim in claims]
    assert (
        RUN.invoke(app, ["export", "--format", "claims.xml", "--out", str(lines), "--db", db]).exit_code == 2
    )


@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_the_report_is_written_whole(db: str, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"report.{ending}"
    told = json.loads(run("report", "--out", str(out), "--json", "--since", "2017-10-14", "--db", db).stdout)
    assert told["bytes"] == out.stat().st_size


@pytest.mark.parametrize(
    "arguments",
    [
        ["--out", "report.odt"],
        ["--out", "report.md", "--since", "June"],
        ["--out", "report.md", "--since", "2017-10-20", "--as-of", "2017-10-14"],
    ],
)
def test_a_report_that_cannot_be_is_refused_in_a_sentence(db: str, arguments: list[str]) -> None:
    result = RUN.invoke(app, ["report", *arguments, "--db", db])
    assert result.exit_code == 2 and "Traceback" not in result.output and not Path("report.md").exists()


def test_the_doctor_finds_everything_in_place() -> None:
    findings = json.loads(run("doctor", "--json").stdout)
    assert {finding["what"] for finding in findings} >= {"engine", "gazetteer", "SQLite"}
    assert not [finding for finding in findings if finding["level"] == "broken"]


def test_places_can_be_added_and_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "places.csv"
    file.write_text("name,lat,lon,country\nUmm Karsa,35.5,39.5,Syria\n", encoding="utf-8")
    monkeypatch.setenv("SITREP_CACHE_DIR", str(tmp_path / "cache"))
    assert json.loads(run("places", "add", str(file), "--json").stdout)["places"] == 1
    file.write_text("name,lat,lon\nNowhere,200,39.5\n", encoding="utf-8")
    refused = RUN.invoke(app, ["places", "add", str(file)])
    assert refused.exit_code != 0


def test_a_heading_is_text_and_no_markup() -> None:
    made = table("Contradiction: people killed ([private person])", "[b]side[/b]")
    assert str(made.title) == "Contradiction: people killed ([private person])"
    assert str(made.columns[0].header) == "[b]side[/b]"
