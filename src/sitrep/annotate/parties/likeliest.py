"""The likeliest parties of a frame where its phrases do not tell them: for comparing with annotations that fill every role.

In a record such a role stays as the text has it: "gunmen" are gunmen, and an agent that nobody names is none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sitrep.annotate.parties.context import Candidate, Query, Ranking
from sitrep.annotate.parties.names import head_of
from sitrep.annotate.parties.resolver import Parties
from sitrep.annotate.places.context import act_of
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention

ROLES = ("agent", "target")
LEAST = 0.1
"""Probability that a party taken from the context must have."""

_VAGUE = {
    "own words": "words",
    "person by role": "role",
    "pronoun_unresolved": "unresolved",
    "people or things of a known party": "belonging",
}
"""How a phrase was resolved → its sort, where somebody named elsewhere may be meant."""


class Likeliest:
    """Takes parties from the context, in one document.

    Args:
        parties: Its resolver.
        frames: Its frames; the same objects are asked for.
    """

    def __init__(self, parties: Parties, frames: Sequence[Frame]) -> None:
        self._parties = parties
        self._resolved = {
            (id(frame), role): tuple(
                one
                for span in frame.spans(role)
                for one in parties.resolve(span, frame.sentence, frame=frame)
            )
            for frame in frames
            for role in ROLES
        }
        candidates = self._candidates(frames)
        self._ranking = Ranking(candidates, self._sentences(candidates))

    def of_frame(self, frame: Frame, role: str) -> tuple[PartyMention, ...]:
        """The parties of a role; from the context where its phrases name nobody, or there is no phrase.

        Those from the context have a reason that begins with "context" and tells their probability.
        """
        found = self._resolved[id(frame), role]
        inferred = () if found else self._parties.inferred(frame, role)
        query = self.query(frame, role)
        if query is None or inferred:
            return inferred or found
        own = self.own(frame, role)
        best = self._ranking.best(query, own)
        if best is None or best[1] is own or best[0] < LEAST:
            return found
        reason = f"context: the likeliest of those told, {best[0]:.2f}"
        span, phrase = (found[0].span, found[0].phrase) if len(found) == 1 else (None, "")
        return tuple(
            replace(one, span=span, phrase=phrase, is_named=False, reason=reason) for one in best[1].mentions
        )

    def query(self, frame: Frame, role: str) -> Query | None:
        """What a role asks of the context; None where its phrases settle it."""
        found = self._resolved[id(frame), role]
        if len(found) > 1:
            return None
        told = self._parties.discourse
        position = frame.trigger.start
        want, noun, plural = "none", "", None
        if found:
            want = self._sort(found[0])
            if not want:
                return None
            assert found[0].span is not None
            position, plural = found[0].span.start, found[0].plural
            phrase = self._parties.phrase(found[0].span)
            noun = head_of(phrase) if phrase.words else ""
        other = "target" if role == "agent" else "agent"
        return Query(
            frame=frame,
            role=role,
            position=position,
            sentence=told.sentence_of(position),
            want=want,
            noun=noun,
            plural=plural,
            facing=frozenset(one.name for one in self._resolved[id(frame), other]),
            source=self._source(frame),
            word=self._parties.word_of(frame),
        )

    def own(self, frame: Frame, role: str) -> Candidate | None:
        """What the role's phrase says itself, as a choice among the others."""
        found = self._resolved[id(frame), role]
        if not found or not found[0].name:
            return None
        one = found[0]
        assert one.span is not None
        phrase = self._parties.phrase(one.span)
        article = "counted" if phrase.counted or phrase.part else phrase.article or "bare"
        article = article if article in {"counted", "bare", "the", "a"} else "other"
        return Candidate((one,), own=f"{article} {min(len(phrase.words), 3)}")

    def choices(self, frame: Frame, role: str) -> tuple[list[Candidate], tuple[dict[str, float], ...]]:
        """What comes into question for a role that asks the context, and the signs of each, for the fit."""
        query, own = self.query(frame, role), self.own(frame, role)
        if query is None:
            return [], ()
        return self._ranking.choices(own), self._ranking.signs(query, own)

    def _sort(self, one: PartyMention) -> str:
        if one.span is None:
            return ""
        if one.reason == "class of people":
            return one.kind
        kind = self._parties.pronoun_kind(one.span)
        if kind:
            return f"{kind} pronoun"
        return _VAGUE.get(one.reason, "")

    def _source(self, frame: Frame) -> str:
        source = frame.said.source if frame.said is not None else None
        return self._parties.of_span(source).name if source is not None else ""

    def _candidates(self, frames: Sequence[Frame]) -> list[Candidate]:
        found: dict[tuple[str, ...], Candidate] = {}
        for known in self._parties.discourse.antecedents:
            mention = PartyMention(
                None, "", known.name, known.party_id, known.kind, False, False,
                known.private, known.plural, known.members_of, "",
            )  # fmt: skip
            each = found.setdefault((known.name,), Candidate((mention,)))
            each.starts.append(known.start)
            each.nouns.add(known.noun)
        for frame in frames:
            for role in ROLES:
                self._add(found, frame, role)
        for each in found.values():
            each.starts.sort()
        return sorted(found.values(), key=lambda each: each.starts[0])

    def _add(self, found: dict[tuple[str, ...], Candidate], frame: Frame, role: str) -> None:
        mentions = tuple(one for one in self._resolved[id(frame), role] if one.name)
        groups = {tuple(dict.fromkeys(one.name for one in mentions)): mentions}
        groups |= {(one.name,): (one,) for one in mentions}
        for names, group in groups.items():
            if not names or group[0].span is None:
                continue
            unique = tuple({one.name: one for one in group}.values())
            each = found.setdefault(names, Candidate(unique))
            each.starts.append(group[0].span.start)
            word = self._parties.word_of(frame)
            each.roles.update((role, f"{role} {frame.type}", f"{role} {act_of(frame)}", f"{role} '{word}'"))
            each.beside.setdefault(frame.sentence, set()).add(role)

    def _sentences(self, candidates: Sequence[Candidate]) -> Mapping[int, int]:
        sentence_of = self._parties.discourse.sentence_of
        return {start: sentence_of(start) for each in candidates for start in each.starts}
