"""Rows as bytes, in one canonical form: the capture of a row does not depend on its neighbours."""

import json
from collections.abc import Mapping
from typing import Any


def canonical_row(row: Mapping[str, Any]) -> bytes:
    """The row as JSON with sorted keys and no spaces, in ASCII."""
    return json.dumps(row, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str).encode(
        "ascii"
    )
