"""Days that count from the publication date, or from the day that the text spoke of last.

Each function takes the tokens that its rule matched and what it counts from. Without a publication date it
abstains with no_anchor; the file's date and today are never taken. Sources: annotation guidelines
(norm.time), UCDP GED Appendix 2, ACLED Codebook, time precision.
"""

from dataclasses import replace

from sitrep.annotate.times.calendar import middle, moved, week_days
from sitrep.annotate.times.dates import Builder, Tokens, first, number, one_day
from sitrep.annotate.times.reading import Anchors, Reading, abstained
from sitrep.annotate.times.units import (
    NO_ANCHOR,
    VAGUE,
    calendar_unit,
    count_of,
    is_counted,
    unit_of,
    units_back,
)


def weekday(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "Sunday", "Monday night": the latest such day up to publication, or the next one of a plan."""
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
    """Reads "overnight on Friday": that day and the next."""
    day = weekday([token for token in tokens if token.kind == "W"], anchors)
    if day.days is None:
        return day
    return Reading((day.days[0], moved(day.days[0], 1)), "overnight_weekday", acled=(day.days[0], 1))


def day_told(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "today", "yesterday", "tomorrow", "tonight"."""
    if anchors.published is None:
        return NO_ANCHOR
    return one_day(moved(anchors.published, number(tokens[0])), "day_told")


def this_part(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "this morning"."""
    return one_day(anchors.published, "this_part_of_day") if anchors.published else NO_ANCHOR


def overnight(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "overnight", "last night": both days in the record, the day before for UCDP and ACLED."""
    if anchors.published is None:
        return NO_ANCHOR
    before = moved(anchors.published, -1)
    if tokens[-1].kind == "P" and tokens[-1].raw != "night":
        return one_day(before, "last_part_of_day")
    return Reading((before, anchors.published), "overnight", ucdp=((before, before), 1), acled=(before, 1))


def night_before_last(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the night before last"."""
    if anchors.published is None:
        return NO_ANCHOR
    day = moved(anchors.published, -2)
    return Reading((day, moved(day, 1)), "night_before_last", ucdp=((day, day), 1), acled=(day, 1))


def now(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "now", "currently", "so far": the day of publication."""
    return one_day(anchors.published, "now") if anchors.published else NO_ANCHOR


def time_of_day(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "at dawn", "0600 local time": no day is told, so publication day or the one before."""
    if anchors.published is None:
        return NO_ANCHOR
    before = moved(anchors.published, -1)
    night = tokens[-1].raw in ("night", "nighttime")  # "a night-long battle": ACLED's day is the first
    return Reading((before, anchors.published), "time_of_day", acled=(before, 1) if night else None)


def recently(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "recently": no days in the record, three for UCDP; "the other day": the day before."""
    published = anchors.published
    if published is None:
        return NO_ANCHOR
    before = moved(published, -1)
    if "other day" in tokens[0].raw:
        return Reading((before, before), "the_other_day")
    days = (moved(published, -3), before)
    return Reading(None, "vague", ucdp=(days, 2), acled=(middle(days), 2))


def weekend(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "the weekend", "last weekend": Saturday and Sunday."""
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
    """Reads "midweek": the latest Wednesday."""
    if tokens[0].raw != "midweek":
        return abstained("not_a_time")
    if anchors.published is None:
        return NO_ANCHOR
    return one_day(moved(anchors.published, -((anchors.published.weekday() - 2) % 7)), "midweek")


def text_relative(tokens: Tokens, anchors: Anchors) -> Reading:
    """Reads "two days earlier", "the following day": from the day that the text spoke of last."""
    told = anchors.told
    if told is None:
        return abstained("relative_to_text")
    unit, plural = unit_of(tokens)
    if tokens[0].kind == "F":
        step = {"previous": -1, "preceding": -1, "following": 1}.get(tokens[0].raw, 0)
        if tokens[-1].kind == "P" or unit in ("day", "hour"):
            return one_day(moved(told, step), "relative_to_text")
        from_told = replace(anchors, published=told)
        return replace(calendar_unit(unit, step, from_told), reason="relative_to_text")
    count, vague = count_of(tokens)
    if vague or (plural and not is_counted(tokens)):
        return abstained("relative_to_text")
    back = tokens[-1].raw in ("earlier", "before")
    if unit in ("hour", "minute"):
        return one_day(told, "relative_to_text")
    day = units_back(told, count if back else -count, unit)
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
    "text_relative": text_relative,
}
