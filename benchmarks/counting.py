"""Sets the two thresholds of every kind of claim: `python -m benchmarks.counting` writes codebook/counting.yaml.

*Count*: the lowest confidence above which at least 80 % of the claims that could count (told as fact, not in a headline
only) are right in type, modality, attribution, place, time and number; a kind with fewer than LEAST such claims gets
none. *Keep*: the confidence from which on claims of the kind, whatever their modality, have the best F1 of being right
in type, modality, source and every core span.

Both are chosen on documents that the engine asked did not see: a twin of the shipped one (`python -m training` leaves it
in training/work/twin) on the tenth of the training documents that it was not trained on and on half `a` of the
development documents. What the thresholds keep on half `b`, asked of the shipped engine, is printed and written beside.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml
from training.corpus import dev_half, is_held_out

from benchmarks.tasks.frames_dev import scorer
from sitrep.annotate import Tools, annotate, norms
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.extract import extract
from sitrep.ingest import frames_document
from sitrep.model.claim import Claim
from sitrep.model.mention import ResolvedFrame
from sitrep.pipeline.interchange import interchanged
from sitrep.settings import Settings

RIGHT = 0.8
LEAST = 10
ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "src" / "sitrep" / "codebook" / "counting.yaml"
TWIN = ROOT / "training" / "work" / "twin"


@dataclass(frozen=True)
class Judged:
    """One claim held against its annotation: `facts` as counting asks it, `spans` as score.py's claim does."""

    kind: str
    confidence: float
    could_count: bool
    facts: bool
    spans: bool


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--twin", type=Path, default=TWIN, help="engine that did not see the held-out tenth")
    options = parser.parse_args()
    folder = os.environ.get("SITREP_CORPORA")
    if not folder:
        print("SITREP_CORPORA is not set: nothing to measure on")
        return 2
    corpora = Path(folder)
    score = scorer(corpora)
    frames = corpora / "corpus" / "frames"
    dev, train = score.read(frames / "dev.jsonl"), score.read(frames / "train.jsonl")
    chosen_on = [row for row in train if is_held_out(row)] + [row for row in dev if dev_half(row) == "a"]
    found = outcomes(score, Engine.load(options.twin), chosen_on)
    tested = outcomes(score, Engine.load(), [row for row in dev if dev_half(row) == "b"])
    kinds = {}
    for kind in sorted({judged.kind for judged in found}):
        kinds[kind] = row = thresholds_of([judged for judged in found if judged.kind == kind])
        row |= held([judged for judged in tested if judged.kind == kind], row)
        print(f"{kind:10}", ", ".join(f"{name} {value}" for name, value in row.items()))
    header = {
        "source": "measured by benchmarks/counting.py on documents of the frame corpus that the engine did not see",
        "version": "2",
        "licence": "Apache-2.0",
        "right_share": RIGHT,
        "least_claims": LEAST,
    }
    PAGE.write_text(yaml.safe_dump({**header, "kinds": kinds}, sort_keys=False), encoding="utf-8")
    return 0


def thresholds_of(judged: Sequence[Judged]) -> dict[str, Any]:
    """Both thresholds of a kind with what lies above them, and how many claims they were chosen on."""
    could = [(each.confidence, each.facts) for each in judged if each.could_count]
    threshold, kept, share = lowest(could)
    keep = best_f1([(each.confidence, each.spans) for each in judged])
    return {
        "threshold": threshold,
        "keep": keep if threshold is None else min(keep, threshold),
        "claims": len(could),
        "right": round(sum(right for _, right in could) / max(1, len(could)), 3),
        "counted": kept,
        "counted_right": share,
    }


def held(judged: Sequence[Judged], row: dict[str, Any]) -> dict[str, Any]:
    """How many claims of half `b` count, and the share of them that is right."""
    limit = row["threshold"]
    counted = [
        each.facts for each in judged if each.could_count and limit is not None and each.confidence >= limit
    ]
    share = round(sum(counted) / len(counted), 3) if counted else None
    return {"half_b_counted": len(counted), "half_b_right": share}


def best_f1(judged: Sequence[tuple[float, bool]]) -> float:
    """The confidence from which on claims have the best F1 of being right; the lowest one where several do.

    Every right claim counts as one to be found, so that keeping all of them has full recall.
    """
    ordered = sorted(judged, reverse=True)
    wanted = sum(right for _, right in ordered)
    best, limit, found = -1.0, 0.0, 0
    for number, (confidence, right) in enumerate(ordered, 1):
        found += right
        tied = number < len(ordered) and ordered[number][0] == confidence
        value = 2 * found / (number + wanted) if wanted else 0.0
        if not tied and value >= best:
            best, limit = value, confidence
    return limit if wanted else 0.0


def lowest(judged: list[tuple[float, bool]]) -> tuple[float | None, int, float | None]:
    """Lowest confidence above which enough are right, with how many lie above it and how many of these are right."""
    judged = sorted(judged, reverse=True)
    best: tuple[float | None, int, float | None] = (None, 0, None)
    right = 0
    for number, (confidence, is_right) in enumerate(judged, 1):
        right += is_right
        tied = number < len(judged) and judged[number][0] == confidence
        if not tied and number >= LEAST and right / number >= RIGHT:
            best = (confidence, number, round(right / number, 3))
    return best


def outcomes(score: ModuleType, engine: Engine, documents: Sequence[dict[str, Any]]) -> list[Judged]:
    """Every claim of the documents, held against its annotation."""
    tools = Tools(engine, Gazetteer.open(Settings.load().cache_dir))
    found: list[Judged] = []
    for gold in documents:
        annotated = annotate(frames_document(gold), tools)
        resolved = {frame.frame.trigger: frame for frame in annotated.frames}
        plain = {frame.frame.trigger: interchanged(frame) for frame in annotated.frames}
        matched = {
            tuple(predicted["trigger"]): frame
            for frame, predicted in score.pair(
                gold["frames"], list(plain.values()), score.trigger_weight(gold["text"])
            )
        }
        for claim in extract(annotated):
            truth = matched.get((claim.trigger.start, claim.trigger.end))
            stated = plain[claim.trigger]
            typed = truth is not None and truth["type"] == claim.type
            found.append(
                Judged(
                    claim.kind.value,
                    claim.confidence,
                    claim.modality == "actual" and not claim.headline_only,
                    typed and right(score, gold["text"], truth, claim, resolved[claim.trigger], stated),
                    typed and score.claim_right(gold["text"], truth, stated),
                )
            )
    return found


def right(
    score: ModuleType,
    text: str,
    gold: dict[str, Any],
    claim: Claim,
    resolved: ResolvedFrame,
    plain: dict[str, Any],
) -> bool:
    norm, stated = gold.get("norm") or {}, norms.norm(resolved)
    if gold["type"] != claim.type or gold["modality"] != claim.modality:
        return False
    if not score.attribution_right(text, gold, plain):
        return False
    for key in ("place", "origin", "destination"):
        if norm.get(key) and stated.get(key) and not score.same_all(norm[key], stated[key], score.same_place):
            return False
        if bool(gold["roles"].get(key)) != bool(plain["roles"].get(key)):
            return False
    if bool(gold["roles"].get("time")) != bool(plain["roles"].get("time")):
        return False
    if (
        norm.get("time")
        and gold["roles"].get("time")
        and not (stated.get("time") and score.same_time(norm["time"], stated["time"]))
    ):
        return False
    if claim.figure is not None and claim.figure.quantifier not in ("counted", "not_stated"):
        return bool(norm.get("quantity")) and score.same_quantity(
            norm["quantity"], stated.get("quantity") or {}
        )
    return True


if __name__ == "__main__":
    sys.exit(main())
