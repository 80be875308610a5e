"""Known: the situation with what every section looks up in it, and the phrases that all of them write alike."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Grade, Range, Series, Voice
from sitrep.model.situation import DocumentSummary, Situation, distinct
from sitrep.report.runs import Cell, Line, Run, cited, count, day, joined, name, stated, words

MOST_NOTES = 6
"""Notes at one place; the others of an event with many reports stand in the record."""

BARE_PLURAL = 2
"""Low of a plural without a number ("deaths"): a coding convention that is never printed as a number."""


class Known:
    """A situation and its look-ups. `claims`, `documents` and `stories` are by id."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.claims = situation.claims
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

    def roots(self, origins: Iterable[str]) -> Line:
        """Origins, each once, in the order given."""
        return joined([(name(each),) for each in dict.fromkeys(map(self.root, origins))])

    def notes(self, ids: Sequence[str], most: int = MOST_NOTES) -> tuple[str, ...]:
        """Claims to cite for a thing: one a sentence and source, those that count first."""
        found = distinct(ids, self.claims)
        ranked = sorted(found, key=lambda identity: identity not in self.situation.counting)
        return tuple(ranked[:most])

    def says(self, voice: Voice) -> str:
        """What the latest claim of a voice states, in words with its hedge; a bare plural gives no number."""
        claim = self.claims.get(voice.claim)
        if claim is not None and claim.figure is not None:
            return figure(claim)
        return voice.says

    def voice(self, voice: Voice) -> Line:
        """Who says what, and as of when."""
        made: list[Run] = [name(self.root(voice.root))]
        said = self.says(voice)
        if said:
            made += [words(": "), stated(said, (voice.claim,))]
        if voice.as_of is not None:
            made += [words(", "), day(voice.as_of)]
        if not said:
            made.append(cited((voice.claim,)))
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
        return (count(len(counted)), words(" of "), count(len(ids)), words(" claims counted"))

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
        return "an unstated number"
    return wording.figure(found)


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


def cell(*runs: Run) -> Cell:
    """A cell of one line; empty without runs."""
    return (runs,) if runs else ()
