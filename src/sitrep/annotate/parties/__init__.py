"""Agents, targets and speakers → parties, classes of people and persons; what points back in a document."""

from sitrep.annotate.parties.likeliest import Likeliest
from sitrep.annotate.parties.resolver import Parties

__all__ = [
    "Likeliest",
    "Parties",
]
