"""Windows: the stretches of a document that the encoder sees at once, and distances within them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

WINDOW = 120
"""Most pieces of a window, context included, the two marks at its ends not counted."""

CONTEXT = 30
"""A sentence before the window's own sentences is shown as context if it has at most so many pieces."""

WORDS_A_UNIT = 110
"""Longer sentences are cut."""

BATCH = 384
"""Most positions of a batch, padding included: small batches stay in the processor's cache."""

_STEPS = np.array([1, 2, 3, 5, 9, 17, 33])
_WORD_SIDE = len(_STEPS)
_SENTENCES_BEFORE, _SENTENCES_AFTER = 8, 7


def word_distance(difference: Integers) -> Integers:
    """Class (0 to 14) of a word's signed distance from its trigger in words; 7 is the trigger itself."""
    size = np.searchsorted(_STEPS, np.abs(difference), side="right")
    return _WORD_SIDE + np.sign(difference) * size


def sentence_distance(difference: Integers) -> Integers:
    """Class (0 to 15) of a word's signed distance from its trigger in sentences; 8 is the trigger's own."""
    return np.clip(difference, -_SENTENCES_BEFORE, _SENTENCES_AFTER) + _SENTENCES_BEFORE


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a part of one that is too long: words `[low, high)` of sentence `sentence`."""

    low: int
    high: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive units `[first, last)` of one stream of text; triggers are looked for from unit `own` on.

    `size` counts pieces without the marks at both ends.
    """

    first: int
    own: int
    last: int
    size: int


def cut(low: int, high: int, sentence: int, starts: Integers) -> list[Unit]:
    """A sentence as units of at most `WORDS_A_UNIT` words and `WINDOW` pieces.

    Args:
        low: The sentence's first word.
        high: End of its words, exclusive.
        sentence: Its index.
        starts: Index of each word's first piece, the total last.
    """
    units = []
    while low < high:
        fits = int(np.searchsorted(starts, starts[low] + WINDOW, side="right")) - 1
        end = min(high, low + WORDS_A_UNIT, max(fits, low + 1))
        units.append(Unit(low, end, sentence))
        low = end
    return units


def plan(sizes: Sequence[int]) -> list[Window]:
    """Windows over the units of one stream of text, in order; each unit is own to exactly one window.

    Args:
        sizes: Pieces of each unit.
    """
    windows = []
    first = own = 0
    total = 0
    for index, size in enumerate(sizes):
        if index > own and total + size > WINDOW:
            windows.append(Window(first, own, index, total))
            own = index
            shown = sizes[index - 1] <= CONTEXT and sizes[index - 1] + size <= WINDOW
            first = index - 1 if shown else index
            total = sizes[index - 1] if shown else 0
        total += size
    if own < len(sizes):
        windows.append(Window(first, own, len(sizes), total))
    return windows


def batches(sizes: Sequence[int]) -> list[list[int]]:
    """Windows of one document grouped by length into batches of at most `BATCH` positions.

    Which windows share a batch depends on this document alone, so that its results do not depend on others.

    Args:
        sizes: Pieces of each window, without the marks.

    Returns:
        Indices into `sizes`, batch by batch.
    """
    order = sorted(range(len(sizes)), key=lambda index: (sizes[index], index))
    found: list[list[int]] = []
    batch: list[int] = []
    for index in order:
        if batch and (sizes[index] + 2) * (len(batch) + 1) > BATCH:
            found.append(batch)
            batch = []
        batch.append(index)
    if batch:
        found.append(batch)
    return found
