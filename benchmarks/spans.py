"""Spans that are given held against annotated ones: equal, or touching."""

from collections.abc import Iterable
from dataclasses import dataclass

Range = tuple[int, int]
"""Half-open: characters or words."""


def ratio(right: int, of: int) -> float:
    """Percent; 0 where there is nothing to be right about."""
    return 100 * right / of if of else 0.0


def harmonic(precision: float, recall: float) -> float:
    """F1 of two percentages."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Tally:
    """Numbers of annotated and given spans, of equal ones, and of each kind that touch one of the other."""

    gold: int = 0
    given: int = 0
    equal: int = 0
    gold_touched: int = 0
    given_touching: int = 0

    def add(self, gold: Iterable[Range], given: Iterable[Range]) -> None:
        """Count the spans of one text; the same span twice counts once."""
        wanted, found = set(gold), set(given)
        self.gold += len(wanted)
        self.given += len(found)
        self.equal += len(wanted & found)
        self.gold_touched += sum(any(touch(one, other) for other in found) for one in wanted)
        self.given_touching += sum(any(touch(one, other) for other in wanted) for one in found)

    def exact(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of equal spans, in percent."""
        precision, recall = ratio(self.equal, self.given), ratio(self.equal, self.gold)
        return precision, recall, harmonic(precision, recall)

    def overlap(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of spans that touch one of the other side, in percent."""
        precision, recall = ratio(self.given_touching, self.given), ratio(self.gold_touched, self.gold)
        return precision, recall, harmonic(precision, recall)


def touch(one: Range, other: Range) -> bool:
    """Whether two half-open ranges share anything."""
    return one[0] < other[1] and other[0] < one[1]
