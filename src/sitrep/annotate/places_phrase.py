"""The grammar of phrases that name places: which names are meant, at which level, and what they lie in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sitrep.annotate.gazetteer import Match
from sitrep.annotate.places_scan import Scan
from sitrep.annotate.toponyms import LONGEST_NAME, Token, opens_name, tokens
from sitrep.codebook.place_words import PlaceWords, place_words
from sitrep.model.span import Span

_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)[ -]?([a-z]+)")
_SPLIT = frozenset({"and", "or", "&", "plus"})
_WITHIN = frozenset({"in", "of", "on", "at", "near", "within", "inside", "outside", "from", "around", "along", "by"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """A name within a phrase, the words `first` to `last` of it.

    `matches` is empty where the gazetteer does not know the spelling; `level` is that of a feature noun right after
    the name (town, adm1, adm2, quarter), else empty.
    """

    span: Span
    name: str
    matches: tuple[Match, ...]
    first: int
    last: int
    level: str = ""

    @property
    def adjective(self) -> bool:
        """Whether it is a country's adjective."""
        return bool(self.matches) and self.matches[0].how == "adjective"


@dataclass(slots=True)
class Named:
    """One place that a phrase names.

    Attributes:
        chunk: Its name.
        containers: Names in the phrase that it lies in, nearest first.
        level: town, adm1, adm2, quarter, or empty where the phrase does not say.
        noun: The word right after the name, in lower case; empty at the phrase's end.
        near: The phrase puts it beside the place, not in it.
        compass: Compass word of a part of it ("northern"), else empty.
        line: A border, river, road or coast is meant.
        tail: Facility nouns right after the name ("airport" in "Mosul airport"), else empty.
        distance_km: Stated distance from the place, None where none is stated.
    """

    chunk: Chunk
    containers: list[Chunk] = field(default_factory=list)
    level: str = ""
    noun: str = ""
    near: bool = False
    compass: str = ""
    line: bool = False
    tail: str = ""
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A place phrase taken apart.

    Attributes:
        named: Places it names, in text order; empty where it names none.
        country: A country's adjective that stands in it with no other name ("the Syrian city"), else None.
        words: Its words.
    """

    named: tuple[Named, ...]
    country: Chunk | None
    words: tuple[Token, ...]


def read_phrase(text: str, span: Span, scan: Scan) -> Phrase:
    """Takes a phrase such as "the Syrian city of Raqqa" or "eastern Aleppo and Hama province" apart.

    Args:
        text: Whole document text.
        span: The phrase.
        scan: The document's names.
    """
    words = tokens(text, span)
    chunks = _chunks(text, words, scan)
    chunks = [chunk for chunk in chunks if chunk.matches or _is_name(text, words, chunk, scan.capitals)]
    if all(chunk.adjective for chunk in chunks):
        return Phrase((), chunks[0] if chunks else None, tuple(words))
    return Phrase(tuple(_relate(text, words, chunks)), None, tuple(words))


def _is_name(text: str, words: Sequence[Token], chunk: Chunk, capitals: bool) -> bool:
    """Whether an unknown capitalised name is a place's: it owns nothing and qualifies no other noun ("Kurdish forces").

    In capitals an unknown word is a name only where a noun for a settlement or area stands right beside it.
    """
    lists = place_words()
    after = words[chunk.last] if chunk.last < len(words) else None
    if capitals:
        levels = lists.town | lists.quarter | lists.adm1 | lists.adm2
        before = [word.lower for word in words[max(0, chunk.first - 2) : chunk.first]]
        return after is not None and after.lower in levels or before[-1:] == ["of"] and before[0] in levels
    if chunk.name.isupper() and len(chunk.name) <= 4:
        return False
    if text[chunk.span.end : chunk.span.end + 2].lower() in ("'s", "’s", "s'", "s’"):
        return False
    if after is None or not after.joined:
        return True
    plain = after.lower not in lists.features and after.lower not in lists.compass and after.lower not in _LINKS
    return not (plain and not after.capital)


_LINKS = place_words().locative | place_words().near | {"and", "or", "where", "which", "that"}


def _chunks(text: str, words: list[Token], scan: Scan) -> list[Chunk]:
    """Names of the phrase: known ones where they are not only a part of a longer name, else runs of name words."""
    lists = place_words()
    found: list[Chunk] = []
    index = 0
    while index < len(words):
        chunk = None
        if opens_name(words, index, scan.capitals):
            run = _run(words, index, scan.capitals)
            chunk = _known(text, words, index, run, scan)
            if chunk is None and words[index].lower != "the" and run > index:
                last = _feature_at(words, index, run, lists)
                alone = last == index + 1 and (words[index].lower in lists.never or words[index].lower in lists.features)
                chunk = None if alone else _chunk(text, words, index, last, ())
        if chunk is None:
            index += 1
            continue
        found.append(chunk)
        index = chunk.last
    return found


_STOPS = place_words().features | place_words().near | place_words().never | frozenset(place_words().compass)


def _run(words: Sequence[Token], first: int, capitals: bool) -> int:
    """End of the run of name words that begins at a word that may open one."""
    inside = place_words().inside - {"and", "on", "upon", "a", "of", "the"}
    if capitals and words[first].lower in _STOPS - inside:
        return first
    end = last = first + 1
    while last < len(words) and words[last].joined:
        word = words[last]
        particle = word.lower in inside and (capitals or not word.capital)
        if not particle and (not word.capital or (capitals and (word.lower in _STOPS or word.lower in _SMALL))):
            break
        last += 1
        end = end if particle else last
    return end


_SMALL = frozenset({"and", "or", "of", "the", "on", "upon", "a", "is", "was", "were"}) | place_words().locative


def _feature_at(words: Sequence[Token], first: int, last: int, lists: PlaceWords) -> int:
    """Where an unknown name ends: before the first feature noun after its first word, or after the run."""
    for index in range(first + 1, last):
        if words[index].lower in lists.features and words[index].lower not in lists.inside:
            return index + 1 if index == first + 1 and words[first].lower in lists.never else index
    return last


def _known(text: str, words: list[Token], first: int, run: int, scan: Scan) -> Chunk | None:
    """The longest known name at a word, unless it is only a part of a longer name that is not known."""
    lists = place_words()
    reach = first + 1
    while reach < len(words) and reach - first < LONGEST_NAME and words[reach].joined:
        reach += 1
    for end in range(reach, first, -1):
        if not words[end - 1].capital:
            continue
        span = Span(words[first].start, words[end - 1].end)
        name = span.of(text)
        matches = scan.found.get(name) or scan.found.get(name + ".")
        if not matches or not _fits(words, first, end, matches, lists):
            continue
        if end < run and not _may_stop(words, end, matches, lists) and not _covered(text, words, end, run, scan):
            continue
        return Chunk(span, name, matches, first, end, _level_after(words, end))
    return None


def _may_stop(words: Sequence[Token], end: int, matches: Sequence[Match], lists: PlaceWords) -> bool:
    """Whether a name may end before this word of its run: a feature noun, or after a country or its adjective."""
    word = words[end]
    if word.lower in lists.features or word.lower in lists.compass or word.lower in ("of", "and"):
        return True
    return matches[0].how == "adjective" or matches[0].place.kind == "country"


def _covered(text: str, words: list[Token], first: int, last: int, scan: Scan) -> bool:
    """Whether the rest of a run is a known name of its own ("Raqqa Syria")."""
    name = text[words[first].start : words[last - 1].end]
    matches = scan.found.get(name, ())
    return any(match.how == "exact" and match.place.kind in ("country", "adm1") for match in matches)


def _chunk(text: str, words: Sequence[Token], first: int, last: int, matches: tuple[Match, ...]) -> Chunk:
    span = Span(words[first].start, words[last - 1].end)
    return Chunk(span, span.of(text), matches, first, last, _level_after(words, last))


def _fits(words: Sequence[Token], first: int, last: int, matches: Sequence[Match], lists: PlaceWords) -> bool:
    inner = words[first:last]
    if inner[0].lower == "the" and matches[0].how not in ("exact", "adjective"):
        return False
    if last - first > 1:
        wide = any(match.place.kind in ("country", "region", "sea") for match in matches)
        return wide or any(token.lower not in _STOPS and token.lower not in _SMALL for token in inner)
    word = inner[0]
    if word.lower in lists.articles or word.lower in lists.compass or word.lower in lists.features:
        return False
    if len(word.text) < 3 and not (word.text.isupper() and matches[0].place.kind == "country"):
        return False
    beside = words[last].lower if last < len(words) else ""
    if word.lower in lists.never:
        return matches[0].place.kind == "adm1" and beside in lists.adm1
    return True


def _relate(text: str, words: list[Token], chunks: list[Chunk]) -> list[Named]:
    """Which chunks are places of their own and which say what another lies in."""
    heads: list[Named] = []
    pending: list[Chunk] = []
    previous: Chunk | None = None
    for chunk in chunks:
        between = words[previous.last : chunk.first] if previous else []
        gap = text[previous.span.end : chunk.span.start] if previous else ""
        if chunk.adjective or (chunk is not chunks[-1] and _qualifies(text, words, chunk)):
            if chunk.last < len(words) and words[chunk.last].lower in place_words().facility:
                previous = chunk
                continue
            if _is_subordinate(between) and heads:
                heads[-1].containers.append(chunk)
            else:
                pending.append(chunk)
            previous = chunk
            continue
        relation = _relation(heads, chunk, between, gap)
        if relation == "container":
            for head in _group(heads):
                head.containers.append(chunk)
        else:
            named = Named(chunk, list(pending))
            if relation == "owner":
                named.containers.insert(0, heads.pop().chunk)
            heads.append(named)
            pending = []
        previous = chunk
    for head in heads:
        _describe(text, words, head, len(heads))
    return heads


def _group(heads: list[Named]) -> list[Named]:
    """Heads that share what follows them: all without a container of their own at the end of the list."""
    group: list[Named] = []
    for head in reversed(heads):
        if head.containers and group:
            break
        group.append(head)
    return group


def _is_subordinate(between: Sequence[Token]) -> bool:
    return bool(between) and between[0].lower in _WITHIN


def _qualifies(text: str, words: Sequence[Token], chunk: Chunk) -> bool:
    """Whether a country's name stands as an adjective before a noun: "the U.S. city of Ferguson"."""
    if not chunk.matches or chunk.matches[0].place.kind != "country" or chunk.last >= len(words):
        return False
    after = words[chunk.last]
    return text[chunk.span.end : after.start] == " " and after.lower in place_words().features


def _relation(heads: list[Named], chunk: Chunk, between: Sequence[Token], gap: str) -> str:
    """What a name is to the names before it: a head of its own, their container, or what its owner holds."""
    if not heads:
        return "head"
    lower = [word.lower for word in between]
    if _SPLIT & set(lower):
        wide = bool(chunk.matches) and chunk.matches[0].place.kind == "country"
        return "container" if wide and lower[-1] == "in" and not _is_country(heads[-1]) else "head"
    if gap.lstrip()[:2].lower() in ("'s", "’s") or gap.strip() in ("'", "’"):
        return "owner"
    if any(word in _WITHIN or word in place_words().locative for word in lower):
        return "container"
    if "," in gap or "(" in gap:
        wider = chunk.level in ("adm1", "adm2") and _level_rank(chunk.level) > _level_rank(heads[-1].chunk.level)
        return "container" if wider or _contains(chunk, heads[-1]) else "head"
    return "owner" if gap.isspace() or gap in ("-", "–") else "head"


def _level_rank(level: str) -> int:
    return {"": 0, "quarter": 0, "town": 1, "adm2": 2, "adm1": 3}[level]


def _is_country(named: Named) -> bool:
    return bool(named.chunk.matches) and named.chunk.matches[0].place.kind == "country"


def _level_after(words: Sequence[Token], last: int) -> str:
    lists = place_words()
    if last < len(words) and words[last].joined:
        following = words[last].lower
        return next((level for level in _LEVELS if following in getattr(lists, level)), "")
    return ""


_LEVELS = ("town", "adm1", "adm2", "quarter")


def _contains(chunk: Chunk, head: Named) -> bool:
    """Whether a name after a comma says what the one before it lies in."""
    if chunk.matches and chunk.matches[0].place.kind == "country" and not _is_country(head):
        return True
    wider = [match.place for match in chunk.matches if match.place.kind in ("country", "adm1", "region")]
    if not wider:
        return False
    inner = [match.place for match in head.chunk.matches if match.place.kind in ("town", "adm1", "adm2", "region")]
    if not inner:
        return not head.chunk.matches
    for area in wider:
        for place in inner:
            inside = place.country == area.country and place.id != area.id
            if inside and (area.kind != "adm1" or (place.kind == "town" and place.admin1 == area.admin1)):
                return True
    return False


def _describe(text: str, words: Sequence[Token], head: Named, heads: int) -> None:
    lists = place_words()
    chunk = head.chunk
    after = [word.lower for word in words[chunk.last : chunk.last + 2]]
    before = [word.lower for word in words[: chunk.first]]
    head.level = chunk.level or _level_before(before, lists)
    if not head.level and heads > 1 and len(after) > 1 and after[1] in lists.adm1 and after[0] not in _WITHIN:
        head.level = "adm1"
    head.noun = after[0] if after else ""
    head.near = any(word in lists.near for word in before)
    _describe_compass(head, before, after, lists)
    head.tail = _tail(text, words, chunk, lists)
    head.line = not head.tail and any(word in lists.line for word in (*before, *after))
    match = _DISTANCE.search(text[words[0].start : chunk.span.start].lower())
    if match and match.group(2) in lists.distances:
        head.distance_km = float(match.group(1)) * lists.distances[match.group(2)]


def _describe_compass(head: Named, before: Sequence[str], after: Sequence[str], lists: PlaceWords) -> None:
    compass = [word for word in before[-3:] if word in lists.compass]
    if compass and before[-1] == compass[-1]:
        head.compass = compass[-1]
    elif compass and len(before) >= 2 and before[-1] in ("of", "from") and before[-2] == compass[-1]:
        head.near = True
    elif not compass and after and after[0] in lists.compass:
        head.compass = after[0]


def _tail(text: str, words: Sequence[Token], chunk: Chunk, lists: PlaceWords) -> str:
    """Nouns for a facility that follow a name at once: "air base" in "Incirlik air base"."""
    end = chunk.last
    for index in range(chunk.last, min(len(words), chunk.last + 3)):
        word = words[index]
        if not word.joined or text[chunk.span.end : chunk.span.end + 1] in "'’":
            break
        if word.lower in lists.facility or word.lower in ("canal", "dam", "river", "crossing"):
            end = index + 1
        elif word.lower not in ("air", "international", "military", "refugee", "army", "naval", "detention"):
            break
    return text[words[chunk.last].start : words[end - 1].end] if end > chunk.last else ""


def _level_before(before: Sequence[str], lists: PlaceWords) -> str:
    noun = before[-2] if len(before) >= 2 and before[-1] in ("of", "called", "named") else (before[-1] if before else "")
    return next((level for level in _LEVELS if noun in getattr(lists, level)), "")
