"""Names inside a noun phrase.

Known parties, countries with an institution, persons and who of them is private.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sitrep.annotate.parties.coreference import Discourse
from sitrep.annotate.parties.persons import Persons
from sitrep.annotate.parties.phrases import Phrase, class_of
from sitrep.codebook.parties import Alias, Match, Parties, Party, Word, key_of
from sitrep.codebook.people import People
from sitrep.model.mention import PartyMention

_POLITICAL = frozenset(
    "agree ceasefire negotiate demand threaten accuse deny sanction support ally release prosecute".split()
)
_AGAINST = frozenset("anti pro counter non".split())
_BY = frozenset(
    "backed held supported allied affiliated linked aligned controlled occupied run trained funded armed besieged "
    "inspired brokered".split()
)
"""Words that a hyphen joins to a party's name, so that somebody or something else is meant."""
_SPACE = re.compile(r"\s+")
_SINGULAR = frozenset(
    "leader commander official spokesman spokeswoman member fighter militant insurgent soldier".split()
)


@dataclass(frozen=True, slots=True)
class Naming:
    """Finds names in phrases of one document."""

    text: str
    told: Discourse
    book: Parties
    people: People
    persons: Persons

    def resolve(self, phrase: Phrase, frame_type: str, *, role: str, shouted: bool) -> PartyMention | None:
        """The party or person that a phrase names, or None where it names none."""
        # A source without a frame speaks: a single name is a person, a capital its government.
        speaks = not frame_type
        harmed = speaks or (role == "target" and frame_type in self.people.private_types)
        person = self.persons.resolve(phrase, harmed=harmed, shouted=shouted)
        match = self._longest(phrase, shouted)
        mere_state = match is None or match.party.kind == "state"
        if mere_state and person is not None and self._follows(phrase):
            return self._led_by(phrase, person)
        if match is not None and (_opens(phrase, match) or _fills(phrase, match)):
            return self._party(phrase, match)
        if person is not None and (person.reason.startswith("titled") or len(person.name.split()) > 1):
            return person
        if match is not None:
            return self._party(phrase, match)
        return (
            self._regime(phrase)
            or self._national(phrase)
            or self._metonym(phrase, frame_type, role)
            or person
        )

    def _follows(self, phrase: Phrase) -> bool:
        """Whether a link stands before a name: "supporters of President X", "the government of X"."""
        words = [word.text.lower() for word in phrase.words]
        link = next((index for index, word in enumerate(words) if word in self.people.links), 0)
        head = words[link - 1] if link else ""
        return head in self.people.classes or head in self.people.governments or head in self.people.members

    def _led_by(self, phrase: Phrase, person: PartyMention) -> PartyMention | None:
        """The government of a well-known leader's country; else None, so that the head noun is taken."""
        leader = next((row for row in self.people.leaders if row.name == person.name), None)
        head = head_of(phrase)
        if leader is None or head not in self.people.governments:
            return None
        found = self.institution(leader.side, head)
        return self._state(phrase, *found, f"side of {leader.name}") if found else None

    def institution(self, code: str, noun: str) -> tuple[str, str, str] | None:
        """(name, kind, party id) of a country's institution.

        Its own name where known, else adjective and noun.
        """
        adjective = self.people.adjective_names.get(code) or self.book.adjective_of.get(code)
        state = self.book.states.get(code)
        template = self.people.institutions.get(noun)
        if adjective is None or state is None or template is None:
            return None
        kind = self.people.institution_kinds.get(noun, "state_force")
        named = self._known(key_of(f"{adjective} {noun}"))
        if named is not None:
            return named.name, named.kind, named.id
        name = template.format(adj=adjective, country=state.name)
        if noun in self.people.governments:
            return self.people.government_names.get(code, name), "state", state.id
        known = self._known(key_of(name))
        return (known.name, known.kind, known.id) if known else (name, kind, "")

    def party_of(self, speaker: PartyMention) -> str:
        """Canonical name of the party that a speaker belongs to or speaks for, else empty."""
        if speaker.party_id and speaker.kind != "person":
            known = self.book.by_name.get(speaker.name)
            return known.owner if known is not None and known.owner in self.book.by_name else speaker.name
        if speaker.members_of:
            return speaker.members_of
        leader = next((row for row in self.people.leaders if row.name == speaker.name), None)
        if leader is None:
            return ""
        state = self.book.states.get(leader.side)
        return state.name if state is not None else leader.side

    # -- parties -----------------------------------------------------------------------------------

    def _known(self, key: Sequence[str]) -> Party | None:
        entries = self.book.index.get(tuple(key), ())
        return next(
            (
                party
                for party, alias in entries
                if not alias.within or alias.within in self.told.countries or alias.within == party.home
            ),
            None,
        )

    def _longest(self, phrase: Phrase, shouted: bool) -> Match | None:
        """The longest alias within the phrase.

        Of equally long ones a party beats a state, the first beats the rest.
        """
        best: Match | None = None
        for first in range(len(phrase.words)):
            found = self.book.match(
                phrase.words, first, year=None, countries=self.told.countries, shouted=shouted
            ) or self._abbreviated(phrase, first)
            if found is None or self._only_modifies(phrase, found):
                continue
            if best is None or _rank(found) > _rank(best):
                best = found
        return best

    def _only_modifies(self, phrase: Phrase, match: Match) -> bool:
        """Whether a hyphen makes a name a mere description: "anti-IS fighters", "US-backed rebels"."""
        words = phrase.words
        before = words[match.first - 1] if match.first else None
        if before is not None and before.key in _AGAINST and self._hyphen(before, words[match.first]):
            return True
        after = words[match.last] if match.last < len(words) else None
        return after is not None and after.key in _BY and self._hyphen(words[match.last - 1], after)

    def _hyphen(self, left: Word, right: Word) -> bool:
        return self.text[left.end : right.start] in ("-", "‑", "–", ".-")

    def _abbreviated(self, phrase: Phrase, first: int) -> Match | None:
        long = self.told.abbreviations.get(phrase.words[first].text)
        if not long:
            return None
        party = self._known(key_of(long)) or Party("", long, "unknown", "UAF", "", "", "", ())
        aliases = party.aliases or ()
        return Match(party, aliases[0] if aliases else Alias(long), first, first + 1)

    def _party(self, phrase: Phrase, match: Match) -> PartyMention:
        party = match.party
        before = [word.text.lower() for word in phrase.words[: match.first]]
        if self._is_beside(phrase, match.first):
            before = [word for word in before if word not in self.people.determiners]
        after = [word.text.lower() for word in phrase.words[match.last :]]
        if party.kind == "state":
            national = self._national(phrase)
            if national is not None:
                return national
        members = [word for word in (*before, *after) if word in self.people.members]
        strange = [word for word in after if not self._says_little(word)]
        if not strange and (not before or members or before[-1] not in self.people.links):
            return self._members(phrase, party, members)
        return self._belonging(phrase, match, after, before)

    def _says_little(self, word: str) -> bool:
        """Whether a word behind a party's name adds nothing to it ("Kurdish rebel group")."""
        people = self.people
        little = word in people.members or word in people.links or word in people.empty_modifiers
        return little or word in people.peoples or word in self.book.adjectives

    def _members(self, phrase: Phrase, party: Party, members: Sequence[str]) -> PartyMention:
        some = [word for word in members if word not in self.people.whole]
        part = (
            phrase.part
            or phrase.counted
            or any(word.text.lower() in {"foreign", "some", "remaining"} for word in phrase.words)
        )
        return PartyMention(
            phrase.span,
            phrase.span.of(self.text),
            party.name,
            party.id,
            party.kind,
            True,
            part,
            False,
            bool(some) or None,
            party.name if some else "",
            "members of a known party" if some else "known party",
        )

    def _belonging(
        self, phrase: Phrase, match: Match, after: Sequence[str], before: Sequence[str]
    ) -> PartyMention:
        """People or things of a party: a Taliban leader, residents of a Hamas-run area."""
        found = class_of(self.text, phrase, self.people)
        kind = found[1] if found else ("person" if head_of(phrase) in self.people.titles else "thing")
        name = tidy(self.text, phrase, match=match, owner=self._adjective(phrase, match))
        plural = found[2] if found else phrase.words[-1].text.lower() not in _SINGULAR
        return PartyMention(
            phrase.span,
            phrase.span.of(self.text),
            name,
            match.party.id if kind == "person" else "",
            kind,
            True,
            phrase.part or phrase.counted,
            self.persons.hold_private_name(phrase),
            plural,
            match.party.name if kind in {"person", "combatants", "authority"} else "",
            "people or things of a known party",
        )

    def _adjective(self, phrase: Phrase, match: Match) -> str:
        """The adjective of a country that owns what follows: "Pakistan's army chief" is the Pakistani one."""
        if match.party.kind != "state" or not phrase.words[match.last - 1].text.endswith(("'s", "’s")):
            return ""
        code = match.party.home
        return self.people.adjective_names.get(code) or self.book.adjective_of.get(code, "")

    def _national(self, phrase: Phrase) -> PartyMention | None:
        """A country's adjective with an institution, or alone: "Iraqi police", "Russian"."""
        keys = phrase.keys
        for first in range(len(keys)):
            for size in (2, 1):
                state = self.book.adjectives.get(" ".join(keys[first : first + size]))
                if state is None or first + size > len(keys):
                    continue
                found = self._of_state(phrase, state, first, first + size)
                if found is not None:
                    return found
        return self._of_country(phrase)

    def _regime(self, phrase: Phrase) -> PartyMention | None:
        """The institution of a leader's country ("the Assad regime"), or the party that he leads."""
        if len(phrase.words) < 2:
            return None
        noun = phrase.words[-1].text.lower()
        key = phrase.words[0].key
        leader = next((row for row in self.people.leaders if row.key == key), None)
        if leader is None or noun not in self.people.institutions:
            return None
        found = self.institution(leader.side, noun)
        if found is None:
            party = self.book.by_name.get(leader.side)
            found = (party.name, party.kind, party.id) if party else None
        return self._state(phrase, *found, f"side of {leader.name}") if found else None

    def _metonym(self, phrase: Phrase, frame_type: str, role: str) -> PartyMention | None:
        """A capital that acts is its government; one that is acted on by force is a place."""
        state = self.book.capitals.get(" ".join(phrase.keys))
        if state is None or (role != "agent" and frame_type and frame_type not in _POLITICAL):
            return None
        return self._state(phrase, state.name, "state", state.id, "capital for its government")

    def _of_state(self, phrase: Phrase, state: Party, first: int, last: int) -> PartyMention | None:
        words = phrase.words
        described = (
            last < len(words) and words[last].key in _BY and self._hyphen(words[last - 1], words[last])
        )
        if described or self._is_beside(phrase, first):
            return None
        rest = [word.text.lower() for word in phrase.words[last:]]
        if not rest and first == 0:
            return self._state(phrase, state.name, "state", state.id, "adjective of a country")
        noun = next(
            (" ".join(rest[-size:]) for size in (2, 1) if " ".join(rest[-size:]) in self.people.institutions),
            "",
        )
        if not noun:
            return None
        extra = rest[: len(rest) - len(noun.split())]
        if extra and not set(extra) <= {"government", "regime", "national", "state", "security"}:
            return None
        found = self.institution(state.home, " ".join((*extra, noun))) or self.institution(state.home, noun)
        if found is None:
            return None
        return self._state(phrase, found[0], found[1], found[2], f"institution of {state.name}")

    def _is_beside(self, phrase: Phrase, first: int) -> bool:
        """Whether what stands before a word names others ("opponents of the Iraqi government")."""
        before = [word.text.lower() for word in phrase.words[:first]]
        link = next((index for index, word in enumerate(before) if word in self.people.links), 0)
        head = before[link - 1] if link else ""
        people = head in self.people.classes or head in self.people.titles
        return people and head not in self.people.members and head not in self.people.institutions

    def _of_country(self, phrase: Phrase) -> PartyMention | None:
        """A country's own name with an institution: "the government of Iraq", "Iraq's army"."""
        words = [word.text.lower() for word in phrase.words]
        for index, word in enumerate(words):
            if word == "of" and index and " ".join(words[:index]) in self.people.institutions:
                state = self._known(phrase.keys[index + 1 :])
                if state is not None and state.kind == "state":
                    found = self.institution(state.home, " ".join(words[:index]))
                    return self._state(phrase, *found, f"institution of {state.name}") if found else None
        state = self._known(phrase.keys[:1]) or self._known(phrase.keys[:2])
        if state is None or state.kind != "state":
            return None
        size = 1 if self._known(phrase.keys[:1]) is state else 2
        noun = " ".join(words[size:])
        found = self.institution(state.home, noun) if noun in self.people.institutions else None
        return self._state(phrase, *found, f"institution of {state.name}") if found else None

    def _state(self, phrase: Phrase, name: str, kind: str, party_id: str, reason: str) -> PartyMention:
        plural = phrase.words[-1].text.lower().endswith("s")
        part = phrase.part or phrase.counted
        return PartyMention(
            phrase.span,
            phrase.span.of(self.text),
            name,
            party_id,
            kind,
            True,
            part,
            False,
            plural,
            "",
            reason,
        )


def tidy(text: str, phrase: Phrase, *, match: Match | None = None, owner: str = "") -> str:
    """The phrase's words as a name: without its front, a known party by its canonical name, single spaces.

    Args:
        text: Whole document text.
        phrase: The phrase.
        match: The party that it names, if any.
        owner: What stands for the party's name instead.
    """
    if not phrase.words:
        return _SPACE.sub(" ", phrase.span.of(text)).strip()
    start, end = phrase.words[0].start, phrase.words[-1].end
    if match is None:
        return _SPACE.sub(" ", text[start:end])
    left = text[start : phrase.words[match.first].start]
    right = text[phrase.words[match.last - 1].end : end]
    name = match.party.name
    if right.startswith(". ") or right == ".":
        right = right[1:]
    if match.party.kind == "state" and right.strip():
        name = text[phrase.words[match.first].start : phrase.words[match.last - 1].end]
        name = owner or {"U.S.": "US", "U.S": "US"}.get(name, name)
    return _SPACE.sub(" ", f"{left}{name}{right}").strip()


def _fills(phrase: Phrase, match: Match) -> bool:
    """Whether a party's name is the whole phrase."""
    return match.first == 0 and match.last == len(phrase.words)


def _opens(phrase: Phrase, match: Match) -> bool:
    """Whether a party, not a state, opens the phrase and "of", "led" or "under" follows."""
    following = phrase.words[match.last].key if match.last < len(phrase.words) else ""
    return match.first == 0 and match.party.kind != "state" and following in {"of", "led", "under"}


def _rank(match: Match) -> tuple[int, int, int]:
    return (match.party.kind != "state", match.last - match.first, -match.first)


def head_of(phrase: Phrase) -> str:
    """The head noun in lower case: the last word, or the one before the first "of"."""
    words = [word.text.lower() for word in phrase.words]
    for index, word in enumerate(words):
        if word == "of" and index:
            return words[index - 1]
    return words[-1]
