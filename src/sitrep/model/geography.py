"""Distances on the globe."""

import math

EARTH_KM = 6371.0
"""Mean radius of the earth in kilometres."""


def distance_km(first: tuple[float, float], second: tuple[float, float]) -> float:
    """Great-circle distance of two points (latitude, longitude in degrees), in kilometres."""
    phi, psi = math.radians(first[0]), math.radians(second[0])
    half = math.sin((psi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(psi) * math.sin(math.radians(second[1] - first[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))
