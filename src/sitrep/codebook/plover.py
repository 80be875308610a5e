"""PLOVER: types, modes, quads, sectors and contexts, and which contexts a claim has, from `plover.yaml`."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import load, pattern
from sitrep.errors import CodebookError
from sitrep.model.claim import Claim

_RULE_KEYS = frozenset(("id", "context", "types", "words", "parties", "plover", "mode"))


@dataclass(frozen=True, slots=True)
class PloverType:
    """One of the 16 types."""

    name: str
    label: str
    quad: int
    """1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""
    modes: tuple[str, ...]
    score: float
    """-10 conflict to 10 cooperation."""
    mode_scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ContextRule:
    """One rule: every condition that it has must hold; empty or None where nothing is asked."""

    id: str
    context: str
    types: frozenset[str]
    words: re.Pattern[str] | None
    parties: frozenset[str]
    plover: str
    mode: str


@dataclass(frozen=True, slots=True)
class Plover:
    """The codebook.

    Attributes:
        types: By name.
        quads: Number → name.
        auxiliary: Modality of ours → historical, future, hypothetical or negation.
        sectors: Sector code → what it means.
        international: Sector codes of parties.yaml that stand in the country field of PLOVER.
        contexts: Context → what it means.
        rules: In their order; each that holds adds its context.
    """

    types: Mapping[str, PloverType]
    quads: Mapping[int, str]
    auxiliary: Mapping[str, str]
    sectors: Mapping[str, str]
    international: Mapping[str, str]
    contexts: Mapping[str, str]
    rules: tuple[ContextRule, ...]

    def contexts_of(
        self, type_: str, *, sentence: str, parties: Iterable[str] = (), plover: str = "", mode: str = ""
    ) -> tuple[str, ...]:
        """The contexts of a claim, in the codebook's order; empty where nothing tells one.

        Args:
            type_: Frame type of the claim.
            sentence: Its sentence.
            parties: Kinds of its agents and targets.
            plover: Its PLOVER type.
            mode: Its PLOVER mode.
        """
        lower, kinds = sentence.lower(), frozenset(parties)
        found = {
            rule.context
            for rule in self.rules
            if (not rule.types or type_ in rule.types)
            and (not rule.parties or not rule.parties.isdisjoint(kinds))
            and (not rule.plover or rule.plover == plover)
            and (not rule.mode or rule.mode == mode)
            and (rule.words is None or rule.words.search(lower))
        }
        return tuple(context for context in self.contexts if context in found)

    def score(self, type_: str, mode: str = "") -> float:
        """PLOVER's conflict-cooperation score, -10 to 10: the mode's where it has one, else the type's."""
        entry = self.types[type_]
        return entry.mode_scores.get(mode, entry.score)


def contexts(claim: Claim) -> tuple[str, ...]:
    """PLOVER's contexts of a claim, in the codebook's order."""
    return plover().contexts_of(
        claim.type,
        sentence=claim.quote,
        parties=[party.kind for party in (*claim.agents, *claim.targets)],
        plover=claim.codes.plover,
        mode=claim.codes.plover_mode,
    )


def coded(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims that PLOVER codes as events: those with a type, without forces sent within an attack.

    A MOBILIZE that a document tells in the context of an ASSAULT is not coded beside it (manual, MOBILIZE): here, in the
    same or the sentence next to it, by a party that takes part in it.

    Args:
        claims: Claims of any documents.

    Returns:
        Those coded, in the order given.
    """
    assaults: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for claim in claims:
        if claim.codes.plover == "ASSAULT" and claim.modality == "actual":
            assaults.setdefault(claim.document, []).append((claim.sentence, _sides(claim)))
    return tuple(
        claim
        for claim in claims
        if claim.codes.plover
        and not (claim.codes.plover == "MOBILIZE" and _within(claim, assaults.get(claim.document, ())))
    )


def _within(claim: Claim, assaults: Iterable[tuple[int, frozenset[str]]]) -> bool:
    sides = _sides(claim)
    return any(abs(sentence - claim.sentence) <= 1 and sides & parties for sentence, parties in assaults)


def _sides(claim: Claim) -> frozenset[str]:
    return frozenset(party.name for party in (*claim.agents, *claim.targets))


@cache
def plover() -> Plover:
    """The codebook, read once.

    Raises:
        CodebookError: If a rule names a context, frame type, type, mode or word list that there is none of.
    """
    data = read_yaml("plover.yaml")
    types = {
        name: PloverType(
            name=name,
            label=entry["label"],
            quad=entry["quad"],
            modes=tuple(entry["modes"]),
            score=float(data["scores"][name]),
            mode_scores={mode: float(score) for mode, score in data["mode_scores"].get(name, {}).items()},
        )
        for name, entry in data["types"].items()
    }
    words = {name: pattern(entries) for name, entries in data["context_words"].items()}
    rules = tuple(_rule(entry, data["contexts"], types, words) for entry in data["context_rules"])
    return Plover(
        types=types,
        quads=data["quads"],
        auxiliary=data["auxiliary"],
        sectors=data["sectors"],
        international=data["international"],
        contexts=data["contexts"],
        rules=rules,
    )


def _rule(
    entry: Mapping[str, Any],
    contexts: Mapping[str, str],
    types: Mapping[str, PloverType],
    words: Mapping[str, re.Pattern[str]],
) -> ContextRule:
    modes = {mode for one in types.values() for mode in one.modes}
    wrong = (
        set(entry) - _RULE_KEYS
        or entry["context"] not in contexts
        or set(entry.get("types", ())) - set(load().types)
        or ("plover" in entry and entry["plover"] not in types)
        or ("mode" in entry and entry["mode"] not in modes)
        or ("words" in entry and entry["words"] not in words)
        or set(entry) <= {"id", "context"}
    )
    if wrong:
        raise CodebookError(
            f"plover.yaml: {entry['id']} names something that there is none of, or asks nothing"
        )
    return ContextRule(
        id=entry["id"],
        context=entry["context"],
        types=frozenset(entry.get("types", ())),
        words=words.get(entry.get("words", "")),
        parties=frozenset(entry.get("parties", ())),
        plover=entry.get("plover", ""),
        mode=entry.get("mode", ""),
    )
