"""Times that count from the publication date, or from the day that the text spoke of last.

Each function takes the tokens that its rule matched and what it counts from. Without a publication date it abstains with
no_anchor; the file's date and today are never taken. Sources: annotation guidelines (norm.time), UCDP GED Appendix 2,
ACLED time precision, as in practice's table of dates.
"""

from dataclasses import replace
from datetime import date, timedelta

from sitrep.annotate.times_calendar import (
    Days,
    middle,
    month_days,
    months_moved,
    moved,
    week_days,
    year_days,
)
from sitrep.annotate.times_dates import (
    Builder,
    Tokens,
    first,
    number,
    one_day,
    part_of_month,
    part_of_year,
)
from sitrep.annotate.times_reading import Anchors, Reading, abstained

NO_ANCHOR = abstained("no_anchor")
VAGUE = abstained("vague")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14}
_MOST_UNITS = 1000


def weekday(tokens: Tokens, anchors: Anchors) -> Reading:
    """"Sunday", "last Friday", "Monday night": the latest such day up to publication, or the next one of a plan."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    token = first(tokens, "W")
    back = (published.weekday() - number(token)) % 7
    if tokens[0].kind == "X":
        return one_day(moved(published, 7 - back), "weekday")
    if anchors.direction == "future":
        return one_day(moved(published, (7 - back) % 7), "weekday")
    if tokens[0].kind == "L" and back == 0:
        back = 7
    return one_day(moved(published, -back), "weekday")


def overnight_weekday(tokens: Tokens, anchors: Anchors) -> Reading:
    """"overnight on Friday": that day and the next."""
    day = weekday([token for token in tokens if token.kind == "W"], anchors)
    if day.days is None:
        return day
    return Reading((day.days[0], moved(day.days[0], 1)), "overnight_weekday", acled=(day.days[0], 1))


def day_told(tokens: Tokens, anchors: Anchors) -> Reading:
    """"today", "yesterday", "tomorrow", "tonight"."""
    if anchors.published is None:
        return NO_ANCHOR
    return one_day(moved(anchors.published, number(tokens[0])), "day_told")


def this_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """"this morning"."""
    return one_day(anchors.published, "this_part_of_day") if anchors.published else NO_ANCHOR


def overnight(tokens: Tokens, anchors: Anchors) -> Reading:
    """"overnight", "last night": both days in the record, the day before for UCDP and ACLED. Other parts: that day."""
    if anchors.published is None:
        return NO_ANCHOR
    before = moved(anchors.published, -1)
    if tokens[-1].kind == "P" and tokens[-1].raw != "night":
        return one_day(before, "last_part_of_day")
    return Reading((before, anchors.published), "overnight", ucdp=((before, before), 1), acled=(before, 1))


def night_before_last(tokens: Tokens, anchors: Anchors) -> Reading:
    """"the night before last"."""
    if anchors.published is None:
        return NO_ANCHOR
    day = moved(anchors.published, -2)
    return Reading((day, moved(day, 1)), "night_before_last", ucdp=((day, day), 1), acled=(day, 1))


def now(tokens: Tokens, anchors: Anchors) -> Reading:
    """"now", "currently", "so far": the day of publication."""
    return one_day(anchors.published, "now") if anchors.published else NO_ANCHOR


def time_of_day(tokens: Tokens, anchors: Anchors) -> Reading:
    """"at dawn", "0600 local time": no day is told, so publication day or the one before."""
    if anchors.published is None:
        return NO_ANCHOR
    return Reading((moved(anchors.published, -1), anchors.published), "time_of_day")


def recently(tokens: Tokens, anchors: Anchors) -> Reading:
    """"recently": no days in the record; UCDP takes three days before the report, "the other day" the day before."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    before = moved(published, -1)
    if "other day" in tokens[0].raw:
        return Reading((before, before), "the_other_day")
    days = (moved(published, -3), before)
    return Reading(None, "vague", ucdp=(days, 2), acled=(middle(days), 2))


def weekend(tokens: Tokens, anchors: Anchors) -> Reading:
    """"the weekend", "last weekend": Saturday and Sunday."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    saturday = moved(week_days(published)[0], 5)
    begun = published >= saturday
    if tokens[0].kind == "X":
        saturday = moved(saturday, 7) if begun else saturday
    elif tokens[0].kind == "L" or not (begun or anchors.direction == "future"):
        saturday = moved(saturday, -7)
    return Reading((saturday, moved(saturday, 1)), "weekend")


def midweek(tokens: Tokens, anchors: Anchors) -> Reading:
    """"midweek": the latest Wednesday."""
    if tokens[0].raw != "midweek":
        return abstained("not_a_time")
    if anchors.published is None:
        return NO_ANCHOR
    return one_day(moved(anchors.published, -((anchors.published.weekday() - 2) % 7)), "midweek")


def _unit(tokens: Tokens) -> tuple[str, bool]:
    """The unit's name, and whether it stands in the plural."""
    token = first(tokens, "U")
    return (str(token.value), token.raw.endswith("s")) if token else ("", False)


def _count(tokens: Tokens) -> tuple[int, bool]:
    """How many units, the larger of two ("two or three"), and whether the text is vague about it."""
    numbers = [token for token in tokens if token.kind in "wdnq"]
    if not numbers:
        return 1, False
    return max(number(token) for token in numbers), any(token.kind == "q" for token in numbers)


def _back(day: date, count: int, unit: str) -> date | None:
    """The day some units before; negative counts lie after. None beyond what the calendar is asked for."""
    if abs(count) > _MOST_UNITS:
        return None
    if unit in _DAYS:
        return moved(day, -count * _DAYS[unit])
    return months_moved(day, -count * _MONTHS[unit]) if unit in _MONTHS else None


def _hours_back(count: int, unit: str, anchors: Anchors) -> date | None:
    """The day that lay some hours or minutes before publication; whole days where its time of day is unknown."""
    hours = count if unit == "hour" else 1
    if anchors.published is None or hours > 24 * _MOST_UNITS:
        return None
    if anchors.moment is not None and hours < 24:
        return (anchors.moment - timedelta(hours=hours)).date()
    return moved(anchors.published, -((hours + 23) // 24))


def past(tokens: Tokens, anchors: Anchors) -> Reading:
    """"the past 24 hours", "last week", "in the last year", "the past few days"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = _unit(tokens)
    counted = any(token.kind in "wdnq" for token in tokens)
    if tokens[0].kind == "L" and not counted and not plural and tokens[0].raw != "the last":
        return _calendar(unit, -1, anchors)
    count, vague = _count(tokens)
    if plural and not counted:
        count, vague = 3, True  # "recent weeks"
    if unit in ("hour", "minute"):
        return _past_hours(count, unit, anchors)
    start = _back(published, count, unit)
    if start is None:
        return VAGUE
    days = (start, published)
    if unit in ("day", "night") and vague:
        coded = (moved(published, -3), moved(published, -1))
        return Reading(days, "past_days", ucdp=(coded, 2), acled=(middle(coded), 2))
    if unit == "week" and count == 1:
        coded = (moved(published, -6), published)
        return Reading(days, "past_week", ucdp=(coded, 3), acled=(middle(coded), 2))
    if unit == "month" and count > 1:
        # UCDP never lets "the past months" cross into another calendar year.
        return Reading(
            days, "past_months", ucdp=((max(start, year_days(published.year)[0]), published), 5), for_acled=False
        )
    return Reading(days, f"past_{unit}s")


def _past_hours(count: int, unit: str, anchors: Anchors) -> Reading:
    published, start = anchors.published, _hours_back(count, unit, anchors)
    if published is None or start is None:
        return VAGUE
    coded = (max(start, moved(published, -2)), published)
    return Reading((start, published), "past_hours", ucdp=(coded, 2), acled=(middle(coded), 2))


def _calendar(unit: str, step: int, anchors: Anchors) -> Reading:
    """"last week" (Monday to Sunday), "next month", "last year": whole units of the calendar."""
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
    end = _back(published, -step, unit)
    if end is None:
        return abstained("not_a_time")
    return Reading((min(end, published), max(end, published)), "around_publication")


def coming(tokens: Tokens, anchors: Anchors) -> Reading:
    """"next week", "the next three days"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = _unit(tokens)
    counted = any(token.kind in "wdnq" for token in tokens)
    if not counted:
        return VAGUE if plural else _calendar(unit, 1, anchors)
    count = _count(tokens)[0]
    if unit in ("hour", "minute"):
        return Reading((published, moved(published, min((count + 23) // 24, _MOST_UNITS))), "next_hours")
    end = _back(published, -count, unit)
    return Reading((published, end), "next_units") if end else VAGUE


def this_unit(tokens: Tokens, anchors: Anchors) -> Reading:
    """"this week", "this year": from its first day to publication; as a whole where something is planned."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, _ = _unit(tokens)
    if unit in ("day", "hour", "minute", "night"):
        return one_day(published, "this_unit")
    whole = _calendar(unit, 0, anchors)
    if whole.days is None or unit not in ("week", "month", "year"):
        return abstained("not_a_time")
    if anchors.direction != "past":
        return Reading(whole.days, "this_unit", for_acled=False)
    days = (whole.days[0], published)
    return Reading(days, "this_unit", ucdp=(days, 2) if unit == "week" else None, for_acled=False)


def unit_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """"late last week", "early this month", "the end of the year", "earlier this week"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    part, (unit, plural) = tokens[0].kind, _unit(tokens)
    scope = first(tokens, "LHX")
    if unit in ("hour", "day", "minute"):
        return Reading((moved(published, -1), published), "time_of_day")
    if plural and scope is None:
        return VAGUE
    step = {"L": -1, "X": 1}.get(scope.kind if scope else "H", 0)
    if part == "g" and step == 0:
        return _earlier_or_later(tokens, anchors)
    whole = _calendar(unit, step, anchors).days
    if whole is None:
        return abstained("not_a_time")
    if unit == "week":
        return Reading(_week_part(part, whole), "part_of_week")
    if unit == "month":
        return part_of_month("e" if part == "g" else part, whole[0].year, whole[0].month)
    return replace(part_of_year("e" if part == "g" else part, whole[0].year), explicit=False)


def _earlier_or_later(tokens: Tokens, anchors: Anchors) -> Reading:
    """"earlier this week": up to publication; "later this year": from publication to its end."""
    if tokens[0].raw not in ("later", "after"):
        return this_unit(tokens, replace(anchors, direction="past"))
    whole = this_unit(tokens, replace(anchors, direction="future"))
    if whole.days is None or anchors.published is None:
        return whole
    return replace(whole, days=(anchors.published, whole.days[1]))


def _week_part(part: str, week: Days) -> Days:
    first_day, last_day = {"l": (4, 6), "z": (4, 6), "m": (1, 3)}.get(part, (0, 2))
    return moved(week[0], first_day), moved(week[0], last_day)


def ago(tokens: Tokens, anchors: Anchors) -> Reading:
    """"ten days ago" (that day), "three months ago" (that month), "five years ago" (that year)."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, _ = _unit(tokens)
    count, vague = _count(tokens)
    if unit in ("hour", "minute"):
        start = _hours_back(count, unit, anchors)
        if start is None:
            return VAGUE
        return Reading((start, start if anchors.moment else published), "hours_ago")
    day = _back(published, count, unit)
    if day is None or (vague and unit not in ("day", "night")):
        return VAGUE
    if vague:
        return Reading((moved(day, -2), moved(published, -1)), "days_ago")
    if unit in ("day", "night"):
        return one_day(day, "days_ago")
    if unit in ("week", "fortnight"):
        # The day is counted, not told: houses get the week around it.
        around = (moved(day, -3), moved(day, 3))
        return Reading((day, day), "weeks_ago", ucdp=(around, 3), acled=(day, 2))
    if unit in ("month", "quarter"):
        return Reading(month_days(day.year, day.month), "months_ago")
    return Reading(year_days(day.year), "years_ago", for_acled=False) if unit == "year" else VAGUE


def duration(tokens: Tokens, anchors: Anchors) -> Reading:
    """"for three days": so many units up to publication."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = _unit(tokens)
    count, vague = _count(tokens)
    if vague:
        return VAGUE
    if unit in ("hour", "minute"):
        start = _hours_back(count, unit, anchors)
    else:
        start = _back(published, count, unit)
    return Reading((start, published), "duration", for_acled=False) if start else VAGUE


def unit_alone(tokens: Tokens, anchors: Anchors) -> Reading:
    """"for weeks", "the week": no number of units, and no day to count from."""
    return VAGUE if _unit(tokens)[1] else abstained("relative_to_text")


def text_relative(tokens: Tokens, anchors: Anchors) -> Reading:
    """"two days earlier", "the following day", "that night": from the day that the text spoke of last."""
    told = anchors.told
    if told is None:
        return abstained("relative_to_text")
    unit, plural = _unit(tokens)
    if tokens[0].kind == "F":
        step = {"previous": -1, "preceding": -1, "following": 1}.get(tokens[0].raw, 0)
        if tokens[-1].kind == "P" or unit in ("day", "hour"):
            return one_day(moved(told, step), "relative_to_text")
        from_told = replace(anchors, published=told)
        return replace(_calendar(unit, step, from_told), reason="relative_to_text")
    count, vague = _count(tokens)
    if vague or (plural and not any(token.kind in "wdnq" for token in tokens)):
        return abstained("relative_to_text")
    back = tokens[-1].raw in ("earlier", "before")
    if unit in ("hour", "minute"):
        return one_day(told, "relative_to_text")
    day = _back(told, count if back else -count, unit)
    return one_day(day, "relative_to_text") if day else VAGUE


BUILDERS: dict[str, Builder] = {
    "weekday": weekday,
    "overnight_weekday": overnight_weekday,
    "day_told": day_told,
    "this_part": this_part,
    "overnight": overnight,
    "night_before_last": night_before_last,
    "now": now,
    "time_of_day": time_of_day,
    "recently": recently,
    "weekend": weekend,
    "midweek": midweek,
    "past": past,
    "coming": coming,
    "this_unit": this_unit,
    "unit_part": unit_part,
    "ago": ago,
    "duration": duration,
    "unit_alone": unit_alone,
    "text_relative": text_relative,
}
