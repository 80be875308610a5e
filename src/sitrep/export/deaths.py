"""The people of a toll as the record has them: by house, or as reported. What holds what is `codebook.tolls`'s to say."""

from collections.abc import Iterable

from sitrep.codebook.tolls import Bounds, tally
from sitrep.model.record import HouseFigure, Range, Series


def killed(tolls: Iterable[Series]) -> dict[str, Series]:
    """Subject → the series of those killed."""
    return {toll.subject: toll for toll in tolls if toll.metric == "killed"}


def of_house(figures: Iterable[HouseFigure], house: str) -> HouseFigure | None:
    """The figure of one house, None where there is none."""
    return next((figure for figure in figures if figure.house == house), None)


def by_house(series: Series, house: str) -> Bounds | None:
    """A series under the rules of a house; None where the record has no figure of that house."""
    figure = of_house(series.houses, house)
    return None if figure is None else bounds_of(figure)


def by_reading(series: Series) -> Bounds:
    """A series as reported: its counted reading, or all claims where nothing counts."""
    reported = series.counted or series.all
    return Bounds() if reported is None else bounds_of(reported)


def people(tolls: Iterable[Series], metric: str) -> Bounds:
    """All people of a metric as reported, none of them twice.

    Args:
        tolls: Series of one event, without those that are parts of others.
        metric: killed, injured, ...
    """
    return tally({toll.subject: by_reading(toll) for toll in tolls if toll.metric == metric}).total


def bounds_of(figure: HouseFigure | Range) -> Bounds:
    """The three bounds of a figure."""
    return Bounds(figure.low, figure.best, figure.high)
