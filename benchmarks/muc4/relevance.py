"""Which types of incident a report has: logistic models on its frames, its words and the mean of its vectors."""

from collections.abc import Sequence

import numpy as np

from benchmarks.muc4.answers import TYPES, Answer
from benchmarks.muc4.candidates import Lines
from benchmarks.muc4.logistic import Floats, Logistic, Names, fit
from benchmarks.muc4.reports import Report

RIDGE = 10.0
LEAST = 6


class Relevance:
    """Probabilities of "any template" and of each type's, shape (reports, 1 + types)."""

    def __init__(self, reports: Sequence[Report], keys: Sequence[Sequence[Answer]]) -> None:
        rows = [features(report) for report in reports]
        self._names = Names.of(rows, LEAST)
        named, dense = self._names.matrix(rows), means(reports)
        self._models: list[Logistic] = []
        for kind in (None, *TYPES):
            right = np.array([any(kind in (None, *one.types) for one in answers) for answers in keys])
            self._models.append(fit(named, dense, right, ridge=RIDGE))

    def __call__(self, reports: Sequence[Report]) -> Floats:
        named = self._names.matrix([features(report) for report in reports])
        dense = means(reports)
        return np.stack([model(named, dense) for model in self._models], axis=1)


def means(reports: Sequence[Report]) -> Floats:
    """Mean vector of each report and of its frames' triggers, shape (reports, 768)."""
    found = []
    for report in reports:
        vectors = report.vectors.astype(np.float64)
        starts = [resolved.frame.trigger.start for resolved in report.annotated.frames]
        at = np.searchsorted(report.words[:, 1], starts, side="right") if starts else np.zeros(0, dtype=np.int64)
        triggers = vectors[at] if len(at) else np.zeros((1, vectors.shape[1]))
        whole = vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1])
        found.append(np.concatenate([whole, triggers.mean(axis=0)]))
    return np.array(found)


def features(report: Report) -> list[str]:
    """Names of what a report has."""
    lines = Lines(report)
    found = {f"w={word}" for word in lines.words if word.isalnum()}
    starts = lines.words[:60]
    found |= {f"lead={word}" for word in starts if word.isalpha()}
    document = report.annotated.document
    found.add(f"dateline={document.dateline_place}")
    for number, resolved in enumerate(report.annotated.frames):
        frame = resolved.frame
        trigger = frame.trigger.of(report.text).lower()
        found.add(f"{frame.type}")
        found.add(f"{frame.type}/{frame.modality}")
        found.add(f"{frame.type}={trigger}")
        if number < 4:
            found.add(f"first {frame.type}")
        for side, parties in (("agent", resolved.agents), ("target", resolved.targets)):
            for party in parties:
                found.add(f"{frame.type}/{side}:{party.kind}")
                found.add(f"{frame.type}/{side}={party.name.lower()}")
        for role, spans in frame.roles.items():
            found.add(f"{frame.type}/{role}")
            for span in spans:
                low, high = lines.covered(span)
                if high > low and role in ("agent", "target", "instrument"):
                    found.add(f"{frame.type}/{role} {lines.words[high - 1]}")
    return sorted(found)
