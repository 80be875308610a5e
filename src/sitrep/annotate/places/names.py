"""The names within a place phrase: known ones, unknown capitalised ones, and the level of the noun after them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.annotate.gazetteer import Match
from sitrep.annotate.gazetteer.spelling import LONGEST_NAME, Token, is_acronym, opens_name
from sitrep.annotate.places.scan import Scan, Toponym, is_county
from sitrep.codebook.place_words import PlaceWords, place_words
from sitrep.model.span import Span


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


def chunk_of(toponym: Toponym) -> Chunk:
    """A name of the scan as the chunk of a phrase that is nothing else."""
    return Chunk(toponym.span, toponym.name, toponym.matches, 0, 1, toponym.level)


def _level_after(words: Sequence[Token], last: int) -> str:
    lists = place_words()
    if last < len(words) and words[last].joined:
        following = words[last].lower
        return next((level for level in LEVELS if following in getattr(lists, level)), "")
    return ""


LEVELS = ("town", "adm1", "adm2", "quarter")


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
    plain = (
        after.lower not in lists.features and after.lower not in lists.compass and after.lower not in LINKS
    )
    return not (plain and not after.capital)


LINKS = place_words().locative | place_words().near | {"and", "or", "where", "which", "that"}


def name_chunks(text: str, words: list[Token], scan: Scan) -> list[Chunk]:
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
                alone = last == index + 1 and (
                    words[index].lower in lists.never or words[index].lower in lists.features
                )
                chunk = None if alone else _chunk(text, words, index, last, ())
        if chunk is None:
            index += 1
            continue
        found.append(chunk)
        index = chunk.last
    return [chunk for chunk in found if chunk.matches or _is_name(text, words, chunk, scan.capitals)]


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
        if not particle and (
            not word.capital or (capitals and (word.lower in _STOPS or word.lower in _SMALL))
        ):
            break
        last += 1
        end = end if particle else last
    return end


_SMALL = (
    frozenset({"and", "or", "of", "the", "on", "upon", "a", "is", "was", "were"}) | place_words().locative
)


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
        matches = scan.found.get(name)
        dotted = scan.found.get(name + ".", ())
        if dotted and not (matches and text[span.end : span.end + 1] != "."):
            matches = dotted
        if not matches:
            continue
        short = end - first == 1 and is_acronym(words[first]) and not scan.capitals
        if not (short and matches[0].place.kind in ("country", "region")) and not _fits(
            words, first, end, matches, lists
        ):
            continue
        if (
            end < run
            and not _may_stop(words, end, matches, lists)
            and not _covered(text, words, end, run, scan)
        ):
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
        wide = any(match.place.kind in ("country", "region", "sea") or is_county(match) for match in matches)
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
