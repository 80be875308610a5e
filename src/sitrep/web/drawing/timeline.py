"""The timeline: events by day, week or month, in the colours of the map; every column leads to its days."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape

from sitrep.model import wording
from sitrep.report.svg import element, nice, text, width_of
from sitrep.web.drawing.scale import colour, label, ordered

WIDTH, TOP, FLOOR, LEFT, RIGHT = 760.0, 12.0, 132.0, 34.0, 8.0
MOST_DAYS = 45
"""Columns are days up to so many, then weeks, then months."""

MOST_WEEKS = 78
LINE, SOFT = "#c3cad3", "#56616f"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing; what a column stands for; how many events have no day."""

    svg: str
    unit: str
    undated: int
    columns: tuple[tuple[str, int, str], ...]


def draw(
    days: Mapping[date, Counter[str]], undated: int, address: Callable[[date, date], str]
) -> Timeline | None:
    """Events by their first day; None where none is dated.

    Args:
        days: First day → events by family.
        undated: Number of events without a day.
        address: First and last day of a column → where it leads.
    """
    if not days:
        return None
    unit = _unit(min(days), max(days))
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    for start, found in days.items():
        counts[_slot(start, unit)].update(found)
    slots = _slots(min(counts), max(counts), unit)
    most = max(each.total() for each in counts.values())
    parts = _scale(most)
    wide = (WIDTH - LEFT - RIGHT) / len(slots)
    bar = min(wide * 0.8, 42.0)
    columns = []
    for number, slot in enumerate(slots):
        if slot not in counts:
            continue
        found, end = counts[slot], _end(slot, unit)
        period = wording.days(slot, end)
        told = ", ".join(f"{label(family).lower()} {found[family]}" for family in ordered(found))
        x = LEFT + wide * number + (wide - bar) / 2
        column = element("title", escape(f"{period}: {found.total()} events ({told})")) + _column(
            x, bar, found, most
        )
        parts.append(element("a", column, href=address(slot, end), class_="column"))
        columns.append((period, found.total(), address(slot, end)))
    parts += _days(slots, unit, wide)
    svg = element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {FLOOR + 22:.0f}",
        role="group", aria_label=f"Events by {unit}; the list below says the same", class_="timeline",
    )  # fmt: skip
    return Timeline(svg, unit, undated, tuple(columns))


def _unit(first: date, last: date) -> str:
    days = (last - first).days + 1
    return "day" if days <= MOST_DAYS else "week" if days <= 7 * MOST_WEEKS else "month"


def _slot(start: date, unit: str) -> date:
    if unit == "month":
        return start.replace(day=1)
    return start - timedelta(days=start.weekday()) if unit == "week" else start


def _end(slot: date, unit: str) -> date:
    if unit == "month":
        return (slot + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return slot + timedelta(days=6 if unit == "week" else 0)


def _slots(first: date, last: date, unit: str) -> list[date]:
    slots = [first]
    while slots[-1] < last:
        slots.append(_end(slots[-1], unit) + timedelta(days=1))
    return slots


def _scale(most: int) -> list[str]:
    step = max(1, int(nice(most / 2)))
    parts = []
    for value in range(0, most + 1, step):
        y = FLOOR - value * (FLOOR - TOP) / most
        parts.append(element("line", x1=LEFT, x2=WIDTH - RIGHT, y1=y, y2=y, stroke=LINE, stroke_width=1))
        parts.append(text(LEFT - 6, y + 4, str(value), "tick", font_size=12, fill=SOFT, text_anchor="end"))
    return parts


def _column(x: float, bar: float, found: Counter[str], most: int) -> str:
    parts, y = [], FLOOR
    for family in ordered(found):
        tall = found[family] * (FLOOR - TOP) / most
        y -= tall
        parts.append(
            element(
                "rect",
                x=x,
                y=y,
                width=bar,
                height=tall,
                fill=colour(family),
                stroke="#ffffff",
                stroke_width="0.6",
            )
        )
    return "".join(parts)


def _days(slots: list[date], unit: str, wide: float) -> list[str]:
    parts, last, year = [], -100.0, 0
    for number, slot in enumerate(slots):
        told = f"{slot:%b}" if unit == "month" else f"{slot.day} {slot:%b}"
        if slot.year != year:
            told += f" {slot.year}"
        middle = LEFT + wide * (number + 0.5)
        half = width_of(told, 12) / 2
        if middle - half < last + 12 or middle + half > WIDTH:
            continue
        parts.append(
            text(
                max(middle, LEFT + half),
                FLOOR + 16,
                told,
                "day",
                font_size=12,
                fill=SOFT,
                text_anchor="middle",
            )
        )
        last, year = max(middle, LEFT + half) + half, slot.year
    return parts
