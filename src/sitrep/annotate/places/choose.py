"""Which of the places that bear a name a document means: level, countries it is about, size, what stands beside."""

import math
from collections.abc import Mapping, Sequence

from sitrep.annotate.gazetteer import Match, Place
from sitrep.annotate.gazetteer.spelling import keys
from sitrep.annotate.places.scan import GREAT_TOWN, LARGE_TOWN, Area, Scan
from sitrep.annotate.places.support import Support
from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import place_words

SMALL_TOWN = 50_000
"""Inhabitants below which a town counts only in a country that the document speaks of a good deal."""

AMBIGUOUS_LEAD = 0.25
"""Lead in score below which two places of one name in different countries or areas stay ambiguous."""

ADDED_LEAD = 2.0
"""What a place that the user added has over a namesake, as much as the document's speaking of its country most."""

AREA_LEAD = 1.5
"""What a town has over a namesake where the document speaks of its first-order area most."""

GREAT_AREA_LEAD = 1.5
"""What a large first-order area has over a namesake elsewhere: Ontario is rather the province."""

NATION_LEAD = 1.5
"""What a country has over a town that bears its name, in a report on whatever country."""

TELLING = 1.5
"""Evidence for a document's main country from which towns elsewhere are out of the question: one mention of it is 1."""

SUPPORT_LEAD = 3.0
"""What a town has over a namesake where the document names a place of one meaning beside it."""

DISTRICT_LEAD = -1.5
"""What a second-order area has over the town that mostly bears its name: a phrase that means the area says so."""

KNOWN_LEAD = 3.0
"""What a town that news names without its country has over a namesake."""

UNAIDED_LEAD = 0.6
"""The same where nothing else in the document tells its country: ten times the inhabitants."""


def choose(
    matches: Sequence[Match],
    result: Scan,
    *,
    name: str,
    level: str,
    country: str = "",
    admin1: str = "",
    support: Support | None = None,
    wide: bool = False,
) -> tuple[Match | None, str]:
    """The place that a name stands for in this document, with how it was settled; None where it stays ambiguous.

    Args:
        matches: What the gazetteer has for the name.
        result: The document's scan, for the countries it is about.
        name: The spelling; what it says itself does not count for its countries.
        level: town, adm1, adm2, country, or empty where the phrase does not say.
        country: ISO code of the country that the phrase itself names, or empty.
        admin1: Code of the first-order area that the phrase itself names, or empty.
        support: What else the document names, as points.
        wide: Take the best where it stays ambiguous, or nothing else in the document speaks for it.
    """
    if country and any(match.place.country == country for match in matches):
        matches = [match for match in matches if match.place.country == country]
        if admin1 and any(match.place.admin1 == admin1 for match in matches):
            matches = [match for match in matches if match.place.admin1 == admin1]
    elif country:
        return None, "not_in_gazetteer"
    known = _known(matches)
    great = frozenset(match.place.id for match in matches if _is_great_area(match, matches))
    nations = _nations(matches)
    prior, local = result.prior(keys(name).bare)
    if prior and not country and result.evidence(keys(name).bare) >= TELLING:
        conceivable = [match for match in matches if _is_conceivable(match, prior, known)]
        conceivable = _with_seats(conceivable, matches)
        matches = conceivable or (matches if wide else [])
        if not matches:
            return None, "not_in_gazetteer"
    if level == "adm2" and all(match.place.kind != "adm2" for match in matches):
        return None, "no_area_data"
    matches = _at_level(matches, level)
    areas = result.area_prior(keys(name).bare)
    beside = _beside(matches, support, keys(name).bare)
    scored = [
        (_score(match, prior, local, areas) + _renown(match, known, great, nations) + lead, match)
        for match, lead in zip(matches, beside, strict=True)
    ]
    scored.sort(key=lambda pair: (-pair[0], pair[1].place.id))
    score, best = scored[0]
    if wide:
        return best, "best_of_several"
    rivals = [(other, match) for other, match in scored[1:] if not _same_place(match.place, best.place)]
    if rivals and not country and score - rivals[0][0] < (AMBIGUOUS_LEAD if prior else UNAIDED_LEAD):
        return None, "ambiguous"
    if best.how == "sound" and not (country or prior.get(best.place.country, 0.0) > 0.15):
        return None, "not_in_gazetteer"
    return best, _how(best, bool(rivals), prior, country)


def _beside(matches: Sequence[Match], support: Support | None, name: str) -> list[float]:
    """What towns and districts have over namesakes where the document's other names lie beside them."""
    if support is None or len(matches) < 2:
        return [0.0] * len(matches)
    voices = support.of([match.place for match in matches], name)
    return [
        SUPPORT_LEAD * min(1.0, float(voice)) if match.place.kind in ("town", "adm2") else 0.0
        for match, voice in zip(matches, voices, strict=True)
    ]


def usual_level(matches: Sequence[Match]) -> str:
    """Town where a town of weight bears the name of its own area: battles and falls are for towns. Else empty."""
    if any(match.place.kind in ("country", "region") for match in matches):
        return ""
    towns = [match.place for match in matches if match.place.kind == "town" and match.how == matches[0].how]
    areas = [match.place for match in matches if match.place.kind == "adm1"]
    if not areas:
        return ""
    area = max(areas, key=lambda place: (place.population, -place.id))
    same = [town.population for town in towns if (town.country, town.admin1) == (area.country, area.admin1)]
    return "town" if same and max(same) * 25 > area.population else ""


def _is_conceivable(match: Match, prior: Mapping[str, float], known: frozenset[int]) -> bool:
    """A small town, or a loose spelling, counts only in a country that the document speaks of."""
    place = match.place
    if place.kind in ("country", "region", "sea") or place.added:
        return True
    if prior.get(place.country, 0.0) > (0.1 if place.population >= SMALL_TOWN else 0.25):
        return True
    if match.how != "exact" or not match.main:
        return False
    return place.kind == "adm1" or place.id in known


def _with_seats(conceivable: list[Match], matches: Sequence[Match]) -> list[Match]:
    """With the towns that bear the name of their own area: where the area is conceivable, so is its seat."""
    areas = {
        (match.place.country, match.place.admin1)
        for match in conceivable
        if match.place.kind == "adm1" and match.how == "exact"
    }
    seats = [
        match
        for match in matches
        if match.place.kind == "town" and match.how == "exact" and match not in conceivable
        and (match.place.country, match.place.admin1) in areas
    ]  # fmt: skip
    largest = max(seats, key=lambda match: (match.place.population, -match.place.id), default=None)
    return conceivable if largest is None else [*conceivable, largest]


def _known(matches: Sequence[Match]) -> frozenset[int]:
    """The known towns of a name: a country's largest bearer of it, so that Washington, Pa. is no capital."""
    largest: dict[str, Place] = {}
    for place in (match.place for match in matches if match.place.kind == "town"):
        if place.population > largest.get(place.country, place).population or place.country not in largest:
            largest[place.country] = place
    return frozenset(place.id for place in largest.values() if is_known(place))


def _is_great_area(match: Match, matches: Sequence[Match]) -> bool:
    """Whether a first-order area is known by its name alone; "Niger" is rather the country than the state."""
    place = match.place
    if place.kind != "adm1" or match.how != "exact" or not match.main or place.population < LARGE_TOWN:
        return False
    return all(other.place.kind != "country" for other in matches)


def _nations(matches: Sequence[Match]) -> frozenset[int]:
    """The countries of a name that no large first-order area bears as well: "Lebanon", but not "Georgia"."""
    if any(
        match.place.kind == "adm1" and match.main and match.place.population >= GREAT_TOWN
        for match in matches
    ):
        return frozenset()
    return frozenset(
        match.place.id for match in matches if match.place.kind == "country" and match.how == "exact"
    )


def _renown(match: Match, known: frozenset[int], great: frozenset[int], nations: frozenset[int]) -> float:
    """What a place has over its namesakes for what it is, whatever the document speaks of."""
    leads = ((known, KNOWN_LEAD), (great, GREAT_AREA_LEAD), (nations, NATION_LEAD))
    return sum(lead for places, lead in leads if match.place.id in places)


def is_known(place: Place) -> bool:
    """Whether news names the town without its country: a million inhabitants, a capital, or the codebook's list."""
    if place.population >= GREAT_TOWN:
        return True
    country = countries().get(place.country)
    name = keys(place.name).bare
    return name in _WORLD_CITIES or (country is not None and keys(country.capital).bare == name)


_WORLD_CITIES = frozenset(keys(name).bare for name in place_words().world_cities)


def _how(best: Match, rivals: bool, prior: Mapping[str, float], country: str) -> str:
    if best.how in ("sound", "fuzzy"):
        return best.how
    if not rivals:
        return "unique"
    if country:
        return "stated_country"
    return "country_prior" if prior.get(best.place.country, 0.0) > 0 else "population"


def _at_level(matches: Sequence[Match], level: str) -> list[Match]:
    kinds = {"town": ("town",), "adm1": ("adm1", "region"), "adm2": ("adm2",), "country": ("country",)}.get(
        level
    )
    if kinds:
        fitting = [match for match in matches if match.place.kind in kinds]
        if fitting:
            return fitting
    return list(matches)


def _same_place(first: Place, second: Place) -> bool:
    return first.country == second.country and (
        first.admin1 == second.admin1 or "country" in (first.kind, second.kind)
    )


def _score(
    match: Match,
    prior: Mapping[str, float],
    local: Mapping[str, float],
    areas: Mapping[Area, float],
) -> float:
    place = match.place
    score = {"exact": 0.0, "adjective": 0.0, "bare": -0.2, "sound": -1.0}.get(match.how, -1.0)
    score += 2.5 * (prior.get(place.country, 0.0) if place.country else 0.6)
    score += 1.5 * local.get(place.country, 0.0)
    score += 0.6 * math.log10(place.population + 10) + (ADDED_LEAD if place.added else 0.0)
    score += 1.0 if match.main else 0.0
    score += (
        AREA_LEAD * areas.get((place.country, place.admin1), 0.0) if place.kind in ("town", "adm2") else 0.0
    )
    score += {"country": 2.5, "region": 6.0, "sea": 6.0, "adm1": -0.1, "adm2": DISTRICT_LEAD}.get(
        place.kind, 0.0
    )
    return score
