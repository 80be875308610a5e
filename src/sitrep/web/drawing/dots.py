"""Figures as dots on a range: what each claim of a series states, on one scale from zero."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Series
from sitrep.report.svg import element, fitted, nice, text

WIDTH, ROW, LEFT, RIGHT, HEAD = 760.0, 24.0, 210.0, 190.0, 8.0
BLUE, PAPER, LINE, SOFT, INK = "#0b5c8a", "#ffffff", "#c3cad3", "#56616f", "#1b2430"
MOST = 14
"""Claims drawn; the table below the drawing holds all."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What one claim states and how it is to be drawn. `used`: it is the latest word of its voice."""

    claim: str
    who: str
    says: str
    low: float
    high: float
    low_open: bool
    high_open: bool
    used: bool
    counted: bool


def stated(series: Series, claims: Mapping[str, Claim], counting: frozenset[str]) -> list[Stated]:
    """What the claims of a series state, the latest word of each voice first; one row for equal words of a voice."""
    made: dict[tuple[str, str], Stated] = {}
    for voice in series.voices:
        for identity in (voice.claim, *(each for each in voice.claims if each != voice.claim)):
            claim = claims.get(identity)
            if claim is None or claim.figure is None:
                continue
            figure = claim.figure
            values = [float(value) for value in (figure.low, figure.best, figure.high) if value is not None]
            if not values:
                continue
            says = wording.figure(figure)
            row = Stated(
                identity, wording.root(voice.root), says, min(values), max(values),
                figure.low is None, figure.high is None and figure.best is None, identity == voice.claim, identity in counting,
            )  # fmt: skip
            made.setdefault((voice.root, says), row)
    return sorted(made.values(), key=lambda row: (not row.used, row.low, row.who))


def draw(series: Series, rows: Sequence[Stated]) -> str:
    """The dots of a series as SVG; empty where no claim states a number."""
    rows = rows[:MOST]
    if not rows:
        return ""
    largest = max(row.high for row in rows) or 1.0
    step = nice(largest / 2) if largest > 2 else 1.0
    end = step * -(-largest // step)
    room = WIDTH - LEFT - RIGHT
    floor = HEAD + ROW * len(rows) + 4
    parts = []
    for number in range(round(end / step) + 1):
        x = LEFT + room * step * number / end
        parts.append(element("line", x1=x, x2=x, y1=HEAD, y2=floor, stroke=LINE, stroke_width=1))
        tick = wording.number(step * number)
        parts.append(text(x, floor + 14, tick, "tick", font_size=12, fill=SOFT, text_anchor="middle"))
    for number, row in enumerate(rows):
        parts.append(
            _row(
                row, HEAD + ROW * number + ROW / 2, LEFT + room * row.low / end, LEFT + room * row.high / end
            )
        )
    title = wording.counted_thing(series.subject, series.metric)
    return element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH:.0f} {floor + 22:.0f}", role="group",
        aria_label=f"{title}: what each claim states; the table below says the same", class_="dots",
    )  # fmt: skip


def _row(row: Stated, y: float, x: float, end: float) -> str:
    fill = BLUE if row.counted else PAPER
    style = {"fill": fill, "stroke": BLUE if row.used else SOFT, "stroke_width": 2}
    if end - x < 1:
        shape = element("circle", cx=x, cy=y, r=6, **style)
    else:
        shape = element("rect", x=x, y=y - 5, width=end - x, height=10, rx=3, **style)
    parts = [
        element("title", escape(f"{row.who}: {row.says}")),
        text(LEFT - 14, y + 4, fitted(row.who, 13, LEFT - 18), "name", font_size=13, text_anchor="end"),
        shape,
    ]
    if row.high_open:
        parts.append(
            element(
                "path",
                d=f"M{end + 8:.1f} {y:.1f}h16m-5 -4l6 4l-6 4",
                fill="none",
                stroke=BLUE,
                stroke_width=2,
            )
        )
    if row.low_open:
        parts.append(
            element(
                "path", d=f"M{x - 8:.1f} {y:.1f}h-16m5 -4l-6 4l6 4", fill="none", stroke=BLUE, stroke_width=2
            )
        )
    said = fitted(row.says, 13, RIGHT - 40)
    weight = "bold" if row.used else "normal"
    parts.append(
        text(
            WIDTH - RIGHT + 36,
            y + 4,
            said,
            "stated",
            font_size=13,
            font_weight=weight,
            fill=INK if row.used else SOFT,
        )
    )
    return element("a", *parts, href=f"/claims/{row.claim}", class_="dot")
