"""Sentences → frames: one small encoder run by onnxruntime, and what turns its numbers into spans."""

from sitrep.annotate.engine.runner import (
    Engine,
)

__all__ = [
    "Engine",
]
