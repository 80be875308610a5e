"""The names of places in a document, found once: which spellings may be places, and which countries it is about."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitrep.annotate.gazetteer import Gazetteer, Match, Place
from sitrep.annotate.toponyms import Token, candidates, is_capitals, keys, tokens
from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import PlaceWords, place_words
from sitrep.model.document import BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

PLACE_ROLES = ("place", "origin", "destination")

LARGE_TOWN = 300_000
"""Inhabitants from which a name alone, without a word like "in" before it, is read as the town."""

SMALL_TOWN = 50_000
GREAT_TOWN = 1_000_000

_COUNTRY_WEIGHT = {"country": 1.0, "adjective": 0.7, "adm1": 0.8, "town": 0.8, "region": 0.8}
_TITLE_WEIGHT = 0.5
_DATELINE_WEIGHT = 0.5


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in the text that may stand for places.

    Attributes:
        span: Where it stands.
        name: The spelling as it stands there.
        matches: What it may stand for, strictest match first.
        strong: Something beside the name itself says that it is a place.
        adjective: It is a country's adjective ("Syrian").
        level: town, adm1 or adm2 where a feature noun follows ("Raqqa province"), else empty.
    """

    span: Span
    name: str
    matches: tuple[Match, ...]
    strong: bool
    adjective: bool
    level: str = ""


@dataclass(slots=True)
class Scan:
    """What a document says about places by name.

    Attributes:
        words: Words of each reporting sentence.
        found: Every spelling that the gazetteer knows, with its matches.
        toponyms: Names read as places, in text order, without overlaps.
        prior: ISO 3166-1 alpha-2 code → how much the document speaks of the country; the largest is 1.
        local: The same, from towns and first-order areas only.
        capitals: The text is in capitals throughout.
        dateline: Span of the dateline's place, if there is one.
    """

    words: list[list[Token]]
    found: dict[str, tuple[Match, ...]]
    capitals: bool
    dateline: Span | None
    toponyms: list[Toponym] = field(default_factory=list)
    prior: dict[str, float] = field(default_factory=dict)
    local: dict[str, float] = field(default_factory=dict)


def scan(document: Document, sentences: Sequence[Sentence], frames: Sequence[Frame], gazetteer: Gazetteer) -> Scan:
    """Finds the names of places in a document's sentences with one query of the gazetteer.

    A name counts as a place where a locative word or a feature noun stands before it, a country or area follows it,
    a frame has it in a place role, or it is a country, an area or a large town and no part of a longer name.
    """
    text = document.text
    capitals = is_capitals(text)
    words = [tokens(text, sentence.span) for sentence in sentences]
    spans = [[(first, last) for first, last in candidates(line, capitals)] for line in words]
    names = {
        text[line[first].start : _name_end(text, line, last)]
        for line, ranges in zip(words, spans, strict=True)
        for first, last in ranges
    }
    dateline = _dateline_span(document)
    names |= {document.dateline_place, *_parts(document.dateline_place)} - {""}
    result = Scan(words, gazetteer.lookup(sorted(names)), capitals, dateline)
    roles = _role_spans(frames)
    for sentence, line, ranges in zip(sentences, words, spans, strict=True):
        result.toponyms.extend(_toponyms(text, line, ranges, result, roles.get(sentence.index, [])))
    result.toponyms = _supported(result.toponyms)
    _weigh(document, sentences, result)
    return result


def _parts(name: str) -> list[str]:
    return [part.strip() for part in name.split(",")]


def _name_end(text: str, line: Sequence[Token], last: int) -> int:
    """End of a name; a full stop after a short capitalised word that follows a comma belongs to it ("Calif.")."""
    end = line[last - 1].end
    return end + 1 if _abbreviated(text, line, last) else end


def _abbreviated(text: str, line: Sequence[Token], last: int) -> bool:
    word = line[last - 1]
    return len(word.text) <= 5 and text[word.end : word.end + 1] == "." and text[word.start - 2 : word.start] == ", "


def _dateline_span(document: Document) -> Span | None:
    for block in document.blocks:
        if block.role is BlockRole.DATELINE:
            return block.span
    return None


def _role_spans(frames: Iterable[Frame]) -> dict[int, list[Span]]:
    found: dict[int, list[Span]] = {}
    for frame in frames:
        for role in PLACE_ROLES:
            found.setdefault(frame.sentence, []).extend(frame.spans(role))
    return found


def _toponyms(
    text: str, line: list[Token], ranges: Sequence[tuple[int, int]], result: Scan, roles: Sequence[Span]
) -> list[Toponym]:
    chosen: list[Toponym] = []
    free = 0
    for first, last in ranges:
        if first < free:
            continue
        name = text[line[first].start : _name_end(text, line, last)]
        matches = result.found.get(name)
        if not matches:
            continue
        strong = is_strong(line, first, last, roles)
        if not plausible(line, first, last, matches, strong=strong, capitals=result.capitals):
            continue
        adjective = matches[0].how == "adjective"
        span = Span(line[first].start, line[last - 1].end)
        chosen.append(Toponym(span, name, matches, strong, adjective, _level(line, last)))
        free = last
    return chosen


def _level(line: Sequence[Token], last: int) -> str:
    if last < len(line) and line[last].joined:
        for level in ("town", "adm1", "adm2"):
            if line[last].lower in getattr(place_words(), level):
                return level
    return ""


def is_strong(line: Sequence[Token], first: int, last: int, roles: Sequence[Span]) -> bool:
    """Whether something beside a name says that it is a place: a place role, or the words before it."""
    start, end = line[first].start, line[last - 1].end
    if any(span.start <= start and end <= span.end for span in roles):
        return True
    lists = place_words()
    before = first - 1
    features = lists.features
    while before >= 0 and (line[before].lower in features or line[before].lower in lists.compass or line[before].lower == "the"):
        before -= 1
    if before >= 0 and line[before].lower in lists.locative:
        return True
    return last < len(line) and line[last].joined and line[last].lower in (lists.adm1 | lists.town | lists.adm2) - {"state"}


def plausible(
    line: Sequence[Token], first: int, last: int, matches: Sequence[Match], *, strong: bool, capitals: bool
) -> bool:
    """Whether a name that the gazetteer knows is read as a place here."""
    lists = place_words()
    words = line[first:last]
    best = matches[0]
    if words[0].lower == "the" and best.how not in ("exact", "adjective"):
        return False
    if len(words) == 1 and not _single_word(line, first, best, lists):
        return False
    wide = any(match.place.kind in ("country", "region", "sea") and match.how == "exact" for match in matches)
    ordinary = all(
        word.lower in lists.never or word.lower in lists.articles or word.lower in lists.features for word in words
    )
    if ordinary and not (wide and len(words) > 1):
        return False
    if best.how == "adjective" or wide:
        return not (first and line[first - 1].lower in ("mr", "mrs", "ms"))
    if capitals:
        return strong or max(match.place.population for match in matches) >= LARGE_TOWN
    return strong or not _in_longer_name(line, first, last, lists)


def _single_word(line: Sequence[Token], first: int, best: Match, lists: PlaceWords) -> bool:
    word = line[first].lower
    if word in lists.articles or len(word) < 3 and not line[first].text.isupper():
        return False
    if word in lists.compass or word in lists.features:
        return False
    if word in lists.never:
        following = line[first + 1].lower if first + 1 < len(line) else ""
        return best.place.kind == "adm1" and following in lists.adm1
    return not (first and line[first - 1].joined and line[first - 1].lower in lists.person_titles)


def _in_longer_name(line: Sequence[Token], first: int, last: int, lists: PlaceWords) -> bool:
    """Whether a capitalised word that is no feature noun stands right beside, as in a person's or a paper's name."""
    beside = []
    if line[first].joined and first:
        beside.append(line[first - 1])
    if last < len(line) and line[last].joined:
        beside.append(line[last])
    return any(word.capital and word.lower not in lists.features and word.lower not in lists.never for word in beside)


def _supported(toponyms: list[Toponym]) -> list[Toponym]:
    """Keeps towns without support of their own only where the name has it elsewhere, or the town is large."""
    supported = {keys(toponym.name).bare for toponym in toponyms if toponym.strong}
    kept = []
    for toponym in toponyms:
        best = toponym.matches[0]
        evident = (
            toponym.strong
            or toponym.adjective
            or keys(toponym.name).bare in supported
            or any(match.place.kind in ("country", "region", "sea", "adm1") and match.how == "exact" for match in toponym.matches)
            or (best.how == "exact" and max(match.place.population for match in toponym.matches) >= LARGE_TOWN)
        )
        if evident:
            kept.append(toponym)
    return kept


def _weigh(document: Document, sentences: Sequence[Sentence], result: Scan) -> None:
    """Fills the countries' weights: first from countries, areas and large towns, then from towns within those."""
    titles = [sentence.span for sentence in sentences if sentence.role is BlockRole.TITLE]
    weights: dict[str, float] = {}
    for part in _parts(document.dateline_place):
        _add(weights, result.found.get(part, ()), _DATELINE_WEIGHT, None)
    factors = [
        _TITLE_WEIGHT if any(span.overlaps(toponym.span) for span in titles) else 1.0 for toponym in result.toponyms
    ]
    small = [_is_small(toponym) for toponym in result.toponyms]
    for toponym, factor, little in zip(result.toponyms, factors, small, strict=True):
        if not little:
            _add(weights, toponym.matches, factor, None)
    known = frozenset(weights) or None
    local: dict[str, float] = {}
    for toponym, factor, little in zip(result.toponyms, factors, small, strict=True):
        if little:
            _add(weights, toponym.matches, factor, known)
        kinds = {match.place.kind for match in toponym.matches}
        if kinds & {"town", "adm1"} and "country" not in kinds:
            _add(local, toponym.matches, factor, known)
    result.toponyms = [
        toponym
        for toponym, little in zip(result.toponyms, small, strict=True)
        if not little or any(weights.get(match.place.country, 0.0) > 0 for match in toponym.matches)
    ]
    for raw, final in ((weights, result.prior), (local, result.local)):
        top = max(raw.values(), default=0.0)
        final.update((country, weight / top) for country, weight in sorted(raw.items()) if top)


def _is_small(toponym: Toponym) -> bool:
    """Whether a name speaks for a country only where something else does: small towns bear every name."""
    return all(
        (match.place.kind == "town" and match.place.population < LARGE_TOWN)
        or (match.place.kind == "adm1" and match.place.population < GREAT_TOWN)
        or match.how not in ("exact", "adjective")
        for match in toponym.matches
    )


def _add(weights: dict[str, float], matches: Sequence[Match], factor: float, known: frozenset[str] | None) -> None:
    if known is not None:
        matches = [match for match in matches if match.place.country in known]
    for country, weight, _ in shares(matches):
        weights[country] = weights.get(country, 0.0) + factor * weight


def shares(matches: Sequence[Match]) -> list[tuple[str, float, str]]:
    """How much a name speaks for each country it may lie in: (code, weight, kind), the weights of a name at most 1."""
    if not matches:
        return []
    strict = [match for match in matches if match.how == matches[0].how][:8]
    strict = [match for match in strict if match.main or match.place.kind != "town"] or strict
    nations = [match for match in strict if match.place.kind == "country"]
    weighed: dict[str, tuple[float, str]] = {}
    for match in strict:
        place = match.place
        if not place.country:
            continue
        size = math.log10(place.population + 10) ** 3 + (400 if match in nations else 0)
        if size > weighed.get(place.country, (0.0, ""))[0]:
            kind = "adjective" if match.how == "adjective" else place.kind
            weighed[place.country] = (size, kind)
    total = sum(size for size, _ in weighed.values())
    return [
        (country, _COUNTRY_WEIGHT.get(kind, 0.5) * size / total, kind) for country, (size, kind) in weighed.items()
    ]


def choose(
    matches: Sequence[Match], result: Scan, *, level: str, country: str = "", admin1: str = "", near: Sequence[Place] = ()
) -> tuple[Match | None, str]:
    """The place that a name stands for in this document, with how it was settled; None where it stays ambiguous.

    Args:
        matches: What the gazetteer has for the name.
        result: The document's scan, for the countries it is about.
        level: town, adm1, adm2, country, or empty where the phrase does not say.
        country: ISO code of the country that the phrase itself names, or empty.
        admin1: Code of the first-order area that the phrase itself names, or empty.
        near: Places already settled in the document.
    """
    if country and any(match.place.country == country for match in matches):
        matches = [match for match in matches if match.place.country == country]
        if admin1 and any(match.place.admin1 == admin1 for match in matches):
            matches = [match for match in matches if match.place.admin1 == admin1]
    elif country:
        return None, "not_in_gazetteer"
    if result.prior and not country:
        matches = [match for match in matches if _is_conceivable(match, result)]
        if not matches:
            return None, "not_in_gazetteer"
    if level == "adm2" and all(match.place.kind != "adm2" for match in matches):
        return None, "no_area_data"
    matches = _at_level(matches, level)
    ranked = sorted(matches, key=lambda match: (-_score(match, result, near), match.place.id))
    best = ranked[0]
    rivals = [match for match in ranked[1:] if not _same_place(match.place, best.place)]
    if rivals and not country:
        lead = _score(best, result, near) - _score(rivals[0], result, near)
        if lead < 0.25:
            return None, "ambiguous"
    if best.how == "sound" and not (country or result.prior.get(best.place.country, 0.0) > 0.15):
        return None, "not_in_gazetteer"
    return best, _how(best, rivals, result, country)


def usual_level(matches: Sequence[Match]) -> str:
    """Town where a town of weight bears the name of its own area: battles and falls are for towns. Else empty."""
    if any(match.place.kind in ("country", "region") for match in matches):
        return ""
    towns = [match.place for match in matches if match.place.kind == "town" and match.how == matches[0].how]
    for area in (match.place for match in matches if match.place.kind == "adm1"):
        same = [town for town in towns if town.country == area.country]
        if same and max(town.population for town in same) * 25 > area.population:
            return "town"
    return ""


def _is_conceivable(match: Match, result: Scan) -> bool:
    """A small town, or a loose spelling, counts only in a country that the document speaks of."""
    place = match.place
    if place.kind in ("country", "region", "sea"):
        return True
    if result.prior.get(place.country, 0.0) > (0.1 if place.population >= SMALL_TOWN else 0.25):
        return True
    if match.how != "exact" or not match.main:
        return False
    return place.kind == "adm1" or place.population >= GREAT_TOWN or is_world_city(place)


def is_world_city(place: Place) -> bool:
    """Whether news names the town without its country: a capital, or one of the codebook's list."""
    country = countries().get(place.country)
    name = keys(place.name).bare
    return name in _WORLD_CITIES or (country is not None and keys(country.capital).bare == name)


_WORLD_CITIES = frozenset(keys(name).bare for name in place_words().world_cities)


def _how(best: Match, rivals: Sequence[Match], result: Scan, country: str) -> str:
    if best.how in ("sound", "fuzzy"):
        return best.how
    if not rivals:
        return "unique"
    if country:
        return "stated_country"
    return "country_prior" if result.prior.get(best.place.country, 0.0) > 0 else "population"


def _at_level(matches: Sequence[Match], level: str) -> list[Match]:
    kinds = {"town": ("town",), "adm1": ("adm1", "region"), "adm2": ("adm2",), "country": ("country",)}.get(level)
    if kinds:
        fitting = [match for match in matches if match.place.kind in kinds]
        if fitting:
            return fitting
    return list(matches)


def _same_place(first: Place, second: Place) -> bool:
    return first.country == second.country and (first.admin1 == second.admin1 or "country" in (first.kind, second.kind))


def _score(match: Match, result: Scan, near: Sequence[Place]) -> float:
    place = match.place
    score = {"exact": 0.0, "adjective": 0.0, "bare": -0.2, "sound": -1.0}.get(match.how, -1.0)
    prior = result.prior.get(place.country, 0.0) if place.country else 0.6
    score += 2.5 * prior + 1.5 * result.local.get(place.country, 0.0)
    score += 0.6 * math.log10(place.population + 10)
    score += (1.0 if match.main else 0.0) + (2.5 if place.kind == "town" and is_world_city(place) else 0.0)
    score += {"country": 2.5, "region": 6.0, "sea": 6.0, "adm1": -0.1, "adm2": -0.2}.get(place.kind, 0.0)
    if any(place.country == other.country and place.admin1 == other.admin1 for other in near):
        score += 0.4
    return score
