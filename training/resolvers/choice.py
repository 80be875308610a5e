"""Choosing one of several by a weighted sum of signs: the fit, and how often the heaviest choice is right."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FOLDS = 5
STEPS = 60
SETTLED = 1e-7
"""The fit ends when no weight moves further than this."""


@dataclass(frozen=True, slots=True)
class Question:
    """One choice that an annotated frame answers.

    Attributes:
        document: Id of its document.
        kind: What it is counted under.
        choices: The signs of each choice with their values.
        right: Whether each choice is right; several may be, or none.
    """

    document: str
    kind: str
    choices: tuple[Mapping[str, float], ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """The choices of all questions as rows, in order: signs (rows, names), right (rows,), first row of each question."""

    signs: Floats
    right: NDArray[np.bool_]
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]

    def each(self, values: Floats) -> Floats:
        """A value of each question, for its rows."""
        return np.repeat(values, self.lengths)

    def shares(self, weights: Floats) -> tuple[Floats, Floats, float]:
        """Probability of each row, the same among the right rows only, and the log likelihood of the right rows."""
        scores = self.signs @ weights
        odds = np.exp(scores - self.each(np.maximum.reduceat(scores, self.starts)))
        among = odds * self.right
        total, held = np.add.reduceat(odds, self.starts), np.add.reduceat(among, self.starts)
        return odds / self.each(total), among / self.each(held), float(np.log(held / total).sum())


def sign_names(questions: Sequence[Question], *, least: int = 1) -> list[str]:
    """The signs that hold in at least so many questions, sorted."""
    counts = Counter(
        name for question in questions for name in {name for choice in question.choices for name in choice}
    )
    return sorted(name for name, count in counts.items() if count >= least)


def fit(questions: Sequence[Question], names: Sequence[str], *, penalty: float) -> dict[str, float]:
    """Weights of the highest likelihood of the right choices under a softmax over each question's choices.

    Newton's method from zero, the step halved while it does not help: no chance is in it. Questions without a right
    choice tell nothing and are left out.

    Args:
        questions: What to learn from.
        names: The signs that get a weight.
        penalty: Half of it times the sum of the squared weights is taken from the log likelihood.
    """
    table = _laid(questions, names)
    weights = climbed(
        lambda weights: _value(table, weights, penalty),
        lambda weights: _step(table, weights, penalty),
        len(names),
    )
    return dict(zip(names, weights.tolist(), strict=True))


def climbed(
    value: Callable[[Floats], float], step: Callable[[Floats], Floats], size: int, *, enough: float = 0.0
) -> Floats:
    """The weights of highest value by Newton's method from zero, each step halved while it does not help.

    Args:
        value: What is to be high.
        step: Newton's step from some weights.
        size: How many weights there are.
        enough: Share of the value that a step must gain for another one to follow.
    """
    weights = np.zeros(size)
    best = value(weights)
    for _ in range(STEPS):
        move = step(weights)
        while (after := value(weights + move)) < best and np.abs(move).max() > SETTLED:
            move = move / 2
        gain = after - best
        if gain >= 0:
            weights, best = weights + move, after
        if np.abs(move).max() <= SETTLED or gain < enough * abs(best):
            break
    return weights


def _value(table: _Table, weights: Floats, penalty: float) -> float:
    return table.shares(weights)[2] - penalty / 2 * float(weights @ weights)


def _step(table: _Table, weights: Floats, penalty: float) -> Floats:
    """Newton's step; the curvature of the right rows among themselves is left out, so that it always leads uphill."""
    share, among, _ = table.shares(weights)
    slope = table.signs.T @ (among - share) - penalty * weights
    means = np.add.reduceat(table.signs * share[:, None], table.starts)
    curve = (table.signs * share[:, None]).T @ table.signs - means.T @ means
    return np.linalg.solve(curve + penalty * np.eye(len(weights)), slope)


def _laid(questions: Sequence[Question], names: Sequence[str]) -> _Table:
    told = [question for question in questions if any(question.right)]
    if not told:
        raise ValueError("no question has a right choice: nothing to fit")
    place = {name: column for column, name in enumerate(names)}
    lengths = np.array([len(question.choices) for question in told], np.int64)
    signs = np.zeros((int(lengths.sum()), len(names)))
    rows = (choice for question in told for choice in question.choices)
    for row, choice in enumerate(rows):
        for name, value in choice.items():
            if name in place:
                signs[row, place[name]] = value
    right = np.array([each for question in told for each in question.right])
    return _Table(signs, right, np.cumsum(lengths) - lengths, lengths)


def is_right(question: Question, weights: Mapping[str, float]) -> bool:
    """Whether the heaviest choice is right; the first of equals counts."""
    sums = [
        sum(weights.get(name, 0.0) * value for name, value in choice.items()) for choice in question.choices
    ]
    return question.right[sums.index(max(sums))]


def tally(questions: Sequence[Question], weights: Mapping[str, float]) -> Counter[tuple[str, bool]]:
    """(kind, whether the heaviest choice is right) → number of questions."""
    return Counter((question.kind, is_right(question, weights)) for question in questions)


def held_out(
    questions: Sequence[Question],
    *,
    penalty: float,
    least: int,
    decimals: int,
    fitter: Callable[..., dict[str, float]] = fit,
) -> Counter[tuple[str, bool]]:
    """The tally of each fifth of the documents by weights that `fitter` fitted on the other four."""
    documents = {name: number for number, name in enumerate(sorted({each.document for each in questions}))}
    found: Counter[tuple[str, bool]] = Counter()
    for fold in range(FOLDS):
        inside = [each for each in questions if documents[each.document] % FOLDS == fold]
        others = [each for each in questions if documents[each.document] % FOLDS != fold]
        weights = fitter(others, sign_names(others, least=least), penalty=penalty)
        found += tally(inside, rounded(weights, decimals))
    return found


def rounded(weights: Mapping[str, float], decimals: int, *, smallest: float = 0.0) -> dict[str, float]:
    """Rounded weights without those closer to zero than the smallest; no negative zero."""
    short = {name: round(weight, decimals) + 0.0 for name, weight in weights.items()}
    return {name: weight for name, weight in short.items() if weight and abs(weight) >= smallest}


def shown(counts: Mapping[tuple[str, bool], int]) -> str:
    """A tally on one line: "phrase 61.3 % of 310, ..."."""
    parts = []
    for kind in sorted({kind for kind, _ in counts}):
        number = counts.get((kind, True), 0) + counts.get((kind, False), 0)
        parts.append(f"{kind} {100 * counts.get((kind, True), 0) / number:.1f} % of {number}")
    return ", ".join(parts)
