"""The fit of `choice` for a thousand signs that each hold in few choices: products with the signs instead of a table.

The likelihood, the penalty and the weights of highest likelihood are the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from training.resolvers import choice
from training.resolvers.choice import SETTLED, Question

Floats = NDArray[np.float64]
_PRODUCTS = 60
"""Products with the curvature at most, before a step is taken as it is."""
_CLOSE = 0.05
"""Share of the slope that may be left when a step is taken."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """The signs of all choices that are not zero: row (choice), column (sign), value; with the rows of each question."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Floats
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    names: int

    def sums(self, weights: Floats) -> Floats:
        """The weighted sum of each choice."""
        return np.bincount(self.rows, self.values * weights[self.columns], len(self.right))

    def back(self, shares: Floats) -> Floats:
        """The sum over choices, weighted by shares, of each sign."""
        return np.bincount(self.columns, self.values * shares[self.rows], self.names)

    def each(self, values: Floats) -> Floats:
        """A value of each question, for its choices."""
        return np.repeat(values, self.lengths)

    def shares(self, weights: Floats) -> tuple[Floats, Floats, float]:
        """Probability of each choice, the same among the right ones only, and the log likelihood of these."""
        scores = self.sums(weights)
        odds = np.exp(scores - self.each(np.maximum.reduceat(scores, self.starts)))
        among = odds * self.right
        total, held = np.add.reduceat(odds, self.starts), np.add.reduceat(among, self.starts)
        return odds / self.each(total), among / self.each(held), float(np.log(held / total).sum())


def fit(questions: Sequence[Question], names: Sequence[str], *, penalty: float) -> dict[str, float]:
    """Weights of the highest likelihood of the right choices, as `choice.fit` gives them, by Newton's method.

    Each step is found by conjugate gradients. Questions without a right choice are left out.

    Raises:
        ValueError: If no question has a right choice.
    """
    table = _laid(questions, names)
    weights = choice.climbed(
        lambda weights: _value(table, weights, penalty),
        lambda weights: _step(table, weights, penalty),
        len(names),
        enough=SETTLED,
    )
    return dict(zip(names, weights.tolist(), strict=True))


held_out = partial(choice.held_out, fitter=fit)
"""The tally of each fifth of the documents, with this fit."""


def _value(table: _Signs, weights: Floats, penalty: float) -> float:
    return table.shares(weights)[2] - penalty / 2 * float(weights @ weights)


def _step(table: _Signs, weights: Floats, penalty: float) -> Floats:
    """Newton's step, nearly; the curvature of the right choices among themselves is left out, so that it leads uphill."""
    share, among, _ = table.shares(weights)
    slope = table.back(among - share) - penalty * weights

    def curve(step: Floats) -> Floats:
        sums = table.sums(step)
        mean = np.add.reduceat(share * sums, table.starts)
        return table.back(share * (sums - table.each(mean))) + penalty * step

    step, rest = np.zeros_like(weights), slope
    towards, size = rest, float(rest @ rest)
    least = size * _CLOSE**2
    for _ in range(_PRODUCTS):
        if size <= least:
            break
        bent = curve(towards)
        length = size / float(towards @ bent)
        step, rest = step + length * towards, rest - length * bent
        before, size = size, float(rest @ rest)
        towards = rest + size / before * towards
    return step


def _laid(questions: Sequence[Question], names: Sequence[str]) -> _Signs:
    told = [question for question in questions if any(question.right)]
    if not told:
        raise ValueError("no question has a right choice: nothing to fit")
    place: Mapping[str, int] = {name: column for column, name in enumerate(names)}
    choices = [choice for question in told for choice in question.choices]
    held = [
        (row, place[name], value)
        for row, choice in enumerate(choices)
        for name, value in choice.items()
        if name in place
    ]
    lengths = np.array([len(question.choices) for question in told], np.int64)
    return _Signs(
        rows=np.array([row for row, _, _ in held], np.int64),
        columns=np.array([column for _, column, _ in held], np.int64),
        values=np.array([value for _, _, value in held], np.float64),
        right=np.array([each for question in told for each in question.right]),
        starts=np.cumsum(lengths) - lengths,
        lengths=lengths,
        names=len(names),
    )
