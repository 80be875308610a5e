"""The published metric: the corpus's own `score.py`, loaded from the corpora."""

import importlib.util
from collections.abc import Sequence
from functools import cache
from types import ModuleType
from typing import Any

from training.corpus import corpora

MEASURES = ("trigger", "frame", "role", "role_exact", "attribution", "claim")


@cache
def _module() -> ModuleType:
    path = corpora().parent / "score.py"
    spec = importlib.util.spec_from_file_location("frames_score", path)
    if spec is None or spec.loader is None:
        raise RuntimeError(f"{path} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """All measures of predicted documents against annotated ones."""
    result, _ = _module().score(gold, {document["id"]: document for document in predicted})
    return dict(result)


def pairs(
    document: dict[str, Any], frames: Sequence[dict[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Annotated frames with the predicted frames that answer them."""
    module = _module()
    return list(module.pair(document["frames"], list(frames), module.trigger_weight(document["text"])))


def claim_right(document: dict[str, Any], gold: dict[str, Any], predicted: dict[str, Any]) -> bool:
    """Whether a predicted frame is right as a whole."""
    return bool(_module().claim_right(document["text"], gold, predicted))


def shown(result: dict[str, Any]) -> str:
    """The measures on one line."""
    parts = [f"{name} {result[name]['F1']}" for name in MEASURES]
    return ", ".join([*parts, f"modality {result['modality']['accuracy']}"])
