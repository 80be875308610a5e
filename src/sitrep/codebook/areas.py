"""Areas above towns: first- and second-order areas by GeoNames code, and well-known regions, from `areas*.yaml`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

_ADM2_CELLS = 8


@dataclass(frozen=True, slots=True)
class FirstOrderArea:
    """A province, governorate, state or department: the first level below the country.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        code: GeoNames admin1 code within the country.
        name: GeoNames name.
        geonameid: GeoNames id.
        aliases: Other spellings that news uses.
        point: Latitude and longitude (WGS84 degrees) where the mean of its towns would not stand for it, else None.
    """

    country: str
    code: str
    name: str
    geonameid: int
    aliases: tuple[str, ...]
    point: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SecondOrderArea:
    """A county, district or department: the second level below the country.

    Attributes:
        country: ISO 3166-1 alpha-2 code.
        admin1: GeoNames admin1 code of the first-order area that it lies in.
        name: GeoNames name.
        geonameid: GeoNames id.
        point: Latitude and longitude (WGS84 degrees) of the middle of its towns.
        radius_km: Kilometres from there within which nine in ten of its towns lie.
        population: Inhabitants of its towns.
        aliases: Other spellings.
    """

    country: str
    admin1: str
    name: str
    geonameid: int
    point: tuple[float, float]
    radius_km: float
    population: int
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A well-known area that is neither a country nor a first-order area ("West Bank", "Donbas", "Middle East").

    Attributes:
        name: The name it is written with.
        country: ISO 3166-1 alpha-2 code of the country it lies in; empty where it spans several.
        kind: region, sea, or adm2 for a county.
        point: Latitude and longitude (WGS84 degrees) where the extent is well known, else None.
        radius_km: Radius in kilometres where there is a point, else None.
        aliases: Other names.
        population: Inhabitants of a county, else 0.
    """

    name: str
    country: str
    kind: str
    point: tuple[float, float] | None
    radius_km: float | None
    aliases: tuple[str, ...]
    population: int = 0


@cache
def first_order_areas() -> tuple[FirstOrderArea, ...]:
    """Every first-order area that GeoNames has a code for, by country and code.

    Raises:
        CodebookError: If another spelling or a point is given for a code that does not exist.
    """
    table = read_yaml("areas.yaml")
    spellings, points = dict(table["adm1_aliases"]), dict(table["adm1_points"])
    found = [
        FirstOrderArea(
            country,
            code,
            name,
            int(geonameid),
            tuple(spellings.pop(f"{country}.{code}", ())),
            _point(points.pop(f"{country}.{code}", None)),
        )
        for country, areas in read_yaml("areas_adm1.yaml")["areas"].items()
        for code, (name, geonameid) in areas.items()
    ]
    if spellings or points:
        unknown = sorted({*spellings, *points})
        raise CodebookError(f"areas.yaml: spellings or points of unknown first-order areas {unknown}")
    return tuple(found)


def second_order_areas() -> Iterator[SecondOrderArea]:
    """Every second-order area with a town of 500 inhabitants, by code; read anew at each call, for the index alone.

    Raises:
        CodebookError: If a line of the table has not its eight cells.
    """
    for line in read_yaml("areas_adm2.yaml")["areas"].splitlines():
        cells = line.split("\t")
        if len(cells) != _ADM2_CELLS:
            raise CodebookError(f"areas_adm2.yaml: {line!r} has {len(cells)} cells, not {_ADM2_CELLS}")
        code, name, geonameid, lat, lon, radius, people, aliases = cells
        country, admin1, _ = code.split(".")
        yield SecondOrderArea(
            country=country,
            admin1=admin1,
            name=name,
            geonameid=int(geonameid),
            point=(float(lat), float(lon)),
            radius_km=float(radius),
            population=int(people),
            aliases=tuple(filter(None, aliases.split("|"))),
        )


@cache
def regions() -> tuple[Region, ...]:
    """Well-known regions, seas and other features, in the order of the files.

    Raises:
        CodebookError: If a region has a point without a radius or the other way round.
    """
    found = []
    for entry in (*read_yaml("areas.yaml")["regions"], *read_yaml("areas_features.yaml")["regions"]):
        point, radius = entry.get("point"), entry.get("radius_km")
        if (point is None) != (radius is None):
            raise CodebookError(f"areas.yaml: {entry['name']} needs both point and radius_km, or neither")
        found.append(
            Region(
                name=entry["name"],
                country=entry.get("country", ""),
                kind=entry.get("kind", "region"),
                point=_point(point),
                radius_km=None if radius is None else float(radius),
                aliases=tuple(entry.get("aliases", ())),
                population=int(entry.get("population", 0)),
            )
        )
    return tuple(found)


def _point(value: Sequence[float] | None) -> tuple[float, float] | None:
    return None if value is None else (float(value[0]), float(value[1]))
