"""ACLED's sub-event type of one event, from the claims that tell it: the ordered rules of `acled.yaml`.

ACLED codes one sub-event type for an event, by the order of precedence of its codebook; a frame's own code
(`frames.yaml`) knows only that frame. Here all that is told of an event is held together: its frames, who did what
to whom, with what, and the words of its sentences.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sitrep.codebook import read_yaml
from sitrep.codebook.frames import load, pattern
from sitrep.errors import CodebookError
from sitrep.model.claim import Claim
from sitrep.model.frame import MODALITIES

_FRAME_CONDITIONS = frozenset(
    ("types", "modality", "words", "agent", "target", "agent_words", "target_words", "any_words")
)
_WORD_CONDITIONS = ("words", "agent_words", "target_words", "any_words")
_RULE_KEYS = frozenset(
    ("id", "code", "frame", "other", "lead", "absent", "sentence", "text", "silent", "nowhere")
)
_FRAME_KEYS = ("frame", "other", "lead")
_LIST_KEYS = ("sentence", "text", "silent", "nowhere")


@dataclass(frozen=True, slots=True)
class Told:
    """One frame of an event as the rules ask about it; texts are lower case."""

    type: str
    modality: str
    words: str
    """Trigger and instrument."""
    agent_words: str
    target_words: str
    agent_kinds: frozenset[str]
    target_kinds: frozenset[str]
    sentence: str

    @property
    def any_words(self) -> str:
        """The words of all its spans."""
        return f"{self.words} {self.agent_words} {self.target_words}"


@dataclass(frozen=True, slots=True)
class SubEvent:
    """A coded event: ACLED's event type and sub-event type, with the rule that gave them; empty where none fits."""

    event_type: str = ""
    sub_event_type: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class SubEventRule:
    """One rule: its conditions (all must hold) and the sub-event type it gives."""

    id: str
    code: str
    frames: Mapping[str, Mapping[str, Any]]
    absent: tuple[Mapping[str, Any], ...]
    lists: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class SubEventBook:
    """Sub-event types and the rules for them.

    Attributes:
        event_type: Sub-event type → its event type.
        rules: In their order; the first that holds decides.
        background: Frame types that are never the event that a report leads with.
        words: Word lists by name.
        kind_groups: Kinds of party by group.
    """

    event_type: Mapping[str, str]
    rules: tuple[SubEventRule, ...]
    background: frozenset[str]
    words: Mapping[str, re.Pattern[str]]
    kind_groups: Mapping[str, frozenset[str]]

    def code(self, told: Sequence[Told], sentences: Sequence[str] = ()) -> SubEvent:
        """The sub-event type of what is told.

        Args:
            told: Frames of one event, in text order.
            sentences: All sentences of the event in lower case; those of the frames where empty.

        Returns:
            The first rule that holds; an empty one where none does.
        """
        texts = tuple(sentences) or tuple(dict.fromkeys(one.sentence for one in told))
        for rule in self.rules:
            if self._holds(rule, told, texts):
                return SubEvent(self.event_type[rule.code], rule.code, rule.id)
        return SubEvent()

    def _holds(self, rule: SubEventRule, told: Sequence[Told], texts: Sequence[str]) -> bool:
        frames, lists = rule.frames, rule.lists
        if any(self._fits(one, each) for each in rule.absent for one in told):
            return False
        whole = "\n".join(texts)
        if not self._all(lists.get("text", ()), whole) or not self._none(lists.get("nowhere", ()), whole):
            return False
        wanted = frames.get("lead") or frames.get("frame")
        if wanted is None:
            silent = self._none(lists.get("silent", ()), whole)
            return silent and any(self._all(lists.get("sentence", ()), text) for text in texts)
        if "lead" in frames and frames["lead"] is wanted:
            told_first = self._lead(told)
            candidates = [told_first] if told_first is not None else []
        else:
            candidates = list(told)
        return any(
            self._fits(one, wanted)
            and self._all(lists.get("sentence", ()), one.sentence)
            and self._none(lists.get("silent", ()), one.sentence)
            and self._other(one, frames.get("other"), told)
            for one in candidates
        )

    def _other(self, one: Told, wanted: Mapping[str, Any] | None, told: Sequence[Told]) -> bool:
        return wanted is None or any(self._fits(each, wanted) for each in told if each is not one)

    def _lead(self, told: Sequence[Told]) -> Told | None:
        return next(
            (one for one in told if one.modality == "actual" and one.type not in self.background), None
        )

    def _fits(self, one: Told, wanted: Mapping[str, Any]) -> bool:
        if one.type not in wanted["types"] or one.modality not in wanted.get("modality", ("actual",)):
            return False
        if "agent" in wanted and self.kind_groups[wanted["agent"]].isdisjoint(one.agent_kinds):
            return False
        if "target" in wanted and self.kind_groups[wanted["target"]].isdisjoint(one.target_kinds):
            return False
        return all(
            self.words[wanted[name]].search(getattr(one, name)) for name in _WORD_CONDITIONS if name in wanted
        )

    def _all(self, names: Iterable[str], text: str) -> bool:
        return all(self.words[name].search(text) for name in names)

    def _none(self, names: Iterable[str], text: str) -> bool:
        return not any(self.words[name].search(text) for name in names)


def told_by(claims: Iterable[Claim]) -> tuple[Told, ...]:
    """Claims as the rules ask about them: one entry for each frame, in text order; headlines included."""
    ordered = sorted(claims, key=lambda claim: (claim.trigger.start, claim.frame, claim.kind.value))
    return tuple(_told(next(group)) for _, group in groupby(ordered, key=lambda claim: claim.frame))


def sub_event(claims: Iterable[Claim], sentences: Iterable[str] = ()) -> SubEvent:
    """ACLED's code of one event from the claims that tell it.

    Args:
        claims: Claims of one event, of one or several documents.
        sentences: Further sentences that tell of it; those of the claims where empty.

    Returns:
        Event type, sub-event type and rule; all empty where the codebook has no type for what is told.
    """
    texts = tuple(sentence.lower() for sentence in sentences)
    return sub_event_book().code(told_by(claims), texts)


def _told(claim: Claim) -> Told:
    start = claim.evidence.start
    trigger = claim.quote[claim.trigger.start - start : claim.trigger.end - start]
    return Told(
        type=claim.type,
        modality=claim.modality,
        words=f"{trigger} {claim.instrument}".lower(),
        agent_words=" ".join(party.phrase for party in claim.agents).lower(),
        target_words=" ".join(party.phrase for party in claim.targets).lower(),
        agent_kinds=frozenset(party.kind for party in claim.agents),
        target_kinds=frozenset(party.kind for party in claim.targets),
        sentence=claim.quote.lower(),
    )


@cache
def sub_event_book() -> SubEventBook:
    """The rules of `acled.yaml`, parsed and checked once a process.

    Raises:
        CodebookError: If a rule names a type, kind group, word list or condition that nothing holds.
    """
    return build(read_yaml("acled.yaml"))


def build(data: Any, *, before: Any = None) -> SubEventBook:
    """A book from a parsed vocabulary. Raises as `sub_event_book`.

    Args:
        data: Content of `acled.yaml`.
        before: Further event types, word lists and rules of the same form, which are asked first.
    """
    more = before or {}
    event_types = {**data["event_types"], **more.get("event_types", {})}
    words = {**data["word_lists"], **more.get("word_lists", {})}
    groups = {**data["type_groups"], **more.get("type_groups", {})}
    kinds = {name: frozenset(each) for name, each in data["kind_groups"].items()}
    known = _Known(
        codes={sub: name for name, subs in event_types.items() for sub in subs},
        types=frozenset(load().types),
        groups={name: tuple(each) for name, each in groups.items()},
        kinds=frozenset(kinds),
        words=frozenset(words),
    )
    entries = [*more.get("rules", ()), *data["rules"]]
    rules = tuple(_rule(entry, known) for entry in entries)
    _require(len({rule.id for rule in rules}) == len(rules), "two rules share an id")
    background = frozenset(data["background"])
    _require(background <= known.types, f"background names an unknown type in {sorted(background)}")
    return SubEventBook(
        event_type=known.codes,
        rules=rules,
        background=background,
        words={name: pattern(entry) for name, entry in words.items()},
        kind_groups=kinds,
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that rules may use."""

    codes: Mapping[str, str]
    types: frozenset[str]
    groups: Mapping[str, tuple[str, ...]]
    kinds: frozenset[str]
    words: frozenset[str]


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise CodebookError(f"acled.yaml: {message}")


def _rule(entry: Any, known: _Known) -> SubEventRule:
    identity = entry["id"]
    unknown = set(entry) - _RULE_KEYS
    _require(not unknown, f"{identity}: unknown condition {sorted(unknown)}")
    _require(entry["code"] in known.codes, f"{identity}: no sub-event type {entry['code']!r}")
    lists = {name: tuple(entry[name]) for name in _LIST_KEYS if name in entry}
    for name in (name for names in lists.values() for name in names):
        _require(name in known.words, f"{identity}: unknown word list {name!r}")
    frames = {name: _frame(identity, entry[name], known) for name in _FRAME_KEYS if name in entry}
    absent = entry.get("absent", ())
    absent = tuple(
        _frame(identity, each, known) for each in ([absent] if isinstance(absent, Mapping) else absent)
    )
    _require(bool(frames or {"sentence", "text"} & set(lists)), f"{identity}: a rule needs a frame or words")
    _require("other" not in frames or "frame" in frames, f"{identity}: other needs a frame")
    return SubEventRule(identity, entry["code"], frames, absent, lists)


def _frame(identity: str, entry: Any, known: _Known) -> dict[str, Any]:
    unknown = set(entry) - _FRAME_CONDITIONS
    _require(not unknown, f"{identity}: unknown condition {sorted(unknown)}")
    types = entry["types"]
    if isinstance(types, str):
        _require(types in known.groups, f"{identity}: unknown group of types {types!r}")
        types = known.groups[types]
    _require(set(types) <= known.types, f"{identity}: unknown frame type in {list(types)}")
    _require(set(entry.get("modality", ())) <= set(MODALITIES), f"{identity}: unknown modality")
    for name in ("agent", "target"):
        _require(name not in entry or entry[name] in known.kinds, f"{identity}: unknown kind group")
    for name in _WORD_CONDITIONS:
        _require(name not in entry or entry[name] in known.words, f"{identity}: unknown word list")
    return {**entry, "types": tuple(types)}
