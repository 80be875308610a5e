"""Number phrases → low, best and high with open bounds, and what they measure."""

from sitrep.annotate.quantities.grammar import (
    measure,
    parse,
)

__all__ = [
    "measure",
    "parse",
]
