"""A speaker as named, described or anonymous, with the party that he or she speaks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitrep.annotate.parties.phrases import parse
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.codebook.parties import key_of, words_of
from sitrep.codebook.people import People
from sitrep.model.document import Document
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

if TYPE_CHECKING:
    from sitrep.annotate.parties.resolver import Parties

_APPOSITION = re.compile(r",\s*(?:an?|the|who\b|[a-z])")
_LINKS = frozenset({"of", "for", "the", "and", "in", "on", "de", "du", "des", "al", "to"})
_OWNED = re.compile(r"(?:the |an? )?\w{2,30}['’]s ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(its|their)\s", re.IGNORECASE)
_DEFINITE_ROLE = re.compile(r"\b[Tt]he\s+([\w-]+),?\s*$")
_ROLE_LOOK_BACK = 600  # characters before "the official" in which "an official" stands
_IN_NAMES = ("of", "for", "in")
_SENTENCE_END = re.compile(r"[.;\n”\"]|,")


@dataclass(frozen=True, slots=True)
class Speaker:
    """One link's content. `named`: named, described, anonymous; `party`: canonical name, or empty."""

    name: str
    named: str
    party: str
    span: Span
    private: bool = False
    """A person by name without a public role."""


def speaker_of(span: Span, document: Document, parties: "Parties") -> Speaker:
    """Who a source span means; a pronoun is the last speaker before it.

    A party that speaks as a whole ("the U.N.", "the group" after a party) is named and is its own party; a
    person by name is named; "a militia spokesman" is described, with the militia's party where the document
    tells it;
    "activists", "residents", "sources" without a party are anonymous.
    """
    text = document.text
    before = parties.speaker_before(span)
    if before is not None:
        found = speaker_of(before, document, parties)
        return Speaker(found.name, found.named, found.party, span, found.private)
    mention = parties.of_span(span)
    if (
        mention.kind not in {"person", "civilians", "people", "combatants", "thing", "unknown"}
        and mention.name
    ):
        if not mention.members_of and mention.party_id:
            return Speaker(mention.name, "named", parties.naming.party_of(mention), span)
    organisation = _organisation(span, mention, text)
    if organisation:
        return Speaker(organisation, "named", "", span)
    if not mention.party_id and (body := _body(span, text, people_book.load())):
        return Speaker(body[0], "named", "", span)
    party = _party(span, mention, text, parties)
    if mention.kind == "person" and mention.is_named and not _is_described(mention):
        return Speaker(mention.name, "named", party, span, mention.private)
    words = _description(span, text)
    if mention.reason == "pronoun_unresolved" or (not party and _is_anonymous(words)):
        return Speaker(words, "anonymous", "", span, mention.private)
    return Speaker(words, "described", party, span, mention.private)


def _organisation(span: Span, mention: PartyMention, text: str) -> str:
    """The name of a body that no codebook holds: capitals from its first word to its last, "Sudan Doctors Network".

    It speaks for itself: a country in its name is not who says it. Empty for persons, roles and anything else.
    """
    if mention.kind == "person" or mention.party_id:
        return ""
    words = span.of(text).split()
    if words and words[0].lower() in {"the", "a", "an"}:
        words = words[1:] if words[0].lower() == "the" else []
    capital = [word for word in words if word[:1].isupper()]
    small = [word for word in words if not word[:1].isupper()]
    if len(capital) < 2 or words[0] not in capital or words[-1] not in capital or len(words) > 9:
        return ""
    if any(word not in _LINKS for word in small) or span.of(text).isupper():
        return ""
    people = people_book.load()
    last = words[-1].lower()
    if last in people.titles or last in people.members or last in people.anonymous:
        return ""
    return " ".join(words)


def body_before(word: str, sources: Sequence[Span], text: str, people: People) -> Span | None:
    """The last source whose full name "the network", "the union" shortens; None for other words."""
    noun = word.removeprefix("the ")
    if noun == word or noun not in people.civic:
        return None
    return next(
        (span for span in reversed(sources) if (_body(span, text, people) or ("", ""))[1] == noun), None
    )


def _body(span: Span, text: str, people: People) -> tuple[str, str] | None:
    """(name without its article, head noun) of a body that is named in full and speaks for itself."""
    words = words_of(text, span.start, span.end)
    words = words[1:] if words and words[0].text.lower() == "the" else words
    links = [index for index, word in enumerate(words) if word.text in _IN_NAMES]
    head = words[links[0] - 1] if links else (words[-1] if words else None)
    capitals = all(word.text[0].isupper() or word.text in (*_IN_NAMES, "and", "the") for word in words)
    if len(words) < 2 or head is None or not capitals or head.text.lower() not in people.civic:
        return None
    return " ".join(text[words[0].start : words[-1].end].split()), head.text.lower()


def _is_described(mention: PartyMention) -> bool:
    """A person told only by party and role ("SDF spokesman") has no name of his own."""
    return mention.reason == "people or things of a known party"


def _description(span: Span, text: str) -> str:
    return " ".join(span.of(text).split())


def _is_anonymous(words: str) -> bool:
    people = people_book.load()
    keys = [word.text.lower() for word in words_of(words)]
    if not keys:
        return True
    heads = keys[
        : next(
            (index for index, key in enumerate(keys) if key in {"of", "in", "from", "on", "close"}), len(keys)
        )
    ]
    return bool(heads) and (heads[-1] in people.anonymous or " ".join(heads[-2:]) in people.anonymous)


def _party(span: Span, mention: PartyMention, text: str, parties: "Parties") -> str:
    """The party in the phrase, before its role ("militia spokesman"), in an apposition, or told elsewhere."""
    leads = parties.naming.party_of(mention) if mention.kind == "person" and mention.is_named else ""
    found = (
        leads
        or _possessed(span, text, parties)
        or _named_in(span, parties)
        or (mention.members_of and _owner(mention.members_of))
        or _adjective_in(span, text)
        or _noun_in(span, text, parties)
        or _named_in(_apposition(span, text), parties)
    )
    if found:
        return found
    if mention.kind == "person" and mention.is_named:
        return _told_elsewhere(mention, text, parties) or parties.naming.party_of(mention)
    return mention.name if mention.party_id and mention.kind != "person" else ""


def _possessed(span: Span, text: str, parties: "Parties") -> str:
    """Whom "its spokesman" and "X, its director" speak for."""
    people = people_book.load()
    for found in _POSSESSIVE.finditer(text, span.start, span.end):
        words = [word.text.lower() for word in words_of(text, found.end(), span.end)[:4]]
        if any(word in people.titles for word in words):
            owner = parties.possessor(Span(found.start(1), found.end(1)))
            return _owner(owner.name) if owner is not None else ""
    return ""


def _named_in(span: Span | None, parties: "Parties") -> str:
    """The last known party in a stretch that is not a medium: of "U.S.

    State Department", the department's state.
    """
    if span is None:
        return ""
    best = ""
    for match, place in zip(parties.discourse.matches, parties.discourse.spans, strict=True):
        if span.overlaps(place) and match.party.kind not in {"agency", "outlet"}:
            best = best if best and match.party.kind == "state" else match.party.name
    return _owner(best) if best else ""


def _owner(name: str) -> str:
    """The state that an institution such as a ministry or a presidency belongs to.

    Any other party is itself.
    """
    book = party_book.load()
    party = book.by_name.get(name)
    if party is not None and party.kind == "authority" and party.owner in book.by_name:
        return party.owner
    return name


def _adjective_in(span: Span, text: str) -> str:
    """A country's adjective: "a Turkish official" speaks for Turkey."""
    book, people = party_book.load(), people_book.load()
    words = words_of(text, span.start, span.end)
    for index in range(len(words)):
        for size in (2, 1):
            state = book.adjectives.get(" ".join(word.key for word in words[index : index + size]))
            rest = {word.text.lower() for word in words[index + size :]}
            official = any(
                word in people.institutions or word.removesuffix("s") in people.titles for word in rest
            )
            if state is not None and official:
                return state.name
    return ""


def _noun_in(span: Span, text: str, parties: "Parties") -> str:
    """What the noun before a role, or an owner, points back to: "a militia spokesman", "the army's command"."""
    people = people_book.load()
    phrase = parse(text, span, people)
    words = phrase.words
    owned = _OWNED.match(text, span.start, span.end) is not None
    if len(words) < 2 or not (owned or any(word.text.lower() in people.titles for word in words[1:])):
        return ""
    for size in (2, 1):
        noun = " ".join(word.text.lower() for word in words[:size]).removesuffix("'s").removesuffix("’s")
        if len(words) > size and (noun in people.referents or noun in people.home):
            found = parties.referent(Span(words[0].start, words[size - 1].end))
            return _owner(found.name) if found is not None else ""
    return ""


def _apposition(span: Span, text: str) -> Span | None:
    """The stretch after "X," up to the next comma or stop, as in "X, a spokesman for the alliance, said"."""
    found = _APPOSITION.match(text, span.end)
    if found is None:
        return None
    end = _SENTENCE_END.search(text, found.end(), min(len(text), found.end() + 90))
    return Span(span.end, end.start() if end else min(len(text), found.end() + 90))


def _told_elsewhere(mention: PartyMention, text: str, parties: "Parties") -> str:
    """The party in the apposition or title of the person's first mention in the document."""
    key = key_of(mention.name)
    person = parties.discourse.persons.named(key) if key else None
    if person is None:
        return ""
    if person.front is not None:
        told = (
            _possessed(person.front, text, parties)
            or _named_in(person.front, parties)
            or _adjective_in(person.front, text)
            or _noun_in(person.front, text, parties)
        )
        if told:
            return told
    start = text.rfind("\n", 0, person.start) + 1
    front = Span(max(start, person.start - 60), person.start)
    return (
        _titled(front, text, parties)
        or _named_in(_apposition(Span(person.start, person.end), text), parties)
        or _same_role(front, text, parties)
    )


def _same_role(front: Span, text: str, parties: "Parties") -> str:
    """The party of "an official of the council", where "the official" stands right before a person's first mention."""
    found = _DEFINITE_ROLE.search(text, front.start, front.end)
    if found is None or found[1].lower() not in people_book.load().titles:
        return ""
    role = re.escape(found[1].lower())
    told = re.compile(rf"\b(?:an?|one|another)\s+(?:[\w'’.-]+\s+){{0,4}}?{role}\b", re.IGNORECASE)
    earlier = list(told.finditer(text, max(0, found.start() - _ROLE_LOOK_BACK), found.start()))
    if not earlier:
        return ""
    end = _SENTENCE_END.search(text, earlier[-1].end(), found.start())
    return _named_in(Span(earlier[-1].start(), end.start() if end else found.start()), parties)


def _titled(front: Span, text: str, parties: "Parties") -> str:
    """The party in the words right before a name: "SDF spokesman", with nothing but a role between."""
    people = people_book.load()
    for match, place in zip(
        reversed(parties.discourse.matches), reversed(parties.discourse.spans), strict=True
    ):
        if not front.contains(place) or match.party.kind in {"agency", "outlet"}:
            continue
        between = [word.text.lower() for word in words_of(text, place.end, front.end)]
        gap = text[place.end : front.end]
        if (
            between
            and len(between) <= 4
            and between[-1] in people.titles
            and "," not in gap
            and "." not in gap
        ):
            return _owner(match.party.name)
        break
    keys = words_of(text, front.start, front.end)[-4:]
    if keys and keys[-1].text.lower() in people.titles:
        return _adjective_in(Span(keys[0].start, front.end), text)
    return ""
