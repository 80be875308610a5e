"""What a document has said so far: countries, parties by name, abbreviations, persons with their roles.

In-document coreference looks backwards from a pronoun or a definite description to the nearest compatible
mention; what is not compatible in number and kind is never taken, and nothing found is an answer.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitrep.codebook.parties import Match, Parties, Word, words_of
from sitrep.codebook.people import People
from sitrep.model.document import Document, Sentence
from sitrep.model.span import Span

_ABBREVIATION = re.compile(r"\((?:the |or |known as )?[\"“]?([A-Z][A-Za-z&/-]{1,11})[\"”]?\)")
_ROLE_AFTER = re.compile(r",\s+(?:an?|the|its|their|his|her)?\s*((?:[\w'’-]+\s+){0,4}?[\w'’-]+)(?=[\s,.;])")
_BESIDE = re.compile(r"\s+[a-z][\w-]+")
_APPOSED = re.compile(r"(?:\s*\([^()\n]{2,12}\))?,\s+((?:an?|the)\s[^,.;\n]{3,90})")
_SPOKEN = re.compile(
    r"\s*,?\s*(?:said|says|told|tells|added|adds|wrote|announced|tweeted|stressed|warned|argued)\b"
)
_SPEAKS_BEFORE = re.compile(r"\b(?:said|says|told|added|to)\s+$")
_STARTERS = frozenset(
    "the a an in on at by but and for from with as it its this that these those he she they we i you his "
    "her their our "
    "after before when while since if although however meanwhile also there here what who how why where two "
    "three four "
    "five six seven eight nine ten some many most several no not yes according earlier later despite during "
    "both all "
    "about over more at least under among between monday tuesday wednesday thursday friday saturday sunday "
    "january "
    "february march april may june july august september october november december one then last now so or "
    "to of "
    "north south east west northern southern eastern western central new".split()
)
_WINDOW = 14
"""Sentences that an antecedent may lie back: beyond that a reader would need the name again."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A party, class or person that stood in the text at `start`.

    `noun` is the last word of its phrase, in lower case; `weight` counts the role it had: agents and sources
    are picked up more often than other mentions.
    """

    start: int
    name: str
    kind: str
    party_id: str
    plural: bool | None
    noun: str
    weight: float
    members_of: str = ""


@dataclass(slots=True)
class Person:
    """A person named in the document: the longest form of the name, and whether a public role was told."""

    name: str
    start: int
    public: bool = False
    party: str = ""
    role: str = ""
    spoke: bool = False


@dataclass(slots=True)
class Discourse:
    """Facts about one document that its mentions are resolved with. Built by `discourse`.

    Mentions are noted in text order.
    """

    countries: tuple[str, ...]
    matches: tuple[Match, ...]
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    """Spans of `matches`, in text order."""
    abbreviations: dict[str, str]
    persons: dict[str, Person]
    """Surname key → the person; the first full name with that surname."""
    sentence_starts: tuple[int, ...]
    descriptions: dict[str, frozenset[str]] = field(default_factory=dict)
    """Party → nouns that the document describes it by ("an alliance of militias": alliance, militia)."""
    antecedents: list[Antecedent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def sentence_of(self, position: int) -> int:
        """Index of the sentence at a position of the text."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def note(self, antecedent: Antecedent) -> None:
        """Remember a mention; callers note in text order."""
        self.antecedents.append(antecedent)
        self.counts[antecedent.name] += 1

    def pick(
        self, position: int, kinds: Iterable[str], *, plural: bool | None, noun: str = "", skip: str = ""
    ) -> Antecedent | None:
        """The best antecedent before a position, or None.

        Recency first; the same head noun ("the militia" for "a Kurdish militia"), an agent's role and how
        often the document names the party add to it.

        Args:
            position: Start of the anaphor.
            kinds: Kinds of mention it can stand for.
            plural: Number of the anaphor; None accepts either.
            noun: Head noun of a definite description.
            skip: Name that cannot be meant (the other side of the same frame).
        """
        wanted = frozenset(kinds)
        here = self.sentence_of(position)
        best: tuple[float, int] | None = None
        chosen: Antecedent | None = None
        for known in self.antecedents:
            told = bool(noun) and noun in self.descriptions.get(known.name, ())
            if known.start >= position and not told:
                continue
            back = abs(here - self.sentence_of(known.start))
            same = told or (bool(noun) and known.noun == noun)
            if back > _WINDOW and not same and not noun:
                continue
            if known.kind not in wanted or known.name == skip or not _agrees(known.plural, plural):
                continue
            score = (
                known.weight
                + (4.0 if same else 0.0)
                + 0.25 * min(self.counts[known.name], 8)
                - 0.8 * min(back, 12)
            )
            if best is None or (score, known.start) >= best:
                best, chosen = (score, known.start), known
        return chosen

    def with_role(self, role: str, position: int) -> Person | None:
        """The last person before a position who was told to have a role ("president"), or None."""
        known = [
            person
            for person in self.persons.values()
            if person.role.split()[-1:] == [role] and person.start < position
        ]
        return max(known, key=lambda person: person.start, default=None)

    def same_noun(self, position: int, noun: str) -> Antecedent | None:
        """The last mention before a position with the same head noun and a fuller name, or None."""
        for known in reversed(self.antecedents):
            if (
                known.start < position
                and known.noun == noun
                and len(known.name.split()) > 1
                and known.kind != "person"
            ):
                return known
        return None


def _agrees(known: bool | None, wanted: bool | None) -> bool:
    return known is None or wanted is None or known == wanted


def discourse(
    document: Document, sentences: Sequence[Sentence], parties: Parties, people: People
) -> Discourse:
    """Reads a document once for its countries, named parties, abbreviations and persons."""
    text = document.text
    year = document.published.year if document.published else None
    by_sentence = [words_of(text, sentence.span.start, sentence.span.end) for sentence in sentences]
    countries = _countries(by_sentence, parties)
    matches: list[Match] = []
    spans: list[Span] = []
    words: list[Word] = []
    for sentence, row in zip(sentences, by_sentence, strict=True):
        shouted = is_shouted(sentence.span.of(text))
        first = 0
        while first < len(row):
            found = parties.match(row, first, year=year, countries=countries, shouted=shouted)
            if found is None:
                first += 1
                continue
            offset = len(words)
            matches.append(Match(found.party, found.alias, offset + found.first, offset + found.last))
            spans.append(Span(row[found.first].start, row[found.last - 1].end))
            first = found.last
        words.extend(row)
    starts = tuple(sentence.span.start for sentence in sentences) or (0,)
    told = Discourse(countries, tuple(matches), tuple(words), tuple(spans), {}, {}, starts)
    told.descriptions = _descriptions(text, told, people)
    told.abbreviations = _abbreviations(text, parties)
    told.persons = _persons(text, told, people, parties)
    return told


def is_shouted(quote: str) -> bool:
    """Whether a text is in capitals throughout, so that capitals tell nothing."""
    return not any(letter.islower() for letter in quote) and sum(letter.isupper() for letter in quote) > 12


def _countries(by_sentence: Sequence[Sequence[Word]], parties: Parties) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for row in by_sentence:
        for index, word in enumerate(row):
            pair = f"{word.key} {row[index + 1].key}" if index + 1 < len(row) else ""
            state = (
                parties.adjectives.get(pair)
                or parties.adjectives.get(word.key)
                or parties.capitals.get(word.key)
            )
            if state is None or (len(word.key) < 3 and not word.text.isupper()):
                found = parties.match(row, index, year=None, countries=(), shouted=False)
                state = found.party if found is not None and found.party.kind == "state" else None
                if (
                    found is not None
                    and found.party.home
                    and found.party.kind in {"armed_group", "state_force"}
                ):
                    counts[found.party.home] += 1
            if state is not None:
                counts[state.home] += 1
    return tuple(code for code, _ in counts.most_common())


def _abbreviations(text: str, parties: Parties) -> dict[str, str]:
    """Short form → long form, for those defined in the text: "Northern Defence Council (NDC)"."""
    found: dict[str, str] = {}
    for match in _ABBREVIATION.finditer(text):
        short = match.group(1)
        window = text[max(0, match.start() - 120) : match.start()]
        long = _long_form(window, short)
        if long and short not in found:
            found[short] = long
    return found


def _descriptions(text: str, told: Discourse, people: People) -> dict[str, frozenset[str]]:
    """Nouns in an apposition behind a party, or right beside it ("the SDF militia"): they can mean it."""
    found: dict[str, set[str]] = {}
    for match, span in zip(told.matches, told.spans, strict=True):
        if match.party.kind not in {"armed_group", "coalition", "state_force", "authority", "ngo", "monitor"}:
            continue
        beside = _BESIDE.match(text, span.end)
        nouns = words_of(beside.group()) if beside else []
        apposed = _APPOSED.match(text, span.end)
        nouns += words_of(apposed.group(1)) if apposed else []
        for word in nouns:
            noun = word.text.lower().removesuffix("s")
            if noun in people.referents or noun in {"militia", "force"}:
                found.setdefault(match.party.name, set()).add(noun)
    return {name: frozenset(nouns) for name, nouns in found.items()}


def _long_form(window: str, short: str) -> str:
    words = words_of(window)
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    for size in range(2, min(len(letters) + 5, len(words)) + 1):
        tail = words[-size:]
        if any(window[a.end : b.start].strip(" -–'’") for a, b in zip(tail, tail[1:], strict=False)):
            return ""
        initials = [part[0].casefold() for word in tail for part in word.text.split("-") if part]
        if tail[0].text[0].isupper() and initials[0] == letters[0] and _subsequence(letters, initials):
            return window[tail[0].start : tail[-1].end]
    return ""


def _subsequence(letters: Sequence[str], initials: Sequence[str]) -> bool:
    rest = iter(initials)
    return all(any(letter == other for other in rest) for letter in letters)


def _persons(text: str, told: Discourse, people: People, parties: Parties) -> dict[str, Person]:
    """Persons by surname, from runs of capitalised words that no party explains."""
    inside = [False] * len(told.words)
    for match in told.matches:
        inside[match.first : match.last] = [True] * (match.last - match.first)
    persons: dict[str, Person] = {}
    index = 0
    while index < len(told.words):
        stop = _run(text, told.words, inside, index, people, parties)
        if stop == index:
            index += 1
            continue
        _note_person(text, told.words[index:stop], told, people, persons)
        index = stop
    return persons


def _run(
    text: str, words: Sequence[Word], inside: Sequence[bool], first: int, people: People, parties: Parties
) -> int:
    stop = first
    while stop < len(words) and stop - first < 8 and not inside[stop]:
        word = words[stop]
        gap = text[words[stop - 1].end : word.start] if stop > first else " "
        if gap not in (" ", "-", ". ", "", "."):
            break
        particle = stop > first and word.key in people.particles and stop + 1 < len(words)
        named = word.text[0].isupper() and not word.text[0].isdigit()
        title = stop == first and word.text.lower() in people.titles
        if not (named or particle or title) or word.key in _STARTERS and stop == first:
            break
        if word.key in parties.adjectives or word.text.lower() in people.organisations:
            return first
        stop += 1
    while stop > first and words[stop - 1].key in people.particles and not words[stop - 1].text[0].isupper():
        stop -= 1
    return stop


def _note_person(
    text: str, run: Sequence[Word], told: Discourse, people: People, persons: dict[str, Person]
) -> None:
    if sum(len(word.text) > 3 and word.text.isupper() for word in run) > 1:
        return  # a headline, or a text in capitals: capitals do not show where a name ends
    role, name = strip_titles(run, people)
    if not name or len([word for word in name if word.key not in people.particles]) < (1 if role else 2):
        return
    spoken = bool(_SPOKEN.match(text, name[-1].end)) or bool(
        _SPEAKS_BEFORE.search(text[max(0, run[0].start - 10) : run[0].start])
    )
    public, said_role = _public(text, run, name, role, people)
    surname = name[-1].key
    full = text[name[0].start : name[-1].end].removesuffix("'s").removesuffix("’s")
    known = persons.get(surname)
    if known is None or (len(full) > len(known.name) and surname in known.name.casefold()):
        persons[surname] = Person(
            full, name[0].start if known is None else known.start, public, "", said_role, spoken
        )
        if known is not None:
            persons[surname].public |= known.public
            persons[surname].spoke |= known.spoke
    else:
        known.public |= public
        known.spoke |= spoken


def strip_titles(run: Sequence[Word], people: People) -> tuple[str, list[Word]]:
    """(public title or "", the words of the name) of a run such as "Army General Salim Idris"."""
    last = -1
    role = ""
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


def _public(
    text: str, run: Sequence[Word], name: Sequence[Word], role: str, people: People
) -> tuple[bool, str]:
    """Whether a public role stands right before the name or in an apposition right after it."""
    if role:
        return True, role
    before = words_of(text[max(0, run[0].start - 40) : run[0].start])[-2:]
    gap = text[max(0, run[0].start - 2) : run[0].start]
    if before and gap.strip() == "" and before[-1].text.lower() in people.titles:
        return True, before[-1].text.lower()
    after = _ROLE_AFTER.match(text, name[-1].end)
    if after:
        words = [word.lower() for word in after.group(1).split()]
        apposition = text[name[-1].end : name[-1].end + 90].split(",")
        more = [word.text.lower() for word in words_of(apposition[1] if len(apposition) > 1 else "")[:7]]
        for word in [*words, *more]:
            if word in {"who", "was", "said", "told", "is", "and"}:
                break
            if word in people.titles:
                return True, word
    return False, ""
