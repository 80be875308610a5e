"""claims.jsonl: one claim a line, nothing lost."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sitrep.export.whole_file import whole_file


def write(rows: Iterable[Mapping[str, Any]], out: Path) -> int:
    """Write rows as JSON Lines (UTF-8, one object a line, keys in the order of the columns).

    Returns:
        Number of rows.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    count = 0
    with whole_file(out) as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count
