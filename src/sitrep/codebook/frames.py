"""Frame types: what each becomes as claims, and the ordered rules that give its codes.

The rules stand in `frames.yaml`; `plover.yaml`, `cameo.yaml` and `acled.yaml` hold the codes they may use.
Loading checks every code, kind, metric and word list against them, so a misspelt code never leaves the
house.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError
from sitrep.model.claim import ClaimKind, Codes
from sitrep.model.frame import MODALITIES

_WORD_CONDITIONS = ("words", "target_words", "topic_words")
_CONDITIONS = frozenset(("modality", "agent", "target", "cause", "death", "mediated", *_WORD_CONDITIONS))


def pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for whole words or phrases of lower-case text; the longest phrase is tried first.

    In a phrase "*" stands for any ending of its word (alone: for one word), "?" for one letter.
    """
    alternatives = [
        re.escape(word).replace(r"\*", r"[\w'’.-]*").replace(r"\?", r"\w").replace(r"\ ", r"\s+")
        for word in sorted(words, key=lambda word: (-len(word), word))
    ]
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a code rule may ask about a frame.

    Texts are lower case; kinds are those of `PartyMention.kind`.

    """

    modality: str
    words: str = ""
    """Trigger and instrument, joined."""
    target_words: str = ""
    topic_words: str = ""
    agent_kinds: frozenset[str] = frozenset()
    target_kinds: frozenset[str] = frozenset()
    cause: str = ""
    """Type of the frame that this one is attached to, else empty."""
    death: bool = False
    mediated: bool = False


@dataclass(frozen=True, slots=True)
class CodeRule:
    """One rule: its conditions (all must hold) and the codes it gives."""

    id: str
    when: Mapping[str, Any]
    codes: Codes


@dataclass(frozen=True, slots=True)
class MetricRule:
    """One rule for the metric of a figure: the first whose trigger words and unit fit decides."""

    metric: str
    words: re.Pattern[str] | None
    unit: str


@dataclass(frozen=True, slots=True)
class Metric:
    """A thing that is counted: IDMC's category, by measure where that decides, and its usual measure."""

    name: str
    idmc: str | None
    idmc_by_measure: Mapping[str, str]
    counts: str
    """persons or housing."""
    measure: str
    stated_only: bool
    """A target without a number gives no figure."""

    def category(self, measure: str) -> str | None:
        """IDMC's flow or stock, None where IDMC has no such term (IDMC Helix figure categories)."""
        return self.idmc_by_measure.get(measure, self.idmc)


@dataclass(frozen=True, slots=True)
class FrameType:
    """One of the 42 frame types. `kinds` are its claim kinds, the primary one first.

    `counts` is the role whose people a quantity counts. `control` is the change of control that a claim of
    this type states. `attack`: deaths and damage attach to it; `attaches`: it attaches to such a frame;
    `event_unattached`: it is an event of its own only where it attaches to none. `stock`: it tells a state
    as of the publication day. `generic_for`: narrower types that a mention of this type may mean. `term`:
    action of a deal that it carries.
    """

    name: str
    definition: str
    family: str
    kinds: tuple[ClaimKind, ...]
    rules: tuple[CodeRule, ...]
    metrics: tuple[MetricRule, ...] = ()
    counts: str = "target"
    control: str = ""
    relation: str = ""
    relation_words: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    term: str = ""
    attack: bool = False
    attaches: bool = False
    event_unattached: bool = False
    stock: bool = False
    generic_for: frozenset[str] = frozenset()

    def metric(self, trigger: str, unit: str) -> str:
        """The metric of a number with this trigger (lower case) and unit, empty where there is none."""
        for rule in self.metrics:
            if (not rule.unit or rule.unit == unit) and (rule.words is None or rule.words.search(trigger)):
                return rule.metric
        return ""

    def relation_of(self, trigger: str) -> str:
        """backed_by, member_of or ally_of by the trigger's words, empty where the type is no relation."""
        for relation, words in self.relation_words.items():
            if words.search(trigger):
                return relation
        return self.relation


@dataclass(frozen=True, slots=True)
class FrameBook:
    """All frame types with the metrics and word lists they use."""

    types: Mapping[str, FrameType]
    metrics: Mapping[str, Metric]
    words: Mapping[str, re.Pattern[str]]
    kind_groups: Mapping[str, frozenset[str]]

    def codes(self, type_name: str, facts: Facts) -> Codes:
        """Codes by the first rule that fits, with the rule's id; the type's root rule always fits."""
        for rule in self.types[type_name].rules:
            if self._holds(rule.when, facts):
                return rule.codes
        raise CodebookError(f"frames.yaml: {type_name} has no root rule")

    def _holds(self, when: Mapping[str, Any], facts: Facts) -> bool:
        return all(self._condition(name, value, facts) for name, value in when.items())

    def _condition(self, name: str, value: Any, facts: Facts) -> bool:
        if name in _WORD_CONDITIONS:
            return bool(self.words[value].search(getattr(facts, name)))
        if name == "agent":
            return not self.kind_groups[value].isdisjoint(facts.agent_kinds)
        if name == "target":
            return not self.kind_groups[value].isdisjoint(facts.target_kinds)
        if name in ("modality", "cause"):
            return getattr(facts, name) in value
        return bool(getattr(facts, name) is value)


@cache
def load() -> FrameBook:
    """The frame types, parsed and checked once a process.

    Raises:
        CodebookError: If a rule names a code, mode, kind, metric, word list or condition that no list holds.
    """
    return build(
        read_yaml("frames.yaml"), read_yaml("plover.yaml"), read_yaml("cameo.yaml"), read_yaml("acled.yaml")
    )


def build(frames: Any, plover: Any, cameo: Any, acled: Any) -> FrameBook:
    """A frame book from parsed vocabularies. Raises as `load`."""
    words = {name: pattern(entries) for name, entries in frames["word_lists"].items()}
    groups = {name: frozenset(kinds) for name, kinds in frames["kind_groups"].items()}
    metrics = {name: _metric(name, entry) for name, entry in frames["metrics"].items()}
    known = _Known(
        words, groups, metrics, _plover_codes(plover), frozenset(cameo["codes"]), _acled_names(acled)
    )
    types = {name: _type(name, entry, known) for name, entry in frames["types"].items()}
    for name, entry in types.items():
        for narrower in entry.generic_for:
            _require(narrower in types, f"{name}: generic_for names the unknown type {narrower!r}")
    return FrameBook(types, metrics, words, groups)


@dataclass(frozen=True, slots=True)
class _Known:
    """Names that rules may use."""

    words: Mapping[str, re.Pattern[str]]
    groups: Mapping[str, frozenset[str]]
    metrics: Mapping[str, Metric]
    plover: Mapping[str, frozenset[str]]
    cameo: frozenset[str]
    acled: frozenset[str]


def _plover_codes(plover: Any) -> dict[str, frozenset[str]]:
    return {name: frozenset(entry["modes"]) for name, entry in plover["types"].items()}


def _acled_names(acled: Any) -> frozenset[str]:
    return frozenset(name for root, subs in acled["event_types"].items() for name in (root, *subs))


def _require(condition: bool, message: str) -> None:
    if not condition:
        raise CodebookError(f"frames.yaml: {message}")


def _metric(name: str, entry: Any) -> Metric:
    by_measure = {key: entry[key] for key in ("incident", "cumulative", "stock") if key in entry}
    return Metric(
        name=name,
        idmc=entry["idmc"],
        idmc_by_measure=by_measure,
        counts=entry.get("counts", "persons"),
        measure=entry.get("measure", "incident"),
        stated_only=entry.get("stated_only", False),
    )


def _type(name: str, entry: Any, known: _Known) -> FrameType:
    metrics = tuple(_metric_rule(name, rule, known) for rule in entry.get("metrics", ()))
    relations = {key: known.words[value] for key, value in entry.get("relation_words", {}).items()}
    try:
        kinds = tuple(ClaimKind(kind) for kind in entry["kinds"])
    except ValueError as error:
        raise CodebookError(f"frames.yaml: {name}: {error}") from error
    _require(bool(kinds), f"{name} becomes no claim")
    return FrameType(
        name=name,
        definition=entry["definition"],
        family=entry["family"],
        kinds=kinds,
        rules=_rules(name, entry["codes"], known),
        metrics=metrics,
        counts=entry.get("counts", "target"),
        control=entry.get("control", ""),
        relation=entry.get("relation", ""),
        relation_words=relations,
        term=entry.get("term", ""),
        attack=entry.get("attack", False),
        attaches=entry.get("attaches", False),
        event_unattached=entry.get("event_unattached", False),
        stock=entry.get("stock", False),
        generic_for=frozenset(entry.get("generic_for", ())),
    )


def _metric_rule(name: str, rule: Any, known: _Known) -> MetricRule:
    _require(rule["metric"] in known.metrics, f"{name}: unknown metric {rule['metric']!r}")
    words = known.words[rule["words"]] if "words" in rule else None
    return MetricRule(rule["metric"], words, rule.get("unit", ""))


def _rules(name: str, entries: Any, known: _Known) -> tuple[CodeRule, ...]:
    root = entries[-1]
    _require("when" not in root, f"{name}: the last rule must be the root, without conditions")
    rules = tuple(_rule(entry, root, known) for entry in entries)
    _require(all(rule.when for rule in rules[:-1]), f"{name}: only the last rule may be without conditions")
    _require(len({rule.id for rule in rules}) == len(rules), f"{name}: two rules share an id")
    return rules


def _rule(entry: Any, root: Any, known: _Known) -> CodeRule:
    identity = entry["id"]
    plover, mode, cameo, acled = (
        entry.get(key, root.get(key, "")) for key in ("plover", "mode", "cameo", "acled")
    )
    if entry.get("plover", plover) != root.get("plover", "") and "mode" not in entry:
        mode = ""  # the root's mode belongs to the root's type
    _require(not plover or plover in known.plover, f"{identity}: PLOVER has no type {plover!r}")
    _require(not mode or mode in known.plover.get(plover, ()), f"{identity}: {plover} has no mode {mode!r}")
    _require(not cameo or cameo in known.cameo, f"{identity}: cameo.yaml has no code {cameo!r}")
    _require(not acled or acled in known.acled, f"{identity}: acled.yaml has no type {acled!r}")
    when = entry.get("when", {})
    _check_conditions(identity, when, known)
    return CodeRule(identity, when, Codes(plover, mode, cameo, acled, identity))


def _check_conditions(identity: str, when: Any, known: _Known) -> None:
    for name, value in when.items():
        _require(name in _CONDITIONS, f"{identity}: unknown condition {name!r}")
        if name in _WORD_CONDITIONS:
            _require(value in known.words, f"{identity}: unknown word list {value!r}")
        elif name in ("agent", "target"):
            _require(value in known.groups, f"{identity}: unknown kind group {value!r}")
        elif name == "modality":
            _require(set(value) <= set(MODALITIES), f"{identity}: unknown modality in {value!r}")
