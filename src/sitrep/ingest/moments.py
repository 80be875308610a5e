"""Printed publication times: dates and times of day with zones, as pages write them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from sitrep.codebook.page_words_times import Zone, time_words

_ISO = re.compile(
    r"(?<![\d-])(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"
    r"(?:[T ]{1,2}(?P<H>\d{1,2}):(?P<M>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?\s?"
    r"(?P<off>Z\b|[+-]\d{2}:?\d{2}(?!\d))?)?(?![\d-])"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<a>\d{1,4})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})(?![\d/-])"
)
_TIME = re.compile(
    r"(?<!\d)(?P<HM>\d{4})(?=\s?(?:GMT|UTC|hrs|hours)\b)"
    r"|(?<![\d:.])(?P<H>\d{1,2})(?:[:.h](?P<M>\d{2})(?::\d{2})?)?\s?(?P<half>[ap]\.?\s?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"[\s(]{0,3}(?:(?P<base>GMT|UTC)\s?)?(?P<off>[+\-−]\s?\d{1,2}(?::?\d{2})?)(?!\d)|[\s(]{0,3}(?:hrs\s|hours\s)?(?P<zone>[A-Z]{1,5})(?![A-Za-z])"
)
_LEFT_GAP = re.compile(r"[\s,|·•–—-]{0,4}(?:\b(?:on|,)\b)?[\s,(|·•–—-]{0,4}$", re.IGNORECASE)
_RIGHT_GAP = re.compile(r"[\s,.|·•@(/–—-]{0,4}(?:\b(?:at|as of|time)\b:?)?[\s,|·•(–—-]{0,4}", re.IGNORECASE)
_LAST_WORD = re.compile(r"\w{1,12}[\s,]{0,4}$")
_ASIDE = re.compile(r"\([^()]{0,20}\)[\s,]{0,4}$")
"""The same time in another zone: "1427 GMT (2227 HKT) October 15"."""
_DAY = re.compile(r"\d[ ,.\-/a-zA-Z’'‘]{1,20}\d{2}|\d{4}-\d")
"""Every printed date has this shape: a quick look before the patterns."""
PIVOT = 70
"""Two-digit years from this on are of the 20th century (90 is 1990), those below of the 21st: wire archives begin in the
1970s. What would lie in the future is dropped, never moved by a century."""
_EARLIEST = 1900
_MAX_OFFSET = 14 * 60
"""No civil time is further from UTC (Kiribati, +14:00)."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One printed date, with its time of day where it has one.

    `value` is aware UTC; with precision "day" it is midnight of the printed day. None where the date cannot
    be meant; `note` then says why. `start` and `end` are offsets in the searched text.
    """

    value: datetime | None
    precision: str
    start: int
    end: int
    note: str = ""


@cache
def _month_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(time_words().months, key=lambda name: (-len(name), name)))
    year = r"(?P<y>\d{4}|[‘’']?\d{2}(?!\d|:))"
    day_first = (
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)(?P<m>{months})\b\.?(?:,?\s|-){year}"
    )
    month_first = rf"\b(?P<m>{months})\b\.?\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s{year}"
    return re.compile(day_first, re.IGNORECASE), re.compile(month_first, re.IGNORECASE)


def moments(text: str, *, latest: datetime) -> list[Moment]:
    """Every date in a short text (a line, an attribute), in order.

    Args:
        text: Text to search; only its first 400 characters are read.
        latest: Dates after this are dropped with a note: nothing is published in the future.
    """
    text = text[:400]
    found: list[Moment] = []
    if not _DAY.search(text):
        return found
    for match in _ISO.finditer(text):
        found.append(_iso(match, text, latest))
    for pattern in _month_patterns():
        for match in pattern.finditer(text):
            found.append(_written(match, text, latest))
    for match in _NUMERIC.finditer(text):
        moment = _numeric(match, text, latest)
        if moment is not None:
            found.append(moment)
    found.sort(key=lambda moment: (moment.start, -moment.end))
    kept: list[Moment] = []
    for moment in found:
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return kept


def parse_moment(text: str, *, latest: datetime) -> Moment | None:
    """The first date of a field such as a meta attribute or a column, or None."""
    found = moments(text.strip(), latest=latest)
    return found[0] if found else None


def day_moment(year: int, month: int, day: int, *, latest: datetime) -> Moment:
    """A calendar day as a moment of precision "day"; its value is None where there is no such day."""
    return _build((year, month, day), None, None, (0, 0), latest)


def _iso(match: re.Match[str], text: str, latest: datetime) -> Moment:
    day = (int(match["y"]), int(match["m"]), int(match["d"]))
    span = match.span()
    if match["H"] is None:
        return _with_time(day, span, text, latest)
    clock = (int(match["H"]), int(match["M"]))
    if match["off"]:
        return _build(day, clock, _offset_zone(match["off"]), span, latest)
    zone, end = _zone(text, span[1])
    return _build(day, clock, zone, (span[0], end), latest)


def _written(match: re.Match[str], text: str, latest: datetime) -> Moment:
    digits = match["y"].strip("‘’'")
    year = int(digits)
    if len(digits) == 2:
        year += 1900 if year >= PIVOT else 2000
    day = (year, time_words().months[match["m"].lower()], int(match["d"]))
    return _with_time(day, match.span(), text, latest)


def _numeric(match: re.Match[str], text: str, latest: datetime) -> Moment | None:
    """10/15/2017 and 15.10.2017; where both readings are days, only a zone of the United States decides."""
    first, second, third = match["a"], int(match["b"]), match["c"]
    if len(first) == 4 and len(third) <= 2:
        return _with_time((int(first), second, int(third)), match.span(), text, latest)
    if len(first) > 2 or len(third) != 4:
        return None
    low, year = int(first), int(third)
    as_day_first = _with_time((year, second, low), match.span(), text, latest)
    if low == second or low > 12:
        return as_day_first
    if second > 12:
        return _with_time((year, low, second), match.span(), text, latest)
    if any(zone.american and re.search(rf"\b{name}\b", text) for name, zone in time_words().zones.items()):
        return _with_time((year, low, second), match.span(), text, latest)
    note = f"{match.group()!r} may be day first or month first: not used"
    return Moment(None, "", match.start(), as_day_first.end, note)


def _with_time(day: tuple[int, int, int], span: tuple[int, int], text: str, latest: datetime) -> Moment:
    """The day with a time of day printed right after it, or right before it."""
    start, end = span
    gap = _RIGHT_GAP.match(text, end)
    if gap is not None:
        time = _TIME.match(text, gap.end())
        clock = _clock(time)
        if time is not None and clock is not None:
            zone, after = _zone(text, time.end())
            return _build(day, clock, zone, (start, after), latest)
    left = text[:start]
    if left.rstrip(" ,").lower().endswith(tuple(time_words().weekdays)):
        left = _LAST_WORD.sub("", left)
    left = _ASIDE.sub("", left)
    for time in _TIME.finditer(left):
        clock = _clock(time)
        if clock is None:
            continue
        zone, after = _zone(left, time.end())
        if _LEFT_GAP.fullmatch(left, min(after, len(left))) or not left[after:].strip(" ,)|-–—"):
            return _build(day, clock, zone, (time.start(), end), latest)
    return _build(day, None, None, span, latest)


def _clock(match: re.Match[str] | None) -> tuple[int, int] | None:
    """Hour and minute; None for a bare number, which is no time of day."""
    if match is None:
        return None
    if match["HM"]:
        return int(match["HM"][:2]), int(match["HM"][2:])
    if match["M"] is None and not match["half"]:
        return None
    hour, minute = int(match["H"]), int(match["M"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            return hour, minute
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    return hour, minute


@dataclass(frozen=True, slots=True)
class _ReadZone:
    zone: Zone
    name: str


def _zone(text: str, position: int) -> tuple[_ReadZone | None, int]:
    """The zone printed at a position, and where it ends."""
    match = _OFFSET.match(text, position)
    if match is None:
        return None, position
    if match["off"]:
        # "10:00 -5" is no zone unless GMT or UTC stands before it or the minutes are given.
        if match["base"] or len(match["off"]) >= 5:
            return _offset_zone(match["off"]), match.end()
        return None, position
    zone = time_words().zones.get(match["zone"])
    if zone is None:
        return None, position
    end = match.end()
    return _ReadZone(zone, match["zone"]), end + (text[end : end + 1] == ")")


def _offset_zone(text: str) -> _ReadZone:
    if text == "Z":
        return _ReadZone(Zone(0), "Z")
    digits = re.sub(r"\D", "", text)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    total = hours * 60 + minutes
    return _ReadZone(Zone(total if text[0] == "+" else -total), text)


def _build(
    day: tuple[int, int, int],
    clock: tuple[int, int] | None,
    zone: _ReadZone | None,
    span: tuple[int, int],
    latest: datetime,
) -> Moment:
    printed = "-".join(str(part) for part in day)
    try:
        local = datetime(*day, *(clock or (0, 0)))  # noqa: DTZ001 - the zone is applied below
    except ValueError as error:
        return Moment(None, "", *span, f"date {printed} dropped: {error}")
    if not _EARLIEST <= local.year <= 9998:
        return Moment(None, "", *span, f"date {printed} dropped: before {_EARLIEST} or beyond the calendar")
    minutes, note = _minutes(zone, local.date())
    if abs(minutes) > _MAX_OFFSET:
        return Moment(None, "", *span, f"date {printed} dropped: no zone is {minutes} minutes from UTC")
    if clock is None:
        value, precision, note = local.replace(tzinfo=UTC), "day", ""
    else:
        value, precision = (
            local.replace(tzinfo=timezone(timedelta(minutes=minutes))).astimezone(UTC),
            "minute",
        )
        note = note if zone else "no time zone is printed: taken as UTC"
    if value > latest:
        return Moment(None, "", *span, f"date {printed} dropped: in the future")
    return Moment(value, precision, *span, note)


def _minutes(zone: _ReadZone | None, day: date) -> tuple[int, str]:
    if zone is None:
        return 0, ""
    minutes = zone.zone.minutes + (60 if zone.zone.daylight_us and _us_daylight(day) else 0)
    others = ", ".join(f"{other:+d}" for other in zone.zone.also)
    return (
        minutes,
        f"zone {zone.name} read as {minutes:+d} minutes; it may also be {others}" if others else "",
    )


def _us_daylight(day: date) -> bool:
    """Daylight time in the United States since 2007: second Sunday of March to first Sunday of November."""
    march, november = date(day.year, 3, 8), date(day.year, 11, 1)
    first = march + timedelta(days=(6 - march.weekday()) % 7)
    last = november + timedelta(days=(6 - november.weekday()) % 7)
    return first <= day < last
