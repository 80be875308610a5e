"""The names of places in a document, found once: which spellings may be places, and which countries it is about."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitrep.annotate.gazetteer import Gazetteer, Match
from sitrep.annotate.gazetteer.spelling import Token, candidates, is_acronym, is_capitals, keys, tokens
from sitrep.codebook.place_words import PlaceWords, place_words
from sitrep.model.document import BlockRole, Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

PLACE_ROLES = ("place", "origin", "destination")

LARGE_TOWN = 300_000
"""Inhabitants from which a name alone, without a word like "in" before it, is read as the town."""

GREAT_TOWN = 1_000_000
"""Inhabitants from which a town is known without its country."""

Area = tuple[str, str]
"""ISO code of a country and admin1 code of a first-order area in it; the code is empty for the whole country."""


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name in the text that may stand for places.

    Attributes:
        span: Where it stands.
        name: The spelling as it stands there.
        matches: What it may stand for, strictest match first.
        strong: Something beside the name itself says that it is a place.
        adjective: It is a country's adjective ("Syrian").
        level: town, adm1 or adm2 where a feature noun stands beside it ("Raqqa province"), else empty.
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
        found: Every spelling that the gazetteer knows, with its matches.
        toponyms: Names read as places, in text order, without overlaps.
        weights: ISO 3166-1 alpha-2 code → how much the document speaks of the country.
        local_weights: The same, from towns and first-order areas only.
        areas: (country, admin1 code) → how much the document speaks of the first-order area.
        own_areas: Bare key of a name → what the name itself put into `areas`.
        inside: Bare key of a name → country and admin1 code that the text puts it in ("Springfield, Ohio").
        levels: Span of a name → its level where the text tells it ("adm1" for the state after a town).
        own: Bare key of a name → what the name itself put into `weights` and `local_weights`, by country.
        capitals: The text is in capitals throughout.
    """

    found: dict[str, tuple[Match, ...]]
    capitals: bool
    toponyms: list[Toponym] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    local_weights: dict[str, float] = field(default_factory=dict)
    own: dict[str, dict[str, tuple[float, float]]] = field(default_factory=dict)
    areas: dict[Area, float] = field(default_factory=dict)
    own_areas: dict[str, dict[Area, float]] = field(default_factory=dict)
    inside: dict[str, Area] = field(default_factory=dict)
    levels: dict[Span, str] = field(default_factory=dict)

    def add(self, country: str, weight: float, name: str, *, local: bool) -> None:
        """Counts a mention for a country; `name` is the bare key of the name that is mentioned."""
        near = weight if local else 0.0
        self.weights[country] = self.weights.get(country, 0.0) + weight
        self.local_weights[country] = self.local_weights.get(country, 0.0) + near
        mine = self.own.setdefault(name, {})
        earlier = mine.get(country, (0.0, 0.0))
        mine[country] = (earlier[0] + weight, earlier[1] + near)

    def add_area(self, area: Area, weight: float, name: str) -> None:
        """Counts a mention for a first-order area; `name` as in `add`."""
        self.areas[area] = self.areas.get(area, 0.0) + weight
        mine = self.own_areas.setdefault(name, {})
        mine[area] = mine.get(area, 0.0) + weight

    def told_level(self, name: str) -> str:
        """Town or adm1 where the document says so of a name, wherever it says a level; else empty.

        Args:
            name: Bare key of the name.
        """
        told = {
            toponym.level for toponym in self.toponyms if toponym.level and keys(toponym.name).bare == name
        }
        return told.pop() if len(told) == 1 and not told & {"adm2"} else ""

    def evidence(self, name: str = "") -> float:
        """How much the rest of the document speaks of its main country: 1 for one mention of it; `name` as in `prior`."""
        mine = self.own.get(name, {})
        rest = (weight - mine.get(country, (0.0, 0.0))[0] for country, weight in self.weights.items())
        return max(rest, default=0.0)

    def area_prior(self, name: str = "") -> dict[Area, float]:
        """How much the rest of the document speaks of each first-order area, the largest 1; `name` as in `prior`."""
        mine = self.own_areas.get(name, {})
        rest = {area: weight - mine.get(area, 0.0) for area, weight in sorted(self.areas.items())}
        top = max(rest.values(), default=0.0)
        return {area: weight / top for area, weight in rest.items() if weight > 1e-9} if top > 1e-9 else {}

    def prior(self, name: str = "") -> tuple[dict[str, float], dict[str, float]]:
        """How much the rest of the document speaks of each country, the largest 1; and the same from towns only.

        Args:
            name: Bare key of a name that must not speak for itself.
        """
        mine = self.own.get(name, {}) if name else {}
        both = []
        for index, weights in enumerate((self.weights, self.local_weights)):
            rest = {c: w - mine.get(c, (0.0, 0.0))[index] for c, w in sorted(weights.items())}
            top = max(rest.values(), default=0.0)
            both.append({c: w / top for c, w in rest.items() if w > 1e-9} if top > 1e-9 else {})
        return both[0], both[1]


def scan(
    document: Document, sentences: Sequence[Sentence], frames: Sequence[Frame], gazetteer: Gazetteer
) -> Scan:
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
    names |= {document.dateline_place, *parts(document.dateline_place)} - {""}
    result = Scan(gazetteer.lookup(sorted(names)), capitals)
    roles = _role_spans(frames)
    for sentence, line, ranges in zip(sentences, words, spans, strict=True):
        if dateline is not None and dateline.contains(sentence.span):
            continue
        result.toponyms.extend(_toponyms(text, line, ranges, result, roles.get(sentence.index, [])))
    result.toponyms = _supported(result.toponyms)
    return result


def parts(name: str) -> list[str]:
    """A place as a dateline has it, by its commas: "LONDON, Ky."."""
    return [part.strip() for part in name.split(",")]


def _name_end(text: str, line: Sequence[Token], last: int) -> int:
    """End of a name; a full stop belongs to a short word after a comma, or where the sentence goes on ("a Calif. judge")."""
    end = line[last - 1].end
    return end + 1 if _abbreviated(text, line, last) else end


def _abbreviated(text: str, line: Sequence[Token], last: int) -> bool:
    word = line[last - 1]
    return (
        len(word.text) <= 5
        and text[word.end : word.end + 1] == "."
        and (text[word.start - 2 : word.start] == ", " or _goes_on(text, word.end + 1))
    )


def _goes_on(text: str, position: int) -> bool:
    return text[position : position + 1] == " " and text[position + 1 : position + 2].islower()


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


def owners(frames: Sequence[Frame]) -> dict[Span, tuple[Frame | None, str]]:
    """The frame and role that each place span belongs to; the first where several share it."""
    owners: dict[Span, tuple[Frame | None, str]] = {}
    for frame in frames:
        for role in PLACE_ROLES:
            for span in frame.spans(role):
                owners.setdefault(span, (frame, role))
    return owners


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
        chosen.append(Toponym(span, name, matches, strong, adjective, _level(line, first, last)))
        free = last
    return chosen


def _level(line: Sequence[Token], first: int, last: int) -> str:
    """Level of the feature noun beside a name: "Raqqa province", "the state of Victoria"."""
    beside = line[last].lower if last < len(line) and line[last].joined else ""
    before = line[first - 2].lower if first > 1 and line[first - 1].lower == "of" else ""
    for level in ("town", "adm1", "adm2"):
        if beside in getattr(place_words(), level):
            return level
    return next((level for level in ("town", "adm1") if before in getattr(place_words(), level)), "")


def is_strong(line: Sequence[Token], first: int, last: int, roles: Sequence[Span]) -> bool:
    """Whether something beside a name says that it is a place: a place role, or the words before it."""
    start, end = line[first].start, line[last - 1].end
    if any(span.start <= start and end <= span.end for span in roles):
        return True
    lists = place_words()
    before = first - 1
    features = lists.features
    while before >= 0 and (
        line[before].lower in features or line[before].lower in lists.compass or line[before].lower == "the"
    ):
        before -= 1
    if before >= 0 and line[before].lower in lists.locative:
        return True
    return (
        last < len(line)
        and line[last].joined
        and line[last].lower in (lists.adm1 | lists.town | lists.adm2) - {"state"}
    )


def plausible(
    line: Sequence[Token], first: int, last: int, matches: Sequence[Match], *, strong: bool, capitals: bool
) -> bool:
    """Whether a name that the gazetteer knows is read as a place here."""
    lists = place_words()
    words = line[first:last]
    best = matches[0]
    if words[0].lower == "the" and best.how not in ("exact", "adjective"):
        return False
    if len(words) == 1 and not capitals and is_acronym(words[0]):
        return best.place.kind in ("country", "region")
    if len(words) == 1 and not _single_word(line, first, best, lists):
        return False
    wide = any(match.place.kind in ("country", "region", "sea") and match.how == "exact" for match in matches)
    ordinary = all(
        word.lower in lists.never or word.lower in lists.articles or word.lower in lists.features
        for word in words
    )
    if ordinary and not (len(words) > 1 and (wide or is_county(best))):
        return False
    if best.how == "adjective" or wide:
        return not (first and line[first - 1].lower in ("mr", "mrs", "ms"))
    if capitals:
        return strong or largest(matches) >= LARGE_TOWN
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
    return any(
        word.capital and word.lower not in lists.features and word.lower not in lists.never for word in beside
    )


def is_county(match: Match) -> bool:
    """Whether a name is that of a district with its word for the level: "Orange County"."""
    return match.place.kind == "adm2" and match.how == "exact" and match.main


def largest(matches: Sequence[Match]) -> int:
    """Inhabitants of the largest place of a name, districts aside: they are known only with their word for the level."""
    return max((match.place.population for match in matches if match.place.kind != "adm2"), default=0)


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
            or any(
                match.place.kind in ("country", "region", "sea", "adm1") and match.how == "exact"
                for match in toponym.matches
            )
            or (best.how == "exact" and largest(toponym.matches) >= LARGE_TOWN)
        )
        if evident:
            kept.append(toponym)
    return kept
