"""Control over time: who is said to hold each place, on the days that reports speak of. Drawn as SVG, legible in grey."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.record import ControlReading, ControlState
from sitrep.report.blocks import Picture, Table
from sitrep.report.known import Known
from sitrep.report.runs import day, name, words
from sitrep.report.svg import FONT, INK, LINE, PAPER, SOFT, element, fitted, picture, text

WIDTH, LEFT, RIGHT, TOP, ROW = 720.0, 150.0, 20.0, 10.0, 40.0

MARK, LIFT = 8.5, 9.0
"""Radius of a holder's mark on the chart of control, and by how much a mark gives way to its neighbour."""

BEFORE_DAYS = 14
"""Days before the first report that the axis of control begins at most."""

CONTROL = (
    "Who is said to hold each place. Marks stand on the days that reports speak of; between them nothing is said, and nothing is "
    "drawn as held. A letter, as on the map, where the holder is new; a dot where a later report says the same; a hollow mark "
    "where the place is said to be lost, or reports disagree."
)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days to pixels; days before the first stand together at the left edge."""

    first: date
    last: date

    def __call__(self, value: date) -> float:
        """Pixels from the left."""
        if value < self.first:
            return LEFT + 12
        whole = (self.last - self.first).days or 1
        return LEFT + 44 + (WIDTH - LEFT - RIGHT - 56) * (value - self.first).days / whole


def control_chart(known: Known, letters: Mapping[str, tuple[str, str]], most: int) -> Picture | None:
    """Who is said to hold each place over time: a mark on each day that reports speak of; hollow and "?" where they disagree.

    Args:
        known: The situation.
        letters: Holder → its letter and colour, the same as on the map.
        most: Places drawn at most, those with the most claims.
    """
    states = [state for state in known.situation.control if any(each.as_of for each in state.history)]
    states.sort(key=lambda state: (-len(state.claims), state.place, state.id))
    states = sorted(states[:most], key=lambda state: (state.country, state.place))
    told = [each.as_of for state in states for each in state.history if each.as_of]
    if not told or known.as_of is None:
        return None
    # a day long before the first report ("seized the city in 2014") stands at the left edge and does not stretch the axis
    begin = max(min(told), (known.situation.first or min(told)) - timedelta(days=BEFORE_DAYS))
    axis = Axis(begin, max(max(told), known.as_of))
    floor = TOP + ROW * len(states)
    parts: list[str] = []
    for number, state in enumerate(states):
        y = TOP + ROW * number + ROW / 2
        parts.append(text(LEFT - 10, y + 4, fitted(state.place, 12, LEFT - 14), "name", text_anchor="end"))
        parts += _track([(axis(each.as_of), each) for each in state.history if each.as_of], letters, y)
    if min(told) < begin:
        parts.append(text(LEFT + 12, floor + 17, "earlier", font_size=10, fill=SOFT, text_anchor="middle"))
    parts += _days(axis, floor)
    title = "Control over time, as reported"
    height = floor + 26
    description = "A mark for each day on which reports say who holds a place."
    svg = picture(WIDTH, height, title, description, parts)
    return Picture(svg, round(WIDTH), round(height), (words(CONTROL),), (words(title),), _table(states))


def _table(states: Sequence[ControlState]) -> Table:
    lexicon = report_words()
    rows = []
    for state in states:
        for each in state.history:
            if each.as_of is not None:
                holder = (name(each.holder),) if each.holder else (words("contested"),)
                status = (words(lexicon.status(each.status)),)
                rows.append((((name(state.place),),), ((day(each.as_of),),), (holder,), (status,)))
    return Table(("Place", "Day", "Holder", "Status"), tuple(rows), (30, 20, 32, 18))


def _track(
    readings: Sequence[tuple[float, ControlReading]], letters: Mapping[str, tuple[str, str]], y: float
) -> list[str]:
    """One place's marks: a letter where the holder or status is new, a dot where a later report says the same."""
    parts = [
        element(
            "line",
            x1=readings[0][0],
            x2=WIDTH - 20,
            y1=y,
            y2=y,
            stroke=LINE,
            stroke_width=2,
            stroke_dasharray="2 3",
        )
    ]
    news = [
        number
        for number, (_, each) in enumerate(readings)
        if not number
        or (each.holder, each.status) != (readings[number - 1][1].holder, readings[number - 1][1].status)
    ]
    lifts = dict(zip(news, _lifts([readings[number][0] for number in news]), strict=True))
    for number, (x, each) in enumerate(readings):
        letter, colour = letters.get(each.holder, ("?", SOFT))
        if number in lifts:
            letter = letter if each.status == "claimed" else "?"
            parts.append(mark(x, y + lifts[number], (letter, colour), each.status))
        else:
            parts.append(element("circle", cx=x, cy=y, r=3.5, fill=colour))
    return parts


def _lifts(places: Sequence[float]) -> list[float]:
    """How far each mark stands off its line: marks of neighbouring days stand one above the other, not one over the other."""
    lifts: list[float] = []
    for number, x in enumerate(places):
        near_last = number > 0 and x - places[number - 1] < 2 * MARK
        near_next = number + 1 < len(places) and places[number + 1] - x < 2 * MARK
        if near_last:
            lifts.append(-lifts[-1])
        else:
            lifts.append(LIFT if near_next else 0.0)
    return lifts


def _days(axis: Axis, floor: float) -> list[str]:
    """The axis with its first, middle and last day."""
    first, last = axis.first, axis.last
    line = {"y1": floor + 2, "y2": floor + 2, "stroke": SOFT, "stroke_width": 1}
    parts = [element("line", x1=axis(first), x2=axis(last), **line)]
    shown = [first, first + (last - first) / 2, last] if (last - first).days > 2 else sorted({first, last})
    for number, value in enumerate(shown):
        anchor = "start" if number == 0 else "end" if number == len(shown) - 1 else "middle"
        label = wording.day(value)
        parts.append(text(axis(value), floor + 17, label, "day", font_size=10, fill=SOFT, text_anchor=anchor))
    return parts


def mark(x: float, y: float, holder: tuple[str, str], status: str, size: float = MARK) -> str:
    """A holder's mark: a filled disc with its letter; hollow, dashed where lost or contested.

    `holder` is its letter and its colour.
    """
    letter, colour = holder
    solid = status == "claimed"
    return element(
        "g",
        element(
            "circle", cx=x, cy=y, r=size, fill=colour if solid else PAPER, stroke=colour if solid else INK, stroke_width=1.5,
            stroke_dasharray=None if solid else "3 2",
        ),
        element(
            "text", letter, x=x, y=y + size * 0.42, text_anchor="middle", font_size=size * 1.2, font_weight="bold",
            font_family=FONT, fill=PAPER if solid else INK, class_="name",
        ),
    )  # fmt: skip
