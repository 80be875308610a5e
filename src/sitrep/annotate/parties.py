"""Who acts and who is acted on: agent, target and mediator spans as parties, classes of people, persons or
things.

The rule order is: pronoun, known party (longest alias), country with an institution ("Iraqi police"), person,
class of people, definite description ("the group"), and else the phrase's own words. Canonical names:
annotation guidelines,
"norm"; what may be shown of persons: design, views.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitrep.annotate.coreference import Antecedent, Discourse, discourse, is_shouted
from sitrep.annotate.parties_names import Naming, head_of, tidy
from sitrep.annotate.parties_phrases import DEFINITE, Phrase, class_of, parse, split
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

_PARTY_ROLES = ("agent", "target", "mediator")
_GROUPS = ("armed_group", "coalition", "state_force", "state", "un", "ngo", "authority", "monitor")
_ORGANISATIONS = (
    "armed_group",
    "coalition",
    "state",
    "un",
    "ngo",
    "authority",
    "monitor",
    "agency",
    "outlet",
)
_CROWDS = ("civilians", "people", "combatants", "armed_group", "state_force", "coalition", "authority")
_WEIGHTS = {"agent": 1.5, "target": 0.8, "mediator": 0.8, "source": 1.2}


class Parties:
    """Resolves party spans of one document; built once a document, deterministic, without state between
    calls.

    Args:
        document: The document that the spans point into.
        sentences: Its sentences.
        frames: Its frames: their spans are the antecedents for pronouns and definite descriptions.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence], frames: Sequence[Frame]) -> None:
        self._text = document.text
        self._sentences = tuple(sentences)
        self._book = party_book.load()
        self._people = people_book.load()
        self.discourse: Discourse = discourse(document, sentences, self._book, self._people)
        self.naming = Naming(self._text, self.discourse, self._book, self._people)
        self._speakers = sorted(
            {
                frame.said.source
                for frame in frames
                if frame.said is not None
                and frame.said.source is not None
                and frame.said.source.of(self._text).strip().lower() not in self._people.pronouns
            }
        )
        self._note_antecedents(frames)

    def resolve(self, span: Span, sentence: int, *, frame: Frame) -> tuple[PartyMention, ...]:
        """The parties that a span names, in text order; a coordination gives several.

        Args:
            span: An agent, target, mediator or source span.
            sentence: Index of the sentence that holds it.
            frame: The frame whose role it fills: its type decides who is private, its source who "we" is.

        Returns:
            At least one mention; where nothing is known, `kind` is "unknown" or `name` empty and `reason`
            says why.
        """
        if not span.of(self._text).strip():
            return (_mention(span, "", "", "unknown", "empty_span"),)
        found = [self._one(piece, frame) for piece in self._pieces(span)]
        return tuple(mention for group in found for mention in group)

    def of_span(self, span: Span) -> PartyMention:
        """The first party of a span outside any frame, such as a source; pronouns are resolved."""
        frame = Frame(
            trigger=span, type="", modality="actual", sentence=self.discourse.sentence_of(span.start)
        )
        return self.resolve(span, frame.sentence, frame=frame)[0]

    def referent(self, span: Span) -> PartyMention | None:
        """The party that a noun in front of a role points back to ("militia" in "a militia spokesman"), or None."""
        frame = Frame(
            trigger=span, type="", modality="actual", sentence=self.discourse.sentence_of(span.start)
        )
        found = self._described(replace(self._parse(span), article="the"), frame)
        return found[0] if found else None

    def speaker_before(self, span: Span) -> Span | None:
        """For a pronoun as source ("he added"), the last source before it that is none; else None."""
        if self._people.pronouns.get(span.of(self._text).strip().lower()) not in {
            "person",
            "single",
            "plural",
        }:
            return None
        index = bisect_left(self._speakers, span)
        return self._speakers[index - 1] if index else None

    # -- one piece ---------------------------------------------------------------------------------

    def _pieces(self, span: Span) -> tuple[Span, ...]:
        names = [name for name in self.discourse.spans if name.overlaps(span)]
        return split(
            self._text,
            span,
            names,
            joined=lambda phrase: phrase in self._people.classes,
            apposed=self._is_role,
        )

    def _is_role(self, quote: str) -> bool:
        """Whether a phrase starts as a role does ("secretary of the union") and names nobody."""
        words = quote.lower().split()[:4]
        return any(
            word.strip(",.") in self._people.titles for word in words
        ) and not self.naming.ends_in_name(quote)

    def _parse(self, piece: Span) -> Phrase:
        return parse(self._text, piece, [name for name in self.discourse.spans if name.overlaps(piece)])

    def _one(self, piece: Span, frame: Frame) -> list[PartyMention]:
        phrase = self._parse(piece)
        if not phrase.words:
            return [
                _mention(piece, piece.of(self._text), piece.of(self._text).strip(), "unknown", "no_words")
            ]
        kind = self._people.pronouns.get(phrase.plain)
        if kind is not None and not phrase.article:
            return self._pronoun(phrase, kind, frame)
        shouted = self._is_shouted(piece)
        named = self.naming.resolve(phrase, frame.type, role=self._role(piece, frame), shouted=shouted)
        if named is not None:
            return [named]
        described = self._pair(phrase) or self._described(phrase, frame)
        return described or [self._plain(phrase)]

    def _role(self, piece: Span, frame: Frame) -> str:
        return next(
            (role for role in _PARTY_ROLES if any(span.contains(piece) for span in frame.spans(role))), ""
        )

    def _is_shouted(self, piece: Span) -> bool:
        if not self._sentences:
            return False
        sentence = self._sentences[min(self.discourse.sentence_of(piece.start), len(self._sentences) - 1)]
        return is_shouted(sentence.span.of(self._text))

    def _pronoun(self, phrase: Phrase, kind: str, frame: Frame) -> list[PartyMention]:
        position = phrase.span.start
        quote = phrase.span.of(self._text)
        plural: bool | None = None
        found: Antecedent | None = None
        if kind == "speaker":
            if (
                frame.said is not None
                and frame.said.source is not None
                and not frame.said.source.overlaps(phrase.span)
            ):
                return [self._speaker(phrase, frame.said.source)]
        elif kind == "person":
            single = ("person", "combatants", "civilians", "people", "authority")
            plural, found = False, self.discourse.pick(position, single, plural=False)
        elif kind == "single":
            plural, found = False, self.discourse.pick(position, _ORGANISATIONS, plural=False)
        elif kind == "plural":
            plural = True
            crowd = _CROWDS if frame.type in self._people.private_types else (*_CROWDS, "state", "un", "ngo")
            found = self.discourse.pick(position, crowd, plural=True)
        if found is None:
            return [_mention(phrase.span, quote, "", "unknown", "pronoun_unresolved", plural=plural)]
        return [self._from_antecedent(phrase, found, "pronoun", frame)]

    def _speaker(self, phrase: Phrase, source: Span) -> PartyMention:
        """ "We" and "I" are the speaker; for "we", the party that the speaker speaks for."""
        speaker = self.of_span(source)
        party = self.naming.party_of(source, speaker) if phrase.plain in {"we", "us", "our", "ours"} else ""
        known = self._book.by_name.get(party)
        if known is None:
            return _mention(
                phrase.span,
                phrase.span.of(self._text),
                speaker.name,
                speaker.kind,
                "speaker",
                party_id=speaker.party_id,
                private=speaker.private,
            )
        return _mention(
            phrase.span,
            phrase.span.of(self._text),
            known.name,
            known.kind,
            "speaker's party",
            party_id=known.id,
        )

    def _from_antecedent(self, phrase: Phrase, found: Antecedent, how: str, frame: Frame) -> PartyMention:
        person = self.discourse.persons.get(found.noun) if found.kind == "person" else None
        private = person is not None and not person.public
        return _mention(
            phrase.span,
            phrase.span.of(self._text),
            found.name,
            found.kind,
            f"{how}: {found.name} at {found.start}",
            party_id=found.party_id,
            private=private,
            plural=found.plural,
            members_of=found.members_of,
            is_part=phrase.part or phrase.counted,
        )

    def _pair(self, phrase: Phrase) -> list[PartyMention]:
        """ "Both sides", "the two countries": the two parties named last."""
        quote = phrase.span.of(self._text)
        words = quote.lower().split()
        if phrase.plain not in self._people.pair_nouns or not {"both", "two"} & set(words[:2]):
            return []
        kinds = ("state",) if phrase.plain in {"countries", "nations", "governments"} else _GROUPS
        last = self.discourse.pick(phrase.span.start, kinds, plural=None)
        other = last and self.discourse.pick(phrase.span.start, kinds, plural=None, skip=last.name)
        if last is None or other is None:
            return []
        return [
            _mention(
                phrase.span, quote, one.name, one.kind, "the two parties named last", party_id=one.party_id
            )
            for one in sorted((last, other), key=lambda one: one.start)
        ]

    def _described(self, phrase: Phrase, frame: Frame) -> list[PartyMention]:
        """ "The group", "the army", "the rebels".

        An earlier party, or an institution of the report's country.
        """
        noun = phrase.plain
        if noun in self._people.home and not (phrase.counted and noun in {"soldiers", "troops"}):
            found = self._institution(phrase, noun, frame)
            return [found] if found is not None else []
        head = phrase.words[-1].text.lower()
        modifiers = {word.text.lower() for word in phrase.words[:-1]}
        kinds = self._people.referents.get(noun) or (
            self._people.referents.get(head) if modifiers <= self._people.empty_modifiers else None
        )
        definite = phrase.article in DEFINITE or self._is_shouted(phrase.span)
        if kinds is None:
            return self._same_noun(phrase, head, frame) if definite and not modifiers else []
        wanted = set(kinds) | ({"coalition", "armed_group"} if noun in {"alliance", "enemy"} else set())
        if definite or head in {"coalition", "alliance"}:
            found_before = self.discourse.pick(phrase.span.start, wanted, plural=None, noun=head)
            if found_before is not None:
                return [self._from_antecedent(phrase, found_before, "definite description", frame)]
        return self._default(phrase, noun, head)

    def _same_noun(self, phrase: Phrase, head: str, frame: Frame) -> list[PartyMention]:
        """ "The commander" after "a Taliban commander"; "the president" after a president named."""
        person = self.discourse.with_role(head, phrase.span.start)
        if person is not None:
            return [
                _mention(
                    phrase.span,
                    phrase.span.of(self._text),
                    person.name,
                    "person",
                    f"{head} named before",
                    plural=False,
                )
            ]
        found = self.discourse.same_noun(phrase.span.start, head)
        return [] if found is None else [self._from_antecedent(phrase, found, "same noun", frame)]

    def _default(self, phrase: Phrase, noun: str, head: str) -> list[PartyMention]:
        table = self._people.default_referents.get(noun) or self._people.default_referents.get(head, {})
        for code in self.discourse.countries[:2]:
            party = self._book.by_name.get(table.get(code, ""))
            if party is not None:
                return [
                    _mention(
                        phrase.span,
                        phrase.span.of(self._text),
                        party.name,
                        party.kind,
                        f"the {head} of reports on {code}",
                        party_id=party.id,
                        is_part=phrase.part or phrase.counted,
                    )
                ]
        return []

    def _institution(self, phrase: Phrase, noun: str, frame: Frame) -> PartyMention | None:
        kind = self._people.institution_kinds.get(noun, "state_force")
        found = self.discourse.pick(
            phrase.span.start, (kind, "state_force"), plural=None, noun=noun.split()[-1]
        )
        if found is not None and found.noun == noun.split()[-1]:
            return self._from_antecedent(phrase, found, "definite description", frame)
        for code in self.discourse.countries[:1]:
            party = self.naming.institution(code, noun)
            if party is not None:
                name, kind, party_id = party
                return _mention(
                    phrase.span,
                    phrase.span.of(self._text),
                    name,
                    kind,
                    f"institution of the report's country {code}",
                    party_id=party_id,
                    is_part=phrase.part or phrase.counted,
                    plural=noun.endswith("s"),
                )
        return None

    def _plain(self, phrase: Phrase) -> PartyMention:
        """The phrase's own words: a class of people, or a thing."""
        found = class_of(phrase, self._people)
        quote = phrase.span.of(self._text)
        part = phrase.part or phrase.counted
        if found is not None:
            name, kind, plural = found
            private = self.naming.holds_private_name(phrase)
            return _mention(
                phrase.span,
                quote,
                name,
                kind,
                "class of people",
                plural=plural,
                is_part=part,
                private=private,
            )
        head = head_of(phrase)
        if head in self._people.titles or head.removesuffix("s") in self._people.titles:
            plural = head not in self._people.titles
            return _mention(
                phrase.span,
                quote,
                tidy(self._text, phrase),
                "person",
                "person by role",
                plural=plural,
                is_part=part,
            )
        kind = "thing" if phrase.words[0].text[0].islower() else "unknown"
        private = self.naming.holds_private_name(phrase)
        return _mention(
            phrase.span, quote, tidy(self._text, phrase), kind, "own words", is_part=part, private=private
        )

    # -- antecedents -------------------------------------------------------------------------------

    def _note_antecedents(self, frames: Sequence[Frame]) -> None:
        """Notes every mention that a later phrase can point back to, in text order."""
        roles = _role_spans(frames)
        covered = [span for span, _, _ in roles]
        loose = [
            (span, "", None)
            for span in self.discourse.spans
            if not any(other.contains(span) for other in _near(covered, span))
        ]
        persons = [
            (Span(person.start, person.start + len(person.name)), "person", None)
            for person in self.discourse.persons.values()
            if person.public or person.spoke
        ]
        for span, role, frame in sorted([*roles, *loose, *persons], key=lambda entry: (entry[0], entry[1])):
            host = frame or Frame(trigger=span, type="", modality="actual", sentence=0)
            for piece in self._pieces(span):
                phrase = self._parse(piece)
                if not phrase.words or phrase.plain in self._people.pronouns:
                    continue
                mentions = self._one(piece, host)
                self._note(phrase, mentions[0], _WEIGHTS.get(role, 0.3))

    def _note(self, phrase: Phrase, mention: PartyMention, weight: float) -> None:
        if not mention.name or mention.kind in {"unknown", "thing"}:
            return
        noun = (
            phrase.words[-1].key
            if mention.kind == "person" and mention.is_named
            else phrase.words[-1].text.lower()
        )
        plural = mention.plural
        if mention.kind in {"armed_group", "coalition", "state_force"}:
            plural = None
        self.discourse.note(
            Antecedent(
                phrase.words[0].start,
                mention.name,
                mention.kind,
                mention.party_id,
                plural,
                noun,
                weight,
                mention.members_of,
            )
        )


def _role_spans(frames: Sequence[Frame]) -> list[tuple[Span, str, Frame | None]]:
    found: dict[Span, tuple[str, Frame]] = {}
    for frame in frames:
        for role in _PARTY_ROLES:
            for span in frame.spans(role):
                found.setdefault(span, (role, frame))
        if frame.said is not None and frame.said.source is not None:
            found.setdefault(frame.said.source, ("source", frame))
    return [(span, role, frame) for span, (role, frame) in found.items()]


def _near(spans: Iterable[Span], span: Span) -> Iterable[Span]:
    return (other for other in spans if other.overlaps(span))


def _mention(
    span: Span,
    phrase: str,
    name: str,
    kind: str,
    reason: str,
    *,
    party_id: str = "",
    is_named: bool = False,
    is_part: bool = False,
    private: bool = False,
    plural: bool | None = None,
    members_of: str = "",
) -> PartyMention:
    return PartyMention(
        span, phrase, name, party_id, kind, is_named, is_part, private, plural, members_of, reason
    )


__all__ = ["Parties"]
