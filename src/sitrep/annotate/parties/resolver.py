"""Who acts and who is acted on: agent, target and mediator spans as parties, classes, persons or things.

The order of rules is: pronoun, name (known party, country with an institution, person), two parties at once,
definite description ("the group"), class of people, and else the phrase's own words. Canonical names:
annotation guidelines, "norm"; what is shown of persons: `model.view`.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property

from sitrep.annotate.parties.anaphora import Anaphora, mention_of
from sitrep.annotate.parties.coreference import Antecedent, Discourse, discourse, is_shouted
from sitrep.annotate.parties.inferred import FIGHTING, FOUGHT, sole_enemy
from sitrep.annotate.parties.names import Naming, head_of, tidy
from sitrep.annotate.parties.persons import Persons
from sitrep.annotate.parties.phrases import Phrase, class_of, parse, split
from sitrep.annotate.parties.pieces import share_noun, without_places
from sitrep.annotate.parties.roles import facing, role_of, role_spans
from sitrep.annotate.parties.speakers import body_before, speaker_of
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

_WEIGHTS = {"agent": 1.5, "target": 0.8, "mediator": 0.8, "source": 1.2}
_INTRODUCED = frozenset({"person", "state", "armed_group", "coalition", "authority", "un", "ngo"})
"""Kinds of name that "his predecessor," or "its chief ally," stands before."""
_OURS = frozenset({"we", "us", "our", "ours", "ourselves"})
_LOOSE_WEIGHT = 0.3
"""An agent or source is picked up by a pronoun more often than a mention outside any frame."""


class Parties:
    """Resolves party spans of one document; deterministic, and without state between calls.

    Args:
        document: The document that the spans point into.
        sentences: Its sentences.
        frames: Its frames: their spans are the antecedents for pronouns and definite descriptions.

    Attributes:
        discourse: What the document says of its countries, parties and persons.
        naming: How names in its phrases are read.
    """

    def __init__(self, document: Document, sentences: Sequence[Sentence], frames: Sequence[Frame]) -> None:
        self._document = document
        self._text = document.text
        self._parsed: dict[Span, Phrase] = {}
        self._members: dict[Span, tuple[Span, ...]] = {}
        self._people = people_book.load()
        book = party_book.load()
        self.discourse: Discourse = discourse(document, sentences, book, self._people)
        self._persons = Persons(self._text, self.discourse, book, self._people)
        self.naming = Naming(self._text, self.discourse, book, self._people, self._persons)
        self._anaphora = Anaphora(self._text, self.discourse, self.naming, self._people)
        self._country_names = frozenset(
            span
            for span, match in zip(self.discourse.spans, self.discourse.matches, strict=True)
            if match.party.kind == "state"
        )
        self._shouted = tuple(is_shouted(sentence.span.of(self._text)) for sentence in sentences)
        self._speakers = self._sources(frames)
        self._facing = facing(frames)
        self._note_antecedents(frames)
        self._fighting = tuple(frame for frame in frames if frame.type in FIGHTING and frame.spans("target"))

    def resolve(self, span: Span, sentence: int, *, frame: Frame) -> tuple[PartyMention, ...]:
        """The parties that a span names, in text order; a coordination gives several.

        Args:
            span: An agent, target, mediator or source span.
            sentence: Index of the sentence that holds it.
            frame: The frame whose role it fills: its type decides who is private, its source who "we" is.

        Returns:
            At least one mention; where nothing is known, `kind` is "unknown" or `name` empty: see `reason`.

        Raises:
            SpanError: If the span leaves the text.
        """
        if not span.of(self._text).strip():
            return (mention_of(self._text, span, "", "unknown", "empty_span"),)
        pieces = self._members_of(span)
        found = [self._one(piece, frame) for piece in pieces]
        for index in range(len(pieces) - 1):
            shared = self._shared(found[index][-1], pieces[index], pieces[index + 1])
            found[index] = [shared] if shared is not None else found[index]
        kept = [
            group
            for index, group in enumerate(found)
            if index + 1 == len(found) or not self._introduces(group, found[index + 1])
        ]
        return tuple(mention for group in kept for mention in group)

    def inferred(self, frame: Frame, role: str) -> tuple[PartyMention, ...]:
        """The party of a role that the frame leaves out, from the other frames of the report; else nothing.

        Mentions have no span, and a reason that begins with "inferred". The frame's own other side is never
        given.
        """
        if role != "target" or frame.type not in FOUGHT or frame.spans(role) or not self._enemy:
            return ()
        own = {
            one.name
            for span in frame.spans("agent")
            for one in self.resolve(span, frame.sentence, frame=frame)
        }
        return () if any(one.name in own for one in self._enemy) else self._enemy

    @cached_property
    def _enemy(self) -> tuple[PartyMention, ...]:
        return sole_enemy(
            tuple(
                one
                for span in frame.spans("target")
                for one in self.resolve(span, frame.sentence, frame=frame)
            )
            for frame in self._fighting
        )

    def _shared(self, one: PartyMention, piece: Span, following: Span) -> PartyMention | None:
        """A country's adjective that shares the noun behind the next: "Syrian and Russian forces"; else None."""
        joined = self._text[piece.end : following.start].strip().lower() in {"and", "or"}
        noun = self._parse(following).words[-1:] if joined and one.reason == "adjective of a country" else ()
        state = self.naming.book.by_name.get(one.name)
        if not noun or state is None or one.span is None or " " in one.phrase.strip():
            return None
        party = self.naming.institution(state.home, noun[0].text.lower())
        if party is None:
            return None
        name, kind, party_id = party
        return replace(one, name=name, kind=kind, party_id=party_id, reason=f"institution of {state.name}")

    def _introduces(self, group: Sequence[PartyMention], following: Sequence[PartyMention]) -> bool:
        """Whether a piece only tells the role of the person or party named behind its comma."""
        one, name = group[-1], following[0]
        if one.span is None or name.span is None or not name.is_named:
            return False
        gap = self._text[one.span.end : name.span.start].strip().lower()
        role = one.kind == "person" and not one.reason.startswith(("titled", "named", "person by surname"))
        one_of_class = one.reason == "class of people" and one.plural is False
        if gap == "and":  # "opposition leader and candidate X": neither has an article
            bare = not self._parse(one.span).article and not self._parse(name.span).article
            return (role or one_of_class) and bare and name.reason == "titled person"
        thing = one.reason in {"own words", "people or things of a known party"}
        described = one_of_class or (thing and not one.name.lower().endswith("s"))
        introduced = (role and name.kind == "person") or (described and name.kind in _INTRODUCED)
        return gap == "," and introduced

    def phrase(self, span: Span) -> Phrase:
        """A span taken apart: its words without determiners, numbers and tails."""
        return self._parse(span)

    def pronoun_kind(self, span: Span) -> str:
        """Sort of pronoun that fills a span (person, single, plural, speaker, empty); empty for other phrases."""
        return self._people.pronouns.get(self._parse(span).plain, "")

    def word_of(self, frame: Frame) -> str:
        """A frame's trigger in lower case."""
        return frame.trigger.of(self._text).lower()

    def of_span(self, span: Span) -> PartyMention:
        """The first party of a span outside any frame, such as a source; pronouns are resolved."""
        frame = self._no_frame(span)
        return self.resolve(span, frame.sentence, frame=frame)[0]

    def referent(self, span: Span) -> PartyMention | None:
        """What a noun in front of a role points back to ("militia" in "a militia spokesman"), or None."""
        found = self._anaphora.described(replace(self._parse(span), article="the"), shouted=False)
        return found[0] if found else None

    def possessor(self, span: Span) -> PartyMention | None:
        """The party that a possessive ("its" in "its spokesman") stands for, or None."""
        found = self._anaphora.pronoun(self._parse(span), "side", self._no_frame(span))
        return found if found.name else None

    def speaker_before(self, span: Span) -> Span | None:
        """The source that a pronoun ("he added") or "the network" as source means; else None."""
        word = span.of(self._text).strip().lower()
        before = self._speakers[: bisect_left(self._speakers, span)]
        if self._people.pronouns.get(word) not in {"person", "single", "plural"}:
            return body_before(word, before, self._text, self._people)
        return before[-1] if before else None

    # -- one piece ---------------------------------------------------------------------------------

    def _members_of(self, span: Span) -> tuple[Span, ...]:
        """The span's pieces, found once: a span is looked at as a role, as an antecedent and for other frames."""
        if span not in self._members:
            self._members[span] = self._pieces(span)
        return self._members[span]

    def _pieces(self, span: Span) -> tuple[Span, ...]:
        names = self._names_in(span)
        joined = self._people.classes.__contains__
        pieces = split(self._text, span, names, joined=joined, apposed=self._is_role)
        shared = share_noun(self._text, pieces, self._people, self.naming.book)
        if len(shared) < 2:
            return shared
        parties = [name for name in names if name not in self._country_names]
        return without_places(self._text, shared, self._people, parties)

    def _names_in(self, span: Span) -> tuple[Span, ...]:
        """Known names that overlap a span."""
        spans = self.discourse.spans
        first = bisect_left(spans, span)
        first -= bool(first and spans[first - 1].end > span.start)
        last = bisect_left(spans, Span(span.end, span.end))
        return spans[first:last]

    def _is_role(self, quote: str) -> bool:
        """Whether a phrase starts as a role does ("secretary of the union") and names nobody."""
        words = quote.lower().split()[:4]
        return any(word.strip(",.") in self._people.titles for word in words) and not self._persons.end(quote)

    def _parse(self, piece: Span) -> Phrase:
        if piece not in self._parsed:
            self._parsed[piece] = parse(self._text, piece, self._people, self._names_in(piece))
        return self._parsed[piece]

    def _one(self, piece: Span, frame: Frame) -> list[PartyMention]:
        phrase = self._parse(piece)
        if not phrase.words:
            return [mention_of(self._text, piece, piece.of(self._text).strip(), "unknown", "no_words")]
        if self._is_number(phrase) or (phrase.article and phrase.words[0].key in {"who", "whose"}):
            return [self._of_number(phrase)]  # "dozens", "those who stayed"
        digits = phrase.plain.replace(",", "").isdigit()
        kind = "plural" if digits else self._people.pronouns.get(phrase.plain)
        if phrase.words[0].text == "US" and not self._is_shouted(piece):
            kind = None
        if kind is not None and not (phrase.article and not digits):
            return [self._pronoun(phrase, kind, frame)]
        shouted = self._is_shouted(piece)
        named = self.naming.resolve(phrase, frame.type, role=role_of(piece, frame), shouted=shouted)
        if named is not None:
            return [named]
        return (
            self._anaphora.owner(phrase, self._speaker_before(phrase, frame))
            or self._anaphora.pair(phrase)
            or self._anaphora.described(phrase, shouted=shouted, apart=self._apart(piece))
            or [self._own_words(phrase)]
        )

    def _apart(self, piece: Span) -> tuple[Span, ...]:
        """Who stands on the other side of a frame that the piece is in: "the militants" that X attacks are not X."""
        return tuple(other for span, other in self._facing if span.overlaps(piece))

    def _is_number(self, phrase: Phrase) -> bool:
        """Whether a phrase is a number word alone ("dozens", "at least 30"): people, whoever they are."""
        word = phrase.plain
        return (
            len(phrase.words) == 1
            and not phrase.article
            and word in self._people.number_words & self._people.partitives
        )

    def _of_number(self, phrase: Phrase) -> PartyMention:
        mention = mention_of(self._text, phrase.span, "people", "people", "class of people")
        return replace(mention, plural=phrase.plain != "one", is_part=True)

    def _pronoun(self, phrase: Phrase, kind: str, frame: Frame) -> PartyMention:
        source = frame.said.source if frame.said is not None else None
        if kind != "speaker":
            own = self._speaks_of_itself(phrase, frame)
            return own if own is not None else self._anaphora.pronoun(phrase, kind, frame)
        if source is None or source.overlaps(phrase.span) or self._is_speaker(source):
            return mention_of(self._text, phrase.span, "", "unknown", "pronoun_unresolved")
        speaker = self.of_span(source)
        party = ""
        if phrase.plain in _OURS:
            party = speaker_of(source, self._document, self).party or self.naming.party_of(speaker)
        return self._anaphora.speaker(phrase, source, speaker, party)

    def _speaks_of_itself(self, phrase: Phrase, frame: Frame) -> PartyMention | None:
        """The source party as "it" or "they", the first word of what it says: "the rebels said they had left"."""
        said = frame.said
        if phrase.plain not in {"it", "they"} or said is None or said.source is None or said.cue is None:
            return None
        source, cue = said.source, said.cue
        agrees = phrase.plain == "it" or source.of(self._text).endswith("s")
        if not agrees or not source.end <= cue.start < cue.end <= phrase.span.start:
            return None
        between = self._text[source.end : cue.start] + self._text[cue.end : phrase.span.start]
        speaker = self.of_span(source)
        if between.strip() not in {"", "that"} or not speaker.party_id or speaker.kind == "person":
            return None
        mention = mention_of(
            self._text, phrase.span, speaker.name, speaker.kind, f"speaker at {source.start}"
        )
        return replace(mention, party_id=speaker.party_id)

    def _speaker_before(self, phrase: Phrase, frame: Frame) -> PartyMention | None:
        """Who says it, where a possessive in the same sentence follows."""
        source = frame.said.source if frame.said is not None else None
        if phrase.article not in {"its", "their"} or source is None or source.end > phrase.span.start:
            return None
        same = self.discourse.sentence_of(source.start) == self.discourse.sentence_of(phrase.span.start)
        return self.of_span(source) if same else None

    def _is_speaker(self, source: Span) -> bool:
        return self._people.pronouns.get(source.of(self._text).strip().lower()) == "speaker"

    def _is_shouted(self, piece: Span) -> bool:
        index = self.discourse.sentence_of(piece.start)
        return index < len(self._shouted) and self._shouted[index]

    def _own_words(self, phrase: Phrase) -> PartyMention:
        """A class of people, a person told by role, or a thing, by the phrase's own words."""
        part = phrase.part or phrase.counted
        private = self._persons.hold_private_name(phrase)
        found = class_of(self._text, phrase, self._people)
        if found is not None:
            name, kind, plural = found
            mention = mention_of(self._text, phrase.span, name, kind, "class of people")
            return replace(mention, plural=plural, is_part=part, private=private)
        head, name = head_of(phrase), tidy(self._text, phrase)
        if {head, head.removesuffix("s")} & self._people.titles:
            mention = mention_of(self._text, phrase.span, name, "person", "person by role")
            return replace(mention, plural=head not in self._people.titles, is_part=part, private=private)
        kind = "thing" if phrase.words[0].text[0].islower() else "unknown"
        mention = mention_of(self._text, phrase.span, name, kind, "own words")
        return replace(mention, is_part=part, private=private)

    # -- antecedents -------------------------------------------------------------------------------

    def _no_frame(self, span: Span) -> Frame:
        sentence = self.discourse.sentence_of(span.start)
        return Frame(trigger=span, type="", modality="actual", sentence=sentence)

    def _sources(self, frames: Sequence[Frame]) -> list[Span]:
        sources = {
            frame.said.source for frame in frames if frame.said is not None and frame.said.source is not None
        }
        return sorted(
            span for span in sources if span.of(self._text).strip().lower() not in self._people.pronouns
        )

    def _note_antecedents(self, frames: Sequence[Frame]) -> None:
        """Notes every mention that a later phrase can point back to, in text order."""
        roles = role_spans(frames)
        self._name_shouted(roles)
        covered = [False] * (len(self._text) + 1)
        for span in roles:
            covered[span.start : span.end] = [True] * len(span)
        loose = [span for span in self.discourse.spans if not covered[span.start]]
        loose += [
            Span(person.start, person.end)
            for person in self.discourse.persons
            if (person.public or person.spoke) and not covered[person.start]
        ]
        for span in sorted([*roles, *loose]):
            role, frame = roles.get(span, ("", None))
            for piece in self._members_of(span):
                self._note(piece, frame or self._no_frame(span), _WEIGHTS.get(role, _LOOSE_WEIGHT))

    def _name_shouted(self, spans: Iterable[Span]) -> None:
        """In a text of capitals persons are known only from the spans that name them in full."""
        for span in sorted(spans):
            if not self._is_shouted(span):
                continue
            for piece in self._pieces(span):
                phrase = self._parse(piece)
                person = self._persons.resolve(phrase, harmed=False, shouted=True) if phrase.words else None
                if person is not None and len(person.name.split()) > 1:
                    known = self.discourse.persons.add(person.name, piece.start, piece.end)
                    known.public |= not person.private

    def _note(self, piece: Span, frame: Frame, weight: float) -> None:
        phrase = self._parse(piece)
        if not phrase.words or phrase.plain in self._people.pronouns:
            return
        mention = self._one(piece, frame)[0]
        if not mention.name or mention.kind in {"unknown", "thing"}:
            return
        by_name = mention.kind == "person" and mention.is_named
        last = phrase.words[-1]
        self.discourse.note(
            Antecedent(
                start=phrase.words[0].start,
                name=mention.name,
                kind=mention.kind,
                party_id=mention.party_id,
                # "The SDF" is picked up by "it" and by "they".
                plural=None
                if mention.kind in {"armed_group", "coalition", "state_force"}
                else mention.plural,
                noun=last.key if by_name else last.text.lower(),
                weight=weight,
                members_of=mention.members_of,
                private=mention.private,
            )
        )
