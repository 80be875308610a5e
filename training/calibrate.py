"""Confidence that holds: logistic maps from the network's scores to how often frames are right on dev."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitrep.annotate.engine import Engine
from sitrep.annotate.engine.calibration import logit
from sitrep.pipeline.interchange import frame_plain
from training.evaluate import lines
from training.metric import claim_right, pairs

Floats = NDArray[np.float64]
FOLDS = 5


def examples(engine: Engine, documents: Sequence[dict[str, Any]]) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Scores and outcomes of every predicted frame.

    Returns:
        Log odds of the type, log probabilities of modality, said-by and roles, (frames, 4); whether trigger
        and type, and whether all is right, (frames, 2); the number of the frame's document, (frames,).
    """
    features: list[list[float]] = []
    right: list[tuple[bool, bool]] = []
    owner: list[int] = []
    for number, document in enumerate(documents):
        laid = lines(document["text"])
        words, found = engine.found(*laid)
        scores = {}
        for batch in found:
            kinds = [batch.modality.max(axis=1), batch.said.max(axis=1), batch.role_scores]
            table = np.stack([logit(batch.type_scores), *kinds], axis=1)
            scores |= {int(words.starts[first]): row for first, row in zip(batch.first, table, strict=True)}
        frames = [frame_plain(frame) for frame in engine.frames(*laid)]
        matched = {tuple(p["trigger"]): g for g, p in pairs(document, frames)}
        for frame in frames:
            gold = matched.get(tuple(frame["trigger"]))
            typed = gold is not None and gold["type"] == frame["type"]
            features.append(list(scores[frame["trigger"][0]]))
            right.append((typed, typed and claim_right(document, gold, frame)))
            owner.append(number)
    return np.array(features), np.array(right, dtype=float), np.array(owner)


def fit(features: Floats, right: Floats, penalty: float = 1.0) -> Floats:
    """Logistic regression by Newton's method; the constant comes first and is not penalised."""
    data = np.column_stack([np.ones(len(features)), features])
    weights = np.zeros(data.shape[1])
    ridge = np.diag([1e-6] + [penalty] * features.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-data @ weights))
        slope = data.T @ (right - chance) - ridge @ weights
        curve = (data * (chance * (1 - chance))[:, None]).T @ data + ridge
        weights += np.linalg.solve(curve, slope)
    return weights


def chances(weights: Floats, features: Floats) -> Floats:
    """Probabilities of the fitted map."""
    return 1 / (1 + np.exp(-(weights[0] + features @ weights[1:])))


def held_out(features: Floats, right: Floats, owner: NDArray[np.int64]) -> Floats:
    """Probability of each example by a map that was fitted without its document."""
    found = np.zeros(len(right))
    for fold in range(FOLDS):
        inside = owner % FOLDS == fold
        found[inside] = chances(fit(features[~inside], right[~inside]), features[inside])
    return found


def error(chance: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equally many examples."""
    order = np.argsort(chance, kind="stable")
    parts = np.array_split(order, bins)
    return float(
        sum(abs(chance[part].mean() - right[part].mean()) * len(part) for part in parts) / len(order)
    )


def calibrate(engine: Engine, documents: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Calibration for labels.json, and how well it holds on documents left out of its fit."""
    features, right, owner = examples(engine, documents)
    table: dict[str, Any] = {}
    report: dict[str, Any] = {"frames": len(owner)}
    for column, (name, used) in enumerate((("frame", features[:, :1]), ("claim", features))):
        table[name] = [round(float(weight), 5) for weight in fit(used, right[:, column])]
        chance = held_out(used, right[:, column], owner)
        report[name] = {"error": round(error(chance, right[:, column]), 3)}
        for least in (0.5, 0.7, 0.8, 0.9):
            above = chance >= least
            share = round(float(right[above, column].mean()), 3) if above.any() else None
            report[name][f"{least}"] = {"frames": int(above.sum()), "right": share}
    return table, report
