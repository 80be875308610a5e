"""Confidence that holds: logistic maps from the network's scores to how often frames are right."""

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


def examples(engine: Engine, documents: Sequence[dict[str, Any]]) -> tuple[Floats, Floats]:
    """Scores and outcomes of every predicted frame.

    Returns:
        Log odds of the type, log probabilities of modality, said-by and roles, (frames, 4); whether trigger
        and type, and whether all is right, (frames, 2).
    """
    features: list[list[float]] = []
    right: list[tuple[bool, bool]] = []
    for document in documents:
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
    return np.array(features), np.array(right, dtype=float)


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


def error(chance: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equally many examples."""
    order = np.argsort(chance, kind="stable")
    parts = np.array_split(order, bins)
    return float(
        sum(abs(chance[part].mean() - right[part].mean()) * len(part) for part in parts) / len(order)
    )


def chance_error(chance: Floats, draws: int = 200, bins: int = 10) -> float:
    """Mean error of outcomes drawn with exactly these probabilities: what a perfect map would show."""
    rng = np.random.default_rng(0)
    return float(np.mean([error(chance, rng.random(len(chance)) < chance, bins) for _ in range(draws)]))


def calibrate(
    twin: Engine, strange: Sequence[dict[str, Any]], engine: Engine, documents: Sequence[dict[str, Any]]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Calibration for labels.json, and how well it holds.

    Args:
        twin: An engine made as the one that ships, without the documents that follow.
        strange: The documents that it is fitted on.
        engine: The engine that ships.
        documents: Documents that neither saw, to measure it on.
    """
    features, right = examples(twin, strange)
    tested, outcome = examples(engine, documents)
    table: dict[str, Any] = {}
    report: dict[str, Any] = {"fitted": len(right), "frames": len(outcome)}
    for column, name in enumerate(("frame", "claim")):
        used = slice(0, 1) if name == "frame" else slice(None)
        weights = fit(features[:, used], right[:, column])
        table[name] = [round(float(weight), 5) for weight in weights]
        chance = chances(weights, tested[:, used])
        report[name] = {
            "error": round(error(chance, outcome[:, column]), 3),
            "expected": round(chance_error(chance), 3),
        }
        for least in (0.5, 0.7, 0.8, 0.9):
            above = chance >= least
            share = round(float(outcome[above, column].mean()), 3) if above.any() else None
            report[name][f"{least}"] = {"frames": int(above.sum()), "right": share}
    return table, report
