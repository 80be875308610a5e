"""`python -m training.borders FILE`: writes the codebook's outlines of countries.

FILE is `countries-110m.json` of the npm package world-atlas: Natural Earth's countries at 1:110 million as TopoJSON. Lines
that two countries share stand in it once and stay so; coordinates are rounded to hundredths of a degree, some kilometre,
where the source itself is rounded to a good deal more.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

PAGE = "borders.yaml"
PER_DEGREE = 100

HEAD = """\
# Outlines of countries, for small maps. `arcs`: one line a border or coast, as whole hundredths of a degree (WGS84), longitude
# before latitude: the first point, then the steps from point to point. `countries`: name, ISO 3166-1 numeric code where there is
# one, and rings, each a chain of arcs by their number from 0; ~n, that is -n - 1, is arc n from its end to its beginning.
# Boundaries are those that Natural Earth draws; they imply no endorsement.
# Written by `python -m training.borders`.
source: Natural Earth 4.1.0, 1:110m Admin 0 countries, https://www.naturalearthdata.com, as packaged by {package}
version: "4.1.0"
licence: public domain (Natural Earth); packaging ISC (Michael Bostock)
arcs: |
"""


def steps(arc: Iterable[Sequence[int]], transform: Mapping[str, Sequence[float]]) -> list[int]:
    """An arc of the source (steps on its own grid) as one on ours: first point, then steps, points that fall together once."""
    x = y = 0
    points: list[tuple[int, int]] = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        lon = x * transform["scale"][0] + transform["translate"][0]
        lat = y * transform["scale"][1] + transform["translate"][1]
        point = (round(lon * PER_DEGREE), round(lat * PER_DEGREE))
        if not points or points[-1] != point:
            points.append(point)
    first, *rest = points
    made = [*first]
    for before, point in zip(points, rest, strict=False):
        made += [point[0] - before[0], point[1] - before[1]]
    return made


def rings(geometry: Mapping[str, Any]) -> list[list[int]]:
    """Rings of a country, outer ones and holes alike: what lies in an even number of them lies outside."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return [ring for polygon in polygons for ring in polygon]


def lines(topology: Mapping[str, Any], package: str) -> Iterator[str]:
    """The vocabulary file, line by line."""
    yield HEAD.format(package=package)
    for arc in topology["arcs"]:
        yield "  " + " ".join(map(str, steps(arc, topology["transform"]))) + "\n"
    yield "countries:\n"
    countries = topology["objects"]["countries"]["geometries"]
    for country in sorted(countries, key=lambda country: country["properties"]["name"]):
        name = json.dumps(country["properties"]["name"], ensure_ascii=False)
        yield f'- {{name: {name}, code: "{country.get("id", "")}", rings: {json.dumps(rings(country))}}}\n'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--package", default="npm world-atlas 2.0.2")
    given = parser.parse_args()
    topology = json.loads(given.file.read_text(encoding="utf-8"))
    out = Path(__file__).parent.parent / "src" / "sitrep" / "codebook" / PAGE
    out.write_text("".join(lines(topology, given.package)), encoding="utf-8")
    print(f"{out}: {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
