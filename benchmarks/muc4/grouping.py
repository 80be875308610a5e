"""Which fillers of a report belong to one incident: a logistic model on pairs, and groups by average linkage.

What parts incidents is what the task's documentation names (section 5): another place, date or perpetrator. What
joins them is what `extract` knows: frames that it attaches to one event.
"""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.candidates import Candidate, Lines
from benchmarks.muc4.logistic import Floats, Names, fit
from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import normal

ANCHORS = ("Target", "Victim")
"""Slots whose fillers tell incidents apart; the others join the incidents of these."""

RIDGE = 3.0
LEAST = 3
PLACES = 6

Filled = tuple[str, Candidate]
"""A slot and what fills it."""


class Ground:
    """What a report's pairs are judged by: its words, paragraphs, and the events, dates and places of its frames."""

    def __init__(self, report: Report, lines: Lines) -> None:
        frames = report.annotated.frames
        self.lines = lines
        self.block = [sentence.block for sentence in report.annotated.sentences]
        self.types = [resolved.frame.type for resolved in frames]
        self.events = _events(report)
        self.dates = [
            (resolved.time.start, resolved.time.end) if resolved.time.basis == "phrase" else None
            for resolved in frames
        ]
        self.places = [
            frozenset(place.name for place in resolved.places if place.role == "event") for resolved in frames
        ]


def _events(report: Report) -> list[int]:
    """For each frame the number of its event: frames that `extract` attaches to one another share it."""
    at = {(resolved.frame.trigger.start): index for index, resolved in enumerate(report.annotated.frames)}
    home = list(range(len(report.annotated.frames)))
    frames = {claim.frame: at[claim.trigger.start] for claim in report.claims if claim.trigger.start in at}
    for claim in report.claims:
        if claim.event_frame in frames and claim.frame in frames:
            old, new = home[frames[claim.frame]], home[frames[claim.event_frame]]
            home = [new if each == old else each for each in home]
    return home


def features(ground: Ground, one: Filled, other: Filled) -> list[str]:
    """Names of what a pair has in common and what lies between."""
    found = {"+".join(sorted((one[0], other[0])))}
    sentence = ground.lines.sentence
    best = None
    for first in one[1].found[:PLACES]:
        for second in other[1].found[:PLACES]:
            apart = abs(int(sentence[first[0]]) - int(sentence[second[0]]))
            words = max(first[0], second[0]) - min(first[1], second[1])
            if best is None or (apart, words) < best[:2]:
                best = (apart, words, min(first[1], second[1]), max(first[0], second[0]))
    if best is not None:
        apart, words, low, high = best
        found.add(f"sentences={apart if apart < 3 else 3 if apart < 6 else 6}")
        if apart == 0:
            found.add(f"words={0 if words < 2 else 2 if words < 6 else 6 if words < 15 else 15}")
            found |= {f"between={word}" for word in ground.lines.words[low:high]} if words < 8 else set()
        elif ground.block[sentence[low - 1]] == ground.block[sentence[high]]:
            found.add("one paragraph")
    mine, yours = ({place.frame for place in each[1].places} for each in (one, other))
    found |= {f"one frame {ground.types[index]}" for index in mine & yours}
    found.add(f"one event {bool({ground.events[i] for i in mine} & {ground.events[i] for i in yours})}")
    found.add(
        f"date {_compared({ground.dates[i] for i in mine} - {None}, {ground.dates[i] for i in yours} - {None})}"
    )
    here, there = (set().union(*(ground.places[i] for i in each)) for each in (mine, yours))
    found.add(f"place {_compared(here, there)}")
    return sorted(found)


def _compared(one: set[object], other: set[object]) -> str:
    if not one or not other:
        return "unknown"
    return "shared" if one & other else "apart"


class Grouping:
    """Probability that two fillers belong to one incident."""

    def __init__(
        self,
        reports: Sequence[Report],
        found: Sequence[Sequence[Candidate]],
        keys: Sequence[Sequence[Answer]],
    ) -> None:
        rows, right = [], []
        for report, candidates, answers in zip(reports, found, keys, strict=True):
            ground = Ground(report, Lines(report))
            for kind in sorted({one.types[0] for one in answers}):
                for one, other, together in pairs(
                    candidates, [each for each in answers if kind in each.types]
                ):
                    rows.append(features(ground, one, other))
                    right.append(together)
        self._names = Names.of(rows, LEAST)
        named = self._names.matrix(rows)
        self._model = fit(named, np.zeros((len(rows), 0)), np.array(right, dtype=bool), ridge=RIDGE)

    def __call__(self, ground: Ground, filled: Sequence[Filled]) -> Floats:
        """Shape (filled, filled), ones on the diagonal."""
        given = np.eye(len(filled))
        indexes = list(combinations(range(len(filled)), 2))
        if indexes:
            rows = [features(ground, filled[one], filled[other]) for one, other in indexes]
            named = self._names.matrix(rows)
            for (one, other), share in zip(
                indexes, self._model(named, np.zeros((len(rows), 0))), strict=True
            ):
                given[one, other] = given[other, one] = share
        return given


def pairs(candidates: Sequence[Candidate], answers: Sequence[Answer]) -> list[tuple[Filled, Filled, bool]]:
    """Pairs of a key's entities that are candidates, and whether one template has both."""
    by_string = {one.string: one for one in candidates}
    held: dict[tuple[str, str], set[int]] = {}
    for number, answer in enumerate(answers):
        for slot in SLOTS:
            for entity in answer.entities[slot]:
                known = [normal(mention) for mention in entity if normal(mention) in by_string]
                if known:
                    held.setdefault((slot, known[0]), set()).add(number)
    return [
        ((one[0], by_string[one[1]]), (other[0], by_string[other[1]]), bool(held[one] & held[other]))
        for one, other in combinations(sorted(held), 2)
    ]


def groups(filled: Sequence[Filled], together: Floats, least: float) -> list[list[int]]:
    """Incidents as lists of indexes: anchors by average linkage down to `least`, the others where they fit.

    A filler that is no anchor joins every incident whose anchors it belongs to more likely than not, at least the
    likeliest.
    """
    anchors = [at for at, (slot, _) in enumerate(filled) if slot in ANCHORS]
    parts = [[at] for at in anchors]
    while len(parts) > 1:
        linked = [
            (float(together[np.ix_(parts[one], parts[other])].mean()), one, other)
            for one, other in combinations(range(len(parts)), 2)
        ]
        best, one, other = max(linked, key=lambda each: each[0])
        if best < least:
            break
        parts[one] += parts.pop(other)
    if len(parts) < 2:
        return [list(range(len(filled)))]
    made = [list(part) for part in parts]
    for at in range(len(filled)):
        if at in anchors:
            continue
        near = [float(together[at, part].mean()) for part in parts]
        for number, share in enumerate(near):
            if share >= least or share == max(near):
                made[number].append(at)
    return made
