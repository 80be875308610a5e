"""First-order areas that a document speaks of: "Springfield, Ohio" says which Springfield, and "Ohio" helps others."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from sitrep.annotate.gazetteer import Match, Place
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.choose import is_known, usual_level
from sitrep.annotate.places.scan import Area, Scan, Toponym
from sitrep.model.span import Span

_LIST = re.compile(r",? (?:and |or )?|, ?")
_LISTED = 3
"""Names that a list of areas must have at the least: two may be a town and its state."""

_ONLY_THERE = 0.5
"""Weight of a town whose every bearer lies in one area, beside 1 for the area's own name."""


def weigh_areas(text: str, result: Scan) -> None:
    """Fills `inside`, `levels` and `areas` of a scan from its toponyms, in text order."""
    result.levels.update({each.span: each.level for each in result.toponyms if _has_level(each)})
    listed = _lists(text, result)
    for town, area in pairwise(result.toponyms):
        if town.span not in listed and text[town.span.end : area.span.start].strip(".") == ", ":
            _pair(result, town, area)
    for toponym in result.toponyms:
        if not toponym.adjective:
            _weigh(result, toponym)


def _has_level(toponym: Toponym) -> bool:
    """Whether a name has its level, and a district by the name is known: "Kentucky counties" are in no such district."""
    if toponym.level != "adm2":
        return bool(toponym.level)
    return any(match.place.kind == "adm2" for match in toponym.matches)


def _lists(text: str, result: Scan) -> set[Span]:
    """The names in lists of first-order areas, which `levels` then says: "cases in Ontario, Alberta and Manitoba"."""
    listed: set[Span] = set()
    run: list[Toponym] = []
    for toponym in (*result.toponyms, None):
        if run and (toponym is None or not _LIST.fullmatch(text, run[-1].span.end, toponym.span.start)):
            listed |= _areas_of(run, result)
            run = []
        if toponym is not None:
            run.append(toponym)
    return listed


def _areas_of(run: Sequence[Toponym], result: Scan) -> set[Span]:
    """The members of a list that are areas of one country, where most of it can be, and half can be nothing else.

    Where towns of weight bear the names of their own areas ("Aleppo, Idlib and Hama"), a list says nothing.
    """
    votes = Counter(country for each in run for country in _area_countries(each))
    country, count = max(votes.items(), key=lambda vote: (vote[1], vote[0]), default=("", 0))
    members = [each for each in run if country in _area_countries(each)]
    sure = [each for each in members if not usual_level(each.matches) and not _is_known_town(each)]
    if len(run) < _LISTED or 4 * count < 3 * len(run) or len(sure) < 2 or 2 * len(sure) < len(run):
        return set()
    result.levels.update((each.span, "adm1") for each in members)
    return {each.span for each in members}


def _is_known_town(toponym: Toponym) -> bool:
    return any(match.place.kind == "town" and is_known(match.place) for match in toponym.matches)


def _area_countries(toponym: Toponym) -> set[str]:
    areas = [match for match in toponym.matches if match.place.kind == "adm1"]
    return {match.place.country for match in areas if match.how == "exact" and match.main}


def _pair(result: Scan, town: Toponym, area: Toponym) -> None:
    wider = [
        match.place
        for match in area.matches
        if match.how == "exact" and match.place.kind in ("adm1", "country")
    ]
    for place in sorted(wider, key=lambda place: place.kind):
        if _lies_in(town.matches, place):
            result.inside.setdefault(keys(town.name).bare, (place.country, place.admin1))
            result.levels[area.span] = place.kind
            return


def _lies_in(matches: tuple[Match, ...], area: Place) -> bool:
    """Whether a town of the name lies in the area, and no great town of its country bears the name elsewhere."""
    towns = [
        match.place
        for match in matches
        if match.how == "exact" and match.place.kind == "town" and match.place.country == area.country
    ]
    if area.kind == "country":
        return bool(towns) and not any(
            match.place.kind in ("country", "adm1") and match.main for match in matches
        )
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
