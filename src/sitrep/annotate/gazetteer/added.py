"""Places that a user brings: CSV files and GeoNames country dumps, read row by row and checked."""

import csv
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sitrep.annotate.gazetteer.build import SCHEMA, Entry, write
from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import place_words
from sitrep.errors import ReadError

KINDS = ("town", "adm1", "adm2", "region", "sea", "other")
"""Kinds that a row may state; town where it states none."""

_GEONAMES_COLUMNS = 19
_GEONAMES_KINDS = {"PCLI": "", "ADM1": "adm1", "ADM2": "adm2", "ADM3": "adm2"}
_GEONAMES_CLASSES = {
    "P": "town",
    "A": "region",
    "H": "other",
    "L": "region",
    "S": "other",
    "T": "other",
    "R": "other",
    "V": "region",
    "U": "sea",
}
_RADIUS_KM = {"adm1": 60.0, "adm2": 20.0, "region": 20.0}
"""Radius of an area whose file gives only a point, in kilometres: about that of a Syrian governorate and district."""


def build_added(path: Path, index: Path) -> int:
    """Reads a user's file of places and writes its index; gives the number of places.

    Args:
        path: CSV with a header (name, lat, lon and, if wanted, country, kind, alternate_names separated by commas
            or semicolons), or a GeoNames country dump (tab-separated, 19 columns, no header).
        index: Where the index goes.

    Raises:
        ReadError: If the file cannot be read, a column is missing, or a row is not a place; the message names the row.
    """
    entries = list(_entries(path))
    if not entries:
        raise ReadError("empty", f"{path} holds no places", origin=str(path))
    connection = sqlite3.connect(index)
    try:
        connection.executescript("pragma journal_mode = off; pragma synchronous = off;" + SCHEMA)
        return write(connection, entries, None)
    finally:
        connection.close()


def _entries(path: Path) -> Iterator[Entry]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    if first.count("\t") == _GEONAMES_COLUMNS - 1:
        yield from _dump(text, path)
    else:
        yield from _table(text, path)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ReadError("io_error", f"{path} cannot be opened: {error.strerror}", origin=str(path)) from error
    except UnicodeDecodeError as error:
        raise ReadError(
            "unreadable", f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8", origin=str(path)
        ) from error


def _table(text: str, path: Path) -> Iterator[Entry]:
    rows = csv.DictReader(text.splitlines())
    missing = {"name", "lat", "lon"} - {column.strip() for column in rows.fieldnames or () if column}
    if missing:
        raise ReadError(
            "missing_column", f"{path} has no column {', '.join(sorted(missing))}", origin=str(path)
        )
    try:
        for number, row in enumerate(rows, 2):
            yield _row({(key or "").strip(): value for key, value in row.items()}, path, number)
    except csv.Error as error:
        raise _bad(path, rows.line_num, f"not a row of a CSV table: {error}") from error


def _row(row: dict[str, str], path: Path, number: int) -> Entry:
    name = (row.get("name") or "").strip()
    if not name:
        raise _bad(path, number, "has no name")
    kind = (row.get("kind") or "town").strip().lower()
    if kind not in KINDS:
        raise _bad(path, number, f"has kind {kind!r}; known: {', '.join(KINDS)}")
    lat, lon = _point(row.get("lat"), row.get("lon"), path, number)
    return Entry(
        id=-int(hashlib.sha256(f"{name}\0{lat}\0{lon}".encode()).hexdigest()[:12], 16) - 100_000,
        name=name,
        kind=kind,
        country=_country((row.get("country") or "").strip(), path, number),
        admin1="",
        lat=lat,
        lon=lon,
        population=0,
        radius_km=_RADIUS_KM.get(kind),
        names=[
            part.strip()
            for part in (row.get("alternate_names") or "").replace(";", ",").split(",")
            if part.strip()
        ],
    )


def _dump(text: str, path: Path) -> Iterator[Entry]:
    levels = place_words().adm1 | place_words().adm2
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != _GEONAMES_COLUMNS:
            raise _bad(path, number, f"has {len(cells)} columns; a GeoNames dump has {_GEONAMES_COLUMNS}")
        kind = _GEONAMES_KINDS.get(cells[7], _GEONAMES_CLASSES.get(cells[6], "other"))
        if not kind:
            continue
        if not cells[0].isdigit():
            raise _bad(path, number, f"has GeoNames id {cells[0]!r}, which is not a number")
        lat, lon = _point(cells[4], cells[5], path, number)
        names = [cells[2], *(name.strip() for name in cells[3].split(",") if name.strip())]
        shorter = [
            " ".join(w for w in name.split() if w.lower() not in levels) for name in (cells[1], *names)
        ]
        yield Entry(
            id=int(cells[0]),
            name=cells[1],
            kind=kind,
            country=_country(cells[8], path, number),
            admin1=cells[10],
            lat=lat,
            lon=lon,
            population=int(cells[14]) if cells[14].isdigit() else 0,
            radius_km=_RADIUS_KM.get(kind),
            names=[name for name in (*names, *(shorter if kind.startswith("adm") else ())) if name],
        )


def _point(lat: str | None, lon: str | None, path: Path, number: int) -> tuple[float, float]:
    try:
        point = float(lat or ""), float(lon or "")
    except ValueError as error:
        raise _bad(path, number, f"has lat {lat!r}, lon {lon!r}: both must be decimal degrees") from error
    if not (-90 <= point[0] <= 90 and -180 <= point[1] <= 180):
        raise _bad(path, number, f"has lat {lat}, lon {lon}: outside -90..90, -180..180")
    return point


def _country(value: str, path: Path, number: int) -> str:
    if not value or value.upper() in countries():
        return value.upper()
    for country in countries().values():
        if value.casefold() in (
            country.name.casefold(),
            country.iso3.casefold(),
            *map(str.casefold, country.aliases),
        ):
            return country.iso2
    raise _bad(path, number, f"has country {value!r}, which is neither a code nor a known name")


def _bad(path: Path, number: int, what: str) -> ReadError:
    return ReadError("malformed_row", f"{path}, row {number} {what}", origin=f"{path}:{number}")
