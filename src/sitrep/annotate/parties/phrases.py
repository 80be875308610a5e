"""Noun phrases for parties and people, taken apart: coordination, determiners, numbers, tails.

Nothing here knows the document; it works on the words of one span and the noun tables of `codebook.people`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sitrep.codebook.parties import Word, words_of
from sitrep.codebook.people import People
from sitrep.model.span import Span

_JOIN = re.compile(
    r"\s*(?:,\s*(?:and|or|as\s+well\s+as|along\s+with|together\s+with)\s|;|,(?!\d)|\s(?:and|or|&|as\s+well\s+as|"
    r"along\s+with|together\s+with)\s)\s*",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    r"(?:an?|the|its|their|his|her|who|which|whose|whom|where|including|former|then|also|not|even|now|most|mostly|"
    r"mainly|many|some|all|aged?|known|alias|formerly|especially|particularly|nearly|son|daughter|wife|husband|"
    r"brother|sister|\d{1,3}\b|\w+\s+of\s+(?:them|whom))(?![\w-])",
    re.IGNORECASE,
)
_AGE = re.compile(r"\d{1,3}(?![\w,])")
_ASIDE = re.compile(
    r"\W{1,4}(?:including|especially|particularly|such\s+as|among\s+them|among\s+others|as\s+opposed\s+to)\s|"
    r"\W{1,4}\w{1,20}(?:\s\w{1,20})?(?:\s(?:and|or)\s\w{1,20})?\samong\s+them\b",
    re.IGNORECASE,
)
"""What opens a list of examples: they are no members of the coordination."""
_SIZES = frozenset("unspecified unknown limited large small entire whole growing vast significant".split())
"""What stands before a partitive without saying anything of those meant: "a limited number of troops"."""
_COUNTED = re.compile(r"\d")
_BREAK = re.compile(r"[(\[,—:]|\s(?:–|--)")
"""What parts a phrase from an aside behind it; a hyphen or a dash within a name has no space before it."""


@dataclass(frozen=True)  # without slots: what is derived from the words is kept
class Phrase:
    """A noun phrase of one party: words without front and tail, and what the front said.

    `span` is the whole piece as it stands. `article`: first determiner in lower case, or empty. `counted`: a
    number or "some", "several" stood in front. `part`: a partitive ("a group of") stood in front.
    """

    span: Span
    words: tuple[Word, ...]
    article: str
    counted: bool
    part: bool

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Look-up keys of the words."""
        return tuple(word.key for word in self.words)

    @cached_property
    def plain(self) -> str:
        """The words in lower case, as `people.yaml` writes them."""
        return " ".join(word.text.lower().removesuffix("'s").removesuffix("’s") for word in self.words)


def split(
    text: str,
    span: Span,
    protected: Sequence[Span],
    *,
    joined: Callable[[str], bool] = lambda _: False,
    apposed: Callable[[str], bool] = lambda _: False,
) -> tuple[Span, ...]:
    """The members of a coordination: "the SDF and the coalition" gives two spans; an apposition is left out.

    Args:
        text: Whole document text.
        span: Where to look.
        protected: Names that a coordinator may stand in ("Food and Agriculture Organization").
        joined: Whether a phrase in lower case is one class in spite of its "and" ("women and children").
        apposed: Whether a piece behind a comma only says what the piece before it is ("secretary of the
        union").
    """
    quote = text[span.start : span.end]
    if joined(" ".join(word.key for word in words_of(quote))):
        return (span,)
    pieces: list[Span] = []
    start, stop = span.start, _before_examples(text, span)
    for found in _JOIN.finditer(text, span.start, stop):
        # Names do not overlap: only the last that starts before the coordinator can hold it.
        before = bisect_left(protected, Span(found.end(), found.end()))
        if before and found.start() < protected[before - 1].end:
            continue
        if (
            text[found.start() - 1 : found.start()].isdigit()
            and text[found.end() : found.end() + 1].isdigit()
        ):
            continue
        pieces.append(Span(start, max(start, found.start())))
        start = found.end()
    pieces.append(Span(min(start, stop), stop))
    return tuple(_without_appositions(text, pieces, apposed)) or (span,)


def _before_examples(text: str, span: Span) -> int:
    """Where "including" or the like opens a list of examples; the end of the span where nothing does."""
    aside = _ASIDE.search(text, span.start + 1, span.end)
    return span.end if aside is None else aside.start()


def _without_appositions(text: str, pieces: Sequence[Span], apposed: Callable[[str], bool]) -> list[Span]:
    kept: list[Span] = []
    for number, piece in enumerate(pieces):
        quote = piece.of(text).strip()
        if not quote:
            continue
        after_comma = number > 0 and "," in text[pieces[number - 1].end : piece.start]
        joined = number > 0 and re.search(
            r"\b(?:and|or)\b|&", text[pieces[number - 1].end : piece.start], re.IGNORECASE
        )
        if after_comma and not joined and (_APPOSED.match(quote) or _AGE.match(quote) or apposed(quote)):
            continue
        kept.append(piece)
    return kept


def parse(text: str, span: Span, people: People, names: Sequence[Span] = ()) -> Phrase:
    """A phrase without determiners, numbers, partitives in front and clauses behind.

    Args:
        text: Whole document text.
        span: Where the phrase stands.
        people: Determiners, numbers, partitives and tails.
        names: Known names: no clause begins inside one ("al-Qaida in Iraq").
    """
    words = words_of(text, span.start, span.end)
    ends = {name.start: name.end for name in names}
    first, article, counted, part = 0, "", False, False
    while first < len(words) - 1:
        key, following = words[first].key, words[first + 1].key
        if ends.get(words[first].start, 0) > words[first].end:
            break
        if (
            (key in people.partitives or _COUNTED.match(words[first].text))
            and following == "of"
            and first + 2 < len(words)
        ):
            part, first = True, first + 2
        elif key in _SIZES and following in people.partitives and _is_of(words, first + 2):
            first += 1
        elif key in people.determiners:
            article, first = article or key, first + 1
        elif (
            key in people.number_words
            or _COUNTED.match(words[first].text)
            or (counted and key in {"and", "to", "or"})
        ):
            counted, first = True, first + 1
        elif key == "between" and _COUNTED.match(words[first + 1].text):
            counted, first = True, first + 1
        else:
            break
    last = first + 1
    while last < len(words) and not _ends(text, words, last, names, people):
        last += 1
    return Phrase(span, tuple(words[first : max(last, first)]), article, counted, part)


def _is_of(words: Sequence[Word], index: int) -> bool:
    """Whether "of" stands there, with something behind it."""
    return index + 1 < len(words) and words[index].key == "of"


def _ends(text: str, words: Sequence[Word], index: int, names: Sequence[Span], people: People) -> bool:
    """Whether a tail ("in ...", "who ...", "(...") begins at a word."""
    word = words[index]
    before = bisect_left(names, Span(word.start, word.start))
    if before and word.end <= names[before - 1].end:
        return False
    gap = text[words[index - 1].end : word.start]
    if gap == "," and words[index - 1].text.isdigit() and word.text.isdigit():
        return False  # "80,000 inhabitants"
    return (word.key in people.tails and gap != "-") or bool(_BREAK.search(gap))


def class_of(text: str, phrase: Phrase, people: People) -> tuple[str, str, bool] | None:
    """(class, kind, plural) of the head noun: the last word, or two, before an "of" or "from".

    The class keeps the words in front as they stand ("Kurdish villagers"). None if not a class.
    """
    words = list(phrase.words)
    for stop, word in enumerate(words):
        if word.text.lower() in {"of", "from", "with", "for", "to", "by"} and stop:
            words = words[:stop]
            break
    keys = [word.text.lower() for word in words]
    for size in (2, 1):
        found = people.classes.get(" ".join(keys[-size:])) if len(keys) >= size else None
        if found is not None:
            front = [word for word in words[:-size] if word.text.lower() not in people.determiners]
            owned = [index for index, word in enumerate(front) if word.text.endswith(("'s", "’s"))]
            front = front[owned[-1] + 1 :] if owned else front
            before = text[front[0].start : front[-1].end] if front else ""
            shouted = text[words[0].start : words[-1].end].isupper()
            name = " ".join([*(before.lower() if shouted else before).split(), found.name])
            return name, found.kind, found.plural
    return None
