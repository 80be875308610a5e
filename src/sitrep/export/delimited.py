"""Tables as text: comma- or tab-separated, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sitrep.export.whole_file import whole_file

FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A text cell that starts so is run as a formula by spreadsheets (OWASP ASVS 1.2.10): it gets an apostrophe in front."""
BOM = "\ufeff"
"""Excel takes a CSV file for UTF-8 only where it starts with this."""


def write_table(
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    out: Path,
    *,
    delimiter: str = ",",
    excel: bool = False,
    heads: Sequence[Sequence[str]] = (),
) -> int:
    """Write rows as UTF-8 text with a header (RFC 4180, CRLF). Numbers stay numbers; text is made formula-safe.

    Args:
        columns: Names of the columns, in order; keys of the rows beside them are left out.
        rows: One mapping a row; a missing key or None is an empty cell.
        out: File to write.
        delimiter: Comma, or tab.
        excel: Start the file with a byte order mark.
        heads: Rows to write instead of the header.

    Returns:
        Number of rows.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    count = 0
    with whole_file(out) as file:
        if excel:
            file.write(BOM)
        writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
        writer.writerows(heads or [columns])
        for row in rows:
            writer.writerow([safe(row.get(column)) for column in columns])
            count += 1
    return count


def safe(value: Any) -> Any:
    """The cell's value; text that a spreadsheet would run as a formula gets an apostrophe, NUL is removed.

    Days become ISO 8601 text.
    """
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return "'" + value if value.startswith(FORMULA_START) else value
