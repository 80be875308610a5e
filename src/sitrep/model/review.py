"""Judgement: what a person decided about a claim, kept beside it for ever."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """accept and reject speak of the claim as a whole; set replaces one field's value.

    same-as and not-same say whether the claim is about the same event as another claim, whose id is the judgement's
    `value`: events are computed, and what is in them changes.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    SET = "set"
    SAME_AS = "same-as"
    NOT_SAME = "not-same"


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
