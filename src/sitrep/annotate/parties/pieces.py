"""Coordinated modifiers: "Kurdish and Arab militias" is one group, "Syrian and Russian warplanes" are two parties."""

import re
from collections.abc import Sequence

from sitrep.codebook.parties import Parties, Word, words_of
from sitrep.codebook.people import People
from sitrep.model.span import Span

_AND = re.compile(r"\s(?:and|or|&)\s", re.IGNORECASE)
_PLACED = frozenset({"in", "from", "of", "at", "near", "around", "across"})
_RESIDENT = frozenset({"civilians", "people"})
_ADJECTIVE = re.compile(
    r"(?:ic|al|ous|ist|ive|ary|ate|ant|ern|ian|ish|less|able|ed|ing)$|^(?:local|foreign|armed|senior|top|young|old)$"
)
"""Endings of adjectives in news English; a noun with one of them ("official") is in the tables, which go first."""


def share_noun(text: str, pieces: Sequence[Span], people: People, book: Parties) -> tuple[Span, ...]:
    """Pieces of a coordination, with a modifier that has no noun of its own given back to the piece behind it.

    Countries stay apart: each has forces of its own.

    Args:
        text: Whole document text.
        pieces: As `phrases.split` gives them.
        people: Noun tables.
        book: Countries and their adjectives.
    """
    kept: list[Span] = []
    for piece in pieces:
        while kept and _shares(text, kept[-1], piece, people, book):
            piece = Span(kept.pop().start, piece.end)
        kept.append(piece)
    return tuple(kept)


def without_places(
    text: str, pieces: Sequence[Span], people: People, parties: Sequence[Span]
) -> tuple[Span, ...]:
    """Pieces without the further places of a tail: "residents of Nasir and Ulang", "families in Taiz and Ibb".

    Args:
        text: Whole document text.
        pieces: As `share_noun` gives them.
        people: Noun tables.
        parties: Known parties in the pieces that are no countries: they are never places.
    """
    kept: list[Span] = []
    for piece in pieces:
        named = all(word.text[0].isupper() for word in words_of(text, piece.start, piece.end))
        apart = any(piece.overlaps(name) for name in parties)
        if kept and named and not apart and _ends_in_place(text, kept[-1], people):
            continue
        kept.append(piece)
    return tuple(kept)


def _ends_in_place(text: str, piece: Span, people: People) -> bool:
    """Whether a class of people with a place behind it fills a piece; capitals throughout tell nothing."""
    words = words_of(text, piece.start, piece.end)
    link = next((index for index, word in enumerate(words) if word.text in _PLACED and index), 0)
    known = people.classes.get(words[link - 1].text.lower()) if link else None
    tail = [word for word in words[link + 1 :] if word.key not in people.determiners]
    return (
        known is not None
        and known.kind in _RESIDENT
        and bool(tail)
        and all(w.text[0].isupper() for w in tail)
    )


def _shares(text: str, left: Span, right: Span, people: People, book: Parties) -> bool:
    if not _AND.fullmatch(text[left.end : right.start]):
        return False
    before, after = _bare(text, left, people), words_of(text, right.start, right.end)
    if not before or len(before) > 2 or len(after) < 2 or after[0].key in people.determiners:
        return False
    key = " ".join(word.key for word in before)
    return _is_modifier(before, people) and key not in book.adjectives and (key,) not in book.index


def _bare(text: str, span: Span, people: People) -> list[Word]:
    """The words of a piece without determiners and numbers in front."""
    words = words_of(text, span.start, span.end)
    while words and (words[0].key in people.determiners or words[0].key in people.number_words):
        words = words[1:]
    return words


def _is_modifier(words: Sequence[Word], people: People) -> bool:
    """Whether words only describe: names of peoples, or adjectives that no table knows as a noun."""
    last = words[-1].text.lower()
    if last in people.descriptive:
        return True
    nouns = (
        people.classes,
        people.members,
        people.institutions,
        people.referents,
        people.titles,
        people.pronouns,
        people.organisations,
    )
    return _ADJECTIVE.search(last) is not None and not any(last in table for table in nouns)
