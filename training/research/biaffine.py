"""Roles as spans scored by their ends, beside the shipped word-by-word tagging: `python -m training.research.biaffine`.

Both heads stand on the same vectors of a trigger and a word, learn from the same batches, and are compared where
triggers and types are given, so that only how spans are scored differs.
"""

from collections.abc import Iterator

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batches import Batch
from training.labels import KEYS
from training.network import ROLE_WIDTH, Network, shared_loss

LONGEST = 24
"""Words of the longest span that is scored: 99.8 % of those in the training frames are no longer."""

_WIDTH = 16
Found = set[tuple[int, int, int, int]]
"""Spans as (trigger, key, first pair, end pair)."""


class Spans(nn.Module):
    """Scores of spans by both ends: a score of each end, the product of their vectors, and one of the length."""

    def __init__(self) -> None:
        super().__init__()
        self.ends = nn.Linear(ROLE_WIDTH, 2 * len(KEYS))
        self.vectors = nn.Linear(ROLE_WIDTH, 2 * len(KEYS) * _WIDTH)
        self.length = nn.Parameter(torch.full((LONGEST, len(KEYS)), -5.0))

    def forward(self, hidden: Tensor) -> Iterator[Tensor]:
        """Scores of spans of one word, of two, and so on, each (pairs, keys): row p of the n-th spans p to p + n - 1."""
        pairs = len(hidden)
        first, last = self.ends(hidden).float().view(pairs, 2, len(KEYS)).unbind(1)
        start, stop = self.vectors(hidden).float().view(pairs, 2, len(KEYS), _WIDTH).unbind(1)
        for length in range(min(LONGEST, pairs)):
            until = pairs - length
            product = (start[:until] * stop[length:]).sum(-1) * _WIDTH**-0.5
            yield first[:until] + last[length:] + product + self.length[length]


def loss_of_spans(network: Network, head: Spans, batch: Batch) -> tuple[Tensor, dict[str, float]]:
    """As `network.loss_of`, with roles learned as spans."""
    words = network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
    total, parts = shared_loss(network, batch, words)
    count = len(batch.triggers)
    if count:
        hidden = network.pair_vectors(words, words[batch.triggers], batch.types, batch.pairs)
        lengths = span_lengths(batch)
        roles = hidden.new_zeros((), dtype=torch.float32)
        for size, scores in enumerate(head(hidden), start=1):
            each = functional.binary_cross_entropy_with_logits(
                scores, (lengths[: len(scores)] == size).float(), reduction="none"
            )
            roles = roles + (each * _scored(batch, size)).sum()
        total = total + 0.4 * roles / count
        parts |= {"role": float(roles.detach()) / count}
    return total, parts


def span_lengths(batch: Batch) -> Tensor:
    """Words of the annotated span that begins at each pair, 0 where none does, (pairs, keys)."""
    marks, trigger = batch.spans.numpy(), batch.pairs[0].numpy()
    lengths = np.zeros_like(marks)
    for pair, key in np.argwhere(marks == 1):
        end = pair + 1
        while end < len(marks) and marks[end, key] == 2 and trigger[end] == trigger[pair]:
            end += 1
        lengths[pair, key] = end - pair
    return torch.from_numpy(lengths)


def _scored(batch: Batch, size: int) -> Tensor:
    """Which spans of a size lie in one trigger's words and in those where a key is looked for, as 0 or 1."""
    until = len(batch.seen) - size + 1
    same = (batch.pairs[0][:until] == batch.pairs[0][size - 1 :]).float()[:, None]
    return same * batch.seen[:until] * batch.seen[size - 1 :]


def annotated(batch: Batch) -> Found:
    """The annotated spans of a batch, of any length."""
    lengths = span_lengths(batch).numpy()
    trigger = batch.pairs[0].numpy()
    return {
        (int(trigger[pair]), int(key), int(pair), int(pair + lengths[pair, key]))
        for pair, key in np.argwhere(lengths * (batch.seen.numpy() > 0))
    }


def decoded(head: Spans, hidden: Tensor, batch: Batch) -> Found:
    """Spans that score above 0, best first, none within another of its trigger and key."""
    candidates = []
    trigger = batch.pairs[0].numpy()
    for size, scores in enumerate(head(hidden), start=1):
        likely = torch.where(_scored(batch, size) > 0, scores, torch.tensor(-1.0)).numpy()
        candidates += [
            (-float(likely[pair, key]), int(trigger[pair]), int(key), int(pair), int(pair + size))
            for pair, key in np.argwhere(likely > 0)
        ]
    taken: Found = set()
    for _, owner, key, first, end in sorted(candidates):
        if all((owner, key) != other[:2] or end <= other[2] or other[3] <= first for other in taken):
            taken.add((owner, key, first, end))
    return taken
