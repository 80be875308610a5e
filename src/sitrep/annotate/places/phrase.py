"""The grammar of phrases that name places: which names are meant, at which level, and what they lie in."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sitrep.annotate.gazetteer import Place
from sitrep.annotate.gazetteer.spelling import Token, tokens
from sitrep.annotate.places.names import LEVELS, LINKS, Chunk, name_chunks
from sitrep.annotate.places.scan import LARGE_TOWN, Scan
from sitrep.codebook.place_words import PlaceWords, place_words
from sitrep.model.span import Span

_DISTANCE = re.compile(r"(\d+(?:\.\d+)?)[ -]?([a-z]+)")
_OWNED = re.compile(r"['’]s? ")
_SPLIT = frozenset({"and", "or", "&", "plus"})
_WITHIN = frozenset(
    {"in", "of", "on", "at", "near", "within", "inside", "outside", "from", "around", "along", "by"}
)


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
        nations: Countries' adjectives that stand in it with no other name ("the Syrian city"), else empty.
        words: Its words.
    """

    named: tuple[Named, ...]
    nations: tuple[Chunk, ...]
    words: tuple[Token, ...]


def read_phrase(text: str, span: Span, scan: Scan) -> Phrase:
    """Takes a phrase such as "the Syrian city of Raqqa" or "eastern Aleppo and Hama province" apart.

    Args:
        text: Whole document text.
        span: The phrase.
        scan: The document's names.
    """
    words = tokens(text, span)
    chunks = name_chunks(text, words, scan)
    if all(chunk.adjective for chunk in chunks):
        return Phrase((), tuple(chunks), tuple(words))
    heads = _relate(text, words, chunks)
    _describe_all(text, words, heads)
    return Phrase(tuple(heads), (), tuple(words))


def _relate(text: str, words: list[Token], chunks: list[Chunk]) -> list[Named]:
    """Which chunks are places of their own and which say what another lies in."""
    heads: list[Named] = []
    pending: list[Chunk] = []
    previous: Chunk | None = None
    for chunk in chunks:
        between = words[previous.last : chunk.first] if previous else []
        gap = text[previous.span.end : chunk.span.start] if previous else ""
        if chunk.adjective or (chunk is not chunks[-1] and _qualifies(text, words, chunk)):
            if not (chunk.last < len(words) and words[chunk.last].lower in place_words().facility):
                subordinate = heads and _is_subordinate(between)
                (heads[-1].containers if subordinate else pending).append(chunk)
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
    return heads


def _describe_all(text: str, words: list[Token], heads: list[Named]) -> None:
    """Says of each place what stands around its name; a plural noun holds for the names before it as well."""
    for head in heads:
        _describe(text, words, head)
    for head, following in reversed(list(pairwise(heads))):
        if not head.level and following.level and following.noun.endswith("s"):
            head.level = following.level


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
    noun = not after.capital and after.lower not in LINKS and after.lower not in _WITHIN
    return text[chunk.span.end : after.start] == " " and (noun or after.lower in place_words().features)


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
        wider = chunk.level in ("adm1", "adm2") and _level_rank(chunk.level) > _level_rank(
            heads[-1].chunk.level
        )
        return "container" if wider or _contains(chunk, heads[-1]) else "head"
    return "owner" if gap.isspace() or gap in ("-", "–") else "head"


def _level_rank(level: str) -> int:
    return {"": 0, "quarter": 0, "town": 1, "adm2": 2, "adm1": 3}[level]


def _is_country(named: Named) -> bool:
    return bool(named.chunk.matches) and named.chunk.matches[0].place.kind == "country"


def _contains(chunk: Chunk, head: Named) -> bool:
    """Whether a name after a comma says what the one before it lies in."""
    if chunk.matches and chunk.matches[0].place.kind == "country" and not _is_country(head):
        return True
    wider = [match.place for match in chunk.matches if match.place.kind in ("country", "adm1", "region")]
    if not wider:
        return False
    inner = [
        match.place for match in head.chunk.matches if match.place.kind in ("town", "adm1", "adm2", "region")
    ]
    if not inner:
        return not head.chunk.matches
    for area in wider:
        for place in inner:
            inside = place.country == area.country and place.id != area.id
            if inside and (area.kind != "adm1" or (place.kind == "town" and place.admin1 == area.admin1)):
                return True
    return False


def _describe(text: str, words: Sequence[Token], head: Named) -> None:
    lists = place_words()
    chunk = head.chunk
    after = [word.lower for word in words[chunk.last : chunk.last + 2]]
    before = [word.lower for word in words[: chunk.first]]
    head.level = chunk.level or _level_before(before, lists)
    if not chunk.level and head.level in ("adm2", "quarter") and _is_large(chunk):
        head.level = ""
    head.noun = after[0] if after else ""
    head.near = any(word in lists.near for word in before)
    _describe_compass(head, before, after, lists)
    head.tail = _tail(text, words, chunk, lists)
    head.line = not head.tail and any(word in lists.line for word in (*before, *after))
    match = _DISTANCE.search(text[words[0].start : chunk.span.start].lower())
    if match and match.group(2) in lists.distances:
        head.distance_km = float(match.group(1)) * lists.distances[match.group(2)]


def _is_large(chunk: Chunk) -> bool:
    """Whether a town of weight bears the name: "a district of Bangui" is in the town, not a district of that name."""
    return any(match.main and match.place.population >= LARGE_TOWN for match in chunk.matches)


def _describe_compass(head: Named, before: Sequence[str], after: Sequence[str], lists: PlaceWords) -> None:
    compass = [word for word in before[-3:] if word in lists.compass]
    if compass and before[-1] == compass[-1]:
        joined = f"{before[-2]}-{before[-1]}" if len(before) > 1 else ""
        head.compass = joined if joined in lists.compass else compass[-1]
    elif compass and len(before) >= 2 and before[-1] in ("of", "from") and before[-2] == compass[-1]:
        head.near = True
    elif not compass and len(after) == 1 and after[0] in lists.compass:
        head.compass = after[0]


def _tail(text: str, words: Sequence[Token], chunk: Chunk, lists: PlaceWords) -> str:
    """Nouns for a facility that follow a name at once: "air base" in "Incirlik air base"."""
    end = chunk.last
    for index in range(chunk.last, min(len(words), chunk.last + 3)):
        word = words[index]
        owned = index == chunk.last and _OWNED.fullmatch(text, chunk.span.end, word.start)
        if not (word.joined or owned):
            break
        if word.lower in lists.facility or word.lower in ("canal", "dam", "river", "crossing"):
            end = index + 1
        elif word.lower not in ("air", "international", "military", "refugee", "army", "naval", "detention"):
            break
    return text[words[chunk.last].start : words[end - 1].end] if end > chunk.last else ""


def _level_before(before: Sequence[str], lists: PlaceWords) -> str:
    noun = (
        before[-2]
        if len(before) >= 2 and before[-1] in ("of", "called", "named")
        else (before[-1] if before else "")
    )
    return next((level for level in LEVELS if noun in getattr(lists, level)), "")


def means_capital(named: Named) -> bool:
    """Whether a country's name stands only to say whose capital is meant ("the U.S. capital")."""
    chunk = named.chunk
    return (
        named.level == "town"
        and named.noun == "capital"
        and chunk.matches[:1] != ()
        and (chunk.matches[0].place.kind == "country")
    )


def is_part(named: Named, town: Place) -> bool:
    """Whether a name lies in a town as a part of it: a quarter, a facility, a street, or an unknown name in a large town."""
    if named.level in ("quarter", "adm2"):
        return True
    if named.chunk.matches or named.level:
        return False
    return is_premises(named) or town.population >= LARGE_TOWN


def is_premises(named: Named) -> bool:
    """Whether a facility, street or building is named: its noun follows the name ("Mosul airport") or ends it.

    A name that the gazetteer knows is a place of its own whatever its last word ("Fort Bridge").
    """
    if named.tail:
        return True
    last = named.chunk.name.rsplit(" ", 1)
    lists = place_words()
    return not named.chunk.matches and len(last) > 1 and last[1].lower() in lists.facility | lists.premises
