"""Arithmetic on whole days, months and years, within what `datetime.date` can hold."""

import calendar
from datetime import date, timedelta

Days = tuple[date, date]
"""First and last day, both inclusive."""

_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


def moved(day: date, days: int) -> date:
    """The day some days later (or earlier), held within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + days, _FIRST), _LAST))


def months_moved(day: date, months: int) -> date:
    """The same day of a later or earlier month; the month's last day where that month is shorter."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def months_days(year: int, first: int, last: int) -> Days:
    """From the first day of one month to the last of another; `last` below `first` lies in the next year."""
    return date(year, first, 1), month_days(year + (last < first), last)[1]


def year_days(year: int) -> Days:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def week_days(day: date, weeks: int = 0) -> Days:
    """Monday to Sunday of the day's week, or of one some weeks away."""
    monday = moved(day, -day.weekday() + 7 * weeks)
    return monday, moved(monday, 6)


def middle(days: Days) -> date:
    """The day in the middle; the earlier of two."""
    return days[0] + timedelta(days=(days[1] - days[0]).days // 2)


def length(days: Days) -> int:
    """Number of days, both ends counted."""
    return (days[1] - days[0]).days + 1
