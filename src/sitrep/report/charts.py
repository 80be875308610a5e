"""Charts: figures as ranges with a bar for each voice, and events by week. Drawn as SVG, legible in grey."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Series, Voice
from sitrep.report.blocks import Picture, Table
from sitrep.report.known import Known
from sitrep.report.runs import Run, count, days, words
from sitrep.report.svg import (
    BLUE,
    LINE,
    PAPER,
    SOFT,
    element,
    fitted,
    linked,
    nice,
    picture,
    text,
    width_of,
)

WIDTH = 720.0
LEFT, RIGHT = 262.0, 160.0
"""Room for names on the left and numbers on the right of a range chart."""
ROW = 21.0

RANGES = (
    "Figures by who says so. Each has a scale of its own. A bar runs from the lowest to the highest number of a source, a dot is "
    "a single number, an arrow stands for “or more”. Hollow marks are unreviewed."
)

MOST_WEEKS = 60
"""A longer time is drawn by month."""

LONGEST_EVENT = 7
"""Days; longer events are campaigns, which no week holds."""


def range_chart(known: Known, chosen: Sequence[Series]) -> Picture:
    """Each figure on a scale of its own that begins at nought, a bar or dot for each voice; an open bound ends in an arrow."""
    parts: list[str] = []
    y = 8.0
    for series in chosen:
        drawn, y = _panel(known, series, y)
        parts += drawn
    title = "Figures as ranges, by who says so"
    description = "For each figure a bar or dot for every independent source; the tables of figures hold the same numbers."
    svg = picture(WIDTH, y, title, description, parts)
    caption = (words(RANGES),)
    return Picture(svg, round(WIDTH), round(y), caption, (words(title),))


def _bounds(claim: Claim | None) -> tuple[float, float, bool] | None:
    if claim is None or claim.figure is None:
        return None
    found = claim.figure
    told = [float(value) for value in (found.low, found.best, found.high) if value is not None]
    return (min(told), max(told), found.high is None and found.high_open) if told else None


def _panel(known: Known, series: Series, top: float) -> tuple[list[str], float]:
    voices = [(voice, _bounds(known.claims.get(voice.claim))) for voice in series.voices]
    told = [(voice, bounds) for voice, bounds in voices if bounds is not None]
    largest = max((high for _, (_, high, _) in told), default=1.0) or 1.0
    step = nice(largest / 2)
    end = step * -(-largest // step)
    room = WIDTH - LEFT - RIGHT
    title = wording.counted_thing(series.subject, series.metric) + (
        f", {series.place}" if series.place else ""
    )
    if series.since:
        title += f", since {wording.day(series.since)}"
    y = top + 16
    parts = [text(0, y, fitted(title, 13, WIDTH), "name", font_size=13, font_weight="bold")]
    y += 8
    floor = y + ROW * len(told) + 4
    ticks = int(round(end / step))
    for number in range(ticks + 1):
        x = LEFT + room * number / ticks
        parts.append(element("line", x1=x, x2=x, y1=y, y2=floor, stroke=LINE, stroke_width=1))
        label = wording.number(step * number)
        parts.append(text(x, floor + 13, label, "tick", font_size=10, fill=SOFT, text_anchor="middle"))
    for voice, (low, high, is_open) in told:
        y += ROW
        parts += _bar(known, voice, (LEFT + room * low / end, LEFT + room * high / end, is_open), y - 6)
    return parts, floor + 28


def _bar(known: Known, voice: Voice, span: tuple[float, float, bool], y: float) -> list[str]:
    x, end, is_open = span
    fill = BLUE if voice.counted else PAPER
    mark = {"fill": fill, "stroke": BLUE, "stroke_width": 2}
    shape = (
        element("circle", cx=x, cy=y, r=5, **mark)
        if end - x < 1
        else element("rect", x=x, y=y - 5, width=end - x, height=10, rx=2, **mark)
    )
    parts = [
        text(LEFT - 12, y + 4, fitted(known.root(voice.root), 12, LEFT - 16), "name", text_anchor="end"),
        shape,
    ]
    if is_open:
        tip = end + 26
        parts.append(
            element(
                "line", x1=end + 6, x2=tip, y1=y, y2=y, stroke=BLUE, stroke_width=2, stroke_dasharray="4 2"
            )
        )
        parts.append(element("path", d=f"M{tip:.1f} {y - 4:.1f}l7 4l-7 4z", fill=BLUE))
    said = fitted(known.says(voice), 12, RIGHT - 44)
    parts.append(text(WIDTH - RIGHT + 44, y + 4, said, "stated", font_weight="bold"))
    return [linked(voice.claim, *parts)]


def week_chart(known: Known) -> Picture | None:
    """Events by the week, or month, of their first day; nothing where fewer than two are dated."""
    events = [
        event
        for event in known.situation.events
        if event.start is not None
        and event.end is not None
        and (event.end - event.start).days < LONGEST_EVENT
    ]
    starts = [event.start for event in events if event.start is not None]
    if len(starts) < 2:
        return None
    monthly = (max(starts) - min(starts)).days > 7 * MOST_WEEKS
    slots = _slots(min(starts), max(starts), monthly)
    total, counted = Counter[date](), Counter[date]()
    for event in events:
        if event.start is not None:
            slot = _slot(event.start, monthly)
            total[slot] += 1
            counted[slot] += bool(event.counted)
    unit = "month" if monthly else "week"
    svg, height = _columns(slots, total, counted, monthly)
    rows = tuple(
        (((_period(slot, monthly),),), ((count(total[slot]),),), ((count(counted[slot]),),))
        for slot in slots
        if total[slot]
    )
    table = Table((unit.capitalize(), "Events", "of them counted"), rows, (50, 25, 25))
    left = len(known.situation.events) - len(events)
    caption = (
        words(f"Events by {unit} of their first day; dark: counted, light: unreviewed. Not drawn: "), count(left),
        words(" events without a date or longer than a week."),
    )  # fmt: skip
    return Picture(svg, round(WIDTH), round(height), caption, (words(f"Events by {unit}"),), table)


def _slot(value: date, monthly: bool) -> date:
    return value.replace(day=1) if monthly else value - timedelta(days=value.weekday())


def _slots(first: date, last: date, monthly: bool) -> list[date]:
    slots, slot = [], _slot(first, monthly)
    while slot <= last:
        slots.append(slot)
        slot = _slot(slot + timedelta(days=32 if monthly else 7), monthly)
    return slots


def _period(slot: date, monthly: bool) -> Run:
    return days(
        slot,
        (slot + timedelta(days=31)).replace(day=1) - timedelta(days=1)
        if monthly
        else slot + timedelta(days=6),
    )


def _columns(
    slots: Sequence[date], total: Counter[date], counted: Counter[date], monthly: bool
) -> tuple[str, float]:
    floor, top, left = 150.0, 16.0, 34.0
    room = WIDTH - left - 8
    most = max(total.values())
    step = max(1, int(nice(most / 3)))
    end = step * -(-most // step)
    scale = (floor - top) / end
    parts = []
    for value in range(0, end + 1, step):
        y = floor - value * scale
        parts.append(element("line", x1=left, x2=WIDTH - 8, y1=y, y2=y, stroke=LINE, stroke_width=1))
        parts.append(text(left - 6, y + 4, f"{value:,}", "tick", font_size=10, fill=SOFT, text_anchor="end"))
    width = room / len(slots)
    bar = min(width * 0.72, 44.0)
    last = -100.0
    for number, slot in enumerate(slots):
        x = left + width * number + (width - bar) / 2
        tall, dark = total[slot] * scale, counted[slot] * scale
        if tall:
            parts.append(
                element(
                    "rect",
                    x=x,
                    y=floor - tall,
                    width=bar,
                    height=tall,
                    fill="#cfe0ea",
                    stroke=BLUE,
                    stroke_width=1,
                )
            )
        if dark:
            parts.append(element("rect", x=x, y=floor - dark, width=bar, height=dark, fill=BLUE))
        label = f"{slot:%b %Y}" if monthly else f"{slot.day} {slot:%b}" + ("" if number else f" {slot.year}")
        middle = x + bar / 2
        if middle - last > width_of(label, 10) + 14:
            parts.append(
                text(middle, floor + 15, label, "day", font_size=10, fill=SOFT, text_anchor="middle")
            )
            last = middle
    title = "Events by month" if monthly else "Events by week"
    return picture(
        WIDTH, floor + 24, title, "Columns of events; the table beside holds the numbers.", parts
    ), floor + 24
