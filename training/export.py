"""From trained weights to the folder that ships."""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from sitrep.annotate.engine.files import (
    ENCODER,
    FILES,
    FORMAT,
    LABELS,
    MANIFEST,
    ROLES,
    VOCABULARY,
    engine_hash,
)
from sitrep.annotate.engine.tokens import SHAPES
from sitrep.model.frame import MODALITIES
from training.base import base_folder, sha256
from training.graphs import Weights, write_encoder, write_roles
from training.labels import KEYS, LOCAL_KEYS, SAID, TYPES

LEVELS = 63
"""Weights are integers from -63 to 63: products of a byte and such a weight never overflow the 16 bits in
which processors without dot-product instructions add two of them, so that all processors compute the same
sums."""

CORE = ("agent", "target", "place", "origin", "destination", "time", "quantity")
TRIMMED = tuple('the a an of by from to with and or for in on at as , “ ( [ "'.split())
"""No annotated noun phrase ends with one of these; predicted ones sometimes do."""

WHOLE = ("topic", "quantity", "cue", "via")
"""Keys whose annotated spans may end with them ("dozens of", "according to")."""

BIAS = {"outside": -0.5, "begin": -0.75, "source_floor": -6.0}
NEUTRAL = {"frame": [0.0, 1.0], "claim": [0.0, 1.0, 0.0, 0.0, 0.0]}


def average(paths: Sequence[Path]) -> dict[str, np.ndarray]:
    """Mean of the parameters of several runs that started alike."""
    states = [torch.load(path, weights_only=True) for path in paths]
    states = [state.get("network", state) for state in states]
    return {
        name: torch.stack([state[name].float() for state in states]).mean(dim=0).numpy() for name in states[0]
    }


def never_taken(documents: Sequence[dict[str, Any]], least: int = 40) -> dict[str, list[str]]:
    """Roles that a type of at least `least` annotated frames never takes."""
    frames: Counter[str] = Counter()
    taken: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for frame in document["frames"]:
            frames[frame["type"]] += 1
            taken.update((frame["type"], role) for role, spans in frame["roles"].items() if spans)
    return {
        name: [role for role in KEYS[:LOCAL_KEYS] if not taken[name, role]]
        for name in TYPES
        if frames[name] >= least
    }


def shared_spans(documents: Sequence[dict[str, Any]], least: int = 10) -> list[tuple[str, str]]:
    """Pairs of roles that at least so many annotated frames give the same span, in the order of the keys."""
    found: Counter[tuple[str, str]] = Counter()
    for document in documents:
        for frame in document["frames"]:
            held = [(role, tuple(span)) for role in KEYS for span in frame["roles"].get(role, ())]
            found.update(
                (a, b) for n, (a, x) in enumerate(held) for b, y in held[n + 1 :] if x == y and a != b
            )
    return sorted(pair for pair, count in found.items() if count >= least)


def labels(trained_on: Sequence[dict[str, Any]], calibration: dict[str, Any]) -> dict[str, Any]:
    """Content of labels.json, from the documents trained on."""
    return {
        "types": TYPES,
        "modalities": MODALITIES,
        "said": SAID,
        "keys": KEYS,
        "local_keys": LOCAL_KEYS,
        "core": CORE,
        "shapes": SHAPES,
        "never": never_taken(trained_on),
        "shared": shared_spans(trained_on),
        "trimmed": TRIMMED,
        "whole": WHOLE,
        "bias": BIAS,
        "calibration": calibration,
        "counting_thresholds": {},
    }


def write_graphs(folder: Path, state: dict[str, np.ndarray], *, levels: int = LEVELS) -> None:
    """Write both graphs and the vocabulary."""
    folder.mkdir(parents=True, exist_ok=True)
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    weights = Weights(state)
    write_encoder(folder / ENCODER, weights, layers=layers, levels=levels)
    write_roles(folder / ROLES, weights)
    shutil.copyfile(base_folder() / "vocab.txt", folder / VOCABULARY)


def write_labels(folder: Path, table: dict[str, Any]) -> str:
    """Write labels.json and the manifest; gives the engine's hash."""
    text = json.dumps(table, indent=1, ensure_ascii=False) + "\n"
    (folder / LABELS).write_text(text, encoding="utf-8")
    hashes = {name: sha256(folder / name) for name in FILES}
    manifest = {"format": FORMAT, "files": hashes, "engine": engine_hash(hashes)}
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    return str(manifest["engine"])


def exported(folder: Path, paths: Sequence[Path], trained_on: Sequence[dict[str, Any]]) -> Path:
    """The mean of runs as an engine folder, not calibrated."""
    write_graphs(folder, average(paths))
    write_labels(folder, labels(trained_on, NEUTRAL))
    return folder
