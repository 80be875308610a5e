"""From log probabilities to triggers and spans: all triggers and keys of a batch at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]

_NEVER = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Triggers:
    """Triggers in text order: word ranges `[first, last)`, type indices and log probabilities of the type."""

    first: Integers
    last: Integers
    types: Integers
    scores: Floats


@dataclass(frozen=True, slots=True)
class Rows:
    """Stretches of words to be searched for spans, one row for each trigger and key.

    Attributes:
        begin: Index of the row's first pair (of a trigger and a word) in the scores.
        length: Words of the row.
        trigger: The row's trigger.
        key: The row's key.
    """

    begin: Integers
    length: Integers
    trigger: Integers
    key: Integers

    def take(self, chosen: NDArray[np.bool_]) -> "Rows":
        """The rows that a mask chooses."""
        return Rows(self.begin[chosen], self.length[chosen], self.trigger[chosen], self.key[chosen])


@dataclass(frozen=True, slots=True)
class Spans:
    """Spans found: row, word range within the row, and the log probability of beginning there."""

    row: Integers
    first: Integers
    last: Integers
    score: Floats


def triggers(tags: Floats, own: NDArray[np.bool_], unit: Integers) -> Triggers:
    """Words whose best tag is a type, each with the words after it that continue it.

    Args:
        tags: Log probabilities, (words, 2 + types): outside, the types, inside.
        own: Words at which a trigger may begin.
        unit: Unit of each word: a trigger does not leave it.
    """
    best = tags.argmax(axis=1)
    inside = tags.shape[1] - 1
    first = np.flatnonzero((best > 0) & (best < inside) & own)
    goes_on = np.zeros(len(best) + 1, dtype=bool)
    goes_on[1:-1] = (best[1:] == inside) & (unit[1:] == unit[:-1])
    stops = np.flatnonzero(~goes_on[1:]) + 1  # a trigger may end before any word that does not continue one
    last = stops[np.searchsorted(stops, first + 1)]
    types = best[first] - 1
    return Triggers(first, last, types, tags[first, best[first]])


def spans(scores: Floats, rows: Rows, bias: tuple[float, float]) -> Spans:
    """Best spans of every row.

    That is the outside / begin / inside labelling of highest score in which inside follows
    begin or inside.

    Args:
        scores: Log probabilities of outside, begin and inside, (pairs, keys, 3).
        rows: Where to look.
        bias: Added to the log probabilities of outside and of begin.
    """
    outside, begin = bias
    start = scores[:, :, 1] - scores[:, :, 0] + np.float32(begin - outside)
    more = scores[:, :, 2] - scores[:, :, 0] - np.float32(outside)
    kept = np.flatnonzero(_can_gain(start, more, rows))
    chosen = Rows(rows.begin[kept], rows.length[kept], rows.trigger[kept], rows.key[kept])
    if not len(kept):
        none = np.zeros(0, dtype=np.int64)
        return Spans(none, none, none, np.zeros(0, dtype=np.float32))
    at, inside = _grid(chosen)
    key = chosen.key[:, None]
    begins, ends = _best_path(
        np.where(inside, start[at, key], _NEVER).T, np.where(inside, more[at, key], _NEVER).T
    )
    row, first = np.nonzero(begins)
    last = np.nonzero(ends)[1] + 1
    return Spans(kept[row], first, last, scores[at[row, first], chosen.key[row], 1])


def likeliest(scores: Floats, rows: Rows, floor: float) -> Spans:
    """The likeliest beginning of each row with the words that go on from it, where it is above a floor.

    Args:
        scores: Log probabilities of outside, begin and inside, (pairs, keys, 3).
        rows: Where to look.
        floor: Least log probability of the beginning.
    """
    at, inside = _grid(rows)
    key = rows.key[:, None]
    begins = np.where(inside, scores[at, key, 1], _NEVER)
    first = begins.argmax(axis=1) if begins.size else np.zeros(0, dtype=np.int64)
    every = np.arange(len(first))
    goes_on = inside & (scores[at, key, 2] > scores[at, key, 0])
    goes_on &= np.arange(at.shape[1]) > first[:, None]
    stops = ~goes_on & (np.arange(at.shape[1]) > first[:, None])
    last = np.where(stops.any(axis=1), stops.argmax(axis=1), rows.length)
    score = begins[every, first]
    row = np.flatnonzero(score > floor)
    return Spans(row, first[row], last[row], score[row])


def _grid(rows: Rows) -> tuple[Integers, NDArray[np.bool_]]:
    """Pair indices of all rows, padded to the longest, and which of them are real."""
    steps = np.arange(int(rows.length.max(initial=0)))
    inside = steps < rows.length[:, None]
    return np.where(inside, rows.begin[:, None] + steps, 0), inside


def _can_gain(start: Floats, more: Floats, rows: Rows) -> NDArray[np.bool_]:
    """Rows in which some span could beat no span: an exact bound, as a span begins only once."""
    bound = np.zeros((len(start) + 1, start.shape[1]), dtype=np.float64)
    np.cumsum(np.maximum(more, 0), axis=0, out=bound[1:])
    rest = bound[rows.begin + rows.length, rows.key] - bound[rows.begin, rows.key]
    at, inside = _grid(rows)
    best = np.where(inside, start[at, rows.key[:, None]], _NEVER).max(axis=1, initial=_NEVER)
    gains: NDArray[np.bool_] = best + rest > 0
    return gains


def _best_path(start: Floats, more: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Viterbi over all rows at once; scores are relative to outside.

    Args:
        start: What it gains to begin a span, (words, rows).
        more: What it gains to go on with one, (words, rows).

    Returns:
        Where spans begin and where they end (their last word), both (rows, words).
    """
    start, more = np.ascontiguousarray(start), np.ascontiguousarray(more)
    begun, ended = np.empty(start.shape, dtype=bool), np.empty(start.shape, dtype=bool)
    closed, fresh = np.zeros_like(start[0]), np.empty_like(start[0])
    opened = np.full_like(closed, _NEVER)
    for gain, longer, begins, ends in zip(start, more, begun, ended, strict=True):
        np.add(closed, gain, out=fresh)
        np.add(opened, longer, out=opened)
        np.greater_equal(fresh, opened, out=begins)
        np.maximum(fresh, opened, out=opened)
        np.greater(opened, closed, out=ends)
        np.maximum(closed, opened, out=closed)
    within = np.zeros(closed.shape, dtype=bool)
    for begins, ends in zip(begun[::-1], ended[::-1], strict=True):  # from what could be to what is, in place
        could_end = ends.copy()
        np.greater(could_end, within, out=ends)  # ends here, and is not inside a span yet
        np.logical_or(within, could_end, out=within)
        could_begin = begins.copy()
        np.logical_and(within, could_begin, out=begins)
        np.greater(within, could_begin, out=within)
    return begun.T, ended.T
