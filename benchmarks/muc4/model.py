"""All that is learnt on the training reports, and templates of a report by it.

Stages lean on one another: the tagger's word for a training report, and the relevance and fillings behind it, come
from models that have not seen the report (folds by a hash of its id), so that the next stage learns how far the
word is to be trusted. Reports that are not in training get the mean of the folds' taggers and models of all reports.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.muc4 import assembly, filling, relevance, tagging
from benchmarks.muc4.answers import SLOTS, TYPES, Answer
from benchmarks.muc4.assembly import Kinds, Models, Thresholds
from benchmarks.muc4.candidates import Candidate, Lines, candidates
from benchmarks.muc4.filling import Filling
from benchmarks.muc4.grouping import Grouping
from benchmarks.muc4.logistic import Floats
from benchmarks.muc4.relevance import Relevance, Tags
from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import Template, f1, score

FOLDS = 4
GRID = (0.15, 0.2, 0.25, 0.3, 0.4)
TOGETHER = (0.3, 0.5, 0.6, 0.7)
"""Thresholds that are tried: of types and fillers, and of one incident."""
Keys = Sequence[Sequence[Answer]]


@dataclass(frozen=True)
class Prepared:
    """A report with what the models look at: rows of names and dense columns of the report and its candidates."""

    report: Report
    candidates: list[Candidate]
    measures: Floats
    scores: Floats
    rows: list[list[str]]
    names: list[str]
    columns: Floats


@dataclass(frozen=True)
class Model:
    """The models for reports outside training."""

    taggers: tuple[Floats, ...]
    relevance: Relevance
    filling: Filling
    parting: Models
    thresholds: Thresholds

    def templates(self, report: Report) -> tuple[Prepared, list[Template]]:
        """Incident templates of a report, and the report as prepared."""
        tagged = np.mean([tagging.tags(report, weights) for weights in self.taggers], axis=0)
        one = prepare(report, tagged)
        shares = self.relevance([one.names], one.columns[None])[0]
        fills = self.filling(one.rows, filling.dense(one.candidates, one.measures, shares), one.scores)
        made = assembly.templates(report, one.candidates, fills, shares, self.parting, self.thresholds)
        return one, made


@dataclass(frozen=True)
class Learnt:
    """The model, and the cross-validated templates of the training reports."""

    model: Model
    prepared: list[Prepared]
    templates: list[list[Template]]


def fold(identity: str) -> int:
    """Fold of a report, by a hash of its id."""
    return int(hashlib.sha256(identity.encode()).hexdigest(), 16) % FOLDS


def prepare(report: Report, tagged: Tags) -> Prepared:
    """What the models look at; candidates that no slot is likely for are left out."""
    lines = Lines(report)
    found = candidates(report, lines)
    measures = np.array([tagging.measures(one, tagged) for one in found]).reshape(
        -1, tagging.MEASURES * len(SLOTS)
    )
    scores = filling.looked_at(measures)
    kept = np.flatnonzero((scores > filling.FLOOR).any(axis=1))
    left = [found[at] for at in kept]
    rows = [filling.features(report, lines, one) for one in left]
    names = relevance.features(report, lines)
    return Prepared(
        report, left, measures[kept], scores[kept], rows, names, relevance.columns(report, tagged)
    )


def learn(reports: Sequence[Report], keys: Keys) -> Learnt:
    """Fit everything."""
    folds = np.array([fold(report.id) for report in reports])
    tagged: list[Tags] = [np.zeros((0, 0), dtype=np.float32)] * len(reports)
    taggers = []
    for inside, outside in _parts(folds):
        weights = tagging.learn([reports[at] for at in inside], [keys[at] for at in inside])
        taggers.append(weights)
        for at in outside:
            tagged[at] = tagging.tags(reports[at], weights)
    ready = [prepare(report, tags) for report, tags in zip(reports, tagged, strict=True)]
    shares = np.zeros((len(reports), 1 + len(TYPES)))
    for inside, outside in _parts(folds):
        part = _relevance([ready[at] for at in inside], [keys[at] for at in inside])
        shares[outside] = part(
            [ready[at].names for at in outside], np.array([ready[at].columns for at in outside])
        )
    dense = [
        filling.dense(one.candidates, one.measures, share) for one, share in zip(ready, shares, strict=True)
    ]
    fills: list[Floats] = [np.zeros((0, 0))] * len(reports)
    partings: list[Models] = []
    for inside, outside in _parts(folds):
        part_fill = _filling(ready, dense, keys, inside)
        partings.append(_parting(ready, keys, shares, inside))
        for at in outside:
            fills[at] = part_fill(ready[at].rows, dense[at], ready[at].scores)

    def made(thresholds: Thresholds) -> list[list[Template]]:
        return [
            assembly.templates(
                one.report, one.candidates, fill, share, partings[fold(one.report.id)], thresholds
            )
            for one, fill, share in zip(ready, fills, shares, strict=True)
        ]

    thresholds = choose(made, keys)
    everything = np.arange(len(reports))
    model = Model(
        tuple(taggers),
        _relevance(ready, keys),
        _filling(ready, dense, keys, everything),
        _parting(ready, keys, shares, everything),
        thresholds,
    )
    return Learnt(model, ready, made(thresholds))


def choose(made: Callable[[Thresholds], list[list[Template]]], keys: Keys) -> Thresholds:
    """Thresholds of highest cross-validated F1: one for all, then one after another."""

    def worth(thresholds: Thresholds) -> float:
        return f1(score(made(thresholds), keys))[2]

    best = max(
        (
            Thresholds(dict.fromkeys(TYPES, one), dict.fromkeys(SLOTS, two))
            for one in GRID[1:]
            for two in GRID[:4]
        ),
        key=worth,
    )
    for kind in TYPES[:3]:  # the others are too few to choose by
        best = max((Thresholds({**best.types, kind: each}, best.fillers) for each in GRID), key=worth)
    for slot in SLOTS:
        best = max((Thresholds(best.types, {**best.fillers, slot: each}) for each in GRID), key=worth)
    return max((Thresholds(best.types, best.fillers, each) for each in (0.0, *TOGETHER)), key=worth)


def _parts(folds: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(np.flatnonzero(folds != one), np.flatnonzero(folds == one)) for one in range(FOLDS)]


def _relevance(ready: Sequence[Prepared], keys: Keys) -> Relevance:
    return Relevance([one.names for one in ready], np.array([one.columns for one in ready]), keys)


def _filling(ready: Sequence[Prepared], dense: Sequence[Floats], keys: Keys, chosen: np.ndarray) -> Filling:
    return Filling(
        [row for at in chosen for row in ready[at].rows],
        np.concatenate([dense[at] for at in chosen]),
        np.concatenate([ready[at].scores for at in chosen]),
        np.concatenate([filling.truth(ready[at].candidates, keys[at]) for at in chosen]),
    )


def _parting(ready: Sequence[Prepared], keys: Keys, shares: Floats, chosen: np.ndarray) -> Models:
    reports = [ready[at].report for at in chosen]
    found = [ready[at].candidates for at in chosen]
    told = [keys[at] for at in chosen]
    return Models(Kinds(reports, found, told, shares[chosen]), Grouping(reports, found, told))
