"""The persons that a document names, with the roles it tells of them; namesakes are kept apart."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sitrep.codebook.parties import Match, Parties, Word, key_of, words_of
from sitrep.codebook.people import People
from sitrep.model.span import Span

_ROLE_AFTER = re.compile(r",\s+([^,.;\n]{2,90})")
_SPOKEN = re.compile(
    r"\s*,?\s*(?:said|says|told|tells|added|adds|wrote|announced|tweeted|stressed|warned|argued)\b"
)
_SPEAKS_BEFORE = re.compile(r"\b(?:said|says|told|added|to)\s+$")
_FRONT = re.compile(
    r"(?:^|(?<=[.!?:;“”\"\n])\s*|(?<=,)\s+|\b(?:said|says|told|and|but|by|to)\s+)"
    r"((?:the|an?|its|their|his|her|another|one)\s[^,.;:\n“”\"]{2,70}?)(,?)\s$",
    re.IGNORECASE,
)
"""A noun phrase with a determiner right in front of a name, from where a clause begins."""
_LINK = re.compile(r"\s(?:of|for|in|at|from|to|on|with|who|near)\s", re.IGNORECASE)
_NOT_A_ROLE = frozenset("who was said told is and were has had".split())
_LONGEST_RUN = 8
_ROLE_WORDS = 7
"""Words of an apposition that a role is looked for in ("a former spokesman for the council")."""


@dataclass(slots=True)
class Person:
    """A person named in the document. `start` and `end` are the first place of the name.

    `public`: a title or role was told with the name; `role` is it. `spoke`: a speech verb stood by.
    """

    name: str
    start: int
    end: int
    public: bool = False
    role: str = ""
    spoke: bool = False
    front: Span | None = None
    """The phrase in front of the name that tells the role ("The group's spokesman", with or without a comma)."""
    forms: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Roster:
    """Persons by surname; several with one surname are told apart by their first names."""

    by_surname: dict[str, list[Person]] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Person]:
        return (person for group in self.by_surname.values() for person in group)

    def named(self, keys: Sequence[str]) -> Person | None:
        """The person meant by the words of a name; of namesakes a bare surname means the one named first."""
        group = self.by_surname.get(keys[-1], ()) if keys else ()
        if len(keys) == 1:
            return group[0] if group else None
        return next((person for person in group if _fits(person, keys)), None)

    def is_public(self, keys: Sequence[str]) -> bool:
        """Whether a public role is told; for a bare surname, of everyone who bears it."""
        group = self.by_surname.get(keys[-1], ()) if keys else ()
        if len(keys) == 1:
            return bool(group) and all(person.public for person in group)
        person = self.named(keys)
        return person is not None and person.public

    def add(self, name: str, start: int, end: int) -> Person:
        """The person of that name, entered if new."""
        keys = key_of(name)
        person = self.named(keys)
        if person is None:
            person = Person(name, start, end)
            self.by_surname.setdefault(keys[-1], []).append(person)
        person.forms[name] += 1
        return person


def _fits(person: Person, keys: Sequence[str]) -> bool:
    known = key_of(person.name)
    return len(known) == 1 or known[0] == keys[0] or known[0] in keys or keys[0] in known


def find_persons(
    text: str, words: Sequence[Word], matches: Sequence[Match], people: People, parties: Parties
) -> Roster:
    """Persons from runs of capitalised words that no party explains, with titles and appositions as roles."""
    inside = [False] * len(words)
    for match in matches:
        inside[match.first : match.last] = [True] * (match.last - match.first)
    roster = Roster()
    index = 0
    while index < len(words):
        stop = index
        if not inside[index] and (words[index].text[0].isupper() or words[index].text in people.titles):
            stop = _run(text, words, index, inside=inside, people=people, parties=parties)
        if stop > index:
            _note(text, words[index:stop], people, roster)
        index = max(stop, index + 1)
    for person in roster:
        full = [form for form in person.forms if len(form.split()) > 1]
        # The form used most, then the shortest: a headline's stray capitals come once, and in front.
        person.name = min(full, key=lambda form: (-person.forms[form], len(form), form), default=person.name)
    return roster


def _run(
    text: str, words: Sequence[Word], first: int, *, inside: Sequence[bool], people: People, parties: Parties
) -> int:
    """End of the run of name words that starts at a word; `first` where it is no name."""
    stop = first
    while stop < len(words) and stop - first < _LONGEST_RUN and not inside[stop]:
        word = words[stop]
        gap = text[words[stop - 1].end : word.start] if stop > first else " "
        if gap not in (" ", "-", ". ", "", "."):
            break
        particle = stop > first and word.key in people.particles
        opening = stop == first and word.text.lower() in people.titles
        if not (word.text[0].isupper() or particle or opening) or (
            stop == first and word.key in people.starters
        ):
            break
        if word.key in parties.adjectives or word.text.lower() in people.organisations:
            return first
        stop += 1
    while stop > first and words[stop - 1].key in people.particles and not words[stop - 1].text[0].isupper():
        stop -= 1
    return stop


def _note(text: str, run: Sequence[Word], people: People, roster: Roster) -> None:
    shouted = sum(len(word.text) > 3 and word.text.isupper() for word in run)
    if shouted > 1 or 0 < shouted < len(run) and run[-1].text.isupper():
        return  # a headline with its dateline, or a text in capitals: capitals do not show where a name ends
    title, name = strip_titles(run, people)
    if len([word for word in name if word.key not in people.particles]) < (1 if title else 2):
        if name and (known := roster.named([name[-1].key])) is not None:
            known.spoke |= bool(_SPOKEN.match(text, name[-1].end))
        return
    full = text[name[0].start : name[-1].end].removesuffix("'s").removesuffix("’s")
    person = roster.add(full, name[0].start, name[0].start + len(full))
    front, told = _front(text, name, people)
    role = title or _role_beside(text, run, name, people) or told
    person.front = person.front or front
    person.public |= bool(role)
    person.role = person.role or role
    person.spoke |= bool(_SPOKEN.match(text, name[-1].end))
    person.spoke |= bool(_SPEAKS_BEFORE.search(text, max(0, run[0].start - 10), run[0].start))


def _front(text: str, name: Sequence[Word], people: People) -> tuple[Span | None, str]:
    """The phrase before a name that tells a public role, with that role: "The head of the council, X, said".

    Behind a comma the name must be closed by a comma too, or it may begin a clause of its own.
    """
    start = max(0, name[0].start - 90)
    found = _FRONT.search(text, start, name[0].start)
    if found is None or (found.group(2) and text[name[-1].end : name[-1].end + 1] != ","):
        return None, ""
    head = words_of(_LINK.split(found.group(1))[0])[-1:]
    role = head[0].text.lower() if head else ""
    if role not in people.titles:
        return None, ""
    return Span(found.start(1), found.end(1)), role


def strip_titles(run: Sequence[Word], people: People) -> tuple[str, list[Word]]:
    """(public title or "", the words of the name) of a run such as "Army General Salim Idris"."""
    last, role = -1, ""
    for index, word in enumerate(run):
        low = word.text.lower().rstrip(".")
        two = f"{low} {run[index + 1].text.lower()}" if index + 1 < len(run) else ""
        if two in people.titles:
            last, role = index + 1, two
        elif low in people.titles:
            last, role = index, low
        elif low in people.courtesy and last == index - 1:
            last = index
    return role, list(run[last + 1 :])


def _role_beside(text: str, run: Sequence[Word], name: Sequence[Word], people: People) -> str:
    """A public role right before the name or in an apposition right after it; empty if none."""
    before = words_of(text, max(0, run[0].start - 40), run[0].start)[-1:]
    if before and text[before[0].end : run[0].start] == " " and before[0].text.lower() in people.titles:
        return before[0].text.lower()
    apposition = _ROLE_AFTER.match(text, name[-1].end)
    if apposition is None:
        return ""
    for word in words_of(text, apposition.start(1), apposition.end(1))[:_ROLE_WORDS]:
        low = word.text.lower()
        if low in _NOT_A_ROLE:
            break
        if low in people.titles:
            return low
    return ""
