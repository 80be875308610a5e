"""What a document has said so far: countries, parties by name, abbreviations, persons with their roles.

In-document coreference looks backwards from a pronoun or a definite description to the nearest compatible
mention; what is not compatible in number and kind is never taken, and nothing found is an answer.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sitrep.annotate.parties.roster import Person, Roster, find_persons
from sitrep.codebook.parties import Match, Parties, Word, words_of
from sitrep.codebook.people import People
from sitrep.model.document import Document, Sentence
from sitrep.model.span import Span

_ABBREVIATION = re.compile(r"\((?:the |or |known as )?[\"“]?([A-Z][A-Za-z&/-]{1,11})[\"”]?\)")
_EXPANDED = re.compile(r"\b([A-Z]{2,8})\s+\[([A-Z][^\[\]\n]{6,70})\]")
"""A short form with its long form, put in by an editor."""
_BESIDE = re.compile(r"\s+[a-z][\w-]+")
_APPOSED = re.compile(r"(?:\s*\([^()\n]{2,12}\))?,\s+((?:an?|the)\s[^,.;\n]{3,90})")
# What speaks for an antecedent, in the unit of a role's weight; on half of the training reports a third more or
# less of any of them changes fewer than one resolution in fifty.
_SAME_NOUN = 4.0
_EACH_NAMING = 0.25
_EACH_SENTENCE = 0.8
_LIKELY = 1.0
_WINDOW = 14
"""Sentences that an antecedent may lie back: beyond that a reader would need the name again."""


_POWERS = frozenset({"USA"})
"""Countries that reports on conflicts elsewhere name: "the army" is theirs only where no other is named."""


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
    private: bool = False


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
    persons: Roster
    sentence_starts: tuple[int, ...]
    descriptions: dict[str, frozenset[str]] = field(default_factory=dict)
    """Party → nouns that the document describes it by ("an alliance of militias": alliance, militia)."""
    antecedents: list[Antecedent] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def home(self) -> tuple[str, ...]:
        """`countries` with those that speak in reports on any country behind the others."""
        return tuple(sorted(self.countries, key=lambda code: code in _POWERS))

    def sentence_of(self, position: int) -> int:
        """Index of the sentence at a position of the text."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def note(self, antecedent: Antecedent) -> None:
        """Remember a mention; callers note in text order."""
        self.antecedents.append(antecedent)
        self.counts[antecedent.name] += 1

    def pick(
        self,
        position: int,
        kinds: Iterable[str],
        *,
        plural: bool | None,
        noun: str = "",
        skip: str = "",
        apart: Sequence[Span] = (),
        preferred: frozenset[str] = frozenset(),
    ) -> Antecedent | None:
        """The best antecedent before a position, or None.

        Recency first; the same head noun ("the militia" for "a Kurdish militia"), an agent's role and how
        often the document names the party add to it.

        Args:
            position: Start of the anaphor.
            kinds: Kinds of mention it can stand for.
            plural: Number of the anaphor; None accepts either.
            noun: Head noun of a definite description.
            skip: Name that cannot be meant (the other of two).
            apart: Spans of the other side of the same frame: who stands there cannot be meant.
            preferred: Kinds that are likelier than others.
        """
        wanted = frozenset(kinds)
        never = {skip} | {
            known.name
            for known in self.antecedents
            if any(span.start <= known.start < span.end for span in apart)
        }
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
            if known.kind not in wanted or known.name in never or not _agrees(known.plural, plural):
                continue
            score = (
                known.weight
                + (_LIKELY if known.kind in preferred else 0.0)
                + (_SAME_NOUN if same else 0.0)
                + _EACH_NAMING * min(self.counts[known.name], 8)
                - _EACH_SENTENCE * min(back, 12)
            )
            if best is None or (score, known.start) >= best:
                best, chosen = (score, known.start), known
        return chosen

    def with_role(self, role: str, position: int) -> Person | None:
        """The last person before a position who was told to have a role ("president"), or None."""
        known = [
            person
            for person in self.persons
            if person.role.split()[-1:] == [role] and person.start < position
        ]
        return max(known, key=lambda person: person.start, default=None)

    def same_noun(self, position: int, noun: str) -> Antecedent | None:
        """The last mention before a position with the same head noun and a fuller name, or None."""
        for known in reversed(self.antecedents):
            if known.start < position and known.noun == noun and known.name.lower().endswith(f" {noun}"):
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
            found = None
            if row[first].key in parties.sizes:
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
    told = Discourse(countries, tuple(matches), tuple(words), tuple(spans), {}, Roster(), starts)
    told.descriptions = _descriptions(text, told, people)
    told.abbreviations = _abbreviations(text, parties)
    told.persons = find_persons(text, told.words, told.matches, people, parties)
    return told


def is_shouted(quote: str) -> bool:
    """Whether a text is in capitals throughout, so that capitals tell nothing."""
    return not any(letter.islower() for letter in quote) and sum(letter.isupper() for letter in quote) > 12


def _countries(by_sentence: Sequence[Sequence[Word]], parties: Parties) -> tuple[str, ...]:
    counts: Counter[str] = Counter()
    for row in by_sentence:
        for index, word in enumerate(row):
            if word.key not in parties.opening:
                continue
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
    for match in _EXPANDED.finditer(text):
        words = words_of(match.group(2))
        if len(words) > 1 and words[0].text[0].isupper() and words[-1].text[0].isupper():
            found.setdefault(match.group(1), match.group(2))
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
