"""Times: a phrase as an interval of whole days, with the precision codes of UCDP and ACLED.

The record follows the annotation guidelines (norm.time): "overnight" is both days, "since June" runs to
publication, months and years stand as a whole. Where a house dates the same phrase otherwise,
`ucdp_interval` and `TimeMention.acled_date` give its rendering. Words and patterns are data:
`codebook/times.yaml`.
"""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from sitrep.annotate.times import dates as times_dates
from sitrep.annotate.times import relative as times_relative
from sitrep.annotate.times import spans as times_spans
from sitrep.annotate.times.calendar import Days, month_days, moved, year_days
from sitrep.annotate.times.reading import (
    Anchors,
    Reading,
    abstained,
    house_acled,
    house_ucdp,
    in_range,
)
from sitrep.annotate.times.tokens import Token, tokens
from sitrep.codebook.times import TimeRule, time_words
from sitrep.errors import CodebookError
from sitrep.model.mention import TimeMention
from sitrep.model.span import Span

_LONGEST_PHRASE = 200
_BESIDE = 16
_ANY_DAY = date(2000, 7, 1)
"""Only which rule reads a phrase is asked of it, never the days."""
_WORD_BEFORE = re.compile(r"\b(since|until|till|before|after|within)\s+(?:the\s+)?$", re.IGNORECASE)
_JOINTS = re.compile(r"x?[&u-][jx]?x?$|x?&[lej]+$")


@dataclass(frozen=True, slots=True)
class _Point:
    """One time within a phrase: the rule that matched and the tokens it took."""

    first: int
    after: int
    rule: TimeRule
    tokens: list[Token]

    def read(self, anchors: Anchors) -> Reading:
        return _builders()[self.rule.build](self.tokens, anchors)


def resolve(
    text: str,
    span: Span,
    *,
    published: datetime | None,
    precision: str,
    future: bool = False,
    told: date | None = None,
) -> TimeMention:
    """The days that a time phrase stands for.

    Args:
        text: The whole document; a word just before the span ("since") is read too.
        span: The phrase as marked, such as "on Sunday" or "since the ceasefire began on Feb. 1".
        published: Time of publication, None where it is unknown.
        precision: What is known of it: "minute" or "day".
        future: The frame is planned or demanded, so that "Monday" is the next one.
        told: The day that the text spoke of last, for "two days later"; None where there is none.

    Returns:
        A mention with start and end, or an abstention: no_anchor (publication unknown), not_a_time,
        out_of_range (before 1900 or more than ten years after publication), relative_to_text ("the
        following day" without `told`), vague ("recently", "years ago"), open_start ("before 4 April").
        `reason` is the rule's name otherwise.

    Raises:
        SpanError: If the span leaves the text.
    """
    phrase = span.of(text)
    anchors = Anchors(
        published=published.date() if published else None,
        moment=published if precision == "minute" else None,
        told=told,
        direction="future" if future else "past",
    )
    reading = _read(text, span, anchors)
    ucdp, acled = house_ucdp(reading), house_acled(reading)
    start, end = reading.days or (None, None)
    return TimeMention(
        span=span,
        phrase=phrase,
        start=start,
        end=end,
        basis="phrase" if start else None,
        ucdp_prec=ucdp[1] if ucdp else None,
        acled_prec=acled[1] if acled else None,
        acled_date=acled[0] if acled else None,
        reason=reading.reason,
    )


def ucdp_interval(phrase: str, published: date | None) -> tuple[date, date, int] | None:
    """UCDP's start date, end date and date_prec for a phrase; None where UCDP would not date an event by it.

    Without any phrase (an empty string) UCDP takes the three days before the report. Source: UCDP GED
    codebook 19.1, Appendix 2; an ACLED date is in `TimeMention`.
    """
    if not phrase.strip():
        return (moved(published, -3), moved(published, -1), 2) if published else None
    coded = house_ucdp(_read(phrase, Span(0, len(phrase)), Anchors(published=published)))
    return (*coded[0], coded[1]) if coded else None


def absent() -> TimeMention:
    """No time phrase: nothing is filled in."""
    return TimeMention(None, "", None, None, None, None, None, None, "no_phrase")


def norm_value(mention: TimeMention) -> str:
    """A time as an ISO day, month, year or interval ("2017-06"); empty for an abstention."""
    start, end = mention.start, mention.end
    if start is None or end is None:
        return ""
    if start == end:
        return start.isoformat()
    if (start, end) == year_days(start.year):
        return f"{start.year:04}"
    if (start, end) == month_days(start.year, start.month):
        return f"{start.year:04}-{start.month:02}"
    return f"{start.isoformat()}/{end.isoformat()}"


@cache
def _matcher() -> re.Pattern[str]:
    rules = time_words().rules
    if unknown := sorted({rule.build for rule in rules} - set(_builders())):
        raise CodebookError(f"times.yaml: rules name unknown builders {', '.join(unknown)}")
    return re.compile("|".join(f"(?P<r{i}>{rule.pattern.pattern})" for i, rule in enumerate(rules)))


@cache
def _builders() -> dict[str, times_dates.Builder]:
    return times_dates.BUILDERS | times_relative.BUILDERS | times_spans.BUILDERS


def rule_of(phrase: str) -> str:
    """The rule that reads a phrase ("since", "weekday", "month", ...), whenever the report was published."""
    anchors = Anchors(published=_ANY_DAY)
    return _read_unbounded(phrase, Span(0, len(phrase)), anchors).reason


def read_rule(name: str, matched: list[Token], anchors: Anchors) -> Reading:
    """What one rule of the grammar makes of the tokens that it matched; not_a_time for a rule that there is none of."""
    rule = next((rule for rule in time_words().rules if rule.name == name), None)
    if rule is None:
        return abstained("not_a_time")
    return in_range(_builders()[rule.build](matched, anchors), anchors.published)


def _read(text: str, span: Span, anchors: Anchors) -> Reading:
    return in_range(_read_unbounded(text, span, anchors), anchors.published)


def _read_unbounded(text: str, span: Span, anchors: Anchors) -> Reading:
    found = tokens(text[span.start : min(span.end, span.start + _LONGEST_PHRASE)])
    kinds = "".join(token.kind for token in found)
    rules = time_words().rules
    points = [
        _Point(*match.span(), rules[int(match.lastgroup[1:])], found[match.start() : match.end()])
        for match in _matcher().finditer(kinds)
        if match.lastgroup
    ]
    beside = _WORD_BEFORE.search(text[max(0, span.start - _BESIDE) : span.start])
    word = beside.group(1).lower() if beside else ""
    return _combined(points, found, anchors, word) if points else _pointless(kinds, anchors)


def _pointless(kinds: str, anchors: Anchors) -> Reading:
    """Reads "since then"; anything else without a time in it is none."""
    if "F" not in kinds and "s" not in kinds:
        return abstained("not_a_time")
    if anchors.told is None:
        return abstained("relative_to_text")
    if "s" in kinds:
        return _since(Reading((anchors.told, anchors.told), "since"), anchors)
    return Reading((anchors.told, anchors.told), "relative_to_text")


def _combined(points: list[_Point], found: list[Token], anchors: Anchors, word: str) -> Reading:
    """The times of a phrase and the words that join them as one reading."""
    best = min(points, key=lambda point: (point.rule.rank, point.first))
    kinds = "".join(token.kind for token in found)
    before = [token.raw or str(token.value) for token in found[: best.first]] or [word]
    if "since" in before:
        if best.rule.build == "duration" and before[-1] != "since":
            return abstained("relative_to_text")
        return _since(best.read(replace(anchors, direction="past")), anchors)
    if best.rule.build == "duration":
        return _lasting(best, before, anchors)
    joined = _joined(points, kinds, anchors)
    if joined is not None:
        return joined
    if deadline := next((near for near in reversed(before[-2:]) if near in _DEADLINES), ""):
        return _until(best, deadline, anchors)
    reading = best.read(anchors)
    if reading.days is None:
        return reading
    if kinds[best.first - 1 : best.first] == "r" and best.rule.build == "date":
        days = (moved(reading.days[0], -1), moved(reading.days[1], 1))
        return Reading(days, "around_date", ucdp=(days, 2), acled=(reading.days[0], 2))
    if "G" in kinds and anchors.published and reading.days[0] <= anchors.published < reading.days[1]:
        # "so far in 2017" ends at publication.
        return Reading((reading.days[0], anchors.published), "so_far", for_acled=False)
    return reading


_DEADLINES = ("until", "till", "through", "by", "before")


def _lasting(point: _Point, before: list[str], anchors: Anchors) -> Reading:
    """Reads "for three days": up to publication; from publication on for what is planned."""
    if anchors.published is None:
        return abstained("no_anchor")
    if anchors.direction == "future":
        ahead = times_spans.coming(point.tokens, anchors)
        return replace(ahead, for_ucdp=False, for_acled=False)
    if {"after", "within"} & set(before[-2:]):
        # After or within three days of something that the phrase does not date.
        return abstained("relative_to_text")
    return point.read(anchors)


def _since(reading: Reading, anchors: Anchors) -> Reading:
    """From a time's first day to publication; ACLED records no event for it."""
    if reading.days is None:
        return reading
    if anchors.published is None:
        return abstained("no_anchor")
    days = (reading.days[0], anchors.published)
    coded = house_ucdp(Reading(days, "since"))
    return Reading(days, "since", ucdp=(days, max(coded[1], 2)) if coded else None, for_acled=False)


def _until(point: _Point, deadline: str, anchors: Anchors) -> Reading:
    """Reads "by June 1": that day; "until May 16": from publication to there. The nearest year is taken."""
    if point.rule.build != "weekday" and not (deadline == "before" and anchors.direction == "past"):
        anchors = replace(anchors, direction="nearest")
    reading = point.read(anchors)
    if deadline == "by" or reading.days is None or anchors.published is None:
        return reading
    if reading.days[1] <= anchors.published:
        # "before 4 April" says no more than that it was earlier.
        open_start = deadline == "before" and point.tokens[0].kind in "dMWyT"
        return abstained("open_start") if open_start else reading
    return Reading((anchors.published, reading.days[1]), "until", for_ucdp=False, for_acled=False)


def _joined(points: list[_Point], kinds: str, anchors: Anchors) -> Reading | None:
    """Reads "from June to October": from the first day of one time to the last of the other."""
    for one, other in zip(points, points[1:], strict=False):
        between = kinds[one.after : other.first]
        bounded = kinds[: one.first][-1:] in ("f", "B") and ("u" in between or "&" in between)
        if not bounded and not _JOINTS.match(between):
            continue
        last = other.read(anchors)
        if last.days is None:
            return last
        start = one.read(anchors)
        if start.days is None or start.days[0] > last.days[1]:
            # The year or week of the first is that of the second: "from June to October 2014".
            start = one.read(Anchors(published=last.days[1]))
        elif last.explicit and not start.explicit:
            start = one.read(Anchors(published=last.days[1]))
        if start.days is None:
            return last
        return _span_of(kinds[: one.first], start.days, last, explicit=last.explicit and start.explicit)
    return None


def _span_of(before: str, start: Days, last: Reading, *, explicit: bool) -> Reading:
    days = (start[0], last.days[1] if last.days else start[1])
    night = "P" in before and (days[1] - days[0]).days == 1
    return Reading(days, "interval", acled=(days[0], 1) if night else None, explicit=explicit)
