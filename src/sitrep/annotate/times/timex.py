"""Time phrases as TIMEX3 writes them (type and value), for comparing with annotated corpora."""

from dataclasses import replace
from datetime import date

from sitrep.annotate.times.calendar import month_days, week_days, year_days
from sitrep.annotate.times.find import Found
from sitrep.annotate.times.grammar import read_rule
from sitrep.annotate.times.reading import Anchors, Reading
from sitrep.annotate.times.relative import text_relative
from sitrep.annotate.times.tokens import Token
from sitrep.annotate.times.units import count_of, is_counted, unit_of, units_back
from sitrep.codebook.times_find import find_words

_DURATIONS = frozenset({"duration", "past_units", "next_units", "ordinal_units"})


def timex(found: Found, *, published: date | None) -> tuple[str, str]:
    """Type (DATE, TIME, DURATION, SET) and value of a phrase; the value is empty where it resolves to none.

    Source: TimeML 1.2.1, TIMEX3. A day is "1998-02-13", a week "1998-W07", a duration "P3D", an unknown number "PXM".

    Args:
        found: As `find.find` gives it.
        published: Day of publication; what counts from it has no value without.
    """
    tokens = list(found.tokens)
    if found.rule == "reference":
        return "DATE", find_words().references[str(tokens[0].value)]
    if found.rule == "set":
        unit = unit_of(tokens)[0]
        return "SET", f"P1{find_words().units[unit]}" if unit else "XXXX-WXX"
    if found.rule in _DURATIONS and _lasts(tokens, found.rule):
        return "DURATION", _duration(tokens)
    return _dated(found, tokens, Anchors(published=published, direction=_direction(found)))


def _direction(found: Found) -> str:
    """What lies nearest for dates and months without a year; for the rest what the words before it say."""
    if any(token.kind == "L" for token in found.tokens):
        return "past"
    if found.rule in ("date", "month", "part_of_month", "days_of_month"):
        return "nearest"
    return "future" if found.ahead else "past"


def _lasts(tokens: list[Token], rule: str) -> bool:
    unit, plural = unit_of(tokens)
    counted = is_counted(tokens)
    return bool(unit) and (rule == "duration" or counted or plural)


def _duration(tokens: list[Token]) -> str:
    unit, _ = unit_of(tokens)
    letters = find_words().units.get(unit, "D")
    counted = is_counted(tokens)
    vague = any(token.kind == "q" and token.raw != "couple" for token in tokens)
    count = "X" if vague or not counted else str(count_of(tokens)[0])
    if letters == "Q" and count != "X":
        return f"P{int(count) * 3}M"
    if letters in "EC" and count != "X":
        return f"P{int(count) * (10 if letters == 'E' else 100)}Y"
    return f"PT{count}{letters[1]}" if letters.startswith("T") else f"P{count}{letters}"


def _dated(found: Found, tokens: list[Token], anchors: Anchors) -> tuple[str, str]:
    if found.rule == "ordinal_unit":
        return "DATE", _quarter(tokens, anchors)
    if found.rule == "this_unit" and unit_of(tokens)[0] == "quarter" and anchors.published:
        return "DATE", _whole(anchors.published, "quarter")
    if found.rule == "earlier":
        told = replace(anchors, told=anchors.published)
        reading = text_relative(tokens, told)
        unit = unit_of(tokens)[0]
        return "DATE", _whole(reading.days[0], unit) if reading.days else ""
    if found.rule in ("ago", "units_ago"):
        return "DATE", _ago(tokens, anchors)
    reading = read_rule(found.rule, tokens, anchors)
    part = next((find_words().parts.get(token.raw, "") for token in tokens if token.kind == "P"), "")
    if found.rule in ("overnight", "overnight_weekday"):
        part = part or "NI"
    if reading.days is None:
        return ("TIME" if part else "DATE"), ""
    if part:
        return "TIME", f"{reading.days[0].isoformat()}T{part}"
    return "DATE", _value(found.rule, tokens, reading)


def _ago(tokens: list[Token], anchors: Anchors) -> str:
    unit, _ = unit_of(tokens)
    count, vague = count_of(tokens)
    if anchors.published is None or vague:
        return "PAST_REF" if vague else ""
    day = anchors.published if unit in ("hour", "minute") else units_back(anchors.published, count, unit)
    return _whole(day, unit) if day else ""


def _whole(day: date, unit: str) -> str:
    """The calendar's unit that a day lies in."""
    if unit in ("year", "decade", "century"):
        return f"{day.year:04}"
    if unit == "month":
        return f"{day.year:04}-{day.month:02}"
    if unit == "quarter":
        return f"{day.year:04}-Q{(day.month + 2) // 3}"
    if unit in ("week", "fortnight"):
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    return day.isoformat()


def _quarter(tokens: list[Token], anchors: Anchors) -> str:
    """A quarter by its number: the latest that has begun, unless a year is named."""
    unit, plural = unit_of(tokens)
    order = next(
        (int(token.value) for token in tokens if token.kind == "O" and isinstance(token.value, int)), 0
    )
    if unit == "century" and 1 < order <= 21:
        return f"{order - 1:02}"
    if anchors.published is None or not 1 <= order <= 4 or unit != "quarter" or plural:
        return ""
    named = next((token.value for token in tokens if token.kind == "y"), None)
    year = anchors.published.year - (order > (anchors.published.month + 2) // 3)
    if any(token.kind == "L" for token in tokens):
        year = anchors.published.year - 1
    return f"{named if named is not None else year}-Q{order}"


def _value(rule: str, tokens: list[Token], reading: Reading) -> str:
    if reading.days is None:
        return ""
    start, end = reading.days
    if rule in ("this_unit", "part_of_unit", "past_units", "next_units"):
        return _whole(start if rule != "past_units" else end, unit_of(tokens)[0])
    if rule == "decade":
        return f"{start.year:04}"[:3]
    if rule == "season":
        token = next(token for token in tokens if token.kind == "S")
        return f"{start.year:04}-{find_words().seasons.get(token.raw, 'SU')}"
    if rule == "weekend":
        year, week, _ = start.isocalendar()
        return f"{year:04}-W{week:02}-WE"
    if rule in ("part_of_month", "month", "month_of_year", "month_of_year_told"):
        return f"{start.year:04}-{start.month:02}"
    if rule == "part_of_year" or reading.days == year_days(start.year):
        return f"{start.year:04}"
    if reading.days == month_days(start.year, start.month):
        return f"{start.year:04}-{start.month:02}"
    return _whole(start, "week") if reading.days == week_days(start) else start.isoformat()
