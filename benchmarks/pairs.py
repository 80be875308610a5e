"""Pairs of things that belong together: precision and recall of a grouping against another, from counts of groups."""

from collections import Counter
from collections.abc import Hashable, Mapping


def pair_scores(gold: Mapping[str, Hashable], given: Mapping[str, Hashable]) -> tuple[float, float, float]:
    """Precision, recall and F1 (in %) of the pairs that a grouping makes, over the members of `gold`.

    A member that `given` does not hold stands alone.

    Args:
        gold: Member → its true group.
        given: Member → its group.
    """
    cells: Counter[tuple[Hashable, Hashable]] = Counter()
    for member, group in gold.items():
        cells[group, given.get(member, ("alone", member))] += 1
    rows: Counter[Hashable] = Counter()
    columns: Counter[Hashable] = Counter()
    for (group, found), number in cells.items():
        rows[group] += number
        columns[found] += number
    right, wanted, made = (_pairs(each) for each in (cells, rows, columns))
    precision, recall = 100 * right / max(1, made), 100 * right / max(1, wanted)
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _pairs(groups: Counter[tuple[Hashable, Hashable]] | Counter[Hashable]) -> int:
    return sum(number * (number - 1) // 2 for number in groups.values())
