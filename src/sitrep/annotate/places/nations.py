"""Which countries a document speaks of, and how much: from the names of places, its dateline and its site's address."""

import math
from collections.abc import Sequence

from sitrep.annotate.gazetteer import Match
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.home import home_country
from sitrep.annotate.places.scan import GREAT_TOWN, LARGE_TOWN, Scan, Toponym, parts
from sitrep.model.document import BlockRole, Document, Sentence
from sitrep.model.span import Span

_COUNTRY_WEIGHT = {"country": 1.0, "adjective": 0.7, "adm1": 0.8, "town": 0.8, "region": 0.8}
_TITLE_WEIGHT = 0.5
_SINGLE = 0.6
"""Share of one country in a small town's name from which it speaks where nothing else does."""

_DATELINE_WEIGHT = 0.5
_HOME_WEIGHT = 0.5


def weigh_countries(document: Document, sentences: Sequence[Sentence], result: Scan) -> None:
    """Fills the countries' weights: first from countries, areas and large towns, then from towns within those.

    A small town of a country that nothing else speaks of is then no toponym of the document any more.
    """
    titles = [sentence.span for sentence in sentences if sentence.role is BlockRole.TITLE]
    for part in parts(document.dateline_place):
        for country, weight in shares(result.found.get(part, ())):
            result.add(country, _DATELINE_WEIGHT * weight, "", local=True)
    home = home_country(document)
    if home:
        result.add(home, _HOME_WEIGHT, "", local=True)
    small = [toponym for toponym in result.toponyms if _is_small(toponym)]
    large = [toponym for toponym in result.toponyms if not _is_small(toponym)]
    for toponym in large:
        _add(result, toponym, titles, None)
    known = frozenset(result.weights) or None
    for toponym in small:
        _add(result, toponym, titles, known)
    result.toponyms = [
        toponym
        for toponym in result.toponyms
        if not _is_small(toponym)
        or any(result.weights.get(match.place.country, 0.0) > 0 for match in toponym.matches)
    ]


def _add(result: Scan, toponym: Toponym, titles: Sequence[Span], known: frozenset[str] | None) -> None:
    matches = toponym.matches
    small = _is_small(toponym)
    if known is not None and small:
        matches = tuple(match for match in matches if match.place.country in known)
    found = shares(matches)
    if known is None and small and max((weight for _, weight in found), default=0.0) < _SINGLE:
        return
    kinds = {match.place.kind for match in matches}
    local = bool(kinds & {"town", "adm1"}) and "country" not in kinds
    factor = _TITLE_WEIGHT if any(span.overlaps(toponym.span) for span in titles) else 1.0
    for country, weight in found:
        result.add(country, factor * weight, keys(toponym.name).bare, local=local)


def _is_small(toponym: Toponym) -> bool:
    """Whether a name speaks for a country only where something else does: small towns bear every name."""
    return all(
        (match.place.kind == "town" and match.place.population < LARGE_TOWN)
        or (match.place.kind == "adm1" and match.place.population < GREAT_TOWN)
        or match.place.kind == "adm2"
        or match.how not in ("exact", "adjective")
        for match in toponym.matches
    )


def shares(matches: Sequence[Match]) -> list[tuple[str, float]]:
    """How much a name speaks for each country it may lie in: (code, weight), the weights of a name at most 1."""
    if not matches:
        return []
    strict = [match for match in matches if match.how == matches[0].how]
    strict = ([match for match in strict if match.place.kind != "adm2"] or strict)[:8]
    strict = [match for match in strict if match.main or match.place.kind != "town"] or strict
    weighed: dict[str, tuple[float, str]] = {}
    for match in strict:
        place = match.place
        if not place.country:
            continue
        size = math.log10(place.population + 10) ** 3 + (400 if place.kind == "country" else 0)
        if size > weighed.get(place.country, (0.0, ""))[0]:
            kind = "adjective" if match.how == "adjective" else place.kind
            weighed[place.country] = (size, kind)
    total = sum(size for size, _ in weighed.values())
    return [
        (country, _COUNTRY_WEIGHT.get(kind, 0.5) * size / total) for country, (size, kind) in weighed.items()
    ]
