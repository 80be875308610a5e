"""Sets the counting thresholds: `python -m benchmarks.counting` writes src/sitrep/codebook/counting.yaml.

On the development documents, every claim that could count (told as fact, not in a headline only) is held against the
gold frame of its trigger: right if type, modality, attribution, place, time and number are. Per kind, the threshold is
the lowest confidence above which at least 80 % are right; a kind with fewer than LEAST such claims gets none.
"""

import os
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

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
PAGE = Path(__file__).resolve().parent.parent / "src" / "sitrep" / "codebook" / "counting.yaml"


def main() -> int:
    corpora = os.environ.get("SITREP_CORPORA")
    if not corpora:
        print("SITREP_CORPORA is not set: nothing to measure on")
        return 2
    kinds = {}
    for kind, judged in sorted(outcomes(Path(corpora)).items()):
        threshold, kept, share = lowest(judged)
        overall = sum(right for _, right in judged) / len(judged)
        kinds[kind] = {
            "threshold": threshold,
            "claims": len(judged),
            "right": round(overall, 3),
            "counted": kept,
            "counted_right": share,
        }
        print(
            f"{kind:10} {len(judged):4} claims, {overall:.0%} right; threshold {threshold}: {kept} counted, {share}"
        )
    header = {
        "source": "measured on the development documents of the frame corpus by benchmarks/counting.py",
        "version": "1",
        "licence": "Apache-2.0",
        "right_share": RIGHT,
        "least_claims": LEAST,
    }
    PAGE.write_text(yaml.safe_dump({**header, "kinds": kinds}, sort_keys=False), encoding="utf-8")
    return 0


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


def outcomes(corpora: Path) -> dict[str, list[tuple[float, bool]]]:
    """Kind → (confidence, whether it is right) of every claim that could count."""
    score = scorer(corpora)
    settings = Settings.load()
    tools = Tools(Engine.load(), Gazetteer.open(settings.cache_dir))
    found: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for gold in score.read(corpora / "corpus" / "frames" / "dev.jsonl"):
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
            if claim.modality != "actual" or claim.headline_only:
                continue
            span = (claim.trigger.start, claim.trigger.end)
            truth = matched.get(span)
            is_right = truth is not None and right(
                score, gold["text"], truth, claim, resolved[claim.trigger], plain[claim.trigger]
            )
            found[claim.kind.value].append((claim.confidence, is_right))
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
