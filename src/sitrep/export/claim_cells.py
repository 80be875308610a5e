"""Types of the columns of claims, for formats whose cells have types."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sitrep.model.columns import CLAIM_COLUMNS, flat_row

_WHOLE = {"sentence", "evidence_start", "evidence_end", "trigger_start", "trigger_end", "place_precision", "time_ucdp_prec",
          "time_acled_prec"}  # fmt: skip
_NUMBERS = {"place_lat", "place_lon", "figure_low", "figure_best", "figure_high", "share", "confidence"}
_FLAGS = {"figure_low_open", "figure_high_open", "control_whole", "own_voice", "counts", "headline_only"}
_DAYS = {"time_start", "time_end"}


def _type(column: str) -> str:
    for name, columns in (("integer", _WHOLE), ("number", _NUMBERS), ("flag", _FLAGS), ("day", _DAYS)):
        if column in columns:
            return name
    return "text"


CLAIM_TYPES: dict[str, str] = {column: _type(column) for column in CLAIM_COLUMNS}
"""Column of `CLAIM_COLUMNS` → integer, number (a whole number is one as well), flag, day or text."""


def typed(row: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's row with the keys of `CLAIM_TYPES` and values of those types; None for an empty cell."""
    return {column: _cell(value, CLAIM_TYPES[column]) for column, value in flat_row(row).items()}


def _cell(value: Any, type_: str) -> Any:
    if value is None:
        return None
    if type_ == "day":
        return date.fromisoformat(value)
    return float(value) if type_ == "number" else value
