"""claims.xlsx: one claim a row, typed cells; text is written as text, so that none of it runs as a formula."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from sitrep.export.claim_cells import CLAIM_TYPES, typed
from sitrep.export.claims_parquet import about
from sitrep.export.material import Material, Written, needed
from sitrep.export.whole_file import whole_path

SHEET_ROWS = 1_048_575
"""Rows of a sheet below its header; further claims go to "claims 2" and so on."""
CELL_LENGTH = 32_767
"""Characters that a cell may hold; longer text is cut and ends in "…"."""
FIRST_DAY = datetime(1980, 1, 1, tzinfo=UTC)
"""Creation time of a workbook whose record has no date: the file must not depend on the clock."""


def write(material: Material, out: Path) -> Written:
    """Write every claim with the columns of `CLAIM_COLUMNS`, and a sheet that says what the file is.

    Raises:
        MissingExtraError: If xlsxwriter is not installed.
        OSError: If the file cannot be written; nothing is left behind.
    """
    xlsxwriter = needed("xlsxwriter", "tables")
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    as_of = material.as_of
    created = datetime.combine(as_of, time()) if as_of else FIRST_DAY.replace(tzinfo=None)
    with whole_path(out) as part, xlsxwriter.Workbook(part, options) as book:
        book.set_properties({"title": "Claims", "created": created})
        count = _claims(book, (typed(row) for _, row in material.rows()))
        sheet = book.add_worksheet("about")
        for number, (name, value) in enumerate({**about(material), "claims": str(count)}.items()):
            sheet.write_string(number, 0, name)
            sheet.write_string(number, 1, value)
    return Written(count, "claims")


def _claims(book: Any, rows: Iterable[Mapping[str, Any]]) -> int:
    sheet, count = _sheet(book, "claims"), 0
    for row in rows:
        if count and count % SHEET_ROWS == 0:
            sheet = _sheet(book, f"claims {count // SHEET_ROWS + 1}")
        for column, (name, type_) in enumerate(CLAIM_TYPES.items()):
            _cell(sheet, (count % SHEET_ROWS + 1, column), row[name], type_)
        count += 1
    return count


def _sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    bold = book.add_format({"bold": True})
    for column, title in enumerate(CLAIM_TYPES):
        sheet.write_string(0, column, title, bold)
    return sheet


def _cell(sheet: Any, at: tuple[int, int], value: Any, type_: str) -> None:
    if value is None:
        return
    if type_ in ("integer", "number"):
        sheet.write_number(*at, value)
    elif type_ == "flag":
        sheet.write_boolean(*at, value)
    elif type_ == "day":
        sheet.write_datetime(*at, value)
    else:
        sheet.write_string(*at, value if len(value) <= CELL_LENGTH else value[: CELL_LENGTH - 1] + "…")
