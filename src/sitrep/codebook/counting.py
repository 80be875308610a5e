"""Counting thresholds: from which confidence on a claim of a kind counts without review."""

from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@cache
def thresholds() -> dict[str, float]:
    """Claim kind → confidence (0 to 1); a kind that is not in it counts only after review.

    Above the threshold at least 80 % of the development corpus's claims of that kind are right in type, modality,
    attribution, place, time and number. Measured by `benchmarks/counting.py`; why: docs/architecture.md.

    Raises:
        CodebookError: If a threshold is no probability.
    """
    rows = read_yaml("counting.yaml")["kinds"]
    found = {kind: float(row["threshold"]) for kind, row in rows.items() if row["threshold"] is not None}
    if not all(0 < value <= 1 for value in found.values()):
        raise CodebookError("counting.yaml: a threshold must lie above 0 and at most at 1")
    return found
