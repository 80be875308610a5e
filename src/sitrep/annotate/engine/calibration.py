"""From scores to probabilities that hold: logistic maps fitted on annotated reports not trained on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]


def logit(logs: Floats) -> Floats:
    """Log odds of log probabilities, kept finite."""
    clipped = np.minimum(np.asarray(logs, dtype=np.float64), -1e-6)
    return clipped - np.log(-np.expm1(clipped))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of two logistic maps, constant first.

    Attributes:
        frame: Of the log odds of the trigger's type: gives the probability that trigger and type are right.
        claim: Of the log odds of the type and the log probabilities of modality, said-by and the labelling
            of the sentence with roles: gives the probability that the frame is right as a whole.
    """

    frame: tuple[float, float]
    claim: tuple[float, float, float, float, float]

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> "Calibration":
        """Read from the `calibration` object of labels.json."""
        return cls(tuple(table["frame"]), tuple(table["claim"]))

    def frame_confidence(self, types: Floats) -> Floats:
        """Probability that trigger and type are right, from log probabilities of the types."""
        constant, weight = self.frame
        return _logistic(constant + weight * logit(types))

    def claim_confidence(self, types: Floats, modalities: Floats, said: Floats, roles: Floats) -> Floats:
        """Probability that type, modality, source and every core role are right, from log probabilities."""
        scores = np.stack([logit(types), modalities, said, roles])
        return _logistic(self.claim[0] + np.asarray(self.claim[1:]) @ scores)


def _logistic(scores: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-scores))
