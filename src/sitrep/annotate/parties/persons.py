"""Persons by name: the fullest form of the name in the document, and who of them has a public role.

A person is public only where a title or role stands with the name in this document, or is a well-known public
figure; everybody else named is private. Where unsure, private wins. What is
shown of whom: `model.view`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.annotate.parties.coreference import Discourse
from sitrep.annotate.parties.phrases import Phrase
from sitrep.annotate.parties.roster import Person, strip_titles
from sitrep.codebook.parties import Parties, Word, key_of
from sitrep.codebook.people import Leader, People
from sitrep.model.mention import PartyMention

_SPACE = re.compile(r"\s+")
_LONGEST_NAME = 6
"""Words; longer runs of capitals are titles of works or organisations."""


@dataclass(frozen=True, slots=True)
class Persons:
    """Finds a person's name in phrases of one document."""

    text: str
    told: Discourse
    book: Parties
    people: People

    def resolve(self, phrase: Phrase, *, harmed: bool, shouted: bool) -> PartyMention | None:
        """The person that a phrase names, or None.

        Args:
            phrase: A noun phrase.
            harmed: It is the target of a frame that harms, holds or moves people: a single unknown name is
                then taken for a person, because a missed victim's name could be published.
            shouted: Capitals throughout.
        """
        title, run = strip_titles(self._run(phrase), self.people)
        name = [word for word in run if word.key not in self.people.courtesy]
        if not name or not self._is_name(
            phrase, name, shouted=shouted, sure=bool(title) or (harmed and not phrase.article)
        ):
            return None
        spelt = self.text[name[0].start : name[-1].end].removesuffix("'s").removesuffix("’s")
        keys = [word.key for word in name]
        known = self.told.persons.named(keys)
        leader = self._leader(spelt, known)
        if known is None and leader is None and len(name) == 1 and not title and not harmed:
            return None
        full = max((spelt, known.name if known else "", leader.name if leader and not known else ""), key=len)
        return PartyMention(
            span=phrase.span,
            phrase=phrase.span.of(self.text),
            name=_in_small_letters(full) if shouted else _SPACE.sub(" ", full),
            party_id="",
            kind="person",
            is_named=True,
            is_part=False,
            private=not (title or leader or self.told.persons.is_public(keys)),
            plural=False,
            members_of="",
            reason="titled person" if title else ("person by surname" if len(name) == 1 else "named person"),
        )

    def end(self, quote: str) -> bool:
        """Whether the last word of a phrase is a name that the document knows a person by."""
        words = key_of(quote)
        return bool(words) and words[-1] in self.told.persons.by_surname

    def hold_private_name(self, phrase: Phrase) -> bool:
        """Whether a person without a public role is named somewhere inside a phrase ("the family of ...")."""
        return any(
            word.text[0].isupper()
            and word.key in self.told.persons.by_surname
            and not self.told.persons.is_public([word.key])
            for word in phrase.words
        )

    def _leader(self, spelt: str, known: Person | None) -> Leader | None:
        """A well-known figure of that name, unless the document names another person so."""
        row = self.people.leader_of.get(spelt.casefold())
        if row is None or known is None or key_of(known.name)[0] == key_of(row.name)[0]:
            return row
        return None

    def _run(self, phrase: Phrase) -> list[Word]:
        """The words that a name can be in: those behind the last word that no name holds."""
        words = list(phrase.words)
        for index in range(len(words) - 2, -1, -1):
            low = words[index].text.lower().rstrip(".")
            if low in self.people.titles or low in self.people.courtesy:
                continue
            if self._is_common(words[index], low) and (low == "old" or "-" not in self._gap(words, index)):
                return words[index + 1 :]
        return words

    def _is_common(self, word: Word, low: str) -> bool:
        if not word.text[0].isupper() and low not in self.people.particles:
            return True
        noun = low in self.people.classes or low in self.people.members or low in self.people.organisations
        return noun or low in self.people.peoples or word.key in self.book.adjectives

    def _gap(self, words: Sequence[Word], index: int) -> str:
        return self.text[words[index - 1].end : words[index].start] if index else ""

    def _is_name(self, phrase: Phrase, name: Sequence[Word], *, shouted: bool, sure: bool) -> bool:
        if len(name) > _LONGEST_NAME or not all(self._in_name(word) for word in name):
            return False
        key = tuple(word.key for word in name)
        if key in self.book.index and not sure:
            return False
        known = name[-1].key in self.told.persons.by_surname
        if shouted:
            return sure or known or (2 <= len(name) <= 4 and not phrase.article)
        return sure or known or not phrase.article

    def _in_name(self, word: Word) -> bool:
        low, people = word.text.lower(), self.people
        hyphen = "-" in self.text[max(0, word.start - 1) : word.start]
        if word.text[0].isdigit() or not (word.text[0].isupper() or hyphen or low in people.particles):
            return False
        noun = low in people.organisations or low in people.classes or low in people.institutions
        group = (
            low in people.referents or low in people.peoples or low in people.anonymous or low in people.links
        )
        national = word.key in self.book.adjectives or word.key.removesuffix("s") in self.book.adjectives
        return not (noun or group or national)


def _in_small_letters(name: str) -> str:
    return " ".join(word.capitalize() for word in name.split())
