"""Agents, targets and speakers → parties, classes of people and persons; what points back in a document."""

from sitrep.annotate.parties.resolver import (
    Parties,
)

__all__ = [
    "Parties",
]
