"""Number phrases → low, best and high with open bounds, and what they measure."""

from sitrep.annotate.quantities.grammar import parse
from sitrep.annotate.quantities.measure import measure

__all__ = ["measure", "parse"]
