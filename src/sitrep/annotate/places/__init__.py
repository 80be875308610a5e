"""Place phrases → gazetteer entries, with country prior, co-mentions, precision codes and reasons."""

from sitrep.annotate.places.resolver import (
    Places,
    dateline_place,
    norm_place,
)

__all__ = [
    "Places",
    "dateline_place",
    "norm_place",
]
