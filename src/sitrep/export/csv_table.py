"""claims.csv: one claim a line, flat columns, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sitrep.export.whole_file import whole_file
from sitrep.model.columns import CLAIM_COLUMNS, flat_row

FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text cell that starts so is run as a formula by spreadsheets (OWASP ASVS 1.2.10): it gets an apostrophe in front."""


def write(rows: Iterable[Mapping[str, Any]], out: Path) -> int:
    """Write rows as CSV (UTF-8, RFC 4180, header first). Numbers stay numbers; text is made formula-safe.

    Returns:
        Number of rows.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    count = 0
    with whole_file(out) as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(CLAIM_COLUMNS)
        for row in rows:
            flat = flat_row(row)
            writer.writerow([safe(flat[column]) for column in CLAIM_COLUMNS])
            count += 1
    return count


def safe(value: Any) -> Any:
    """The cell's value; text that a spreadsheet would run as a formula gets an apostrophe, NUL is removed."""
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return "'" + value if value.startswith(FORMULA_START) else value
