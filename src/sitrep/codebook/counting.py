"""Counting thresholds: from which confidence on a claim of a kind counts without review."""

from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@cache
def thresholds() -> dict[str, float]:
    """Claim kind → confidence (0 to 1) from which on claims count; a kind that is not in it counts only after review.

    Above the threshold at least 80 % of the development corpus's claims of that kind are right in type, modality,
    attribution, place, time and number. Measured by `benchmarks/counting.py`; why: docs/architecture.md.

    Raises:
        CodebookError: If a threshold is no probability.
    """
    return _column("threshold")


@cache
def keep_thresholds() -> dict[str, float]:
    """Claim kind → confidence (0 to 1) from which on claims are right as a whole with the best F1.

    Below it a claim is more likely noise than news; it stays in the record all the same. Measured by
    `benchmarks/counting.py`.

    Raises:
        CodebookError: If a threshold is no probability.
    """
    return _column("keep")


def _column(name: str) -> dict[str, float]:
    rows = read_yaml("counting.yaml")["kinds"]
    found = {kind: float(row[name]) for kind, row in rows.items() if row.get(name) is not None}
    if not all(0 <= value <= 1 for value in found.values()):
        raise CodebookError(f"counting.yaml: {name} must lie between 0 and 1")
    return found
