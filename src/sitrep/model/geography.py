"""Distances on the globe."""

import math

EARTH_KM = 6371.0
"""Mean radius of the earth in kilometres."""


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance of two points (degrees), in kilometres."""
    phi, psi = math.radians(lat), math.radians(other_lat)
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
