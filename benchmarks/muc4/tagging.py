"""Which slot a word fills, by a softmax on the encoder's vectors, and what that says of a candidate."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from benchmarks.muc4.answers import SLOTS, Answer
from benchmarks.muc4.candidates import Candidate, Lines
from benchmarks.muc4.logistic import Floats, fit_classes, shares
from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import normal

CLASSES = 2 * len(SLOTS) + 1
"""None, then beginning of each slot, then going on in each."""

THINNING = 6
"""Of the words that fill nothing every sixth is learnt from."""

RIDGE = 30.0
MEASURES = 3


def classes(lines: Lines, answers: Sequence[Answer]) -> NDArray[np.int64]:
    """Class of each word: every place of an acceptable mention is one, longer mentions first."""
    kept = [(at, word) for at, word in enumerate(lines.plain) if word]
    plain = [word for _, word in kept]
    given = np.zeros(len(lines.plain), dtype=np.int64)
    wanted = {
        (tuple(normal(mention).split()), slot)
        for one in answers
        for slot, key in enumerate(SLOTS)
        for entity in one.entities[key]
        for mention in entity
    }
    for parts, slot in sorted(wanted, key=lambda each: (-len(each[0]), each)):
        if not parts:
            continue
        for at in range(len(plain) - len(parts) + 1):
            if plain[at] != parts[0] or tuple(plain[at : at + len(parts)]) != parts:
                continue
            first, last = kept[at][0], kept[at + len(parts) - 1][0] + 1
            if not given[first:last].any():
                given[first:last] = 1 + len(SLOTS) + slot
                given[first] = 1 + slot
    return given


def learn(reports: Sequence[Report], keys: Sequence[Sequence[Answer]]) -> Floats:
    """Weights of the tagger."""
    vectors, truth = [], []
    for report, answers in zip(reports, keys, strict=True):
        given = classes(Lines(report), answers)
        holding = {resolved.frame.sentence for resolved in report.annotated.frames}
        indexes = np.array(
            [report.annotated.sentences[at].index in holding for at in report.sentence], dtype=bool
        )
        thinned = np.arange(len(given)) % THINNING == 0
        keep = (given > 0) | (thinned & indexes)
        vectors.append(report.vectors[keep].astype(np.float32))
        truth.append(given[keep])
    return fit_classes(np.concatenate(vectors), np.concatenate(truth), CLASSES, ridge=RIDGE)


def tags(report: Report, weights: Floats) -> NDArray[np.float32]:
    """Probabilities of the classes of each word, shape (words + 1, classes); the last row stands past the end."""
    given = shares(report.vectors.astype(np.float32), weights)
    past = np.zeros((1, CLASSES), dtype=np.float32)
    past[0, 0] = 1.0
    return np.concatenate([given, past])


def measures(candidate: Candidate, tagged: NDArray[np.float32]) -> Floats:
    """For each slot: how likely it begins, goes on and ends like a filler (log odds, best place), shape (15,)."""
    count = len(SLOTS)
    best = np.full((MEASURES, count), -12.0)
    for first, last in candidate.found:
        begin = tagged[first, 1 : 1 + count]
        inside = (tagged[first:last, 1 : 1 + count] + tagged[first:last, 1 + count :]).mean(axis=0)
        after = 1.0 - tagged[last, 1 + count :] / (
            tagged[last, 1 : 1 + count] + tagged[last, 1 + count :] + 1e-3
        )
        both = _odds(begin) + _odds(inside)
        better = both > best[0] + best[1]
        best = np.where(better, np.stack([_odds(begin), _odds(inside), np.log(after + 1e-3)]), best)
    return best.ravel()


def _odds(share: NDArray[np.float32]) -> Floats:
    clipped = np.clip(share.astype(np.float64), 1e-5, 1 - 1e-5)
    return np.asarray(np.log(clipped / (1 - clipped)))
