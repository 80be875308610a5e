"""First-order areas that a document speaks of: "Springfield, Ohio" says which Springfield, and "Ohio" helps others."""

from itertools import pairwise

from sitrep.annotate.gazetteer import Match, Place
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.choose import is_known
from sitrep.annotate.places.scan import Area, Scan, Toponym

_ONLY_THERE = 0.5
"""Weight of a town whose every bearer lies in one area, beside 1 for the area's own name."""


def weigh_areas(text: str, result: Scan) -> None:
    """Fills `inside`, `levels` and `areas` of a scan from its toponyms, in text order."""
    for town, area in pairwise(result.toponyms):
        if text[town.span.end : area.span.start].strip(".") == ", ":
            _pair(result, town, area)
    for toponym in result.toponyms:
        if not toponym.adjective:
            _weigh(result, toponym)


def _pair(result: Scan, town: Toponym, area: Toponym) -> None:
    for place in (
        match.place for match in area.matches if match.how == "exact" and match.place.kind == "adm1"
    ):
        if _lies_in(town.matches, place):
            result.inside.setdefault(keys(town.name).bare, (place.country, place.admin1))
            result.levels[area.span] = "adm1"
            return


def _lies_in(matches: tuple[Match, ...], area: Place) -> bool:
    """Whether a town of the name lies in the area, and no great town of its country bears the name elsewhere."""
    towns = [
        match.place
        for match in matches
        if match.how == "exact"
        and match.main
        and match.place.kind == "town"
        and match.place.country == area.country
    ]
    there = [town for town in towns if town.admin1 == area.admin1]
    if not there or any(_is_area(match, area.country) for match in matches):
        return any(is_known(town) for town in there)  # "California, Florida, New York" lists states
    return towns[0].admin1 == area.admin1 or not is_known(towns[0])


def _is_area(match: Match, country: str) -> bool:
    place = match.place
    return (
        match.how == "exact" and match.main and place.kind in ("adm1", "country") and place.country == country
    )


def _weigh(result: Scan, toponym: Toponym) -> None:
    name = keys(toponym.name).bare
    exact = [match.place for match in toponym.matches if match.how == "exact"]
    for place in exact:
        if place.kind == "adm1":
            result.add_area((place.country, place.admin1), 1.0, name)
    where: set[Area] = {(place.country, place.admin1) for place in exact if place.admin1}
    if len(where) == 1 and all(place.kind in ("town", "adm2") for place in exact):
        result.add_area(next(iter(where)), _ONLY_THERE, name)
