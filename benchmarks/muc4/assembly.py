"""Templates of a report from the probabilities of its incident types and of its candidates' slots."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.muc4.answers import SLOTS, TYPES, Answer
from benchmarks.muc4.candidates import Candidate, Lines
from benchmarks.muc4.grouping import ANCHORS, Filled, Ground, Grouping, groups
from benchmarks.muc4.logistic import Floats, Logistic, Names, fit
from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import Template, normal

KIND_RIDGE = 5.0
KIND_LEAST = 3


@dataclass(frozen=True)
class Thresholds:
    """Least probabilities, chosen on the training reports: of a type in a report, of a filler in a template."""

    types: dict[str, float]
    fillers: dict[str, float]
    together: float = 0.0
    """Of two groups of fillers in one incident; 0 never parts them."""


def kind_features(report: Report, candidate: Candidate, slot: str) -> list[str]:
    """What tells in which type of incident a filler takes part: the frames that it stands in."""
    found = {slot, f"head={candidate.string.split(' ')[-1]}"}
    for place in candidate.places:
        frame = report.annotated.frames[place.frame].frame
        trigger = frame.trigger.of(report.text).lower()
        found |= {frame.type, f"{slot}:{frame.type}", f"{frame.type}/{place.role}", f"by={trigger}"}
    return sorted(found)


class Kinds:
    """For each incident type the probability that a filler of a report belongs to one of that type."""

    def __init__(
        self,
        reports: Sequence[Report],
        found: Sequence[Sequence[Candidate]],
        keys: Sequence[Sequence[Answer]],
        relevance: Floats,
    ) -> None:
        rows, columns, kinds = [], [], []
        for report, candidates, answers, shares in zip(reports, found, keys, relevance, strict=True):
            told = _told(answers)
            for one in candidates:
                for slot in SLOTS:
                    types = told.get((slot, one.string))
                    if types:
                        rows.append(kind_features(report, one, slot))
                        columns.append(shares)
                        kinds.append(types)
        self._names = Names.of(rows, KIND_LEAST)
        named, dense = self._names.matrix(rows), _odds(np.array(columns))
        self._models: list[Logistic] = [
            fit(named, dense, np.array([kind in types for types in kinds]), ridge=KIND_RIDGE)
            for kind in TYPES
        ]

    def __call__(self, rows: Sequence[Sequence[str]], relevance: Floats) -> Floats:
        """Shape (rows, types)."""
        named = self._names.matrix(rows)
        dense = np.tile(_odds(relevance), (len(rows), 1))
        return np.stack([model(named, dense) for model in self._models], axis=1)


def _told(answers: Sequence[Answer]) -> dict[tuple[str, str], set[str]]:
    """Slot and mention → types of the templates that have it."""
    told: dict[tuple[str, str], set[str]] = {}
    for answer in answers:
        for slot in SLOTS:
            for entity in answer.entities[slot]:
                for mention in entity:
                    told.setdefault((slot, normal(mention)), set()).update(answer.types)
    return told


def _odds(shares: Floats) -> Floats:
    clipped = np.clip(shares, 1e-4, 1 - 1e-4)
    return np.log(clipped / (1 - clipped)) / 3.0


def types_of(relevance: Floats, thresholds: Thresholds) -> list[str]:
    """Incident types of a report; `relevance` as `Relevance` gives it, one row."""
    return [kind for at, kind in enumerate(TYPES, 1) if relevance[at] > thresholds.types[kind]]


def choose(strings: Sequence[str], shares: Sequence[float], least: float) -> list[int]:
    """Candidates above a threshold, likeliest first; none that is a part of a chosen one or holds one."""
    chosen: list[int] = []
    for at in sorted(range(len(strings)), key=lambda index: (-shares[index], index)):
        if shares[at] <= least:
            break
        inner = f" {strings[at]} "
        if not any(inner in f" {strings[one]} " or f" {strings[one]} " in inner for one in chosen):
            chosen.append(at)
    return chosen


@dataclass(frozen=True)
class Models:
    """What parts the fillers of a report: by type of incident, then by incident."""

    kinds: Kinds
    grouping: Grouping


def templates(
    report: Report,
    candidates: Sequence[Candidate],
    fills: Floats,
    relevance: Floats,
    models: Models,
    thresholds: Thresholds,
) -> list[Template]:
    """The incidents of a report: for each type one, or as many as its fillers fall apart into."""
    made: list[Template] = []
    for kind, filled in fillers(report, candidates, fills, relevance, models.kinds, thresholds).items():
        parts = [list(range(len(filled)))]
        if thresholds.together and sum(slot in ANCHORS for slot, _ in filled) > 1:
            shares = models.grouping(Ground(report, Lines(report)), filled)
            parts = groups(filled, shares, thresholds.together)
        made += [_template(kind, [filled[at] for at in sorted(part)]) for part in parts]
    return made


def _template(kind: str, filled: Sequence[Filled]) -> Template:
    return Template(kind, {slot: tuple(one.string for each, one in filled if each == slot) for slot in SLOTS})


def fillers(
    report: Report,
    candidates: Sequence[Candidate],
    fills: Floats,
    relevance: Floats,
    kinds: Kinds,
    thresholds: Thresholds,
) -> dict[str, list[Filled]]:
    """Incident type → slots and what fills them; a type without fillers has an empty list."""
    types = types_of(relevance, thresholds)
    found: dict[str, list[Filled]] = {kind: [] for kind in types}
    for column, slot in enumerate(SLOTS):
        least = thresholds.fillers[slot]
        likely = [at for at in range(len(candidates)) if fills[at, column] > least]
        if not likely or not types:
            continue
        strings = [candidates[at].string for at in likely]
        parts = np.ones((len(likely), len(TYPES)))
        if len(types) > 1:
            parts = kinds([kind_features(report, candidates[at], slot) for at in likely], relevance)
        for kind in types:
            each = fills[likely, column] * parts[:, TYPES.index(kind)]
            found[kind] += [(slot, candidates[likely[at]]) for at in choose(strings, each.tolist(), least)]
    return found
