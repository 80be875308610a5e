"""Time phrases as TIMEX3 writes them (type and value), for comparing with annotated corpora."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from sitrep.annotate.times.calendar import month_days, week_days, year_days
from sitrep.annotate.times.clock import moment_of
from sitrep.annotate.times.find import Found, find
from sitrep.annotate.times.grammar import read_rule
from sitrep.annotate.times.reading import Anchors, Reading
from sitrep.annotate.times.relative import text_relative
from sitrep.annotate.times.tokens import Token
from sitrep.annotate.times.units import count_of, is_counted, unit_of, units_back
from sitrep.codebook.times_find import find_words
from sitrep.model.span import Span

NEAR_DAYS = 90
"""Days after publication in which a month or date without its year may lie where nothing else says that it lies ahead."""

_DURATIONS = frozenset({"duration", "unit_alone", "past_units", "next_units", "ordinal_units"})


def timexes(text: str, *, published: date | None) -> Iterator[tuple[Span, str, str]]:
    """Every time phrase of a text with its type and value, in text order; see `find.find` and `timex`.

    Args:
        text: Running text of any length.
        published: Day of publication; None where unknown.
    """
    told = ""
    for found in find(text):
        kind, value = timex(found, published=published, told=told)
        if found.rule == "ordinal_unit" and "-Q" in value:
            told = value
        yield found.span, kind, value


def timex(found: Found, *, published: date | None, told: str = "") -> tuple[str, str]:
    """Type (DATE, TIME, DURATION, SET) and value of a phrase; the value is empty where it resolves to none.

    Source: TimeML 1.2.1, TIMEX3. A day is "1998-02-13", a week "1998-W07", a duration "P3D", an unknown number "PXM".

    Args:
        found: As `find.find` gives it.
        published: Day of publication; what counts from it has no value without.
        told: Value of the quarter of a year that the text spoke of last, from which "a year earlier" counts there.
    """
    tokens = list(found.tokens)
    if told and _counts_years(found.rule, tokens):
        return "DATE", _quarter_before(told, count_of(tokens)[0])
    if found.rule == "unit_alone" and not unit_of(tokens)[1]:
        return "DATE", told or _last_quarter(published)
    if found.rule == "reference":
        return "DATE", find_words().references[str(tokens[0].value)]
    if found.rule == "set":
        return "SET", _repeated(tokens)
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


def _counts_years(rule: str, tokens: list[Token]) -> bool:
    back = rule in ("ago", "units_ago", "year_before") or (rule == "earlier" and tokens[-1].raw == "earlier")
    unit, plural = unit_of(tokens)
    return back and unit == "year" and not plural


def _quarter_before(told: str, years: int) -> str:
    """The same quarter some years before."""
    return f"{int(told[:4]) - years:04}{told[4:]}"


def _last_quarter(published: date | None) -> str:
    """The quarter that had ended on the day of publication: reports on a quarter come out after it."""
    day = units_back(published, 1, "quarter") if published else None
    return _whole(day, "quarter") if day else ""


def _repeated(tokens: list[Token]) -> str:
    """Value of what repeats: "every week" P1W, "each July" XXXX-07, "every Thursday" XXXX-WXX-4."""
    token = tokens[-1]
    if token.kind == "M":
        return f"XXXX-{token.value:02}"
    if token.kind == "W" and isinstance(token.value, int):
        return f"XXXX-WXX-{token.value + 1}"
    unit = unit_of(tokens)[0]
    return f"P1{find_words().units[unit]}" if unit else "XXXX-WXX"


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
    counted = _COUNTED.get(found.rule)
    if counted is not None:
        return "DATE", counted(tokens, anchors)
    if found.rule == "clock":
        return "TIME", _at_clock(tokens, anchors)
    if found.rule == "this_unit" and unit_of(tokens)[0] == "quarter":
        return "DATE", _current(tokens, anchors)
    reading = _reading(found, tokens, anchors)
    part = next((find_words().parts.get(token.raw, "") for token in tokens if token.kind == "P"), "")
    if found.rule in ("overnight", "overnight_weekday"):
        part = part or "NI"
    if reading.days is None:
        return ("TIME" if part else "DATE"), ""
    if part:
        return "TIME", f"{reading.days[0].isoformat()}T{part}"
    return "DATE", _value(found.rule, tokens, reading)


def _earlier(tokens: list[Token], anchors: Anchors) -> str:
    """Counts from the day of publication, where the text's own day is not known."""
    days = text_relative(tokens, replace(anchors, told=anchors.published)).days
    return _whole(days[0], unit_of(tokens)[0]) if days else ""


def _year_before(tokens: list[Token], anchors: Anchors) -> str:
    return f"{anchors.published.year - 1:04}" if anchors.published else ""


def _current(tokens: list[Token], anchors: Anchors) -> str:
    return _whole(anchors.published, unit_of(tokens)[0]) if anchors.published else ""


_WITH_YEAR = frozenset({"date", "month_of_year", "year", "part_of_year", "part_of_month", "days_of_month"})


def _reading(found: Found, tokens: list[Token], anchors: Anchors) -> Reading:
    """The reading of a rule: of a year that is named, however far off; else the latest, or the next that is near."""
    if found.rule in _WITH_YEAR and any(token.kind == "y" for token in tokens):
        return read_rule(found.rule, tokens, replace(anchors, published=None))
    if found.rule == "month" and tokens[0].kind == "H" and anchors.published:
        return read_rule(
            found.rule, tokens[1:], replace(anchors, published=anchors.published.replace(month=12))
        )
    reading = read_rule(found.rule, tokens, anchors)
    if reading.days is None or anchors.published is None or found.ahead or anchors.direction != "nearest":
        return reading
    if (reading.days[0] - anchors.published).days <= NEAR_DAYS:
        return reading
    return read_rule(found.rule, tokens, replace(anchors, direction="past"))


def _at_clock(tokens: list[Token], anchors: Anchors) -> str:
    """Day and time of day; the day of publication where the phrase names none."""
    day = anchors.published
    for kinds, rule in (("T", "day_told"), ("M", "date"), ("W", "weekday")):
        if any(token.kind in kinds for token in tokens):
            dated = [token for token in tokens if token.kind in "TMWdyn"]
            days = read_rule(rule, dated, anchors).days
            day = days[0] if days else None
            break
    moment = moment_of(tokens)
    part = next((find_words().parts.get(token.raw, "") for token in tokens if token.kind == "P"), "")
    return f"{day.isoformat()}T{moment or part}" if day and (moment or part) else ""


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


_YEARS_OFF = {"L": -1, "H": 0, "X": 1}
"""Years that "last year's", "this year's" and "next year's" lie off."""


def _quarter(tokens: list[Token], anchors: Anchors) -> str:
    """A quarter by its number: the latest that has begun, unless a year is named."""
    quarters = [token for token in tokens if token.kind == "U" and token.value == "quarter"]
    unit, plural = unit_of(quarters or tokens)
    order = next(
        (int(token.value) for token in tokens if token.kind == "O" and isinstance(token.value, int)), 0
    )
    if unit == "century" and 1 < order <= 21:
        return f"{order - 1:02}"
    if anchors.published is None or not 1 <= order <= 4 or unit != "quarter" or plural:
        return ""
    named = next((token.value for token in tokens if token.kind == "y"), None)
    year = anchors.published.year - (order > (anchors.published.month + 2) // 3)
    steps = [_YEARS_OFF[token.kind] for token in tokens if token.kind in _YEARS_OFF]
    if steps:
        year = anchors.published.year + steps[0]
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


_COUNTED: Mapping[str, Callable[[list[Token], Anchors], str]] = {
    "ordinal_unit": _quarter,
    "earlier": _earlier,
    "ago": _ago,
    "units_ago": _ago,
    "year_before": _year_before,
    "current_unit": _current,
}
"""What gives the value of the rules that count calendar units from the day of publication."""
