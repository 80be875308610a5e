"""The map: where it is said to have happened, who is said to hold what, at the precision that the reports give."""

import math
from collections.abc import Mapping, Sequence

from sitrep.codebook.borders import borders
from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.report.blocks import Picture, Table
from sitrep.report.control_chart import mark
from sitrep.report.known import Known
from sitrep.report.labels import Box, Labels
from sitrep.report.projection import Projection, clipped, fitted, path
from sitrep.report.runs import Cell, count, name, words
from sitrep.report.spots import Spot, holders, spots
from sitrep.report.svg import BLUE, INK, PAPER, SOFT, element, nice, picture, text, tooltip, width_of
from sitrep.report.svg import fitted as cut

WIDTH = 720.0
SEA, LAND, BORDER = "#e6eef3", "#faf9f5", "#9aa4ae"
LEGEND_ROW = 20.0
LARGEST, SMALLEST = 17.0, 5.0
"""Radius of a symbol, pixels: its area follows the number of claims, up to the largest."""

FEW_CLAIMS = 12
"""Claims that the largest symbol stands for at least: one claim is never drawn large."""

MOST_LEGEND = 8
MOST_LISTED = 40
"""Places in the table under the map; those with the fewest claims are left to the tables of events."""

CAPTION = (
    "Places of reported events; a symbol's area follows the number of claims. Dashed circles are areas: the report names no "
    "nearer place. Letters and colours: who is said to hold the place; “?” and a dashed rim: reports disagree, or lost. "
    "Outlines: Natural Earth, small scale. Boundaries, names and their absence imply no endorsement."
)

LABEL, COUNTRY = 12.0, 11.0
SPACED, BOLD = 1.5, 1.1
"""Pixels between the letters of a country's name; how much wider bold letters are."""


def map_of(known: Known) -> Picture | None:
    """The map with its legend, caption and table; nothing where no place has coordinates."""
    found = spots(known.situation)
    if not found:
        return None
    letters = holders(known.situation.control)
    projection, west = fitted([(spot.lon, spot.lat, spot.radius_km or 0.0) for spot in found], WIDTH)
    placed = [
        (spot, *projection(spot.lon + 360 if spot.lon < west else spot.lon, spot.lat)) for spot in found
    ]
    labels = Labels(Box(2, 2, WIDTH - 2, projection.height - 2))
    parts, unnamed = _drawing(projection, placed, labels, letters)
    legend, height = _legend(found, letters, projection.height + 14)
    title = "Map of reported events and of control as reported"
    listed = ", ".join(spot.name for spot in found[:12])
    svg = picture(
        WIDTH,
        height,
        title,
        f"Places, the most reported first: {listed}. The table below names all.",
        [*parts, *legend],
    )
    caption = [words(CAPTION)]
    if unnamed:
        caption += [
            words(" Drawn without a name for want of room: "),
            count(unnamed),
            words(" places; the table names them."),
        ]
    return Picture(svg, round(WIDTH), round(height), tuple(caption), (words(title),), _table(found))


def _drawing(
    projection: Projection,
    placed: Sequence[tuple[Spot, float, float]],
    labels: Labels,
    letters: Mapping[str, tuple[str, str]],
) -> tuple[list[str], int]:
    frame = element("rect", width=WIDTH, height=projection.height)
    parts = [
        element("defs", element("clipPath", frame, id="map-frame")),
        element("rect", width=WIDTH, height=projection.height, fill=SEA),
    ]
    land, names = _land(projection)
    inner = [land]
    areas = [item for item in placed if item[0].radius_km is not None]
    points = [item for item in placed if item[0].radius_km is None]
    most = max((spot.claims for spot, _, _ in placed), default=1)
    corner = _scale_and_north(projection, labels)
    labels.occupy(Box(x - r, y - r, x + r, y + r) for spot, x, y in points for r in [_radius(spot, most)])
    for spot, x, y in areas:
        inner.append(_area(spot, x, y, (spot.radius_km or 0.0) * projection.per_km, letters))
    for spot, x, y in points:  # the most reported first: a small symbol is not hidden below a large one
        inner.append(_symbol(spot, x, y, _radius(spot, most), letters))
    named = _point_names(points, most, labels) + _area_names(areas, labels, letters, projection.per_km)
    inner += named
    for label, corners in names:
        wide = width_of(label, COUNTRY) + SPACED * len(label)
        spot_at = labels.first(corners, wide, COUNTRY)
        if spot_at is not None:
            inner.append(
                text(
                    *spot_at,
                    label,
                    "name",
                    font_size=COUNTRY,
                    fill=SOFT,
                    letter_spacing=SPACED,
                    opacity="0.85",
                )
            )
    parts.append(element("g", *inner, clip_path="url(#map-frame)"))
    parts += corner
    parts.append(
        element(
            "rect", x=0.5, y=0.5, width=WIDTH - 1, height=projection.height - 1, fill="none", stroke=BORDER
        )
    )
    return parts, len(placed) - len(named)


def _radius(spot: Spot, most: int) -> float:
    return max(
        SMALLEST if spot.state is None else 8.0, LARGEST * math.sqrt(spot.claims / max(most, FEW_CLAIMS))
    )


def _point_names(points: Sequence[tuple[Spot, float, float]], most: int, labels: Labels) -> list[str]:
    """Names of points; one for which there is no room is left out."""
    made = []
    for spot, x, y in points:
        at = labels.beside(x, y, _radius(spot, most), width_of(spot.name, LABEL) * BOLD, LABEL)
        if at is not None:
            made.append(_haloed(*at, spot.name, font_weight="bold"))
    return made


def _area_names(
    areas: Sequence[tuple[Spot, float, float]],
    labels: Labels,
    letters: Mapping[str, tuple[str, str]],
    per_km: float,
) -> list[str]:
    """Names of areas, with the letter of who is said to hold them: an area bears no mark that would pass for a pin."""
    made = []
    for spot, x, y in areas:
        held = spot.state is not None and spot.state.status == "claimed" and spot.state.holder in letters
        label = f"{spot.name} ({letters[spot.state.holder][0]})" if held and spot.state else spot.name
        at = labels.within(x, y, (spot.radius_km or 0.0) * per_km, width_of(label, LABEL), LABEL)
        if at is not None:
            made.append(_haloed(*at, label, font_style="italic"))
    return made


def _haloed(x: float, y: float, label: str, **style: str) -> str:
    """A name over whatever lies below: a light rim drawn first, since not every reader of SVG knows paint-order."""
    rim = {
        "stroke": PAPER,
        "stroke_width": 3,
        "stroke_linejoin": "round",
        "fill": PAPER,
        "opacity": "0.85",
        "aria_hidden": "true",
    }
    return text(x, y, label, "name", font_size=LABEL, **rim, **style) + text(
        x, y, label, "name", font_size=LABEL, **style
    )


def _symbol(spot: Spot, x: float, y: float, radius: float, letters: Mapping[str, tuple[str, str]]) -> str:
    tip = tooltip(_tip(spot))
    if spot.state is None:
        return element(
            "g",
            tip,
            element(
                "circle", cx=x, cy=y, r=radius, fill=BLUE, fill_opacity="0.45", stroke=BLUE, stroke_width=1.2
            ),
        )
    letter, colour = letters.get(spot.state.holder, ("?", SOFT))
    letter = letter if spot.state.status == "claimed" else "?"
    drawn = mark(x, y, (letter, colour), spot.state.status, 8.0)
    if radius > 9:
        drawn = (
            element(
                "circle",
                cx=x,
                cy=y,
                r=radius,
                fill=colour,
                fill_opacity="0.18",
                stroke=colour,
                stroke_width=1,
            )
            + drawn
        )
    return element("g", tip, drawn)


def _area(spot: Spot, x: float, y: float, radius: float, letters: Mapping[str, tuple[str, str]]) -> str:
    colour = letters.get(spot.state.holder, ("?", SOFT))[1] if spot.state else INK
    rim = {"stroke": colour, "stroke_width": 1.2, "stroke_dasharray": "5 4"}
    circle = element("circle", cx=x, cy=y, r=radius, fill=colour, fill_opacity="0.06", **rim)
    return element("g", tooltip(_tip(spot)), circle)


def _tip(spot: Spot) -> str:
    held = (
        f"; {report_words().status(spot.state.status)}: {spot.state.holder}"
        if spot.state and spot.state.holder
        else ""
    )
    return f"{spot.name}, {spot.country}{held}"


def _land(projection: Projection) -> tuple[str, list[tuple[str, list[tuple[float, float]]]]]:
    """Outlines of the countries in the frame, and for each its name with corners where the name may stand."""
    rim = 20.0
    box = (-rim, -rim, WIDTH + rim, projection.height + rim)
    shapes, names = [], []
    for border in borders():
        rings = []
        for ring in border.rings:
            for turn in (-360.0, 0.0, 360.0):
                cut_ring = clipped([projection(lon + turn, lat) for lon, lat in ring], box)
                if len(cut_ring) > 2:
                    rings.append(cut_ring)
        if rings:
            shapes.append(path(rings[0]) + "".join(map(path, rings[1:])))
            largest = max(rings, key=lambda ring: abs(_size(ring)))
            names.append((border.name.upper(), _corners(largest, border.name.upper(), projection.height)))
    drawn = [
        element(
            "path",
            d=shape,
            fill=LAND,
            stroke=BORDER,
            stroke_width=1,
            fill_rule="evenodd",
            stroke_linejoin="round",
        )
        for shape in shapes
    ]
    return "".join(drawn), names


def _size(ring: Sequence[tuple[float, float]]) -> float:
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


def _corners(ring: Sequence[tuple[float, float]], label: str, height: float) -> list[tuple[float, float]]:
    """Upper left corners at which a country's name lies wholly on its land, those near its middle first."""
    wide = width_of(label, COUNTRY) + SPACED * len(label)
    left, right = max(0.0, min(x for x, _ in ring)), min(WIDTH, max(x for x, _ in ring))
    top, bottom = max(0.0, min(y for _, y in ring)), min(height, max(y for _, y in ring))
    middle = ((left + right) / 2, (top + bottom) / 2)
    found = []
    for across in range(1, 12):
        for down in range(1, 12):
            x, y = left + (right - left) * across / 12, top + (bottom - top) * down / 12
            ends = [
                (x + side * (wide / 2 + 6), y + half * COUNTRY) for side in (-1, 0, 1) for half in (-0.8, 0.8)
            ]
            if all(_inside(point, ring) for point in ends):
                found.append((math.dist((x, y), middle), x - wide / 2, y - COUNTRY / 2))
    return [(x, y) for _, x, y in sorted(found)]


def _inside(point: tuple[float, float], ring: Sequence[tuple[float, float]]) -> bool:
    x, y = point
    inside = False
    for (a, b), (c, d) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
    return inside


def _scale_and_north(projection: Projection, labels: Labels) -> list[str]:
    """The scale bar and the north arrow, in the lower corners; labels keep off them."""
    km = nice(WIDTH / 4 / projection.per_km)
    long = km * projection.per_km
    x, y = 14.0, projection.height - 16.0
    label = f"{wording.number(km)} km"
    labels.occupy(
        [Box(x - 6, y - 20, x + max(long, 60) + 10, y + 10), Box(WIDTH - 40, y - 34, WIDTH - 4, y + 12)]
    )
    top = y - 22
    return [
        element("rect", x=x - 6, y=y - 18, width=long + 16, height=26, fill=PAPER, fill_opacity="0.8"),
        element("path", d=f"M{x:.1f} {y - 4:.1f}v6h{long:.1f}v-6", fill="none", stroke=INK, stroke_width=1.5),
        text(x + 4, y - 6, label, "tick", font_size=10),
        element("path", d=f"M{WIDTH - 22:.1f} {top:.1f}l6 18l-6 -4l-6 4z", fill=INK),
        text(WIDTH - 22, y + 8, "N", "words", font_size=11, text_anchor="middle", font_weight="bold"),
    ]


def _legend(
    found: Sequence[Spot], letters: Mapping[str, tuple[str, str]], top: float
) -> tuple[list[str], float]:
    """Holders with their letters, two in a row; and where the drawing ends."""
    shown = {spot.state.holder for spot in found if spot.state is not None and spot.state.holder}
    entries = [(holder, *letters[holder]) for holder in letters if holder in shown][:MOST_LEGEND]
    parts = []
    half = WIDTH / 2
    for number, (holder, letter, colour) in enumerate(entries):
        x, y = 12 + half * (number % 2), top + LEGEND_ROW * (number // 2)
        parts.append(mark(x, y, (letter, colour), "claimed", 8.0))
        parts.append(text(x + 16, y + 4, cut(f"said to be held by {holder}", LABEL, half - 36), "name"))
    rows = -(-len(entries) // 2)
    return parts, top + LEGEND_ROW * rows - (4 if rows else 14)


def _table(found: Sequence[Spot]) -> Table:
    lexicon = report_words()
    rows = []
    for spot in found[:MOST_LISTED]:
        held: Cell = ((words("not stated"),),)
        if spot.state is not None:
            held = (
                (name(spot.state.holder) if spot.state.holder else words("contested"),),
                (words(lexicon.status(spot.state.status), "soft"),),
            )
        place = (name(f"{spot.name}, {spot.country}" if spot.country not in ("", spot.name) else spot.name),)
        precision = (words(lexicon.precisions.get(spot.precision, "")),)
        rows.append(((place,), (precision,), ((count(spot.events),),), ((count(spot.claims),),), held))
    return Table(
        ("Place", "Precision", "Events", "Claims", "Said to be held by"), tuple(rows), (28, 26, 9, 9, 28)
    )
