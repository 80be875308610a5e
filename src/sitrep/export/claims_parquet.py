"""claims.parquet: one claim a row, typed columns."""

from collections.abc import Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from sitrep.export.claim_cells import CLAIM_TYPES, typed
from sitrep.export.material import DISCLAIMER, Material, Written, needed
from sitrep.export.whole_file import whole_path

GROUP = 20_000
"""Rows of a row group: so many are in memory at once."""


def write(material: Material, out: Path) -> Written:
    """Write every claim with the columns of `CLAIM_COLUMNS`; view, as-of day and disclaimer stand in the file's metadata.

    Raises:
        MissingExtraError: If pyarrow is not installed.
        OSError: If the file cannot be written; nothing is left behind.
    """
    arrow, parquet = needed("pyarrow", "tables"), needed("pyarrow.parquet", "tables")
    schema = _schema(arrow, about(material))
    rows = (typed(row) for _, row in material.rows())
    count = 0
    with whole_path(out) as part, parquet.ParquetWriter(part, schema, compression="zstd") as writer:
        while group := list(islice(rows, GROUP)):
            writer.write_table(arrow.Table.from_pylist(group, schema=schema))
            count += len(group)
    return Written(count, "claims")


def _schema(arrow: Any, metadata: Mapping[str, str]) -> Any:
    types = {
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "flag": arrow.bool_(),
        "day": arrow.date32(),
        "text": arrow.string(),
    }
    return arrow.schema(
        [(name, types[type_]) for name, type_ in CLAIM_TYPES.items()], metadata=dict(metadata)
    )


def about(material: Material) -> dict[str, str]:
    """What every file says about itself: view, as-of day, disclaimer."""
    return {
        "view": material.level.value,
        "as_of": material.as_of.isoformat() if material.as_of else "",
        "disclaimer": DISCLAIMER,
    }
