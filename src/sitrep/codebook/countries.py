"""Countries and territories: names, codes, adjectives and points, from `countries.yaml`."""

from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError


@dataclass(frozen=True, slots=True)
class Country:
    """One country or territory.

    Attributes:
        iso2: ISO 3166-1 alpha-2 code (XK for Kosovo).
        iso3: ISO 3166-1 alpha-3 code.
        name: English name that news uses; the name that places are written with.
        capital: Name of the capital, empty where there is none.
        point: Representative latitude and longitude (WGS84 degrees), None where nobody lives there.
        radius_km: Radius of a circle of the country's area, in kilometres.
        adjectives: Words for what belongs to it or comes from it ("Syrian").
        aliases: Other names ("U.S.", "Britain").
    """

    iso2: str
    iso3: str
    name: str
    capital: str
    point: tuple[float, float] | None
    radius_km: float
    adjectives: tuple[str, ...]
    aliases: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """All countries and territories by their ISO 3166-1 alpha-2 code, in the order of the codes' file.

    Raises:
        CodebookError: If the file has an entry without a code or name, or the same code twice.
    """
    found: dict[str, Country] = {}
    for entry in read_yaml("countries.yaml")["countries"]:
        try:
            country = Country(
                iso2=entry["iso2"],
                iso3=entry["iso3"],
                name=entry["name"],
                capital=entry.get("capital", ""),
                point=_point(entry.get("point")),
                radius_km=float(entry["radius_km"]),
                adjectives=tuple(entry.get("adjectives", ())),
                aliases=tuple(entry.get("aliases", ())),
            )
        except KeyError as error:
            raise CodebookError(f"countries.yaml: entry {entry!r} lacks {error}") from error
        if country.iso2 in found:
            raise CodebookError(f"countries.yaml: {country.iso2} stands twice")
        found[country.iso2] = country
    return found


def _point(value: list[float] | None) -> tuple[float, float] | None:
    if value is None:
        return None
    latitude, longitude = value
    return float(latitude), float(longitude)
