"""Place phrases → gazetteer entries, with country prior, co-mentions, precision codes and reasons."""

from sitrep.annotate.places.resolver import Places

__all__ = ["Places"]
