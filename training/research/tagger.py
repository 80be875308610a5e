"""The network that tags attributions, and the windows of an article that it sees at once."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sitrep.annotate.engine.tokens import SHAPES, WordPieces
from training.network import WIDTH, Encoder
from training.research.chain import Chain, decode, encode, tags_of
from training.research.paragraphs import KINDS, Article, quoted

TAGS = tags_of(KINDS)
LAYERS = 6
INNER = 256
DROPOUT = 0.0
"""None: the default run sees the articles less than twice, and dropout is a tenth of the time of a step."""

WINDOW = 224
"""Most pieces of a window; a longer paragraph is cut."""

OWN, BEFORE, AFTER = 160, 48, 24
"""Pieces of a window that is read for its tags, and of the text shown before and after it."""


@dataclass(frozen=True)
class Part:
    """A paragraph as arrays: pieces, the first piece of every word with the total last, spelling and tags a word."""

    ids: np.ndarray
    starts: np.ndarray
    shapes: np.ndarray
    tags: np.ndarray

    def __len__(self) -> int:
        return len(self.shapes)

    def cut(self, low: int, high: int) -> "Part":
        """Words `low` to `high`, exclusive; spans that are cut are closed and opened again."""
        starts = self.starts[low : high + 1]
        inside = [
            (kind, max(start, low) - low, min(end, high) - low)
            for kind, start, end in decode(self.tags.tolist(), TAGS)
            if start < high and end > low
        ]
        tags = np.array(encode(inside, high - low, TAGS), dtype=np.int64)
        return Part(self.ids[starts[0] : starts[-1]], starts - starts[0], self.shapes[low:high], tags)


@dataclass(frozen=True)
class Batch:
    """Tensors of windows: the encoder's, and the words of each sequence of tags.

    `words` holds for every sequence the indices of its words among all words of the batch, padded with zeros; `tags`
    and `lengths` go with it.
    """

    pieces: Tensor
    shapes: Tensor
    lengths: Tensor
    first: Tensor
    words: Tensor
    tags: Tensor
    counts: Tensor
    size: int


class Tagger(nn.Module):
    """Encoder, a head of two layers, and the chain of tags."""

    def __init__(self, layers: int = LAYERS, dropout: float = DROPOUT) -> None:
        super().__init__()
        self.encoder = Encoder(layers, dropout)
        # spelling, in three versions: outside, inside, and for quotation marks
        self.encoder.shapes = nn.Embedding(3 * len(SHAPES), WIDTH)
        nn.init.zeros_(self.encoder.shapes.weight)
        self.dropout = nn.Dropout(dropout)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, len(TAGS))
        self.chain = Chain(TAGS)

    def scores(self, batch: Batch) -> Tensor:
        """Scores of the tags of every word, (words, tags)."""
        words = self.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
        return self.outer(self.dropout(functional.gelu(self.inner(self.dropout(words))))).float()

    def loss(self, batch: Batch) -> Tensor:
        """Loss a word, times ten."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = self.scores(batch)
        total = self.chain.loss(scores[batch.words], batch.tags, batch.counts)
        return 10 * total / batch.counts.sum()


def parts(article: Article, pieces: WordPieces) -> list[Part]:
    """The paragraphs of an article as arrays."""
    made = []
    for paragraph in article.paragraphs:
        found = pieces(paragraph.words)
        states = np.array(quoted(paragraph.words), dtype=np.int64)
        tags = np.array(encode(paragraph.spans, len(paragraph.words), TAGS), dtype=np.int64)
        made.append(Part(found.ids, found.starts, found.shapes + len(SHAPES) * states, tags))
    return made


def tiles(article: Sequence[Part], budget: float) -> Iterator[list[Part]]:
    """Windows of consecutive paragraphs of at most `budget` pieces, which together hold the article once."""
    window: list[Part] = []
    size = 0
    for whole in article:
        low = 0
        while low < len(whole):
            fits = int(np.searchsorted(whole.starts, whole.starts[low] + budget, side="right")) - 1
            part = whole if low == 0 and fits >= len(whole) else whole.cut(low, max(fits, low + 1))
            low += len(part)
            if window and size + len(part.ids) > budget:
                yield window
                window, size = [], 0
            window.append(part)
            size += len(part.ids) + 1
    if window:
        yield window


def epoch(articles: Sequence[Sequence[Part]], rng: random.Random, budget: int) -> list[list[list[Part]]]:
    """Batches of windows of similar length, drawn anew: sizes from 60 to 100 % of `WINDOW`, order at random."""
    windows = [window for article in articles for window in tiles(article, rng.uniform(0.6, 1.0) * WINDOW)]
    rng.shuffle(windows)
    batches: list[list[list[Part]]] = []
    for start in range(0, len(windows), 48):
        pool = sorted(windows[start : start + 48], key=size_of)
        batch: list[list[Part]] = []
        for window in pool:
            if batch and size_of(window) * (len(batch) + 1) > budget:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def size_of(window: Sequence[Part]) -> int:
    """Pieces of a window with the marks before, between and after its paragraphs."""
    return 1 + sum(len(part.ids) + 1 for part in window)


def batch_of(
    windows: Sequence[Sequence[Part]], pieces: WordPieces, rng: np.random.Generator | None = None
) -> Batch:
    """Tensors of windows; with a random generator 4 % of the pieces are masked and some spelling is hidden."""
    length = max(size_of(window) for window in windows)
    ids = np.zeros((len(windows), length), dtype=np.int64)
    shapes = np.zeros_like(ids)
    first: list[np.ndarray] = []
    sequences: list[tuple[int, Part]] = []
    words = 0
    for row, window in enumerate(windows):
        ids[row, 0] = pieces.first
        at = 1
        for part in window:
            end = at + len(part.ids)
            ids[row, at:end], ids[row, end] = part.ids, pieces.last
            shapes[row, at:end] = np.repeat(part.shapes, np.diff(part.starts))
            first.append(row * length + at + part.starts[:-1])
            sequences.append((words, part))
            words += len(part)
            at = end + 1
    if rng is not None:
        ids[(rng.random(ids.shape) < 0.04) & (shapes > 0)] = pieces.mask
        if rng.random() < 0.05:
            shapes[:] = 0
    longest = max(len(part) for _, part in sequences)
    index = np.zeros((len(sequences), longest), dtype=np.int64)
    tags = np.zeros_like(index)
    for row, (start, part) in enumerate(sequences):
        index[row, : len(part)] = np.arange(start, start + len(part))
        tags[row, : len(part)] = part.tags
    sizes = [size_of(window) for window in windows]
    return Batch(
        pieces=torch.from_numpy(ids),
        shapes=torch.from_numpy(shapes),
        lengths=torch.tensor(sizes),
        first=torch.from_numpy(np.concatenate(first)),
        words=torch.from_numpy(index),
        tags=torch.from_numpy(tags),
        counts=torch.tensor([len(part) for _, part in sequences]),
        size=sum(sizes),
    )


@torch.no_grad()
def read(tagger: Tagger, article: Sequence[Part], pieces: WordPieces) -> list[list[tuple[str, int, int]]]:
    """Spans that the network finds in the paragraphs of an article, in words of each paragraph.

    Every word is tagged in a window that shows the text around it; the chain runs over whole paragraphs.
    """
    tagger.eval()
    offsets = np.cumsum([0, *(len(part) for part in article)])
    found = torch.zeros(int(offsets[-1]), len(TAGS))
    pending = list(views(article))
    order = sorted(range(len(pending)), key=lambda at: size_of(pending[at][0]))
    for at in range(0, len(order), 4):
        chosen = [pending[index] for index in order[at : at + 4]]
        with torch.autocast("cpu", dtype=torch.bfloat16):
            scores = tagger.scores(batch_of([window for window, _, _ in chosen], pieces))
        start = 0
        for window, skip, (low, high) in chosen:
            found[low:high] = scores[start + skip : start + skip + high - low]
            start += sum(len(part) for part in window)
    return [
        decode(tagger.chain.best(found[low:high]), TAGS)
        for low, high in zip(offsets[:-1].tolist(), offsets[1:].tolist(), strict=True)
    ]


def views(article: Sequence[Part]) -> Iterator[tuple[list[Part], int, tuple[int, int]]]:
    """Windows to read an article by: the window, words of it to skip, and the range of the article's words to take."""
    lengths = [np.diff(part.starts) for part in article]
    sizes = np.concatenate(lengths)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    offsets = np.cumsum([0, *(len(part) for part in article)])
    low = 0
    while low < len(sizes):
        high = max(int(np.searchsorted(ends, ends[low] + OWN, side="right")) - 1, low + 1)
        shown = int(np.searchsorted(ends, ends[low] - BEFORE, side="left"))
        until = max(int(np.searchsorted(ends, ends[high] + AFTER, side="right")) - 1, high)
        window = [
            part.cut(max(shown - start, 0), min(until - start, len(part)))
            for part, start in zip(article, offsets.tolist(), strict=False)
            if start < until and start + len(part) > shown
        ]
        yield window, low - shown, (low, high)
        low = high


def load(path: Path) -> Tagger:
    """The network with the weights of a finished run."""
    tagger = Tagger()
    tagger.load_state_dict(torch.load(path, weights_only=True))
    return tagger.eval()
