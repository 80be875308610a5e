"""claims.csv: one claim a line, flat columns, safe to open in a spreadsheet."""

from pathlib import Path

from sitrep.export.delimited import write_table
from sitrep.export.material import Material, Written
from sitrep.model.columns import CLAIM_COLUMNS, flat_row


def write(material: Material, out: Path, *, excel: bool = False) -> Written:
    """Write every claim with the columns of `CLAIM_COLUMNS`.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    rows = (flat_row(row) for _, row in material.rows())
    return Written(write_table(CLAIM_COLUMNS, rows, out, excel=excel), "claims")
