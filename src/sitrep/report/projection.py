"""Projection: degrees to pixels of a map, and outlines cut to its frame."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

KM_PER_DEGREE = 111.2
"""Of latitude, on a sphere of the Earth's mean radius."""

SMALLEST_KM = 300.0
"""Width of the smallest map: outlines at 1:110 million say nothing nearer than that."""

MARGIN = 0.25
"""Of the extent, on each side."""

SHAPES = (1.25, 1.7)
"""Least and greatest width over height of a map."""

STEEPEST = 70.0
"""Degrees of latitude beyond which the scale is not taken from the middle of the map."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Plate carrée, true to scale in the middle: west and north edge in degrees, pixels per degree of both axes."""

    west: float
    north: float
    per_lon: float
    per_lat: float
    width: float
    height: float

    def __call__(self, lon: float, lat: float) -> Point:
        """Pixels from the upper left corner."""
        return (lon - self.west) * self.per_lon, (self.north - lat) * self.per_lat

    @property
    def east(self) -> float:
        """Eastern edge, degrees; beyond 180 where the map crosses that meridian."""
        return self.west + self.width / self.per_lon

    @property
    def south(self) -> float:
        """Southern edge, degrees."""
        return self.north - self.height / self.per_lat

    @property
    def per_km(self) -> float:
        """Pixels to a kilometre, in the middle."""
        return self.per_lat / KM_PER_DEGREE


def fitted(points: Sequence[tuple[float, float, float]], width: float) -> tuple[Projection, float]:
    """The map that holds all points (longitude, latitude, radius in km), and by how many degrees longitudes west of it turn.

    Args:
        points: At least one.
        width: Of the map, pixels.

    Returns:
        The projection, and the longitude from which on points belong to its western edge: add 360 to those below.
    """
    west, east = _narrowest([lon for lon, _, _ in points])
    middle = (min(lat for _, lat, _ in points) + max(lat for _, lat, _ in points)) / 2
    squeeze = math.cos(math.radians(min(abs(middle), STEEPEST)))
    turned = [(lon + 360 if lon < west else lon, lat, km / KM_PER_DEGREE) for lon, lat, km in points]
    left = min(lon - r / squeeze for lon, _, r in turned)
    right = max(lon + r / squeeze for lon, _, r in turned)
    top, bottom = max(lat + r for _, lat, r in turned), min(lat - r for _, lat, r in turned)
    wide = max((right - left) * squeeze * (1 + 2 * MARGIN), SMALLEST_KM / KM_PER_DEGREE)
    tall = max((top - bottom) * (1 + 2 * MARGIN), SMALLEST_KM / KM_PER_DEGREE / SHAPES[1])
    shape = min(max(wide / tall, SHAPES[0]), SHAPES[1])
    wide, tall = max(wide, tall * shape), max(tall, wide / shape)
    wide, tall = min(wide, 360 * squeeze), min(tall, 170.0)
    per_lat = min(width / wide, 1e6)
    height = min(tall * per_lat, width / SHAPES[0])
    north = min(84.0, max((top + bottom) / 2 + height / per_lat / 2, -84.0 + height / per_lat))
    centre = (left + right) / 2
    per_lon = per_lat * squeeze
    return Projection(centre - width / per_lon / 2, north, per_lon, per_lat, width, height), west


def _narrowest(longitudes: Sequence[float]) -> tuple[float, float]:
    """Western and eastern edge of the narrowest strip around the globe that holds all longitudes."""
    ordered = sorted(set(longitudes))
    gaps = [
        (after - before, number)
        for number, (before, after) in enumerate(zip(ordered, ordered[1:], strict=False), 1)
    ]
    around = ordered[0] + 360 - ordered[-1]
    widest, number = max(gaps, default=(0.0, 0))
    if around >= widest:
        return ordered[0], ordered[-1]
    return ordered[number], ordered[number - 1] + 360


def clipped(ring: Sequence[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """A ring cut to a box (left, top, right, bottom), after Sutherland and Hodgman; empty where nothing lies inside."""
    left, top, right, bottom = box
    points = list(ring)
    for axis, limit, keep in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not points:
            return []
        points = _cut(points, axis, limit, keep)
    return points


def _cut(points: list[Point], axis: int, limit: float, keep: int) -> list[Point]:
    made: list[Point] = []
    before = points[-1]
    for point in points:
        inside, was_inside = keep * (point[axis] - limit) >= 0, keep * (before[axis] - limit) >= 0
        if inside != was_inside:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + share * (point[1 - axis] - before[1 - axis])
            made.append((limit, other) if axis == 0 else (other, limit))
        if inside:
            made.append(point)
        before = point
    return made


def path(points: Sequence[Point]) -> str:
    """A closed path in pixels, tenths of them."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"
