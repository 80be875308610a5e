"""A linear-chain conditional random field over tags that open, continue and close spans."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn

NEVER = -1e4
"""Score of a step between tags that no sequence may take."""


def tags_of(kinds: Sequence[str]) -> tuple[str, ...]:
    """Outside, and per kind the tags of a span's first, inner, last and only word."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))


def encode(spans: Sequence[tuple[str, int, int]], count: int, tags: Sequence[str]) -> list[int]:
    """Tag indices of `count` words for spans that do not overlap."""
    found = [0] * count
    for kind, start, end in spans:
        for index in range(start, end):
            first, last = index == start, index == end - 1
            place = "S" if first and last else "B" if first else "E" if last else "I"
            found[index] = tags.index(f"{place}-{kind}")
    return found


def decode(found: Sequence[int], tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """Spans of a legal sequence of tag indices."""
    spans = []
    start = 0
    for index, tag in enumerate(found):
        place, _, kind = tags[tag].partition("-")
        if place in ("B", "S"):
            start = index
        if place in ("E", "S"):
            spans.append((kind, start, index + 1))
    return spans


def _follows(one: str, other: str) -> bool:
    """Whether a tag may stand behind another: an open span goes on, a closed one does not."""
    place, _, kind = one.partition("-")
    following, _, next_kind = other.partition("-")
    if place in ("B", "I"):
        return following in ("I", "E") and kind == next_kind
    return following in ("O", "B", "S")


class Chain(nn.Module):
    """Scores of steps between tags; gives the loss of tag sequences and the best sequence.

    Args:
        tags: The tags as `tags_of` gives them.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(tags), len(tags)))
        self.starts = nn.Parameter(torch.zeros(len(tags)))
        self.ends = nn.Parameter(torch.zeros(len(tags)))
        legal = torch.tensor([[_follows(one, other) for other in tags] for one in tags])
        self.register_buffer("barred", torch.where(legal, 0.0, NEVER))
        self.register_buffer("barred_starts", torch.tensor([NEVER * (tag[0] in "IE") for tag in tags]))
        self.register_buffer("barred_ends", torch.tensor([NEVER * (tag[0] in "BI") for tag in tags]))

    def loss(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood of the tag sequences, summed.

        Args:
            scores: Scores of every word's tags, (sequences, words, tags), padded on the right.
            tags: The right tags, (sequences, words).
            lengths: Words of each sequence, at least one, (sequences,).
        """
        steps, starts, ends = self._all()
        present = torch.arange(scores.shape[1])[None] < lengths[:, None]
        rows = torch.arange(len(lengths))
        right = (scores.gather(2, tags[..., None])[..., 0] * present).sum()
        right = right + (steps[tags[:, :-1], tags[:, 1:]] * present[:, 1:]).sum()
        right = right + starts[tags[:, 0]].sum() + ends[tags[rows, lengths - 1]].sum()
        total = starts + scores[:, 0]
        for index in range(1, scores.shape[1]):
            further = torch.logsumexp(total[:, :, None] + steps, dim=1) + scores[:, index]
            total = torch.where(present[:, index, None], further, total)
        return torch.logsumexp(total + ends, dim=1).sum() - right

    def best(self, scores: Tensor) -> list[int]:
        """The best tag sequence of one sequence of words, by Viterbi's algorithm; scores are (words, tags)."""
        steps, starts, ends = self._all()
        total = starts + scores[0]
        back = []
        for row in scores[1:]:
            total, came = (total[:, None] + steps).max(dim=0)
            total = total + row
            back.append(came)
        found = [int((total + ends).argmax())]
        for came in reversed(back):
            found.append(int(came[found[-1]]))
        return found[::-1]

    def _all(self) -> tuple[Tensor, Tensor, Tensor]:
        return self.steps + self.barred, self.starts + self.barred_starts, self.ends + self.barred_ends
