"""What the text makes certain and the engine left out: numbers, cut spans, roles that joined verbs share."""

from sitrep.annotate.completion.rules import (
    complete,
)

__all__ = [
    "complete",
]
