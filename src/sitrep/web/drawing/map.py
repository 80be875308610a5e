"""The map: where things are said to have happened, no more precise than the reports are; every place leads to its sentences."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sitrep.codebook.borders import borders
from sitrep.report.labels import Box, Labels
from sitrep.report.projection import Projection, clipped, fitted, path
from sitrep.report.svg import element, text, tooltip, width_of
from sitrep.web.drawing.places import Place
from sitrep.web.drawing.scale import COLOURS, OTHER, colour, ordered

WIDTH = 760.0
SEA, LAND, BORDER, RIVER, INK, PAPER = "#dfe9ef", "#f7f5ee", "#8f99a3", "#9dbfd3", "#1b2430", "#ffffff"
LARGEST, SMALLEST = 22.0, 7.0
"""Radius of a symbol in pixels: its area follows the number of claims."""

LABEL = 14.0
RIM = 20.0
TURNS = (-360.0, 0.0, 360.0)


@dataclass(frozen=True, slots=True)
class Map:
    """The drawing, the same as a list, and the families that it shows."""

    svg: str
    places: tuple[Place, ...]
    families: tuple[str, ...]


def draw(found: Sequence[Place]) -> Map | None:
    """The map of some places, one symbol each; None where there are none.

    An area is drawn as one.

    Args:
        found: Places, as `places` gives them.
    """
    if not found:
        return None
    projection, west = fitted([(place.lon, place.lat, place.radius_km or 0.0) for place in found], WIDTH)
    placed = [
        (place, *projection(place.lon + 360 if place.lon < west else place.lon, place.lat)) for place in found
    ]
    labels = Labels(Box(2, 2, WIDTH - 2, projection.height - 2))
    inner = [_land(projection)]
    most = max(place.claims for place in found)
    for place, x, y in placed:
        if place.radius_km is None:
            reach = _radius(place, most)
            labels.occupy([Box(x - reach, y - reach, x + reach, y + reach)])
    for place, x, y in sorted(placed, key=lambda item: (not item[0].area, -item[0].claims)):
        mark = _mark(place, x, y, _reach(place, projection, most))
        name = _name(place, x, y, labels=labels, most=most, per_km=projection.per_km)
        inner.append(element("a", tooltip(place.told), mark, name, href=place.address, class_="place"))
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
    return Map(svg, tuple(found), tuple(ordered(family for place in found for family, _ in place.families)))


def palette() -> str:
    """The colours of the map as JSON, so that a script draws with the same: surfaces, and families with their names."""
    surfaces = {"sea": SEA, "land": LAND, "border": BORDER, "river": RIVER, "ink": INK, "paper": PAPER}
    return json.dumps({**surfaces, "families": COLOURS, "other": OTHER, "radii": (SMALLEST, LARGEST)})


def _radius(place: Place, most: int) -> float:
    return max(SMALLEST, LARGEST * math.sqrt(place.claims / most))


def _reach(place: Place, projection: Projection, most: int) -> float:
    """Radius of a symbol or area, in pixels."""
    return _radius(place, most) if place.radius_km is None else place.radius_km * projection.per_km


def _mark(place: Place, x: float, y: float, radius: float) -> str:
    if place.radius_km is not None:
        return element(
            "circle", cx=x, cy=y, r=radius, fill=INK, fill_opacity="0.06", stroke=INK, stroke_dasharray="5 4"
        )
    rim = element("circle", cx=x, cy=y, r=radius + 1.5, fill=PAPER, stroke=INK)
    return "".join((rim, *_wedges(x, y, radius, place.families)))


def _wedges(x: float, y: float, radius: float, families: Sequence[tuple[str, int]]) -> list[str]:
    """A disc cut by families: shares of events, not of anything that is known about the place."""
    if len(families) < 2:
        fill = colour(families[0][0] if families else "")
        return [element("circle", cx=x, cy=y, r=radius, fill=fill)]
    total = sum(number for _, number in families)
    parts, angle = [], -math.pi / 2
    for family, number in families:
        turn = 2 * math.pi * number / total
        start = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        angle += turn
        end = (x + radius * math.cos(angle), y + radius * math.sin(angle))
        far = int(turn > math.pi)
        way = f"M{x:.1f} {y:.1f}L{start[0]:.1f} {start[1]:.1f}A{radius:.1f} {radius:.1f} 0 {far} 1 {end[0]:.1f} {end[1]:.1f}Z"
        parts.append(element("path", d=way, fill=colour(family), stroke=PAPER, stroke_width="0.8"))
    return parts


def _name(place: Place, x: float, y: float, *, labels: Labels, most: int, per_km: float) -> str:
    wide = width_of(place.name, LABEL) * 1.08  # of the bold face
    if place.radius_km is None:
        at = labels.beside(x, y, _radius(place, most) + 2, wide, LABEL)
    else:
        at = labels.within(x, y, place.radius_km * per_km, wide, LABEL)
    if at is None:
        return ""
    style: dict[str, Any] = {"font_size": LABEL}
    style["font_weight" if place.radius_km is None else "font_style"] = (
        "bold" if place.radius_km is None else "italic"
    )
    rim = {
        "stroke": PAPER,
        "stroke_width": 4,
        "stroke_linejoin": "round",
        "fill": PAPER,
        "aria_hidden": "true",
    }
    return text(*at, place.name, **{**style, **rim}) + text(*at, place.name, **style)


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
