"""Which candidates fill which slot of a report: one logistic model a slot."""

import math
from collections.abc import Sequence

import numpy as np

from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.candidates import Candidate, Lines, Place
from benchmarks.muc4.logistic import Floats, Integers, Logistic, Matrix, Names, fit
from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import normal

RIDGE = 5.0
LEAST = 4
FLOOR = -7.0
"""Least tagging score (begins and goes on, in log odds) of a candidate that is looked at for a slot."""

PLACES = 6
"""Places in the text whose neighbours are looked at."""


def features(report: Report, lines: Lines, candidate: Candidate) -> list[str]:
    """Names of what is known of a candidate from its frames, its words and its neighbours."""
    words = candidate.string.split(" ")
    found = {
        f"s={candidate.string}",
        f"head={words[-1]}",
        f"first={words[0]}",
        f"length={min(len(words), 6)}",
    }
    found |= {f"w={word}" for word in words}
    if any(word[0].isdigit() for word in words):
        found.add("number")
    for place in candidate.places:
        found |= _in_frame(report, lines, place)
    for first, last in candidate.found[:PLACES]:
        before = lines.words[first - 1] if first else "^"
        after = lines.words[last] if last < len(lines.words) else "$"
        found |= {f"before={before}", f"after={after}"}
    at = len(candidate.found)
    found.add(f"times={at if at < 3 else 3 if at < 6 else 6}")
    if candidate.found:
        home = int(lines.sentence[candidate.found[0][0]])
        found.add(f"sentence={home if home < 3 else 3 if home < 6 else 6}")
    return sorted(found)


def _in_frame(report: Report, lines: Lines, place: Place) -> set[str]:
    resolved = report.annotated.frames[place.frame]
    frame, role = resolved.frame, place.role
    begins = all(not lines.plain[at] for at in range(place.low, place.first))
    ends = all(not lines.plain[at] for at in range(place.last, place.high))
    part = "whole" if begins and ends else "start" if begins else "end" if ends else "inside"
    kind = f"{frame.type}/{role}"
    found = {kind, f"{kind}/{part}", f"{role}/{part}", part, f"{kind}/{frame.modality}"}
    found.add(f"{role}/{frame.trigger.of(report.text).lower()}")
    if frame.said is not None:
        found.add(f"{role}/said")
    for party in {"agent": resolved.agents, "target": resolved.targets}.get(role, ()):
        if party.span is not None:
            low, high = lines.covered(party.span)
            if low <= place.first and place.last <= high:
                found |= {
                    f"party={party.kind}",
                    f"{kind}:{party.kind}",
                    f"{part}:{party.kind}:{party.is_named}",
                }
    return found


def dense(candidates: Sequence[Candidate], measures: Floats, relevance: Floats) -> Floats:
    """Dense columns of the candidates of one report.

    Their tagging measures, how far their scores lie behind the best of those that overlap them and behind the
    report's best, and the report's relevance.
    """
    odds = np.log(np.clip(relevance, 1e-4, 1 - 1e-4) / np.clip(1 - relevance, 1e-4, 1))
    spread = np.broadcast_to(odds / 3.0, (len(measures), len(odds)))
    return np.concatenate([measures / 4.0, behind(candidates, looked_at(measures)) / 4.0, spread], axis=1)


def behind(candidates: Sequence[Candidate], scores: Floats) -> Floats:
    """Each candidate's scores minus the best of the others that share a word's place, and minus the best of all."""
    if not len(candidates):
        return np.zeros((0, 2 * len(SLOTS)))
    holders: dict[int, list[int]] = {}
    for number, one in enumerate(candidates):
        for first, last in one.found[:PLACES]:
            for at in range(first, last):
                holders.setdefault(at, []).append(number)
    rivals = np.full_like(scores, -15.0)
    for numbers in holders.values():
        if len(numbers) > 1:
            part = scores[numbers]
            order = np.sort(part, axis=0)
            others = np.where(part == order[-1], order[-2], order[-1])
            rivals[numbers] = np.maximum(rivals[numbers], others)
    return np.concatenate([scores - rivals, scores - scores.max(axis=0)], axis=1)


def looked_at(measures: Floats) -> Floats:
    """Tagging score of each candidate for each slot, shape (candidates, slots)."""
    count = len(SLOTS)
    return np.asarray(measures[:, :count] + measures[:, count : 2 * count])


def truth(candidates: Sequence[Candidate], answers: Sequence[Answer]) -> np.ndarray:
    """Whether each candidate is an acceptable mention of each slot, shape (candidates, slots)."""
    wanted = [
        {normal(mention) for one in answers for entity in one.entities[slot] for mention in entity}
        for slot in SLOTS
    ]
    return np.array(
        [[one.string in strings for strings in wanted] for one in candidates], dtype=bool
    ).reshape(-1, 5)


class Filling:
    """One fitted model a slot."""

    def __init__(
        self, rows: Sequence[Sequence[str]], columns: Floats, scores: Floats, right: np.ndarray
    ) -> None:
        self._names = Names.of(rows, LEAST)
        named = self._names.matrix(rows)
        self._models: list[Logistic] = []
        for slot in range(len(SLOTS)):
            kept = np.flatnonzero(scores[:, slot] > FLOOR)
            self._models.append(fit(take(named, kept), columns[kept], right[kept, slot], ridge=RIDGE))

    def __call__(self, rows: Sequence[Sequence[str]], columns: Floats, scores: Floats) -> Floats:
        """Probabilities, shape (candidates, slots); 0 where a candidate is not looked at."""
        named = self._names.matrix(rows)
        given = np.stack([model(named, columns) for model in self._models], axis=1)
        return np.where(scores > FLOOR, given, 0.0)


def take(matrix: Matrix, rows: Integers) -> Matrix:
    """Some rows of a matrix."""
    lengths = np.diff(matrix.starts)[rows]
    starts = np.concatenate([[0], np.cumsum(lengths)])
    spread = np.repeat(matrix.starts[:-1][rows] - starts[:-1], lengths) + np.arange(int(starts[-1]))
    return Matrix(matrix.columns[spread], starts, matrix.width)


def odds(share: float) -> float:
    """Log odds of a probability."""
    clipped = min(max(share, 1e-6), 1 - 1e-6)
    return math.log(clipped / (1 - clipped))
