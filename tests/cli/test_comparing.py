"""`sitrep import ucdp` and `sitrep compare`, and every format of `sitrep export`, as they are typed."""

import json
from pathlib import Path

import pytest
from tests.cli.test_showing import EXAMPLE, run
from typer.testing import CliRunner

from sitrep.cli.app import app
from sitrep.export import EXPORTERS

RUN = CliRunner(env={"COLUMNS": "200"})
TABLE = (
    "id,country,adm_1,date_start,date_end,event_clarity,deaths_civilians,low,best,high\n"
    "1,Syria,Ar Raqqah Governorate,2017-10-18,2017-10-18,1,1,5,3,4\n"
    "2,Syria,Ar Raqqah Governorate,soon,,1,0,1,1,1\n"
)


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("comparing") / "record.db")
    assert RUN.invoke(app, ["read", str(EXAMPLE), "--db", path]).exit_code == 0
    return path


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "ged.csv").write_text(TABLE, encoding="utf-8")
    return str(tmp_path / "ged.csv")


def test_import_says_what_was_kept_and_what_was_not(db: str, table: str) -> None:
    result = run("import", "ucdp", table, "--db", db)
    assert "1 events of UCDP" in result.stdout and "out of order, kept as they are" in result.stdout
    assert "line 3: no_date" in result.stderr and "adm_2" in result.stderr
    told = json.loads(run("import", "ucdp", table, "--json", "--db", db).stdout)
    assert (told["events"], told["inverted"], told["reasons"]) == (1, 1, {"no_date": 1})


def test_compare_prints_a_table_and_what_does_not_compare(db: str, table: str) -> None:
    run("import", "ucdp", table, "--db", db)
    result = run("compare", "--since", "2017-10-01", "--db", db)
    assert "low / best / high" in result.stdout and "not in the table, a total over a period" in result.stdout
    told = json.loads(run("compare", "--by", "year", "--area", "country", "--json", "--db", db).stdout)
    assert (told["by"], told["area"], told["source"]) == ("year", "country", "ucdp")
    assert "ours_totals" in told["beside"]


@pytest.mark.parametrize("wrong", [["--by", "week"], ["--area", "village"], ["--since", "June"]])
def test_compare_refuses_what_it_does_not_know(db: str, wrong: list[str]) -> None:
    assert RUN.invoke(app, ["compare", *wrong, "--db", db]).exit_code == 2


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_format_is_written_and_says_what_it_left_out(db: str, name: str, tmp_path: Path) -> None:
    told = json.loads(
        run("export", "--format", name, "--out", str(tmp_path / name), "--json", "--db", db).stdout
    )
    assert told["format"] == name and told["view"] == "public" and (tmp_path / name).is_file()
    assert all(isinstance(number, int) for number in told["left_out"].values())


def test_left_out_is_explained(db: str, tmp_path: Path) -> None:
    result = run("export", "--format", "ucdp.csv", "--out", str(tmp_path / "ucdp.csv"), "--db", db)
    assert "not_lethal: No death is reported" in result.stderr


def test_excel_is_for_tables_only(db: str, tmp_path: Path) -> None:
    for name, exporter in EXPORTERS.items():
        command = ["export", "--format", name, "--excel", "--out", str(tmp_path / name), "--db", db]
        result = RUN.invoke(app, command)
        assert result.exit_code == (0 if exporter.excel else 2), (name, result.output)
        if exporter.excel:
            assert (tmp_path / name).read_bytes().startswith(b"\xef\xbb\xbf")


def test_help_names_every_format() -> None:
    shown = " ".join(RUN.invoke(app, ["export", "--help"]).output.split())
    assert [name for name in EXPORTERS if name not in shown] == []
