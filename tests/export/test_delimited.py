import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitrep.export.delimited import FORMULA_START, safe
from sitrep.export.whole_file import whole_file


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
