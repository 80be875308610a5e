"""Places by the spellings of their names, from an index that is built once, and the spellings themselves."""

from sitrep.annotate.gazetteer.index import (
    Gazetteer,
    Match,
    Place,
    add_places,
)

__all__ = [
    "Gazetteer",
    "Match",
    "Place",
    "add_places",
]
