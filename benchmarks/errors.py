"""Lists errors to look at: `python -m benchmarks.errors [--count 100] [--part a]`.

On half `a` of the development documents (or on the held-out tenth of the training documents with an engine that did not
see it), every difference between the annotated frames and those that sitrep gives is one error; a fixed sample of them
is printed with its sentence, for reading and sorting by kind. Half `b` is not read.
"""

import argparse
import hashlib
import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from training.corpus import dev_half, is_held_out

from benchmarks.tasks.frames_dev import scorer
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.ingest import frames_document
from sitrep.pipeline.interchange import interchanged
from sitrep.settings import Settings

CORE = ("agent", "target", "place", "origin", "destination", "time", "quantity")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--engine", type=Path, help="weights folder; the one that ships by default")
    parser.add_argument("--held-out", action="store_true", help="the held-out tenth instead of half a")
    options = parser.parse_args()
    folder = os.environ.get("SITREP_CORPORA")
    if not folder:
        print("SITREP_CORPORA is not set: nothing to measure on")
        return 2
    score = scorer(Path(folder))
    frames = Path(folder) / "corpus" / "frames"
    if options.held_out:
        rows = [row for row in score.read(frames / "train.jsonl") if is_held_out(row)]
    else:
        rows = [row for row in score.read(frames / "dev.jsonl") if dev_half(row) == "a"]
    tools = Tools(Engine.load(options.engine), Gazetteer.open(Settings.load().cache_dir))
    found = []
    for row in rows:
        given = [interchanged(frame) for frame in annotate(frames_document(row), tools, wide=True).frames]
        found += list(differences(score, row, given))
    found.sort(key=lambda error: hashlib.sha256("|".join(error).encode()).hexdigest())
    for number, (kind, what, sentence) in enumerate(found[: options.count], 1):
        print(f"{number}. {kind}: {what}\n   {sentence}")
    counts = Counter(kind for kind, _, _ in found)
    print(f"\n{len(found)} errors: " + ", ".join(f"{kind} {count}" for kind, count in counts.most_common()))
    return 0


def differences(
    score: ModuleType, row: dict[str, Any], given: list[dict[str, Any]]
) -> Iterator[tuple[str, str, str]]:
    """Kind, what, and the sentence with its trigger marked, of every error in one document."""
    text = row["text"]
    pairs = score.pair(row["frames"], given, score.trigger_weight(text))
    met = [id(frame) for pair in pairs for frame in pair]
    for kind, frames in (("missed", row["frames"]), ("spurious", given)):
        for frame in frames:
            if id(frame) not in met:
                yield kind, frame["type"], _sentence(text, frame)
    for gold, other in pairs:
        where = _sentence(text, gold)
        if gold["type"] != other["type"]:
            yield "type", f"{gold['type']}, given {other['type']}", where
            continue
        for kind, what in (*_how(score, text, gold, other), *_values(score, gold, other)):
            yield kind, what, where


def _how(
    score: ModuleType, text: str, gold: dict[str, Any], other: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    if gold["modality"] != other["modality"]:
        yield "modality", f"{gold['type']} {gold['modality']}, given {other['modality']}"
    if not score.attribution_right(text, gold, other):
        yield "attribution", f"{_said(text, gold)}, given {_said(text, other)}"
    for role in CORE:
        if not _alike(gold["roles"].get(role, ()), other["roles"].get(role, ())):
            wanted, had = _texts(text, gold, role), _texts(text, other, role)
            yield role, f"{gold['type']} {wanted or 'none'}, given {had or 'none'}"


def _values(score: ModuleType, gold: dict[str, Any], other: dict[str, Any]) -> Iterator[tuple[str, str]]:
    stated = other.get("norm") or {}
    whole = {"time": score.same_time, "quantity": score.same_quantity}
    for key, value in (gold.get("norm") or {}).items():
        given = stated.get(key)
        if not value or (given and key in whole and whole[key](value, given)):
            continue
        names = score.same_place if key in ("place", "origin", "destination") else score.same_name
        if not given or key in whole or not score.same_all(value, given, names):
            yield f"{key} value", f"{value!r}, given {given!r}"


def _alike(wanted: Any, given: Any) -> bool:
    """Whether every span of one side touches one of the other."""

    def touched(spans: Any, others: Any) -> bool:
        return all(any(a < d and c < b for c, d in others) for a, b in spans)

    return touched(wanted, given) and touched(given, wanted)


def _texts(text: str, frame: dict[str, Any], role: str) -> str:
    return "; ".join(text[a:b] for a, b in frame["roles"].get(role, ()))


def _said(text: str, frame: dict[str, Any]) -> str:
    said = frame.get("said")
    if not said:
        return "own voice"
    source = said.get("source")
    return f"said by {text[source[0] : source[1]]!r}" if source else "said by somebody"


def _sentence(text: str, frame: dict[str, Any]) -> str:
    start, end = frame["trigger"]
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return f"{text[low:start]}[{text[start:end]}]{text[end : high if high > 0 else len(text)]}"


if __name__ == "__main__":
    sys.exit(main())
