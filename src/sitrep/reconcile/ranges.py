"""Numbers of one series side by side: the range of what voices say, and whether two of them can both be true.

Where sources differ every claim is kept, and the series has low, best and high. Sources: codebooks of ACLED (counts
the lowest), UCDP GED (keeps all three, best by a reviewer) and Airwars (gives minimum and maximum).
"""

from collections.abc import Sequence
from math import inf

from sitrep.model.claim import Figure
from sitrep.model.mention import Number
from sitrep.model.record import Range

_BARE_PLURAL = 2
"""A bare plural ("civilians were killed") is low 2: it says that there were some, and is no estimate."""


def stated(figure: Figure) -> Range:
    """What one figure states, as a range."""
    return Range(figure.low, figure.best, figure.high, figure.low_open, figure.high_open)


def is_number(figure: Figure) -> bool:
    """Whether a figure gives a number, rather than a bare plural or nothing at all."""
    values = [value for value in (figure.low, figure.best, figure.high) if value is not None]
    return bool(values) and (figure.best is not None or figure.high is not None or max(values) > _BARE_PLURAL)


def interval(figure: Figure) -> tuple[float, float]:
    """The numbers that a figure allows, for telling whether two figures contradict each other.

    "about" and "nearly" allow half, or one, unit of what the number is rounded to: a tolerance for matching
    only, never shown.
    """
    low = -inf if figure.low is None else float(figure.low)
    high = inf if figure.high is None else float(figure.high)
    if figure.best is None or figure.quantifier not in ("about", "nearly"):
        return low, high
    best, unit = float(figure.best), _rounding(figure.best)
    if figure.quantifier == "nearly":
        return best - unit, best
    return best - unit / 2, best + unit / 2


def disjoint(a: Figure, b: Figure) -> bool:
    """Whether no number satisfies both figures."""
    low_a, high_a = interval(a)
    low_b, high_b = interval(b)
    if high_a < low_b or high_b < low_a:
        return True
    # "more than 12" and "12" touch at a bound that one of them excludes
    return (high_a == low_b and (a.high_open or b.low_open)) or (
        high_b == low_a and (b.high_open or a.low_open)
    )


def spanning(figures: Sequence[Figure], latest: Sequence[Figure]) -> Range | None:
    """low, best and high over the latest figure of each voice; None where there is none.

    low is the lowest lower bound and high the highest upper bound that anyone states. A voice without an
    upper bound ("at least 12") leaves high open: high is then the highest number said, and None where nobody
    gives an upper bound; low likewise. best is given where the most recent voices (`latest`) can all be
    right: the newest best that none of them excludes. Otherwise sources differ, and best is None until a
    person decides. Bare plurals are left out; where there is nothing else, no number is given.

    Args:
        figures: One figure a voice.
        latest: Those of them whose as-of is the latest, or within days of it; newest first.
    """
    numbers = [figure for figure in figures if is_number(figure)]
    recent = [figure for figure in latest if is_number(figure)]
    if not figures:
        return None
    if not numbers:
        return Range(None, None, None, low_open=False, high_open=True)
    if len(numbers) == 1:
        return stated(numbers[0])
    low, low_open = _lowest(numbers)
    high, high_open = _highest(numbers)
    best = _best(recent)
    return Range(low, best, high, low_open, high_open)


def _lowest(figures: Sequence[Figure]) -> tuple[Number | None, bool]:
    bounds = [_bound(figure, figure.low) for figure in figures]
    if all(figure.low is None and figure.quantifier != "about" for figure in figures):
        return None, any(figure.low_open for figure in figures)
    low = min(value for value, _ in bounds if value is not None)
    excluded = all(figure.low_open for figure, bound in zip(figures, bounds, strict=True) if bound[0] == low)
    return low, excluded or any(unbounded for _, unbounded in bounds)


def _highest(figures: Sequence[Figure]) -> tuple[Number | None, bool]:
    bounds = [_bound(figure, figure.high, upper=True) for figure in figures]
    if all(figure.high is None and figure.quantifier != "about" for figure in figures):
        return None, True
    high = max(value for value, _ in bounds if value is not None)
    excluded = all(
        figure.high_open for figure, bound in zip(figures, bounds, strict=True) if bound[0] == high
    )
    return high, excluded or any(unbounded for _, unbounded in bounds)


def _bound(figure: Figure, bound: Number | None, *, upper: bool = False) -> tuple[Number | None, bool]:
    """The number nearest to a bound that a figure states, and whether the figure goes beyond it."""
    if bound is not None:
        return bound, False
    fallback = (figure.best, figure.low) if upper else (figure.best, figure.high)
    return next((value for value in fallback if value is not None), None), figure.quantifier != "about"


def _best(figures: Sequence[Figure]) -> Number | None:
    intervals = [interval(figure) for figure in figures]
    for figure in figures:
        if figure.best is not None and all(low <= figure.best <= high for low, high in intervals):
            return figure.best
    return None


def _rounding(value: Number) -> float:
    """The largest power of ten that a whole number is a multiple of: 8,000 is rounded to 1,000."""
    unit, whole = 1, int(value)
    while whole and whole % (unit * 10) == 0:
        unit *= 10
    return float(unit)
