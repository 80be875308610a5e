"""Regularised logistic models on named and dense features, fitted by L-BFGS: numpy only, the same every time."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

MEMORY = 8
"""Steps that the quasi-Newton method remembers."""


@dataclass(frozen=True)
class Names:
    """Feature names and their columns; a name seen in fewer than `least` rows has none."""

    columns: dict[str, int]

    @classmethod
    def of(cls, rows: Iterable[Sequence[str]], least: int = 3) -> "Names":
        seen = Counter(name for row in rows for name in set(row))
        return cls({name: at for at, name in enumerate(sorted(n for n, c in seen.items() if c >= least), 1)})

    def matrix(self, rows: Sequence[Sequence[str]]) -> "Matrix":
        """The rows as a matrix of zeros and ones; column 0 is the intercept."""
        known = [[0, *sorted({self.columns[name] for name in row if name in self.columns})] for row in rows]
        starts = np.cumsum([0, *map(len, known)])
        flat = np.fromiter((column for row in known for column in row), dtype=np.int64, count=int(starts[-1]))
        return Matrix(flat, starts, len(self.columns) + 1)


@dataclass(frozen=True)
class Matrix:
    """A matrix of zeros and ones by rows: `columns[starts[i]:starts[i + 1]]` are the ones of row i, never none."""

    columns: Integers
    starts: Integers
    width: int

    def __len__(self) -> int:
        return len(self.starts) - 1

    def dot(self, weights: Floats) -> Floats:
        if not len(self):
            return np.zeros(0)
        return np.add.reduceat(weights[self.columns], self.starts[:-1])

    def gradient(self, errors: Floats) -> Floats:
        spread = np.repeat(errors, np.diff(self.starts))
        return np.bincount(self.columns, weights=spread, minlength=self.width)


@dataclass(frozen=True)
class Logistic:
    """A fitted model: probabilities of rows of a `Matrix` with dense columns beside it, shape (rows, dense)."""

    named: Floats
    dense: Floats

    def __call__(self, named: Matrix, dense: Floats) -> Floats:
        return sigmoid(named.dot(self.named) + dense @ self.dense)


def sigmoid(scores: Floats) -> Floats:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))))


def fit(
    named: Matrix,
    dense: Floats,
    right: NDArray[np.bool_],
    *,
    ridge: float = 1.0,
    weights: Floats | None = None,
) -> Logistic:
    """The model of least summed log loss plus `ridge` / 2 times the squared weights (the intercept is free)."""
    each = np.ones(len(named)) if weights is None else weights
    truth = right.astype(np.float64)
    held = np.full(named.width + dense.shape[1], ridge)
    held[0] = 1e-6

    def loss(parameters: Floats) -> tuple[float, Floats]:
        given = parameters[: named.width], parameters[named.width :]
        scores = named.dot(given[0]) + dense @ given[1]
        errors = each * (sigmoid(scores) - truth)
        value = float(each @ (np.logaddexp(0.0, scores) - truth * scores) + held @ parameters**2 / 2)
        slope = np.concatenate([named.gradient(errors), dense.T @ errors]) + held * parameters
        return value, slope

    found = minimise(loss, np.zeros(named.width + dense.shape[1]))
    return Logistic(found[: named.width], found[named.width :])


def fit_classes(dense: NDArray[np.float32], classes: Integers, count: int, *, ridge: float) -> Floats:
    """Weights of a softmax over `count` classes, shape (dense + 1, count); the last row is the intercept."""
    rows, width = dense.shape
    columns = np.arange(rows)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        shaped = parameters.reshape(width + 1, count)
        scores = dense @ shaped[:-1].astype(np.float32) + shaped[-1].astype(np.float32)
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        total = shares.sum(axis=1, keepdims=True)
        value = float(np.log(total).sum(dtype=np.float64) - scores[columns, classes].sum(dtype=np.float64))
        shares /= total
        shares[columns, classes] -= 1.0
        slope = np.vstack([dense.T @ shares, shares.sum(axis=0)]).astype(np.float64)
        slope[:-1] += ridge * shaped[:-1]
        return value + ridge * float((shaped[:-1] ** 2).sum()) / 2, slope.ravel()

    return minimise(loss, np.zeros((width + 1) * count), steps=40).reshape(width + 1, count)


def shares(dense: NDArray[np.float32], weights: Floats) -> NDArray[np.float32]:
    """Probabilities of the classes of `fit_classes`, shape (rows, classes)."""
    scores = dense @ weights[:-1].astype(np.float32) + weights[-1].astype(np.float32)
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), dtype=np.float32)


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, *, steps: int = 120) -> Floats:
    """L-BFGS with backtracking (Nocedal and Wright, Numerical Optimization, algorithms 7.4 and 7.5)."""
    at = start
    value, slope = loss(at)
    moves: list[tuple[Floats, Floats]] = []
    for _ in range(steps):
        direction = -_inverse(slope, moves)
        steep = float(direction @ slope)
        step = 1.0 if moves else min(1.0, 1.0 / (float(np.abs(slope).sum()) + 1e-12))
        while True:
            then = at + step * direction
            new_value, new_slope = loss(then)
            if new_value <= value + 1e-4 * step * steep or step < 1e-12:
                break
            step /= 2
        bend = new_slope - slope
        if float(bend @ (then - at)) > 1e-10:
            moves = [*moves, (then - at, bend)][-MEMORY:]
        gained = value - new_value
        at, value, slope = then, new_value, new_slope
        if gained < 1e-4 * max(1.0, abs(value)):
            break
    return at


def _inverse(slope: Floats, moves: Sequence[tuple[Floats, Floats]]) -> Floats:
    """The approximate inverse Hessian times the slope, by the two-loop recursion."""
    along = slope.copy()
    taken = []
    for move, bend in reversed(moves):
        share = float(move @ along) / float(bend @ move)
        taken.append(share)
        along -= share * bend
    if moves:
        move, bend = moves[-1]
        along *= float(move @ bend) / float(bend @ bend)
    for (move, bend), share in zip(moves, reversed(taken), strict=True):
        along += (share - float(bend @ along) / float(bend @ move)) * move
    return along
