"""Stretches of time that count from publication: "the past three days", "last week", "five years ago".

Without a publication date they abstain with no_anchor. Sources: annotation guidelines (norm.time), UCDP GED
Appendix 2, ACLED Codebook, time precision.
"""

from dataclasses import replace

from sitrep.annotate.times.calendar import Days, middle, month_days, moved, year_days
from sitrep.annotate.times.dates import Builder, Tokens, first, one_day, part_of_month, part_of_year
from sitrep.annotate.times.reading import Anchors, Reading, abstained
from sitrep.annotate.times.units import (
    MOST_UNITS,
    NO_ANCHOR,
    VAGUE,
    calendar_unit,
    count_of,
    hours_back,
    is_counted,
    unit_of,
    units_back,
)


def past(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the past 24 hours", "last week", "in the last year", "the past few days"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = unit_of(tokens)
    counted = is_counted(tokens)
    if tokens[0].kind == "L" and not counted and not plural and tokens[0].raw != "the last":
        return calendar_unit(unit, -1, anchors)
    count, vague = count_of(tokens)
    if plural and not counted:
        count, vague = 3, True  # "recent weeks"
    if unit in ("hour", "minute"):
        return _past_hours(count, unit, anchors)
    start = units_back(published, count, unit)
    if start is None:
        return VAGUE
    days = (start, published)
    if unit in ("day", "night") and vague:
        coded = (moved(published, -3), moved(published, -1))
        return Reading(days, "past_few_days", ucdp=(coded, 2), acled=(middle(coded), 2))
    if unit == "week" and count == 1:
        coded = (moved(published, -6), published)
        return Reading(days, "past_week", ucdp=(coded, 3), acled=(middle(coded), 2))
    if unit == "month" and count > 1:
        # UCDP never lets "the past months" cross into another calendar year.
        coded = (max(start, year_days(published.year)[0]), published)
        return Reading(days, "past_months", ucdp=(coded, 5), for_acled=False)
    return Reading(days, f"past_{unit}s")


def _past_hours(count: int, unit: str, anchors: Anchors) -> Reading:
    published, start = anchors.published, hours_back(count, unit, anchors)
    if published is None or start is None:
        return VAGUE
    coded = (max(start, moved(published, -2)), published)
    return Reading((start, published), "past_hours", ucdp=(coded, 2), acled=(middle(coded), 2))


def coming(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "next week", "the next three days"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = unit_of(tokens)
    counted = is_counted(tokens)
    if not counted:
        return VAGUE if plural else calendar_unit(unit, 1, anchors)
    count = count_of(tokens)[0]
    if unit in ("hour", "minute"):
        return Reading((published, moved(published, min((count + 23) // 24, MOST_UNITS))), "next_hours")
    end = units_back(published, -count, unit)
    return Reading((published, end), "next_units") if end else VAGUE


def this_unit(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "this week", "this year": from its first day to publication; as a whole for what is planned."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, _ = unit_of(tokens)
    if unit in ("day", "hour", "minute", "night"):
        return one_day(published, "this_unit")
    whole = calendar_unit(unit, 0, anchors)
    if whole.days is None or unit not in ("week", "month", "year"):
        return abstained("not_a_time")
    if anchors.direction != "past":
        return Reading(whole.days, "this_unit", for_acled=False)
    days = (whole.days[0], published)
    return Reading(days, "this_unit", ucdp=(days, 2) if unit == "week" else None, for_acled=False)


def unit_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "late last week", "early this month", "the end of the year", "earlier this week"."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    part, (unit, plural) = tokens[0].kind, unit_of(tokens)
    scope = first(tokens, "LHX")
    if unit in ("hour", "day", "minute"):
        return Reading((moved(published, -1), published), "time_of_day")
    if plural and scope is None:
        return VAGUE
    step = {"L": -1, "X": 1}.get(scope.kind if scope else "H", 0)
    if part == "g" and step == 0:
        return _earlier_or_later(tokens, anchors)
    whole = calendar_unit(unit, step, anchors).days
    if whole is None:
        return abstained("not_a_time")
    if unit == "week":
        return Reading(_week_part(part, whole), "part_of_week")
    if unit == "month":
        return part_of_month("e" if part == "g" else part, whole[0].year, whole[0].month)
    return replace(part_of_year("e" if part == "g" else part, whole[0].year), explicit=False)


def _earlier_or_later(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "earlier this week": up to publication; "later this year": from publication to its end."""
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
    """Reads "ten days ago" (that day), "three months ago" (that month), "five years ago" (that year)."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, _ = unit_of(tokens)
    count, vague = count_of(tokens)
    if unit in ("hour", "minute"):
        start = hours_back(count, unit, anchors)
        if start is None:
            return VAGUE
        return Reading((start, start if anchors.moment else published), "hours_ago")
    day = units_back(published, count, unit)
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
    """Reads "for three days": so many units up to publication."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    unit, plural = unit_of(tokens)
    count, vague = count_of(tokens)
    if vague:
        return VAGUE
    if unit in ("hour", "minute"):
        start = hours_back(count, unit, anchors)
    else:
        start = units_back(published, count, unit)
    return Reading((start, published), "duration", for_acled=False) if start else VAGUE


def unit_alone(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "for weeks", "the week": no number of units, and no day to count from."""
    return VAGUE if unit_of(tokens)[1] else abstained("relative_to_text")


BUILDERS: dict[str, Builder] = {
    "past": past,
    "coming": coming,
    "this_unit": this_unit,
    "unit_part": unit_part,
    "ago": ago,
    "duration": duration,
    "unit_alone": unit_alone,
}
