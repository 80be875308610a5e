"""Words that a form names: what was selected or typed, which of them, and in which sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sitrep.codebook import frames as frame_types
from sitrep.model.frame import MODALITIES
from sitrep.pipeline.adding import MEASURES, NUMBERS, QUANTIFIERS
from sitrep.web.problems import BadQuery

LONGEST_NUMBER = 6
"""Digits of an occurrence or of the number of a sentence."""

CHOICES = (
    ("words", "What happened", "the words that say it: “killed”, “withdrew”"),
    ("agent", "Who", "who does it"),
    ("target", "To whom", "whom or what it is done to"),
    ("place", "Where", ""),
    ("time", "When", ""),
    ("quantity", "How many", "the number as printed: “at least 12”"),
    ("source", "Who says so", "left out: the report itself"),
    ("cue", "Said how", "“said”, “according to”"),
)
"""Field → its label and a hint, in the order of a sentence."""

PLAIN = ("type", "kind", "modality", *NUMBERS, "quantifier", "measure")
"""Fields that are no words of the text."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the form: a field with what was typed into it."""

    field: str
    label: str
    hint: str
    words: str = ""
    nth: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class AddForm:
    """The form by which a claim is added, with what was typed into it, and why it was refused."""

    choices: tuple[Choice, ...]
    plain: Mapping[str, str]
    by: str = ""
    why: str = ""
    problem: str = ""
    reason: str = ""
    claim: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it was sent, and refused."""
        return bool(self.problem)

    @property
    def types(self) -> tuple[tuple[str, str, str], ...]:
        """Frame types with their definitions and the kinds of claim that each becomes, in the order of the codebook."""
        found = frame_types.load().types.values()
        return tuple((each.name, each.definition, ", ".join(each.kinds)) for each in found)

    modalities = MODALITIES
    quantifiers = QUANTIFIERS
    measures = MEASURES


def add_form(
    given: Mapping[str, str] | None = None, *, problem: str = "", reason: str = "", claim: str = ""
) -> AddForm:
    """The form.

    Args:
        given: What was sent, by name of the field; nothing for an empty form.
        problem: Why it was refused.
        reason: Code of the refusal.
        claim: Claim that the record holds already.
    """
    given = given or {}
    choices = tuple(
        Choice(
            field,
            label,
            hint,
            *(given.get(name, "") for name in (field, f"{field}_nth", f"{field}_sentence")),
        )
        for field, label, hint in CHOICES
    )
    plain = {name: given.get(name, "") for name in PLAIN}
    return AddForm(choices, plain, given.get("by", ""), given.get("why", ""), problem, reason, claim)


def said(given: Mapping[str, str]) -> dict[str, str]:
    """What a form says of the claim, as `adding.addition_of` takes it.

    Raises:
        BadQuery: If an occurrence or sentence is no number.
    """
    found = {name: given.get(name, "").strip() for name in PLAIN}
    for field, _, _ in CHOICES:
        found[field] = selection(
            given.get(field, ""), given.get(f"{field}_nth", ""), given.get(f"{field}_sentence", "")
        )
    return found


def selection(words: str, nth: str = "", sentence: str = "") -> str:
    """Words with which of them and in which sentence, as `selecting.parsed` takes them; empty without words.

    Raises:
        BadQuery: If an occurrence or sentence is no number.
    """
    if not words.strip():
        return ""
    made: dict[str, str | int] = {"words": words}
    for name, text in (("occurrence", nth), ("sentence", sentence)):
        if text.strip():
            made[name] = _whole(text.strip(), name)
    return json.dumps(made, ensure_ascii=False)


def _whole(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER):
        raise BadQuery(name, f"{name}: {text[:20]!r} is not a whole number")
    return int(text)
