"""Gazetteer: places by the spellings of their names, from an index that is built once into the user's cache."""

import hashlib
import json
import os
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz, process

from sitrep.annotate.gazetteer.added import build_added
from sitrep.annotate.gazetteer.build import ADJECTIVE, BARE, SOUND, build, source_version
from sitrep.annotate.gazetteer.spelling import Keys, keys
from sitrep.codebook.countries import Country, countries
from sitrep.codebook.place_words import place_words

FORMAT = "5"
"""Raised when the index's tables or keys change, so that an older index is not read."""

FUZZY_SCORE = 88.0
FUZZY_MARGIN = 4.0
"""A spelling that no key reaches is taken for a known name at this similarity (0-100) and lead over the next place."""

_BATCH = 900
_KEPT_COUNTRIES = 3


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the gazetteer.

    Attributes:
        id: GeoNames id; negative for regions of the codebook and places that a user added without one.
        name: The gazetteer's name.
        kind: town, adm1, adm2, country, region, sea, or other (a user's own kind).
        country: ISO 3166-1 alpha-2 code, empty where it spans several countries.
        admin1: GeoNames admin1 code within the country, empty where there is none.
        lat: Latitude in WGS84 degrees, None where no point stands for it.
        lon: Longitude in WGS84 degrees, None where no point stands for it.
        population: Inhabitants, 0 where not known.
        radius_km: Radius of an area in kilometres; None for towns.
    """

    id: int
    name: str
    kind: str
    country: str
    admin1: str
    lat: float | None
    lon: float | None
    population: int
    radius_km: float | None
    added: bool = False
    """From a file of the user's: they work where it lies, so it wins over namesakes that nothing speaks for."""


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a spelling may stand for.

    Attributes:
        place: The place.
        how: exact, adjective, bare, sound, fuzzy; strictest first.
        main: The spelling is that of the gazetteer's own name, not only an alternate one.
    """

    place: Place
    how: str
    main: bool = False


class Gazetteer:
    """Places by spelling. Reads an index on disk; keeps nothing in memory beyond SQLite's page cache."""

    def __init__(self, indexes: Sequence[Path]) -> None:
        """Takes index files that are known to be whole; use `open`."""
        self._connections = [
            sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            for path in indexes
        ]
        self._kept: dict[str, tuple[list[str], array[int]]] = {}

    @classmethod
    def open(cls, cache_dir: Path, extra: Sequence[Path] = ()) -> "Gazetteer":
        """The gazetteer of the cache folder, built there first where it is missing, outdated or damaged.

        Two processes may open the same folder at once: each builds aside and renames, so neither sees half a file.

        Args:
            cache_dir: Folder of the cache; created where missing. Places added with `add_places` are included.
            extra: Further place files (see `added`) for this gazetteer only.

        Raises:
            ReadError: If an extra file cannot be read as places.
        """
        folder = cache_dir / "places"
        folder.mkdir(parents=True, exist_ok=True)
        indexes = [_whole(folder, "geonames", _version(), build)]
        for manifest in sorted((folder / "added").glob("*.json")):
            indexes.extend(_checked(manifest, None))
        for path in extra:
            content = path.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            name = f"extra-{digest[:16]}"
            indexes.append(_whole(folder, name, f"{FORMAT} {digest}", partial(build_added, path)))
        return cls(indexes)

    def close(self) -> None:
        """Closes the index files."""
        for connection in self._connections:
            connection.close()

    def lookup(self, names: Iterable[str]) -> dict[str, tuple[Match, ...]]:
        """Places of each name, strictest match first, then by population; names without any are left out.

        A name's looser spellings (`sound`) are looked at only where a stricter one finds nothing. One query for all.

        Args:
            names: Spellings as a text has them.
        """
        wanted = {name: keys(name) for name in dict.fromkeys(names)}
        strict: set[str] = set()
        for spelling in wanted.values():
            if spelling.exact:
                strict.update(
                    (spelling.exact, spelling.bare, BARE + spelling.bare, ADJECTIVE + spelling.exact)
                )
        rows = self._rows(strict)
        result = {name: matches for name, spelling in wanted.items() if (matches := _strict(spelling, rows))}
        sounds = {name: SOUND + spelling.sound for name, spelling in wanted.items() if name not in result}
        rows = self._rows(set(sounds.values()) - {SOUND})
        for name, sound in sounds.items():
            if sound in rows:
                result[name] = tuple(Match(place, "sound") for place in _by_size(rows[sound]))
        return result

    def _rows(self, wanted: set[str]) -> dict[str, list[Place]]:
        ordered = sorted(wanted)
        found: dict[str, list[Place]] = {}
        seen: dict[int, Place] = {}
        for added, connection in ((number > 0, each) for number, each in enumerate(self._connections)):
            for start in range(0, len(ordered), _BATCH):
                part = ordered[start : start + _BATCH]
                marks = ",".join("?" * len(part))
                rows = connection.execute(
                    f"select key, place.* from key join place on place.id = key.place where key in ({marks})",  # noqa: S608
                    part,
                )
                for key, *columns in rows:
                    place = seen.get(columns[0])
                    if place is None:
                        place = seen[columns[0]] = Place(*columns, added)  # type: ignore[call-arg]
                    found.setdefault(key, []).append(place)
        return found

    def fuzzy(self, name: str, country: str) -> Match | None:
        """The one town of a country whose spelling is nearly this name, or None.

        Only for countries whose names are written in another alphabet at home. Needs a similarity of 88 of 100 and
        a lead of 4 over every other place.
        """
        spelling = keys(name)
        if len(spelling.exact) < 5 or spelling.exact.startswith("^"):
            return None
        choices, owners = self._spellings(country)
        ranked = process.extract(
            spelling.exact, choices, scorer=fuzz.ratio, score_cutoff=FUZZY_SCORE - 10, limit=12
        )
        best = [(score, owners[index]) for _, score, index in ranked]
        if not best or best[0][0] < FUZZY_SCORE:
            return None
        if any(owner != best[0][1] and score > best[0][0] - FUZZY_MARGIN for score, owner in best):
            return None
        return self._match_of(best[0][1], "fuzzy")

    def _spellings(self, country: str) -> "tuple[list[str], array[int]]":
        """Spellings of the towns of a country and the towns' ids, side by side; those of a few countries are kept."""
        kept = self._kept.get(country)
        if kept is None:
            if len(self._kept) >= _KEPT_COUNTRIES:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[country] = ([], array("q"))
            for connection in self._connections:
                query = "select names, owners from spelling where country = ?"
                for text, numbers in connection.execute(query, (country,)):
                    kept[0].extend(text.split("\n"))
                    kept[1].frombytes(numbers)
        return kept

    def country(self, iso2: str) -> Country | None:
        """The country of a code, None for an unknown or empty code."""
        return countries().get(iso2)

    def capital(self, iso2: str) -> Place | None:
        """The capital of a country as a town, None where it has none or the index lacks it."""
        country = self.country(iso2)
        if country is None or not country.capital:
            return None
        for match in self.lookup([country.capital]).get(country.capital, ()):
            if match.place.country == iso2 and match.place.kind == "town":
                return match.place
        return None

    def place(self, identity: int) -> Place | None:
        """The place of a GeoNames id, or of the negative id of a region or added place; None where none has it."""
        for connection in self._connections:
            row = connection.execute("select * from place where id = ?", (identity,)).fetchone()
            if row:
                return Place(*row)
        return None

    def _match_of(self, identity: int, how: str) -> Match | None:
        place = self.place(identity)
        return None if place is None else Match(place, how)


def _strict(spelling: Keys, found: dict[str, list[Place]]) -> tuple[Match, ...]:
    """Matches by the strict keys, strictest first."""
    result: dict[int, Match] = {}
    tiers = [("adjective", ADJECTIVE + spelling.exact), ("exact", spelling.exact)]
    if any(place.kind == "country" for place in found.get(spelling.exact, ())):
        tiers.reverse()
    for how, key in (*tiers, ("bare", BARE + spelling.bare), ("bare", spelling.bare)):
        for place in _by_size(found.get(key, ())):
            if place.id not in result:
                result[place.id] = Match(place, how, keys(place.name).bare == spelling.bare)
    return tuple(result.values())


def _by_size(places: Sequence[Place]) -> list[Place]:
    return (
        sorted(places, key=lambda place: (-place.population, place.id)) if len(places) > 1 else list(places)
    )


def _version() -> str:
    """What an index must have been built from to be used: the package's data, the codebook's, this format."""
    digest = hashlib.sha256()
    for name in ("countries.yaml", "areas.yaml", "areas_adm1.yaml", "areas_adm2.yaml", "areas_features.yaml"):
        digest.update((files("sitrep.codebook") / name).read_bytes())
    words = place_words()
    digest.update(" ".join(sorted(words.articles | words.adm1 | words.adm2)).encode())
    return f"{FORMAT} {source_version()} {digest.hexdigest()}"


def _whole(folder: Path, name: str, wanted: str, make: Callable[[Path], object]) -> Path:
    """An index of the wanted version whose bytes match their hash; built where there is none."""
    manifest = folder / f"{name}.json"
    for index in _checked(manifest, wanted):
        return index
    return install(folder, name, wanted, make)


def _checked(manifest: Path, wanted: str | None) -> list[Path]:
    """The index that a manifest names, as a list of one, or nothing where it is missing, outdated or damaged."""
    try:
        stated = json.loads(manifest.read_text(encoding="utf-8"))
        index = manifest.parent / str(stated["index"])
        if wanted is not None and stated["version"] != wanted:
            return []
        with index.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [index] if digest == stated["sha256"] else []


def install(folder: Path, name: str, wanted: str, make: Callable[[Path], object]) -> Path:
    """Builds an index aside, then puts it and its manifest in place by renaming; gives the index's path.

    The index's name holds its hash, and the manifest is renamed last: a reader finds the old pair or the new one.

    Args:
        folder: Where index and manifest go.
        name: Stem of both files.
        wanted: Version that the manifest states.
        make: Writes the index to the path it is given.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as aside:
        draft = Path(aside) / "index"
        make(draft)
        with draft.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        index = folder / f"{name}-{digest[:16]}.db"
        os.replace(draft, index)
        note = Path(aside) / "manifest"
        note.write_text(
            json.dumps({"version": wanted, "index": index.name, "sha256": digest}), encoding="utf-8"
        )
        os.replace(note, folder / f"{name}.json")
    return index


def add_places(path: Path, cache_dir: Path) -> int:
    """Adds a user's file of places to the gazetteer of a cache folder for good; gives the number of places.

    Adding the same content again changes nothing. See `added` for the formats.

    Args:
        path: CSV or GeoNames country dump.
        cache_dir: Folder of the cache.

    Raises:
        ReadError: If the file cannot be read or a row is not a place; the message names the row.
    """
    counted: list[int] = []
    with tempfile.TemporaryDirectory() as aside:
        draft = Path(aside) / "index"
        counted.append(build_added(path, draft))
        content = path.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        install(
            cache_dir / "places" / "added", digest[:16], f"{FORMAT} {digest}", lambda to: _copy(draft, to)
        )
    return counted[0]


def _copy(draft: Path, to: Path) -> None:
    to.write_bytes(draft.read_bytes())
