"""Labels: where the names on a map stand so that none covers another, a symbol, or the frame."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

GAP = 4.0
"""Pixels between a symbol and its name."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether another box lies wholly inside."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(slots=True)
class Labels:
    """What stands on a map so far; labels are placed one after another, the most important first."""

    frame: Box
    taken: list[Box] = field(default_factory=list)

    def occupy(self, boxes: Iterable[Box]) -> None:
        """Keep labels away from symbols."""
        self.taken.extend(boxes)

    def beside(
        self, x: float, y: float, reach: float, wide: float, tall: float
    ) -> tuple[float, float] | None:
        """Where a name stands beside a symbol of a radius `reach`: left end of its base line, or None without room."""
        away = reach + GAP
        near = away * 0.72
        candidates = (
            (x + away, y - tall / 2), (x - away - wide, y - tall / 2), (x - wide / 2, y - away - tall),
            (x - wide / 2, y + away), (x + near, y - near - tall), (x + near, y + near),
            (x - near - wide, y - near - tall), (x - near - wide, y + near),
        )  # fmt: skip
        return self.first(candidates, wide, tall)

    def within(
        self, x: float, y: float, radius: float, wide: float, tall: float
    ) -> tuple[float, float] | None:
        """Where the name of an area stands: in its middle, else nearer its rim, else above or below it."""
        shifts = (0.0, -0.35, 0.35, -0.7, 0.7)
        heights = [y + shift * radius - tall / 2 for shift in shifts]
        heights += [y - radius - GAP - tall, y + radius + GAP]
        sides = (x - wide / 2, x - wide, x)
        return self.first([(left, top) for top in heights for left in sides], wide, tall)

    def first(
        self, corners: Sequence[tuple[float, float]], wide: float, tall: float
    ) -> tuple[float, float] | None:
        """The first of several upper left corners at which a label meets nothing; its base line's left end."""
        for left, top in corners:
            box = Box(left - 1, top - 1, left + wide + 1, top + tall + 2)
            if self.frame.holds(box) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return left, top + tall * 0.86
        return None
