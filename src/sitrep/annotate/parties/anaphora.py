"""Pronouns and definite descriptions as parties: "they", "the group", "the army", "both sides"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.annotate.parties.coreference import Antecedent, Discourse
from sitrep.annotate.parties.names import Naming
from sitrep.annotate.parties.phrases import Phrase
from sitrep.codebook.people import People
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

_POINTING = frozenset({"", "the", "this", "that"})
"""Articles of a role that a person named before has; "their president" may be somebody else."""
_FIGHTING = frozenset(
    "clash airstrike shelling bombing attack hold capture advance withdraw surrender deploy ceasefire violate".split()
)
_PEOPLE = frozenset("displace trap evacuate return need aid abuse".split())
_NEAR = 4
"""Sentences between a bare noun ("militants") and the party that it can still mean."""
_SIDES = ("armed_group", "coalition", "state_force", "state", "un", "ngo", "authority", "monitor")
_ANTECEDENTS: Mapping[str, tuple[bool | None, tuple[str, ...]]] = {
    "side": (
        None,
        ("armed_group", "coalition", "state_force", "state", "un", "ngo", "authority", "monitor", "outlet"),
    ),
    "person": (False, ("person", "combatants", "civilians", "people")),
    "single": (
        False,
        ("armed_group", "coalition", "state", "un", "ngo", "authority", "monitor"),
    ),
    "plural": (
        True,
        (
            "civilians",
            "people",
            "combatants",
            "armed_group",
            "state_force",
            "coalition",
            "authority",
            "state",
            "un",
            "ngo",
        ),
    ),
    "harmed": (
        True,
        ("civilians", "people", "combatants", "armed_group", "state_force", "coalition", "authority"),
    ),
}
"""Kind of pronoun → its number, and the kinds of mention it can stand for."""


@dataclass(frozen=True, slots=True)
class Anaphora:
    """Resolves what points back, in one document."""

    text: str
    told: Discourse
    naming: Naming
    people: People

    def pronoun(self, phrase: Phrase, kind: str, frame: Frame) -> PartyMention:
        """The antecedent of a pronoun of a kind in `people.yaml`, or an abstention "pronoun_unresolved".

        Args:
            phrase: The pronoun.
            kind: person, single, plural, side (a party in any number), or another for which nothing is
                looked for.
            frame: Whose role the pronoun fills. Where it harms or moves people, "they" is no state; who
                fights is a side, who is driven out or helped is people; nobody is agent and target at once.
        """
        if kind == "plural" and frame.type in self.people.private_types:
            kind = "harmed"
        plural, kinds = _ANTECEDENTS.get(kind, (None, ()))
        counted = kind == "harmed" and (phrase.part or phrase.counted)
        found = self._just_before(phrase, kinds, frame) if counted else None
        found = found or self.told.pick(
            phrase.span.start,
            kinds,
            plural=plural,
            apart=() if phrase.plain.endswith(("self", "selves")) else _others(phrase.span, frame),
            preferred=_likely(phrase.span, frame),
        )
        if found is None:
            return replace(
                mention_of(self.text, phrase.span, "", "unknown", "pronoun_unresolved"), plural=plural
            )
        return self._from(phrase, found, "pronoun")

    def _just_before(self, phrase: Phrase, kinds: Sequence[str], frame: Frame) -> Antecedent | None:
        """Whom "three of them" counts a part of: the people named last before it in its sentence."""
        here, never = self.told.sentence_of(phrase.span.start), _others(phrase.span, frame)
        before = [
            known
            for known in self.told.antecedents
            if known.start < phrase.span.start
            and known.kind in kinds
            and known.plural is not False
            and self.told.sentence_of(known.start) == here
            and not any(span.start <= known.start < span.end for span in never)
        ]
        return max(before, key=lambda known: known.start, default=None)

    def speaker(self, phrase: Phrase, source: Span, speaker: PartyMention, party: str) -> PartyMention:
        """Who "we" and "I" are: the speaker; for "we", the party that the speaker speaks for, where told."""
        known = self.naming.book.by_name.get(party)
        if known is not None:
            mention = mention_of(self.text, phrase.span, known.name, known.kind, "speaker's party")
            return replace(mention, party_id=known.id)
        mention = mention_of(self.text, phrase.span, speaker.name, speaker.kind, f"speaker at {source.start}")
        return replace(mention, party_id=speaker.party_id, private=speaker.private)

    def owner(self, phrase: Phrase, speaker: PartyMention | None = None) -> list[PartyMention]:
        """The party whose fighters are meant by "its men", "their forces"; else nothing.

        Args:
            phrase: The phrase with its possessive.
            speaker: The party that says so in the same sentence: "the army said its troops had left".
        """
        head = phrase.words[-1].text.lower()
        if phrase.article not in {"its", "their", "his"} or head not in self.people.members:
            return []
        sides = ("armed_group", "coalition", "state_force", "authority", "state")
        if speaker is not None and speaker.kind in sides and speaker.party_id:
            mention = mention_of(self.text, phrase.span, speaker.name, speaker.kind, "speaker's own")
            return [replace(mention, party_id=speaker.party_id, members_of=speaker.name, plural=True)]
        found = self.told.pick(phrase.span.start, sides, plural=None)
        return [replace(self._from(phrase, found, "possessive"), members_of=found.name)] if found else []

    def pair(self, phrase: Phrase) -> list[PartyMention]:
        """The two parties named last, for "both sides", "the two countries"; else nothing."""
        opening = phrase.span.of(self.text).lower().split()[:2]
        if phrase.plain not in self.people.pair_nouns or not {"both", "two"} & set(opening):
            return []
        kinds = ("state",) if phrase.plain in {"countries", "nations", "governments"} else _SIDES
        last = self.told.pick(phrase.span.start, kinds, plural=None)
        other = last and self.told.pick(phrase.span.start, kinds, plural=None, skip=last.name)
        if last is None or other is None:
            return []
        return [
            replace(
                mention_of(self.text, phrase.span, one.name, one.kind, "the two parties named last"),
                party_id=one.party_id,
            )
            for one in sorted((last, other), key=lambda one: one.start)
        ]

    def described(self, phrase: Phrase, *, shouted: bool, apart: Sequence[Span] = ()) -> list[PartyMention]:
        """An earlier party, or an institution of the report's country; nothing where it does not point back.

        Args:
            phrase: The description ("the group", "the army", "rebels").
            shouted: Capitals throughout; such texts drop articles.
            apart: Spans of those who do it to the phrase's bearer, or suffer it from him, in any frame.
        """
        noun, head = phrase.plain, phrase.words[-1].text.lower()
        if noun in self.people.home and not (phrase.counted and noun in {"soldiers", "troops"}):
            return self._institution(phrase, noun)
        modifiers = {word.text.lower() for word in phrase.words[:-1]}
        kinds = self.people.referents.get(noun)
        if kinds is None and modifiers <= self.people.empty_modifiers:
            kinds = self.people.referents.get(head)
        definite = phrase.article in self.people.definite or shouted
        bare = not modifiers and noun in self.people.bare
        if kinds is None:
            if modifiers:
                return self._default(phrase, noun, noun)
            return self._same_noun(phrase, head) if definite else []
        if definite or bare or head in {"coalition", "alliance"}:
            wanted = kinds | {"coalition", "armed_group"} if head in {"alliance", "enemy"} else kinds
            found = self.told.pick(phrase.span.start, wanted, plural=None, noun=head, apart=apart)
            if found is not None and (definite or self._is_near(phrase, found)):
                return [self._from(phrase, found, "definite description")]
        return self._default(phrase, noun, head)

    def _is_near(self, phrase: Phrase, found: Antecedent) -> bool:
        """Without an article only what stands close by is meant."""
        here = self.told.sentence_of(phrase.span.start)
        return abs(here - self.told.sentence_of(found.start)) <= _NEAR

    def _same_noun(self, phrase: Phrase, head: str) -> list[PartyMention]:
        """A person told to have that role ("the president"), or a fuller phrase with the same head noun."""
        person = self.told.with_role(head, phrase.span.start) if phrase.article in _POINTING else None
        if person is not None:
            mention = mention_of(self.text, phrase.span, person.name, "person", f"{head} named before")
            return [replace(mention, plural=False)]
        found = self.told.same_noun(phrase.span.start, head)
        return [] if found is None else [self._from(phrase, found, "same noun")]

    def _default(self, phrase: Phrase, noun: str, head: str) -> list[PartyMention]:
        table = self.people.default_referents.get(noun) or self.people.default_referents.get(head, {})
        for code in self.told.countries[:2]:
            party = self.naming.book.by_name.get(table.get(code, ""))
            if party is not None:
                mention = mention_of(self.text, phrase.span, party.name, party.kind, f"the {head} in {code}")
                return [replace(mention, party_id=party.id, is_part=phrase.part or phrase.counted)]
        return []

    def _institution(self, phrase: Phrase, noun: str) -> list[PartyMention]:
        """The same institution named before, else that of the country that the report is most about."""
        last = noun.split()[-1]
        kind = self.people.institution_kinds.get(noun, "state_force")
        found = self.told.pick(phrase.span.start, (kind, "state_force"), plural=None, noun=last)
        if found is not None and found.noun == last:
            return [self._from(phrase, found, "definite description")]
        for code in self.told.home[:1]:
            local = code in self.people.local_police and noun == "police"
            party = None if local else self.naming.institution(code, noun)
            if party is not None:
                name, kind, party_id = party
                mention = mention_of(
                    self.text, phrase.span, name, kind, f"institution of the report's country {code}"
                )
                part = phrase.part or phrase.counted
                return [replace(mention, party_id=party_id, is_part=part, plural=noun.endswith("s"))]
        return []

    def _from(self, phrase: Phrase, found: Antecedent, how: str) -> PartyMention:
        return PartyMention(
            span=phrase.span,
            phrase=phrase.span.of(self.text),
            name=found.name,
            party_id=found.party_id,
            kind=found.kind,
            is_named=False,
            is_part=phrase.part or phrase.counted,
            private=found.kind == "person" and found.private,
            plural=found.plural,
            members_of=found.members_of,
            reason=f"{how}: {found.name} at {found.start}",
        )


def _others(span: Span, frame: Frame) -> tuple[Span, ...]:
    """Spans of the frame's other side: a pronoun does not mean them."""
    return tuple(
        other
        for role in ("agent", "target")
        if not any(own.overlaps(span) for own in frame.spans(role))
        for other in frame.spans(role)
    )


def _likely(span: Span, frame: Frame) -> frozenset[str]:
    """Kinds of mention that do or suffer what the frame tells."""
    if frame.type in _FIGHTING and any(own.overlaps(span) for own in frame.spans("agent")):
        return frozenset({"armed_group", "coalition", "state_force", "combatants"})
    if frame.type in _PEOPLE and any(own.overlaps(span) for own in frame.spans("target")):
        return frozenset({"civilians", "people"})
    return frozenset()


def mention_of(text: str, span: Span, name: str, kind: str, reason: str) -> PartyMention:
    """A mention that is neither named, private nor a part of anything."""
    return PartyMention(span, span.of(text), name, "", kind, False, False, False, None, "", reason)
