"""Which types of incident a report has: logistic models on its frames, its words, its vectors and its tags."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.muc4.answers import SLOTS, TYPES, Answer
from benchmarks.muc4.candidates import Lines
from benchmarks.muc4.logistic import Floats, Logistic, Names, fit
from benchmarks.muc4.reports import Report

RIDGE = 10.0
LEAST = 6


LIKELIEST = 6
"""Words of a report whose mean says how much of a slot there is."""

Tags = NDArray[np.float32]


class Relevance:
    """Probabilities of "any template" and of each type's, shape (reports, 1 + types)."""

    def __init__(
        self,
        rows: Sequence[Sequence[str]],
        dense: Floats,
        keys: Sequence[Sequence[Answer]],
        *,
        least: int = LEAST,
    ) -> None:
        self._names = Names.of(rows, least)
        named = self._names.matrix(rows)
        self._models: list[Logistic] = []
        for kind in (None, *TYPES):
            right = np.array([any(kind in (None, *one.types) for one in answers) for answers in keys])
            self._models.append(fit(named, dense, right, ridge=RIDGE))

    def __call__(self, rows: Sequence[Sequence[str]], dense: Floats) -> Floats:
        named = self._names.matrix(rows)
        return np.stack([model(named, dense) for model in self._models], axis=1)


def columns(report: Report, tagged: Tags) -> Floats:
    """Dense columns: mean vector of the words and of the triggers, and how much of each slot was tagged."""
    vectors = report.vectors.astype(np.float64)
    if not len(vectors):
        return np.zeros(2 * report.vectors.shape[1] + 3 * len(SLOTS))
    starts = [resolved.frame.trigger.start for resolved in report.annotated.frames]
    at = np.searchsorted(report.words[:, 1], starts, side="right") if starts else np.zeros(0, dtype=np.int64)
    triggers = vectors[at].mean(axis=0) if len(at) else np.zeros(vectors.shape[1])
    count = len(SLOTS)
    share = np.sort(tagged[:-1, 1 : 1 + count].astype(np.float64) + tagged[:-1, 1 + count :], axis=0)[::-1]
    much = [2 * odds(share[0]), 2 * odds(share[:LIKELIEST].mean(axis=0)), np.log(share.sum(axis=0) + 0.05)]
    return np.concatenate([vectors.mean(axis=0), triggers, *much])


def odds(share: Floats) -> Floats:
    """Log odds over 3: on the scale of the other columns."""
    return np.asarray(np.log((share + 1e-4) / (1 - share + 1e-4)) / 3)


def features(report: Report, lines: Lines) -> list[str]:
    """Names of what a report has."""
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
