"""Units of time (day, week, month, ...) that a phrase counts, and how far they reach in the calendar."""

from datetime import date, timedelta

from sitrep.annotate.times.calendar import month_days, months_moved, moved, week_days, year_days
from sitrep.annotate.times.dates import Tokens, first, number
from sitrep.annotate.times.reading import Anchors, Reading, abstained

NO_ANCHOR = abstained("no_anchor")
VAGUE = abstained("vague")
MOST_UNITS = 1000
"""More units than this are no time of a report."""
NUMBER_KINDS = "wdnq"
"""Kinds of token that say how many: number words, numbers up to 31 and above, and vague words ("several")."""

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}


def unit_of(tokens: Tokens) -> tuple[str, bool]:
    """The unit's name, and whether it stands in the plural."""
    token = first(tokens, "U")
    return (str(token.value), token.raw.endswith("s")) if token else ("", False)


def is_counted(tokens: Tokens) -> bool:
    """Whether the phrase says how many units ("three days", "several days"), not only which ("the days")."""
    return any(token.kind in NUMBER_KINDS for token in tokens)


def count_of(tokens: Tokens) -> tuple[int, bool]:
    """How many units, the larger of two ("two or three"), and whether the text is vague about it."""
    numbers = [token for token in tokens if token.kind in NUMBER_KINDS]
    if not numbers:
        return 1, False
    return max(number(token) for token in numbers), any(token.kind == "q" for token in numbers)


def units_back(day: date, count: int, unit: str) -> date | None:
    """The day some units before; negative counts lie after. None beyond what the calendar is asked for."""
    if abs(count) > MOST_UNITS:
        return None
    if unit in _DAYS:
        return moved(day, -count * _DAYS[unit])
    return months_moved(day, -count * _MONTHS[unit]) if unit in _MONTHS else None


def hours_back(count: int, unit: str, anchors: Anchors) -> date | None:
    """The day that lay some hours before publication; whole days where its time of day is unknown."""
    hours = count if unit == "hour" else 1
    if anchors.published is None or hours > 24 * MOST_UNITS:
        return None
    if anchors.moment is not None and hours < 24:
        return (anchors.moment - timedelta(hours=hours)).date()
    return moved(anchors.published, -((hours + 23) // 24))


def calendar_unit(unit: str, step: int, anchors: Anchors) -> Reading:
    """Reads "last week" (Monday to Sunday), "next month", "last year": whole units of the calendar."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    if unit == "week":
        return Reading(week_days(published, step), "calendar_week")
    if unit == "month":
        month = months_moved(published.replace(day=1), step)
        return Reading(month_days(month.year, month.month), "calendar_month")
    if unit == "year":
        return Reading(year_days(published.year + step), "calendar_year", for_acled=False)
    end = units_back(published, -step, unit)
    if end is None:
        return abstained("not_a_time")
    return Reading((min(end, published), max(end, published)), "around_publication")
