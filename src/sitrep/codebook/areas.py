"""Areas above towns: first-order areas by GeoNames code, and well-known regions, from `areas*.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class FirstOrderArea:
    """A province, governorate, state or department: the first level below the country.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        code: GeoNames admin1 code within the country.
        name: GeoNames name.
        geonameid: GeoNames id.
        aliases: Other spellings that news uses.
    """

    country: str
    code: str
    name: str
    geonameid: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A well-known area that is neither a country nor a first-order area ("West Bank", "Donbas", "Middle East").

    Attributes:
        name: The name it is written with.
        country: ISO 3166-1 alpha-2 code of the country it lies in; empty where it spans several.
        kind: region or sea.
        point: Latitude and longitude (WGS84 degrees) where the extent is well known, else None.
        radius_km: Radius in kilometres where there is a point, else None.
        aliases: Other names.
    """

    name: str
    country: str
    kind: str
    point: tuple[float, float] | None
    radius_km: float | None
    aliases: tuple[str, ...]


@cache
def first_order_areas() -> tuple[FirstOrderArea, ...]:
    """Every first-order area that GeoNames has a code for, by country and code.

    Raises:
        CodebookError: If another spelling is given for a code that does not exist.
    """
    spellings = dict(read_yaml("areas.yaml")["adm1_aliases"])
    found = [
        FirstOrderArea(country, code, name, int(geonameid), tuple(spellings.pop(f"{country}.{code}", ())))
        for country, areas in read_yaml("areas_adm1.yaml")["areas"].items()
        for code, (name, geonameid) in areas.items()
    ]
    if spellings:
        raise CodebookError(f"areas.yaml: spellings for unknown first-order areas {sorted(spellings)}")
    return tuple(found)


@cache
def regions() -> tuple[Region, ...]:
    """Well-known regions and seas, in the order of the file.

    Raises:
        CodebookError: If a region has a point without a radius or the other way round.
    """
    found = []
    for entry in read_yaml("areas.yaml")["regions"]:
        point, radius = entry.get("point"), entry.get("radius_km")
        if (point is None) != (radius is None):
            raise CodebookError(f"areas.yaml: {entry['name']} needs both point and radius_km, or neither")
        found.append(
            Region(
                name=entry["name"],
                country=entry.get("country", ""),
                kind=entry.get("kind", "region"),
                point=None if point is None else (float(point[0]), float(point[1])),
                radius_km=None if radius is None else float(radius),
                aliases=tuple(entry.get("aliases", ())),
            )
        )
    return tuple(found)
