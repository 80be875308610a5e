"""The dead of one event by who they were, under the rules of one house."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitrep.model.mention import Number
from sitrep.model.record import HouseFigure, Range, Series

FORCES = frozenset({"combatants", "police", "peacekeepers"})
"""Subjects that are neither civilians nor fighters of a side that is named: their dead stay apart from both."""
EVERYONE = "people"
"""The subject that may hold every other class."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with its range; None where nobody gives it."""

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None

    @property
    def known(self) -> bool:
        """Whether it gives any number."""
        return any(value is not None for value in (self.low, self.best, self.high))

    @property
    def lowest(self) -> Number | None:
        """The lowest number that it gives."""
        return next((value for value in (self.low, self.best, self.high) if value is not None), None)


def killed(tolls: Iterable[Series]) -> dict[str, Series]:
    """Subject → the series of those killed."""
    return {toll.subject: toll for toll in tolls if toll.metric == "killed"}


def of_house(figures: Iterable[HouseFigure], house: str) -> HouseFigure | None:
    """The figure of one house, None where there is none."""
    return next((figure for figure in figures if figure.house == house), None)


def by_house(series: Series, house: str) -> Bounds | None:
    """A series under the rules of a house; None where the record has no figure of that house."""
    figure = of_house(series.houses, house)
    return None if figure is None else _bounds(figure)


def by_reading(series: Series) -> Bounds:
    """A series as reported: its counted reading, or all claims where nothing counts."""
    reported = series.counted or series.all
    return Bounds() if reported is None else _bounds(reported)


def _bounds(figure: HouseFigure | Range) -> Bounds:
    return Bounds(figure.low, figure.best, figure.high)


@dataclass(frozen=True, slots=True)
class Dead:
    """The dead of an event by class, none in two classes.

    `sides`: party → its combatants killed. `others`: combatants of no named party, and people of whom nothing is told.
    """

    sides: Mapping[str, Bounds]
    civilians: Bounds
    others: Bounds

    @property
    def total(self) -> Bounds:
        """All of them: each bound the sum of those that are given, None where none is."""
        return added((*self.sides.values(), self.civilians, self.others))


def dead(figures: Mapping[str, Bounds]) -> Dead:
    """Figures by subject, without counting anybody twice.

    Children, women, aid workers and journalists are among civilians, all classes among "people": a class that
    holds others counts for what goes beyond them. Source: UCDP GED codebook 19.1 (deaths_a, deaths_b,
    deaths_civilians, deaths_unknown); "including N children" is a subset (Airwars).

    Args:
        figures: Subject of a series of killed → its bounds.
    """
    sides = {
        subject.partition(":")[2]: bounds
        for subject, bounds in figures.items()
        if subject.startswith("combatants:") and bounds.known
    }
    classes = [bounds for subject, bounds in figures.items() if _is_civilian(subject)]
    civilians = highest([figures.get("civilians", Bounds()), *classes])
    fighters = added(bounds for subject, bounds in figures.items() if subject in FORCES)
    known = added((*sides.values(), civilians))
    unnamed = beyond(fighters, added(sides.values()))
    everyone = figures.get(EVERYONE, Bounds())
    return Dead(sides, civilians, added((unnamed, beyond(everyone, added((known, unnamed))))))


def _is_civilian(subject: str) -> bool:
    return subject != EVERYONE and subject not in FORCES and not subject.startswith("combatants:")


def added(parts: Iterable[Bounds]) -> Bounds:
    """The sum of parts, bound by bound. A part without a bound lends its nearest inner one: nobody named gets lost."""
    given = [part for part in parts if part.known]
    if not given:
        return Bounds()
    return Bounds(
        sum(part.lowest or 0 for part in given) if any(part.low is not None for part in given) else None,
        sum(_best(part) or 0 for part in given) if any(part.best is not None for part in given) else None,
        sum(_high(part) or 0 for part in given) if any(part.high is not None for part in given) else None,
    )


def _best(part: Bounds) -> Number | None:
    return part.best if part.best is not None else part.low


def _high(part: Bounds) -> Number | None:
    return next((value for value in (part.high, part.best, part.low) if value is not None), None)


def highest(parts: Iterable[Bounds]) -> Bounds:
    """Of bounds on groups that overlap, those of the largest group: by best, else low, else high."""
    return max(
        (part for part in parts if part.known),
        key=lambda part: _best(part) or part.high or 0,
        default=Bounds(),
    )


def beyond(whole: Bounds, parts: Bounds) -> Bounds:
    """What a whole holds beyond its known parts; nothing where no bound goes beyond them."""
    if not whole.known or not parts.known:
        return whole
    rest = Bounds(
        _minus(whole.low, parts.lowest), _minus(whole.best, _best(parts)), _minus(whole.high, _high(parts))
    )
    return rest if any(value for value in (rest.low, rest.best, rest.high)) else Bounds()


def _minus(whole: Number | None, part: Number | None) -> Number | None:
    return None if whole is None else max(0, whole - (part or 0))
