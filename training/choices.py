"""What may be changed in how frames are learned, one thing at a time, so that it can be measured."""

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from training.corpus import Text
from training.labels import TAGS

MOST_WEIGHT = 3.0
"""No class of triggers counts more than so many times, or less than that part of, the usual one."""


@dataclass(frozen=True)
class Choice:
    """How the loss of frames and the learning rates differ from the shipped recipe.

    Attributes:
        smoothing: Part of each label's probability that is spread over all classes.
        balanced: Whether rare types of triggers weigh more: the root of how much rarer they are than the middle one.
        layer_rate: Factor of the learning rate from one layer of the encoder to the one below it.
        biaffine: Whether roles are scored as spans, by their ends, and not word by word (`research.biaffine`).
    """

    smoothing: float = 0.0
    balanced: bool = False
    layer_rate: float = 1.0
    biaffine: bool = False


SHIPPED = Choice()
CHOICES = {
    "": SHIPPED,
    "smoothing": Choice(smoothing=0.1),
    "class-weights": Choice(balanced=True),
    "layer-rates": Choice(layer_rate=0.8),
    "biaffine": Choice(biaffine=True),
}


def tag_weights(texts: list[Text]) -> Tensor:
    """Weight of each trigger tag; the tags of no trigger and of a trigger's inside keep 1."""
    counts = torch.ones(len(TAGS))
    for text in texts:
        for frame in text.frames:
            counts[frame.type + 1] += 1
    kinds = counts[1:-1]
    weights = torch.ones(len(TAGS))
    weights[1:-1] = (kinds.median() / kinds).sqrt().clamp(1 / MOST_WEIGHT, MOST_WEIGHT)
    return weights


@cache
def depth(name: str, layers: int) -> int:
    """How many layers of the encoder lie above a parameter; embeddings lie below all of them."""
    if not name.startswith("encoder."):
        return 0
    if not name.startswith("encoder.layers."):
        return layers
    return layers - 1 - int(name.split(".")[2])
