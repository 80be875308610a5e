"""The map: where things are said to have happened, no more precise than the reports are; every place leads to its sentences."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from sitrep.codebook.borders import borders
from sitrep.report.labels import Box, Labels
from sitrep.report.projection import Projection, clipped, fitted, path
from sitrep.report.runs import visible
from sitrep.report.spots import Spot
from sitrep.report.svg import element, text, width_of
from sitrep.web.drawing.scale import colour, label, ordered

WIDTH = 760.0
SEA, LAND, BORDER, INK, PAPER = "#dfe9ef", "#f7f5ee", "#8f99a3", "#1b2430", "#ffffff"
LARGEST, SMALLEST = 22.0, 7.0
"""Radius of a symbol in pixels: its area follows the number of claims."""

LABEL = 14.0
RIM = 20.0
TURNS = (-360.0, 0.0, 360.0)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the map in the list beside it."""

    name: str
    country: str
    precision: int
    area: bool
    events: int
    claims: int
    families: tuple[tuple[str, int], ...]
    held: str
    address: str


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing, the same as a list, and the families that it shows."""

    svg: str
    places: tuple[Place, ...]
    families: tuple[str, ...]


def draw(
    found: Sequence[Spot],
    counts: Mapping[tuple[str, str], Counter[str]],
    address: Callable[[str], str],
) -> Map | None:
    """The map of some places; None where there are none.

    Datelines and places of statements are left out: nothing happened there. From precision code 3 on a place is an area,
    drawn as one.

    Args:
        found: Places with coordinates.
        counts: Country and name of a place → events by family.
        address: Name of a place → where its symbol leads.
    """
    if not found:
        return None
    projection, west = fitted([(spot.lon, spot.lat, spot.radius_km or 0.0) for spot in found], WIDTH)
    placed = [
        (spot, *projection(spot.lon + 360 if spot.lon < west else spot.lon, spot.lat)) for spot in found
    ]
    labels = Labels(Box(2, 2, WIDTH - 2, projection.height - 2))
    inner = [_land(projection)]
    most = max(spot.claims for spot in found)
    for spot, x, y in placed:
        if spot.radius_km is None:
            reach = _radius(spot, most)
            labels.occupy([Box(x - reach, y - reach, x + reach, y + reach)])
    for spot, x, y in sorted(placed, key=lambda item: (item[0].radius_km is None, -item[0].claims)):
        mark = _mark(
            spot, x, y, counts.get((spot.country, spot.name), Counter()), _reach(spot, projection, most)
        )
        name = _name(spot, x, y, labels=labels, most=most, per_km=projection.per_km)
        tip = element("title", escape(visible(_tip(spot, counts))))
        inner.append(element("a", tip, mark, name, href=address(spot.name), class_="place"))
    frame = element("rect", width=WIDTH, height=projection.height)
    svg = element(
        "svg",
        element("defs", element("clipPath", frame, id="frame")),
        element("rect", width=WIDTH, height=projection.height, fill=SEA),
        element("g", *inner, clip_path="url(#frame)"),
        element(
            "rect", x=0.5, y=0.5, width=WIDTH - 1, height=projection.height - 1, fill="none", stroke=BORDER
        ),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH:.0f} {projection.height:.0f}",
        preserveAspectRatio="xMinYMin meet",
        role="group",
        aria_label="Map of places; the list below says the same",
        class_="map",
    )
    families = ordered(family for spot in found for family in counts.get((spot.country, spot.name), ()))
    return Map(svg, tuple(_place(spot, counts, address) for spot in found), tuple(families))


def _place(
    spot: Spot, counts: Mapping[tuple[str, str], Counter[str]], address: Callable[[str], str]
) -> Place:
    held = ""
    if spot.state is not None:
        held = spot.state.holder or "contested"
        held = f"lost by {held}" if spot.state.status == "lost" else held
    found = counts.get((spot.country, spot.name), Counter())
    families = tuple((label(family), found[family]) for family in ordered(found))
    area = spot.radius_km is not None
    return Place(
        spot.name,
        spot.country,
        spot.precision,
        area,
        spot.events,
        spot.claims,
        families,
        held,
        address(spot.name),
    )


def _radius(spot: Spot, most: int) -> float:
    return max(SMALLEST, LARGEST * math.sqrt(spot.claims / most))


def _reach(spot: Spot, projection: Projection, most: int) -> float:
    """Radius of a symbol or area, in pixels."""
    return _radius(spot, most) if spot.radius_km is None else spot.radius_km * projection.per_km


def _mark(spot: Spot, x: float, y: float, found: Counter[str], radius: float) -> str:
    if spot.radius_km is not None:
        return element(
            "circle", cx=x, cy=y, r=radius, fill=INK, fill_opacity="0.06", stroke=INK, stroke_dasharray="5 4"
        )
    rim = element("circle", cx=x, cy=y, r=radius + 1.5, fill=PAPER, stroke=INK)
    return "".join((rim, *_wedges(x, y, radius, found)))


def _wedges(x: float, y: float, radius: float, found: Counter[str]) -> list[str]:
    """A disc cut by families: shares of events, not of anything that is known about the place."""
    total = found.total()
    if len(found) < 2:
        fill = colour(next(iter(found), ""))
        return [element("circle", cx=x, cy=y, r=radius, fill=fill)]
    parts, angle = [], -math.pi / 2
    for family in ordered(found):
        turn = 2 * math.pi * found[family] / total
        start = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        angle += turn
        end = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        far = int(turn > math.pi)
        way = f"M{x:.1f} {y:.1f}L{start[0]:.1f} {start[1]:.1f}A{radius:.1f} {radius:.1f} 0 {far} 1 {end[0]:.1f} {end[1]:.1f}Z"
        parts.append(element("path", d=way, fill=colour(family), stroke=PAPER, stroke_width="0.8"))
    return parts


def _name(spot: Spot, x: float, y: float, *, labels: Labels, most: int, per_km: float) -> str:
    wide = width_of(spot.name, LABEL) * 1.08  # of the bold face
    if spot.radius_km is None:
        at = labels.beside(x, y, _radius(spot, most) + 2, wide, LABEL)
    else:
        at = labels.within(x, y, spot.radius_km * per_km, wide, LABEL)
    if at is None:
        return ""
    style: dict[str, Any] = {"font_size": LABEL}
    style["font_weight" if spot.radius_km is None else "font_style"] = (
        "bold" if spot.radius_km is None else "italic"
    )
    rim = {
        "stroke": PAPER,
        "stroke_width": 4,
        "stroke_linejoin": "round",
        "fill": PAPER,
        "aria_hidden": "true",
    }
    return text(*at, spot.name, **{**style, **rim}) + text(*at, spot.name, **style)


def _tip(spot: Spot, counts: Mapping[tuple[str, str], Counter[str]]) -> str:
    found = counts.get((spot.country, spot.name), Counter())
    told = ", ".join(f"{label(family).lower()} {found[family]}" for family in ordered(found))
    where = f"{spot.name}, {spot.country}" if spot.country not in ("", spot.name) else spot.name
    area = " (an area: the reports name no nearer place)" if spot.radius_km is not None else ""
    return f"{where}{area}: {spot.claims} claims, {spot.events} events" + (f" ({told})" if told else "")


def _land(projection: Projection) -> str:
    box = (-RIM, -RIM, WIDTH + RIM, projection.height + RIM)
    shapes: list[str] = []
    for border in borders():
        rings: list[Sequence[tuple[float, float]]] = [
            cut
            for ring in border.rings
            for turn in TURNS
            if len(cut := clipped([projection(lon + turn, lat) for lon, lat in ring], box)) > 2
        ]
        if rings:
            drawn = "".join(path(ring) for ring in rings)
            shapes.append(
                element("path", d=drawn, fill=LAND, stroke=BORDER, stroke_width=1.2, fill_rule="evenodd")
            )
    return "".join(shapes)
