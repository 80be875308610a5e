"""Dates, months, seasons and years: times that stand in the calendar, with or without their year.

Each function takes the tokens that its rule matched and what relative times count from, and gives a
reading. A year that the phrase leaves out is the latest that is not after publication; for what is planned,
the nearest day or the next month.
"""

from collections.abc import Callable, Sequence
from datetime import date

from sitrep.annotate.times.calendar import (
    Days,
    middle,
    month_days,
    months_days,
    moved,
    week_days,
    year_days,
)
from sitrep.annotate.times.reading import Anchors, Reading, abstained
from sitrep.annotate.times.tokens import Token

Tokens = Sequence[Token]
Builder = Callable[[Tokens, Anchors], Reading]

SOON = 31
"""Days after publication in which a date without year still counts as coming, not as a year past."""
LAST_DAYS = 25
"""First day of "the end of" a month."""


def first(tokens: Tokens, kinds: str) -> Token | None:
    """The first token of one of some kinds."""
    return next((token for token in tokens if token.kind in kinds), None)


def number(token: Token | None) -> int:
    """A token's value as a number, 0 where it has none."""
    return token.value if token is not None and isinstance(token.value, int) else 0


def year_of(tokens: Tokens) -> int | None:
    """The year that tokens name: four digits, or two ("89" is 1989)."""
    token = first(tokens, "yYn")
    if token is None:
        return None
    value = number(token)
    return value if token.kind != "n" else (1900 + value if 32 <= value <= 99 else None)


def one_day(day: date, reason: str, *, explicit: bool = False) -> Reading:
    """A reading of a single day."""
    return Reading((day, day), reason, explicit=explicit)


def day_in(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def day_near(month: int, day: int, anchors: Anchors) -> date | None:
    """The day of the year that the phrase leaves out; None without a publication date or such a day."""
    if anchors.published is None:
        return None
    published = anchors.published
    # Eight years span a leap day on either side.
    years = range(published.year - 8, published.year + 9)
    days = [found for year in years if (found := day_in(year, month, day)) is not None]
    if not days:
        return None
    if anchors.direction != "past":
        return min(days, key=lambda found: abs((found - published).days))
    return max((found for found in days if (found - published).days <= SOON), default=days[0])


def iso(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "2017-10-15"."""
    try:
        return one_day(date.fromisoformat(str(tokens[0].value)), "date", explicit=True)
    except ValueError:
        return abstained("not_a_time")


def dated(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "Oct. 8, 2017", "Friday, 11 August", "11 MAY"."""
    month, day, year = number(first(tokens, "M")), number(first(tokens, "d")), year_of(tokens)
    if year is not None:
        found = day_in(year, month, day)
        return one_day(found, "date", explicit=True) if found else abstained(_no_such(year))
    if anchors.published is None:
        return abstained("no_anchor")
    found = day_near(month, day, anchors)
    return one_day(found, "date_without_year") if found else abstained("not_a_time")


def _no_such(year: int) -> str:
    return "not_a_time" if 1 <= year <= 9999 else "out_of_range"


def dated_by_year_word(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "8 March last year"."""
    if tokens[-1].value != "year":
        return dated(tokens[:-2], anchors)
    if anchors.published is None:
        return abstained("no_anchor")
    month, day = number(first(tokens, "M")), number(first(tokens, "d"))
    found = day_in(anchors.published.year + _YEARS[tokens[-2].kind], month, day)
    return one_day(found, "date_of_year_told") if found else abstained("not_a_time")


_YEARS = {"L": -1, "H": 0, "X": 1}


def day_range(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "3 to 5 May", "May 27-28, 2016", "2 and 3 July"."""
    days = [token for token in tokens if token.kind == "d"]
    rest = [token for token in tokens if token.kind not in "d-u&W"]
    last = dated([days[1], *rest], anchors)
    if last.days is None:
        return last
    start = day_in(last.days[1].year, last.days[1].month, number(days[0]))
    if start is None or start > last.days[1]:
        return abstained("not_a_time")
    return Reading((start, last.days[1]), "days_of_month", explicit=last.explicit)


def fixed_day(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "Christmas", "New Year's Eve"."""
    month, day = tokens[0].value if isinstance(tokens[0].value, tuple) else (1, 1)
    rest = [Token("d", day), Token("M", month), *tokens[1:]]
    return dated(rest, anchors)


def week_of(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the week of February 6": Monday to Sunday."""
    day = dated(tokens[1:], anchors)
    return Reading(week_days(day.days[0]), "week_of", explicit=day.explicit) if day.days else day


def _month_and_year(tokens: Tokens, anchors: Anchors) -> tuple[int, int] | None:
    """Month and year; None where the year is left out and the publication date is unknown."""
    month, year = number(first(tokens, "M")), year_of(tokens)
    if year is not None:
        return month, min(max(year, 1), 9998)
    published = anchors.published
    if published is None:
        return None
    scope = tokens[0].kind if tokens[0].kind in "LX" else ""
    year = published.year
    if scope == "X" or anchors.direction == "future":
        ahead = month > published.month or (month == published.month and scope != "X")
        return month, year if ahead else year + 1
    if anchors.direction == "nearest":
        months = (month - published.month + 6) % 12 - 6
        return month, (year * 12 + published.month - 1 + months) // 12
    behind = month < published.month or (month == published.month and scope != "L")
    return month, year if behind else year - 1


def month_named(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "June", "last December", "October 2014": the month as a whole."""
    found = _month_and_year(tokens, anchors)
    if found is None:
        return abstained("no_anchor")
    return Reading(month_days(found[1], found[0]), "month", explicit=year_of(tokens) is not None)


def month_of_year_word(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "August last year", "May of this year", "October of that year"."""
    if tokens[-1].value != "year":
        return month_named(tokens[:1], anchors)
    told = tokens[-2].kind == "F"
    from_ = anchors.told if told else anchors.published
    if from_ is None:
        return abstained("relative_to_text" if told else "no_anchor")
    year = from_.year + _YEARS.get(tokens[-2].kind, 0)
    return Reading(month_days(year, number(tokens[0])), "month_of_year_told")


def part_of_month(part: str, year: int, month: int) -> Reading:
    """A third of a month; UCDP's middle and end are wider, ACLED takes first, middle or last day.

    Source: guidelines (early June 06-01/06-10); UCDP GED Appendix 2; ACLED time precision 3.
    """
    start, end = month_days(year, month)

    def days(first_day: int, last_day: int) -> Days:
        return start.replace(day=first_day), start.replace(day=min(last_day, end.day))

    if part in "eb":
        return Reading(days(1, 10), "part_of_month", acled=(start, 3), ucdp=(days(1, 10), 4))
    if part == "m":
        ucdp = days(10, 20)
        return Reading(days(11, 20), "part_of_month", acled=(middle(ucdp), 3), ucdp=(ucdp, 4))
    record = days(21 if part == "l" else LAST_DAYS, 31)
    return Reading(record, "part_of_month", acled=(end, 3), ucdp=(days(15, 31), 4))


def month_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "early June", "late in May", "the end of February", "the first week of July"."""
    found = _month_and_year(tokens, anchors)
    if found is None:
        return abstained("no_anchor")
    month, year = found
    if tokens[0].kind not in "OL":
        reading = part_of_month(tokens[0].kind, year, month)
    else:
        reading = Reading(_ordinal_part(tokens, month_days(year, month)), "ordinal_part_of_month")
    return Reading(
        reading.days, reading.reason, reading.ucdp, reading.acled, explicit=year_of(tokens) is not None
    )


def _ordinal_part(tokens: Tokens, month: Days) -> Days:
    start, end = month
    last = tokens[0].kind == "L"
    count = 1 if last else number(tokens[0])
    if tokens[1].kind == "h":
        return (start, moved(start, 14)) if count == 1 and not last else (moved(start, 15), end)
    if last:
        return moved(end, -6), end
    first_day = moved(start, 7 * (min(count, 5) - 1))
    return min(first_day, end), min(moved(first_day, 6), end)


def season(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the summer of 2015", "last spring": three whole months."""
    token = first(tokens, "S")
    months = token.value if token is not None and isinstance(token.value, tuple) else (6, 8)
    year = year_of(tokens)
    if year is not None:
        return Reading(months_days(min(max(year, 1), 9998), *months), "season", explicit=True)
    published = anchors.published
    if published is None:
        return abstained("no_anchor")
    options = [months_days(published.year + step, *months) for step in (-2, -1, 0, 1, 2)]
    if tokens[0].kind == "X" or anchors.direction == "future":
        return Reading(next(days for days in options if days[0] > published), "season")
    if tokens[0].kind == "H":
        return Reading(options[2], "season")
    if tokens[0].kind == "L":
        return Reading(max(days for days in options if days[1] < published), "season")
    return Reading(max(days for days in options if days[0] <= published), "season")


def _years(start: int, end: int, reason: str) -> Reading:
    if not 1 <= start <= end <= 9999:
        return abstained("out_of_range")
    return Reading((year_days(start)[0], year_days(end)[1]), reason, explicit=True, for_acled=False)


def decade(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the 1980s", "the late 1990s"."""
    start = number(tokens[-1])
    part = tokens[0].kind if len(tokens) > 1 else ""
    low, high = {"e": (0, 3), "m": (4, 6), "l": (7, 9)}.get(part, (0, 9))
    return _years(start + low, start + high, "decade")


def year_range(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "1980-88", "1990-1991"."""
    start, end = number(tokens[0]), number(tokens[-1])
    return _years(start, end if end >= 100 else start - start % 100 + end, "years")


def year_named(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "2014", "'64": the year as a whole."""
    year = number(tokens[0])
    return _years(year, year, "year")


def part_of_year(part: str, year: int) -> Reading:
    """Four months of a year. Source: guidelines (early 2014: January to April); UCDP GED Appendix 2."""
    if not 1 <= year <= 9998:
        return abstained("out_of_range")
    months = {"e": (1, 4), "b": (1, 4), "m": (5, 8)}.get(part, (9, 12))
    days = months_days(year, *months)
    return Reading(days, "part_of_year", ucdp=(days, 5), explicit=True, for_acled=False)


def year_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "early 2016", "late in 2014", "the end of 2015"."""
    return part_of_year(tokens[0].kind, number(tokens[-1]))


BUILDERS: dict[str, Builder] = {
    "iso": iso,
    "date": dated,
    "date_told": dated_by_year_word,
    "day_range": day_range,
    "fixed_day": fixed_day,
    "week_of": week_of,
    "month": month_named,
    "month_told": month_of_year_word,
    "month_part": month_part,
    "season": season,
    "decade": decade,
    "year_range": year_range,
    "year": year_named,
    "year_part": year_part,
}
