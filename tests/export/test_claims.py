"""Claims as CSV, XLSX, JSONL and Parquet: what is written is what is read back, by other people's readers."""

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from tests.export.builders import material, told
from tests.model.strategies import objects
from tests.reconcile.builders import killed, toll

from sitrep.export import EXPORTERS, claims_csv, claims_jsonl, claims_parquet, claims_xlsx
from sitrep.export import material as materials
from sitrep.export.claim_cells import CLAIM_TYPES, typed
from sitrep.export.delimited import BOM
from sitrep.model.claim import Claim
from sitrep.model.columns import CLAIM_COLUMNS

CLAIMS = (
    told(by=["US-led coalition"], to=["civilians"], quote="=SUM(A1) said the headline, and it was a strike."),
    killed(12, "at_least", sentence=1),
    toll(1000, "more_than", sentence=2),
)


def test_csv_opens_in_any_reader(tmp_path: Path) -> None:
    written = claims_csv.write(material(*CLAIMS), tmp_path / "claims.csv")
    assert (written.rows, written.what) == (3, "claims")
    text = (tmp_path / "claims.csv").read_text(encoding="utf-8")
    assert csv.Sniffer().sniff(text.partition("\n")[0]).delimiter == ","
    table = pandas.read_csv(tmp_path / "claims.csv", dtype_backend="numpy_nullable")
    assert list(table.columns) == list(CLAIM_COLUMNS)
    assert table["quote"][0].startswith("'=SUM")
    assert list(table["figure_low"].dropna()) == [12, 1000]


def test_excel_gets_a_byte_order_mark_and_nobody_else(tmp_path: Path) -> None:
    claims_csv.write(material(*CLAIMS), tmp_path / "a.csv")
    claims_csv.write(material(*CLAIMS), tmp_path / "b.csv", excel=True)
    plain, marked = (tmp_path / name for name in ("a.csv", "b.csv"))
    assert marked.read_bytes() == BOM.encode() + plain.read_bytes()


def test_jsonl_gives_the_claims_back(tmp_path: Path) -> None:
    claims_jsonl.write(material(*CLAIMS), tmp_path / "claims.jsonl")
    assert tuple(claims_jsonl.read(tmp_path / "claims.jsonl")) == CLAIMS


@settings(deadline=None, max_examples=30)
@given(claim=objects(Claim))
def test_any_claim_survives_jsonl(tmp_path_factory: pytest.TempPathFactory, claim: Claim) -> None:
    out = tmp_path_factory.mktemp("jsonl") / "claims.jsonl"
    claims_jsonl.write(material(claim), out)
    assert list(claims_jsonl.read(out)) == [claim]


def test_a_line_without_a_claim_is_named(tmp_path: Path) -> None:
    (tmp_path / "claims.jsonl").write_text('{"id": "a"}\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"claims.jsonl:1"):
        list(claims_jsonl.read(tmp_path / "claims.jsonl"))


def test_parquet_reads_back_equal_with_types(tmp_path: Path) -> None:
    made = material(*CLAIMS)
    claims_parquet.write(made, tmp_path / "claims.parquet")
    table = pyarrow.parquet.read_table(tmp_path / "claims.parquet")
    assert table.to_pylist() == [typed(row) for _, row in made.rows()]
    assert str(table.schema.field("time_start").type) == "date32[day]"
    assert str(table.schema.field("figure_low").type) == "double"
    assert table.schema.metadata[b"view"] == b"public"


def test_xlsx_reads_back_equal_and_runs_nothing(tmp_path: Path) -> None:
    made = material(*CLAIMS)
    claims_xlsx.write(made, tmp_path / "claims.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx")["claims"]
    head, *rows = sheet.iter_rows()
    assert [cell.value for cell in head] == list(CLAIM_TYPES)
    for cells, (_, row) in zip(rows, made.rows(), strict=True):
        assert all(cell.data_type != "f" for cell in cells)
        values = [v.date() if isinstance(v := cell.value, datetime) else v for cell in cells]
        assert values == list(typed(row).values())


def test_xlsx_is_the_same_file_twice(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        claims_xlsx.write(material(*CLAIMS), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_more_claims_than_a_sheet_holds_go_to_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_xlsx, "SHEET_ROWS", 2)
    claims_xlsx.write(material(*CLAIMS), tmp_path / "claims.xlsx")
    book = openpyxl.load_workbook(tmp_path / "claims.xlsx")
    assert book.sheetnames == ["claims", "claims 2", "about"]
    ids = [row[0].value for name in book.sheetnames[:2] for row in book[name].iter_rows(min_row=2)]
    assert ids == [claim.id for claim in CLAIMS]


def test_text_longer_than_a_cell_is_cut_and_says_so(tmp_path: Path) -> None:
    claims_xlsx.write(material(told(quote="x" * 40_000)), tmp_path / "claims.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "claims.xlsx")["claims"]
    quote = sheet.cell(2, list(CLAIM_TYPES).index("quote") + 1).value
    assert len(quote) == claims_xlsx.CELL_LENGTH and quote.endswith("x…")


def test_days_are_days(tmp_path: Path) -> None:
    (claim,) = (told(on=("2017-10-14", "2017-10-15")),)
    (row,) = [typed(row) for _, row in material(claim).rows()]
    assert (row["time_start"], row["time_end"]) == (date(2017, 10, 14), date(2017, 10, 15))


@pytest.mark.parametrize("name", [name for name, exporter in EXPORTERS.items() if exporter.extra])
def test_a_missing_extra_is_named(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(module: str) -> None:
        raise ImportError(module)

    monkeypatch.setattr(materials, "import_module", nothing)
    with pytest.raises(materials.MissingExtraError, match=rf"sitrep\[{EXPORTERS[name].extra}\]"):
        EXPORTERS[name].write(material(*CLAIMS), tmp_path / name)
    assert list(tmp_path.iterdir()) == []
