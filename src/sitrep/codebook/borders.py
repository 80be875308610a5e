"""Outlines of countries for small maps, from `borders.yaml` (Natural Earth 1:110m, public domain)."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

PER_DEGREE = 100
"""The file's coordinates are whole hundredths of a degree."""

HALF_TURN = 180.0
"""Degrees; no country has two neighbouring points further apart."""

SMALLEST_RING = 4
"""A triangle, closed."""

Point = tuple[float, float]
"""Longitude and latitude, WGS84 degrees."""


@dataclass(frozen=True, slots=True)
class Border:
    """The outline of one country or territory.

    Attributes:
        name: As Natural Earth writes it, which may be shortened ("Dem. Rep. Congo").
        code: ISO 3166-1 numeric, empty where there is none.
        rings: Closed rings of (longitude, latitude); what lies in an even number of them lies outside. Where a ring crosses the
            180th meridian its longitudes run on beyond 180; a ring around a pole is closed along that pole.
    """

    name: str
    code: str
    rings: tuple[tuple[Point, ...], ...]


@cache
def borders() -> tuple[Border, ...]:
    """All outlines, by name.

    Raises:
        CodebookError: If a ring names an arc that the file does not hold, or a line is no arc.
    """
    page = read_yaml("borders.yaml")
    arcs = [_arc(line) for line in page["arcs"].splitlines()]
    return tuple(
        Border(entry["name"], entry["code"], _rings(entry["rings"], arcs)) for entry in page["countries"]
    )


def _arc(line: str) -> list[Point]:
    try:
        values = [int(value) for value in line.split()]
    except ValueError as error:
        raise CodebookError(f"borders.yaml: {line[:40]!r} is no arc: {error}") from error
    if not values or len(values) % 2:
        raise CodebookError(f"borders.yaml: {line[:40]!r} is no arc: it needs pairs of numbers")
    x = y = 0
    points = []
    for dx, dy in zip(values[::2], values[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / PER_DEGREE, y / PER_DEGREE))
    return points


def _rings(numbers: list[list[int]], arcs: list[list[Point]]) -> tuple[tuple[Point, ...], ...]:
    made = [_ring(each, arcs) for each in numbers]
    return tuple(ring for ring in made if len(ring) >= SMALLEST_RING)  # an islet may round to a point


def _ring(numbers: list[int], arcs: list[list[Point]]) -> tuple[Point, ...]:
    points: list[Point] = []
    for number in numbers:
        index = number if number >= 0 else ~number
        if index >= len(arcs):
            raise CodebookError(f"borders.yaml: no arc {number}; there are {len(arcs)}")
        arc = arcs[index] if number >= 0 else arcs[index][::-1]
        points.extend(arc[1:] if points else arc)
    return _unwound(points)


def _unwound(points: list[Point]) -> tuple[Point, ...]:
    """The ring without leaps from one side of the world to the other."""
    made: list[Point] = []
    turn = 0.0
    for lon, lat in points:
        if made and abs(lon + turn - made[-1][0]) > HALF_TURN:
            turn += 2 * HALF_TURN if lon + turn < made[-1][0] else -2 * HALF_TURN
        made.append((lon + turn, lat))
    if turn:
        pole = -90.0 if made[0][1] < 0 else 90.0
        made += [(made[-1][0], pole), (made[0][0], pole), made[0]]
    return tuple(made)
