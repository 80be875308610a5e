import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.export.delimited import FORMULA_START, safe
from sitrep.export.whole_file import whole_file, whole_path


@pytest.mark.parametrize("text", ["=1+1", "+49", "-cmd", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe(text) == "'" + text


def test_numbers_stay_numbers() -> None:
    assert safe(-5) == -5 and safe(None) is None


@given(st.text())
def test_no_cell_starts_a_formula_and_every_cell_reads_back(text: str) -> None:
    cell = safe(text)
    assert not cell.startswith(FORMULA_START) and "\0" not in cell
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerow([cell])
    assert next(csv.reader(io.StringIO(buffer.getvalue(), newline=""))) == [cell]


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "claims.csv"
    target.write_text("old", encoding="utf-8")
    with pytest.raises(ValueError, match="stop"), whole_file(target) as file:
        file.write("half")
        raise ValueError("stop")
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_writer_that_opens_its_file_itself_is_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "events.gpkg"
    with whole_path(target) as part:
        assert part.suffix == ".gpkg" and not target.exists()
        part.unlink()
        part.write_bytes(b"whole")
    assert target.read_bytes() == b"whole"
    with pytest.raises(ValueError, match="stop"), whole_path(target) as part:
        part.write_bytes(b"half")
        raise ValueError("stop")
    assert target.read_bytes() == b"whole" and list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"), whole_path(tmp_path / "nowhere" / "a.csv"):
        pass


def test_days_are_iso_and_flags_stay_flags() -> None:
    assert safe(date(2017, 10, 15)) == "2017-10-15" and safe(True) is True
