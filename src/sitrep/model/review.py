"""Judgement: what a person decided about a claim, kept beside it for ever."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sitrep.model.claim import ClaimKind
from sitrep.model.frame import Frame
from sitrep.model.mention import Number


class Verdict(StrEnum):
    """accept and reject speak of the claim as a whole; set replaces one field's value.

    same-as and not-same say whether the claim is about the same event as another claim, whose id is the judgement's
    `value`: events are computed, and what is in them changes. add says that the report tells this claim, which the engine
    missed; the judgement's `field` is the report's id, its `value` an `Added`, and the claim is made anew from it at every
    reading.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    SET = "set"
    SAME_AS = "same-as"
    NOT_SAME = "not-same"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision of a person. Later ones beat earlier ones; none is ever deleted."""

    claim: str
    verdict: Verdict
    by: str
    at: datetime
    why: str = ""
    field: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class StatedNumber:
    """A number as the person who adds a claim reads it; what is left out (None, empty) is taken from the chosen words.

    `quantifier` and `measure` as in `model.claim.Figure`. Bounds are kept as they are given, low <= best <= high.
    """

    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    quantifier: str = ""
    measure: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether the person said nothing of the number."""
        return self == StatedNumber()


@dataclass(frozen=True, slots=True)
class Added:
    """A claim that a person added: where its words stand in the text, and nothing of the text itself.

    `frame` is what the engine would have found: offsets are code points of the document's text; its confidences are 1. A
    document's id covers its text, so that the offsets mean the same words in every record.
    """

    kind: ClaimKind
    frame: Frame
    number: StatedNumber = StatedNumber()
