"""Weights of the evidence by which a party is taken from the context.

Source: `party_words_context.yaml`.
"""

from functools import cache

from sitrep.codebook import read_yaml


@cache
def party_weights() -> dict[str, float]:
    """Weights of the signs that rank what a report tells, by name; see `annotate/parties/context.py`."""
    weights = read_yaml("party_words_context.yaml")["weights"] or {}
    return {str(name): float(weight) for name, weight in weights.items()}
