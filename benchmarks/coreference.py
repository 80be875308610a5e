"""Coreference scores of gold mentions by the standard definitions; CoNLL F1 is the mean of three.

MUC: Vilain et al. 1995. B³: Bagga and Baldwin 1998. CEAF_e: Luo 2005 with his φ4, entities aligned one to one at the
highest total likeness (Kuhn's Hungarian method). CoNLL F1: Pradhan et al. 2012. Mentions of one chain alone count.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

Grouping = Mapping[str, Hashable]
"""Mention → its chain."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall as numerators and denominators, so that documents or topics can be added up."""

    right: float = 0.0
    given: float = 0.0
    found: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: "Score") -> "Score":
        return Score(
            self.right + other.right,
            self.given + other.given,
            self.found + other.found,
            self.wanted + other.wanted,
        )

    @property
    def precision(self) -> float:
        """In %."""
        return 100 * self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """In %."""
        return 100 * self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """In %."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def chains(grouping: Grouping) -> list[frozenset[str]]:
    """The chains as sets of mentions."""
    found: dict[Hashable, set[str]] = defaultdict(set)
    for mention, chain in grouping.items():
        found[chain].add(mention)
    return [frozenset(members) for members in found.values()]


def muc(gold: Grouping, given: Grouping) -> Score:
    """Links that are missing to make each chain whole. Chains of one mention have no link."""
    right, made = _links(given, gold)
    found, wanted = _links(gold, given)
    return Score(right, made, found, wanted)


def _links(of: Grouping, by: Grouping) -> tuple[int, int]:
    common = total = 0
    for chain in chains(of):
        parts = {by.get(mention, ("alone", mention)) for mention in chain}
        common += len(chain) - len(parts)
        total += len(chain) - 1
    return common, total


def b_cubed(gold: Grouping, given: Grouping) -> Score:
    """Share of each mention's chain that is right, over mentions."""
    return Score(_overlap(given, gold), len(given), _overlap(gold, given), len(gold))


def _overlap(of: Grouping, by: Grouping) -> float:
    total = 0.0
    for chain in chains(of):
        parts = Counter(by.get(mention, ("alone", mention)) for mention in chain)
        total += sum(number * number for number in parts.values()) / len(chain)
    return total


def ceaf_e(gold: Grouping, given: Grouping) -> Score:
    """Likeness of chains, φ4 = 2 |K ∩ R| / (|K| + |R|), under the best alignment one to one."""
    keys, answers = chains(gold), chains(given)
    similar: dict[tuple[int, int], float] = {}
    where = {mention: index for index, chain in enumerate(answers) for mention in chain}
    for number, key in enumerate(keys):
        for index, common in Counter(where[mention] for mention in key if mention in where).items():
            similar[number, index] = 2 * common / (len(key) + len(answers[index]))
    total = best_alignment(similar)
    return Score(total, len(answers), total, len(keys))


def best_alignment(similar: Mapping[tuple[int, int], float]) -> float:
    """Highest sum over pairs that use each row and each column once at most; pairs that are not there give nothing.

    Rows and columns that share no pair, directly or through others, are solved apart: the sum is the same.
    """
    rows: dict[int, dict[int, float]] = defaultdict(dict)
    columns: dict[int, list[int]] = defaultdict(list)
    for (row, column), value in similar.items():
        rows[row][column] = value
        columns[column].append(row)
    total, seen = 0.0, set()
    for start in rows:
        if start in seen:
            continue
        block, waiting = [], [start]
        seen.add(start)
        while waiting:
            row = waiting.pop()
            block.append(row)
            for other in (each for column in rows[row] for each in columns[column]):
                if other not in seen:
                    seen.add(other)
                    waiting.append(other)
        names = sorted({column for row in block for column in rows[row]})
        matrix = [[rows[row].get(column, 0.0) for column in names] for row in block]
        total += assigned(matrix)
    return total


def assigned(gains: Sequence[Sequence[float]]) -> float:
    """Highest sum of a matrix with one entry a row and a column: the Hungarian method with potentials, O(n³)."""
    if len(gains) > len(gains[0]):
        gains = list(zip(*gains, strict=True))
    height, width = len(gains), len(gains[0])
    row_price, column_price = [0.0] * (height + 1), [0.0] * (width + 1)
    owner, before = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0] = row
        column = _augmented(gains, (row_price, column_price), owner, before)
        while column:
            owner[column] = owner[before[column]]
            column = before[column]
    return sum(gains[owner[column] - 1][column - 1] for column in range(1, width + 1) if owner[column])


def _augmented(
    gains: Sequence[Sequence[float]],
    prices: tuple[list[float], list[float]],
    owner: list[int],
    before: list[int],
) -> int:
    """The free column at the end of the cheapest alternating path from the row that column 0 stands for."""
    row_price, column_price = prices
    width = len(column_price) - 1
    least = [float("inf")] * (width + 1)
    used = [False] * (width + 1)
    column = 0
    while True:
        used[column] = True
        row, step, following = owner[column], float("inf"), 0
        for other in range(1, width + 1):
            if used[other]:
                continue
            cost = -gains[row - 1][other - 1] - row_price[row] - column_price[other]
            if cost < least[other]:
                least[other], before[other] = cost, column
            if least[other] < step:
                step, following = least[other], other
        for other in range(width + 1):
            if used[other]:
                row_price[owner[other]] += step
                column_price[other] -= step
            else:
                least[other] -= step
        column = following
        if not owner[column]:
            return column


def conll(gold: Grouping, given: Grouping) -> tuple[Score, Score, Score, float]:
    """MUC, B³, CEAF_e and the mean of their F1."""
    scores = muc(gold, given), b_cubed(gold, given), ceaf_e(gold, given)
    return (*scores, sum(score.f1 for score in scores) / 3)
