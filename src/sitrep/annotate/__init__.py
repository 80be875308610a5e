"""Document → frames and resolved mentions: sentences, engine, times, quantities, places, parties, attribution."""

from sitrep.annotate.resolve import Tools, annotate, resolve

__all__ = ["Tools", "annotate", "resolve"]
