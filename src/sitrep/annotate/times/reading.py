"""What one time of a phrase stands for, and how UCDP and ACLED would code it."""

from dataclasses import dataclass
from datetime import date, datetime

from sitrep.annotate.times.calendar import Days, length, middle

EARLIEST_YEAR = 1900
YEARS_AHEAD = 10
LATEST_YEAR_UNANCHORED = 2100


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a relative time counts from.

    `published` is the day of publication, `moment` the time of it where that is known. `told` is the day
    that the text spoke of last, for "two days later". `direction`: past, future (what is planned), or
    nearest (deadlines: "by June 1").
    """

    published: date | None = None
    moment: datetime | None = None
    told: date | None = None
    direction: str = "past"


@dataclass(frozen=True, slots=True)
class Reading:
    """The days of one time, or the reason why there are none.

    `ucdp` and `acled` are set where a house's table departs from what `house_ucdp` and `house_acled` make
    of the days. `explicit`: the phrase names the year, so that nothing was resolved. `for_ucdp`,
    `for_acled`: whether that house would code it at all.
    """

    days: Days | None
    reason: str
    ucdp: tuple[Days, int] | None = None
    acled: tuple[date, int] | None = None
    explicit: bool = False
    for_ucdp: bool = True
    for_acled: bool = True


def abstained(reason: str) -> Reading:
    """A reading without days."""
    return Reading(None, reason, for_ucdp=False, for_acled=False)


def in_range(reading: Reading, published: date | None) -> Reading:
    """The reading, or an abstention where its days lie outside 1900 to ten years after publication."""
    if reading.days is None:
        return reading
    latest = published.year + YEARS_AHEAD if published else LATEST_YEAR_UNANCHORED
    start, end = reading.days
    if start.year < EARLIEST_YEAR or end.year > latest or start > end:
        return abstained("out_of_range")
    return reading


def house_ucdp(reading: Reading) -> tuple[Days, int] | None:
    """UCDP's start, end and date_prec (GED 19.1, Appendix 2); None where it would not date an event so."""
    if not reading.for_ucdp:
        return None
    if reading.ucdp is not None:
        return reading.ucdp
    if reading.days is None:
        return None
    prec = _ucdp_prec(length(reading.days))
    return (reading.days, prec) if prec else None


def _ucdp_prec(days: int) -> int | None:
    for prec, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)):
        if days <= most:
            return prec
    return None


def house_acled(reading: Reading) -> tuple[date, int] | None:
    """ACLED's event date and time precision; None where ACLED would not record an event."""
    if not reading.for_acled:
        return None
    if reading.acled is not None:
        return reading.acled
    if reading.days is None:
        return None
    days = length(reading.days)
    if days == 1:
        return reading.days[0], 1
    if days <= 7:
        return middle(reading.days), 2
    return (middle(reading.days), 3) if days <= 31 else None
