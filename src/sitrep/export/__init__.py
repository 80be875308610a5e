"""Claims → files: one format a file."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sitrep.export import csv_table, jsonl

Writer = Callable[[Iterable[Mapping[str, Any]], Path], int]

EXPORTERS: dict[str, Writer] = {
    "claims.jsonl": jsonl.write,
    "claims.csv": csv_table.write,
}
"""Format name → function that writes claim rows (`model.columns.claim_row`) and gives their number."""

__all__ = ["EXPORTERS", "Writer"]
