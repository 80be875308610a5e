"""Known: the situation with what every section looks up in it, and the phrases that all of them write alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from sitrep.model import wording
from sitrep.model.claim import Claim, Control, root
from sitrep.model.record import Grade, Range, Series, Voice
from sitrep.model.review import Judgement, Verdict
from sitrep.model.situation import DocumentSummary, Situation, distinct
from sitrep.report.runs import Cell, Line, Run, cited, count, day, joined, name, stated, words

MOST_NOTES = 6
"""Notes at one place; the others of an event with many reports stand in the record."""

BARE_PLURAL = 2
"""Low of a plural without a number ("deaths"): a coding convention that is never printed as a number."""


UNSTATED = "an unstated number"


class Known:
    """A situation and its look-ups. `claims`, `documents` and `stories` are by id.

    Args:
        situation: What a view shows; its claims as people left them.
        origins: Claim → its independent origin, as the record weighs it; from the chain of the claim if left out.
        judged: Decisions of people, for what they set.
    """

    def __init__(
        self, situation: Situation, origins: Mapping[str, str] | None = None, judged: Iterable[Judgement] = ()
    ) -> None:
        self.situation = situation
        self.claims = situation.claims
        self._origins = origins or {}
        self._judged = tuple(judged)
        self.documents = {document.id: document for document in situation.documents}
        self.stories = {story.id: story for story in situation.stories}

    @cached_property
    def as_of(self) -> date | None:
        """The day that the report speaks of."""
        return self.situation.as_of

    def root(self, origin: str) -> str:
        """An independent origin in words; of one without a name, the outlet that its story came out in."""
        if not origin.startswith("unnamed:"):
            return origin
        story = self.stories.get(origin.partition(":")[2])
        outlet = self.documents[story.lead].outlet if story and story.lead in self.documents else ""
        return f"unnamed source in {outlet}" if outlet else "unnamed source"

    def origin(self, claim: Claim) -> str:
        """The independent origin that a claim rests on, as the record names it."""
        known = self._origins.get(claim.id)
        if known is None:
            found = self.documents.get(claim.document)
            known = root(claim.chain, found.story if found is not None else "")
        return known

    def set_by_person(self, claim: str) -> tuple[str, ...]:
        """Fields of a claim that a person set, sorted."""
        return tuple(
            sorted(
                {each.field for each in self._judged if each.claim == claim and each.verdict is Verdict.SET}
            )
        )

    def roots(self, origins: Iterable[str]) -> Line:
        """Origins, each once, in the order given; those that have no names to tell them apart are counted."""
        alike = Counter(self.root(each) for each in dict.fromkeys(origins))
        return joined(
            [
                (name(label), words(" (in "), count(number), words(" stories)"))
                if number > 1
                else (name(label),)
                for label, number in alike.items()
            ]
        )

    def notes(self, ids: Sequence[str], most: int = MOST_NOTES) -> tuple[str, ...]:
        """Claims to cite for a thing: one a sentence and source, those that count first."""
        found = distinct(ids, self.claims)
        ranked = sorted(found, key=lambda identity: identity not in self.situation.counting)
        return tuple(ranked[:most])

    def says(self, voice: Voice) -> str:
        """What the latest claim of a voice states, in words with its hedge; a bare plural gives no number."""
        claim = self.claims.get(voice.claim)
        bare = claim is not None and claim.figure is not None and figure(claim) == UNSTATED
        return UNSTATED if bare else voice.says

    def voice(self, voice: Voice) -> Line:
        """Who says what, and as of when."""
        made: list[Run] = [name(self.root(voice.root))]
        claim = self.claims.get(voice.claim)
        if claim is not None and claim.control is not None:
            made += [words(": "), *_holding(claim.control, voice)]
        elif self.says(voice):
            made += [words(": "), stated(self.says(voice), (voice.claim,))]
        else:
            made.append(cited((voice.claim,)))
        if voice.as_of is not None:
            made += [words(", "), day(voice.as_of)]
        if not voice.counted:
            made.append(words(" (unreviewed)", "warn"))
        return tuple(made)

    def voices(self, voices: Iterable[Voice]) -> Cell:
        """Every voice on a line of its own."""
        return tuple(self.voice(voice) for voice in voices)

    def reading(self, series: Series) -> tuple[Range | None, bool]:
        """The range to show first, and whether it is the counted one: the counted reading, else all of it."""
        if wording.has_number(series.counted):
            return series.counted, True
        return series.all, False

    def status(self, ids: Sequence[str], counted: Sequence[str]) -> Line:
        """How much of a thing counts."""
        if not counted:
            return (words("unreviewed", "warn"),)
        return (words("counted claims: "), count(len(counted)), words(" of "), count(len(ids)))

    def published(self, ids: Iterable[str]) -> date | None:
        """Latest publication day among claims."""
        found = [self.claims[identity].published[:10] for identity in ids if identity in self.claims]
        return max((date.fromisoformat(each) for each in found if each), default=None)

    def source(self, claim: Claim) -> DocumentSummary | None:
        """The document that a claim stands in."""
        return self.documents.get(claim.document)


def figure(claim: Claim) -> str:
    """A claim's figure in words; a plural without a number is told as such."""
    found = claim.figure
    if found is None:
        return ""
    if found.best is None and found.high is None and found.low == BARE_PLURAL:
        return UNSTATED
    return wording.figure(found)


def _holding(control: Control, voice: Voice) -> Line:
    """What one voice says of who holds a place: the words of the record, its share apart, since that is a number."""
    if control.share is None:
        return (name(voice.says, voice.claim),)
    share = f"{wording.number(round(control.share * 100, 1))} %"
    before, found, after = voice.says.rpartition(share)
    if not found:
        return (name(voice.says), words(", "), stated(share, (voice.claim,)))
    return (name(before), words(" "), stated(share, (voice.claim,)), name(after))


def grade(given: Grade | None) -> Line:
    """A proposed grade with its reasons; nothing where there is none."""
    if given is None:
        return ()
    made = [words("proposed grade: "), name(given.value)]
    if given.reasons:
        made += [
            words(" ("),
            *joined([(name(reason.replace("_", " ")),) for reason in given.reasons], ", "),
            words(")"),
        ]
    return tuple(made)


def capital(text: str) -> str:
    """Text with a capital at its beginning, as a line begins."""
    return text[:1].upper() + text[1:]
