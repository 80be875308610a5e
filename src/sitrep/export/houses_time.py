"""A claim's time as UCDP and ACLED date it: UCDP an interval with date_prec, ACLED one day with its precision.

The record keeps a phrase's days as the text means them ("overnight" is both days); a house may date it otherwise. Sources: UCDP
GED Codebook 19.1, Appendix 2; ACLED codebook, time precision; `codebook/house_times.yaml`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sitrep.codebook.house_times import house_times
from sitrep.model.mention import TimeMention


@dataclass(frozen=True, slots=True)
class UcdpTime:
    """UCDP's date_start, date_end (inclusive) and date_prec, 1 to 5."""

    start: date
    end: date
    precision: int


@dataclass(frozen=True, slots=True)
class AcledTime:
    """ACLED's event_date and time_precision, 1 to 3."""

    day: date
    precision: int


Days = tuple[date, date]
_MIDDLE_OF_MONTH = 11
"""First day of the record's "middle of" a month; a later one is its end."""


def ucdp_time(time: TimeMention, published: date | None) -> UcdpTime | None:
    """UCDP's dates of a claim.

    Args:
        time: The claim's time.
        published: Day of the report, None where it is unknown.

    Returns:
        The interval; without any phrase the three days before the report. None where UCDP would not date an event by it,
        or where the day of the report is needed and unknown.
    """
    table = house_times()
    if time.reason == "no_phrase":
        if published is None:
            return None
        return UcdpTime(*_DAYS[table.undated](published, published, published), table.undated_prec)
    if time.ucdp_prec is None:
        return None
    rule = table.ucdp_days.get(time.reason)
    anchor = published or time.end
    start, end = time.start or anchor, time.end or anchor
    if start is None or end is None or anchor is None:
        return None
    days = _DAYS[rule](start, end, anchor) if rule else (start, end)
    return UcdpTime(*days, time.ucdp_prec)


def acled_time(time: TimeMention) -> AcledTime | None:
    """ACLED's day of a claim; None where ACLED records no event by such a phrase, or nothing dates it."""
    if time.acled_date is None or time.acled_prec is None:
        return None
    return AcledTime(time.acled_date, time.acled_prec)


def ucdp_days(start: date, end: date) -> UcdpTime | None:
    """UCDP's dates of an event by its days alone, such as the hull over its claims; None beyond a year."""
    precision = house_times().ucdp_prec(start, end)
    return UcdpTime(start, end, precision) if precision else None


def acled_days(start: date, end: date) -> AcledTime | None:
    """ACLED's day of an event by its days alone: the middle one, the earlier of two; None beyond a month."""
    precision = house_times().acled_prec(start, end)
    return AcledTime(start + (end - start) // 2, precision) if precision else None


def _first_day(start: date, end: date, published: date) -> Days:
    return start, start


def _three_days_before(start: date, end: date, published: date) -> Days:
    return published - timedelta(days=3), published - timedelta(days=1)


def _week_to_report(start: date, end: date, published: date) -> Days:
    return published - timedelta(days=6), published


def _two_days_back(start: date, end: date, published: date) -> Days:
    return max(start, published - timedelta(days=2)), published


def _year_of_report(start: date, end: date, published: date) -> Days:
    return max(start, date(published.year, 1, 1)), end


def _week_around(start: date, end: date, published: date) -> Days:
    return start - timedelta(days=3), end + timedelta(days=3)


def _third_of_month(start: date, end: date, published: date) -> Days:
    if start.day == _MIDDLE_OF_MONTH:
        return start.replace(day=10), end
    return (start.replace(day=15) if start.day > _MIDDLE_OF_MONTH else start), end


_DAYS: Mapping[str, Callable[[date, date, date], Days]] = {
    "first_day": _first_day,
    "three_days_before": _three_days_before,
    "week_to_report": _week_to_report,
    "two_days_back": _two_days_back,
    "year_of_report": _year_of_report,
    "week_around": _week_around,
    "third_of_month": _third_of_month,
}
