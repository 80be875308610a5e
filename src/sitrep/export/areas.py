"""Areas to draw: a place that is only known roughly is a circle of its radius, never a pin."""

from math import asin, atan2, cos, degrees, pi, radians, sin

EARTH_KM = 6371.0088
"""Mean radius of the earth (IUGG)."""
CORNERS = 64
AREA_PRECISION = 3
"""From this where_prec of UCDP on (second-order areas and coarser) a point stands for an area."""

Ring = list[tuple[float, float]]


def circle(lat: float, lon: float, radius_km: float) -> list[Ring] | None:
    """A circle on the earth as rings of longitude and latitude (WGS84 degrees), closed, counterclockwise (RFC 7946).

    One that crosses the 180th meridian comes in two parts.

    Returns:
        Its parts; None where a pole lies in it, which no ring of degrees can hold.
    """
    reach = radius_km / EARTH_KM
    if reach <= 0 or abs(radians(lat)) + reach >= pi / 2:
        return None
    ring = [_away(radians(lat), lon, reach, -2 * pi * corner / CORNERS) for corner in range(CORNERS)]
    parts = []
    for shift in (0.0, 360.0, -360.0):
        part = _within([(x + shift, y) for x, y in ring])
        if part:
            parts.append([*part, part[0]])
    return parts


def _away(lat: float, lon: float, reach: float, bearing: float) -> tuple[float, float]:
    """The point at a distance (radians) and bearing; its longitude runs on beyond 180 degrees."""
    there = asin(sin(lat) * cos(reach) + cos(lat) * sin(reach) * cos(bearing))
    turn = atan2(sin(bearing) * sin(reach) * cos(lat), cos(reach) - sin(lat) * sin(there))
    return round(lon + degrees(turn), 5), round(degrees(there), 5)


def _within(ring: Ring) -> Ring:
    """The part of a ring between the meridians -180 and 180 (Sutherland and Hodgman)."""
    for limit, sign in ((180.0, 1.0), (-180.0, -1.0)):
        kept: Ring = []
        for (x0, y0), (x1, y1) in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
            inside0, inside1 = sign * x0 <= sign * limit, sign * x1 <= sign * limit
            if inside0 != inside1:
                kept.append((limit, round(y0 + (y1 - y0) * (limit - x0) / (x1 - x0), 5)))
            if inside1:
                kept.append((x1, y1))
        ring = kept
    return ring if len({point for point in ring}) > 2 else []  # noqa: PLR2004  # fewer corners have no area
