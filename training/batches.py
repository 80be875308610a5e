"""Windows of documents and batches of windows, as training sees them."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.windows import sentence_distance, word_distance
from training.corpus import IGNORED, Gold, Text
from training.labels import KEYS, LOCAL_KEYS, TAGS, UNKNOWN_TYPE

WINDOW = 160
"""Most pieces of a window, the two marks at its ends not counted."""


@dataclass(frozen=True)
class Window:
    """Consecutive sentences of one document: `sentences` is a half-open range of sentence numbers."""

    text: Text
    sentences: tuple[int, int]
    size: int


@dataclass(frozen=True)
class Batch:
    """Tensors of a batch; see `network.Encoder.forward` and `network.Network.roles`."""

    pieces: Tensor
    shapes: Tensor
    lengths: Tensor
    first: Tensor
    tags: Tensor
    triggers: Tensor
    types: Tensor
    modalities: Tensor
    said: Tensor
    pairs: Tensor
    spans: Tensor
    seen: Tensor
    labels: Tensor
    """Auxiliary class of each word, (words,); of each row in `row_labels`."""
    row_labels: Tensor
    rows: Tensor
    """Row of each word, (words,)."""
    size: int


def cut(texts: Sequence[Text], rng: random.Random) -> list[Window]:
    """Windows that tile the documents; each window's size is drawn anew from 60 to 100 % of the largest."""
    windows = []
    for text in texts:
        sizes = [int(text.pieces.starts[b] - text.pieces.starts[a]) for a, b in text.sentences]
        start = size = 0
        budget = rng.uniform(0.6, 1.0) * WINDOW
        for index, more in enumerate(sizes):
            if index > start and size + more > budget:
                windows.append(Window(text, (start, index), size))
                start, size, budget = index, 0, rng.uniform(0.6, 1.0) * WINDOW
            size += more
        if size:
            windows.append(Window(text, (start, len(sizes)), size))
    return windows


def group(windows: list[Window], rng: random.Random, budget: int) -> list[list[Window]]:
    """Batches of at most `budget` pieces, of windows of similar length, in random order."""
    rng.shuffle(windows)
    batches: list[list[Window]] = []
    for start in range(0, len(windows), 48):
        pool = sorted(windows[start : start + 48], key=lambda window: window.size)
        batch: list[Window] = []
        for window in pool:
            if batch and (window.size + 2) * (len(batch) + 1) > budget:
                batches.append(batch)
                batch = []
            batch.append(window)
        if batch:
            batches.append(batch)
    rng.shuffle(batches)
    return batches


class Builder:
    """Makes tensors of windows, with the noise of training: masked pieces, dropped spelling, unknown
    types. `keys` span keys of which the first `local` are learned in the trigger's sentence only."""

    def __init__(
        self,
        pieces: WordPieces,
        *,
        masked: float = 0.05,
        plain: float = 0.08,
        untyped: float = 0.1,
        keys: int = len(KEYS),
        local: int = LOCAL_KEYS,
    ) -> None:
        self._marks, self._keys, self._local = pieces, keys, local
        self._masked, self._plain, self._untyped = masked, plain, untyped

    def __call__(self, windows: Sequence[Window], rng: np.random.Generator) -> Batch:
        length = max(window.size for window in windows) + 2
        ids = np.zeros((len(windows), length), dtype=np.int64)
        shapes = np.zeros_like(ids)
        first: list[np.ndarray] = []
        rows: list[_Row] = []
        words = triggers = 0
        for index, window in enumerate(windows):
            row = _Row(window, words, triggers)
            starts, pieces = row.starts, window.text.pieces
            ids[index, 0], ids[index, window.size + 1] = self._marks.first, self._marks.last
            ids[index, 1 : window.size + 1] = pieces.ids[starts[0] : starts[-1]]
            shapes[index, 1 : window.size + 1] = np.repeat(pieces.shapes[row.low : row.high], np.diff(starts))
            first.append(index * length + 1 + starts[:-1] - starts[0])
            rows.append(row)
            words += row.high - row.low
            triggers += len(row.frames)
        hidden = (rng.random(ids.shape) < self._masked) & (shapes > 0)
        ids[hidden] = self._marks.mask
        if rng.random() < self._plain:
            shapes[:] = 0
        types = np.array([frame.type for row in rows for frame in row.frames], dtype=np.int64)
        types[rng.random(len(types)) < self._untyped] = UNKNOWN_TYPE
        return Batch(
            pieces=torch.from_numpy(ids),
            shapes=torch.from_numpy(shapes),
            lengths=torch.tensor([window.size + 2 for window in windows]),
            first=torch.from_numpy(np.concatenate(first)),
            tags=torch.from_numpy(np.concatenate([row.tags() for row in rows])),
            triggers=torch.tensor([row.word(f.first) for row in rows for f in row.frames], dtype=torch.long),
            types=torch.from_numpy(types),
            modalities=torch.tensor([f.modality for row in rows for f in row.frames], dtype=torch.long),
            said=torch.tensor([f.said for row in rows for f in row.frames], dtype=torch.long),
            pairs=torch.from_numpy(np.concatenate([row.pairs() for row in rows], axis=1)),
            spans=torch.from_numpy(np.concatenate([row.spans(self._keys) for row in rows])),
            seen=torch.from_numpy(np.concatenate([row.seen(self._keys, self._local) for row in rows])),
            labels=torch.from_numpy(np.concatenate([row.labels() for row in rows])),
            row_labels=torch.tensor([window.text.label for window in windows]),
            rows=torch.from_numpy(np.repeat(np.arange(len(rows)), [row.high - row.low for row in rows])),
            size=sum(window.size for window in windows),
        )


class _Row:
    """One window's part of a batch; `words` and `triggers` count what earlier rows hold."""

    def __init__(self, window: Window, words: int, triggers: int) -> None:
        self.text = text = window.text
        inside = text.sentences[window.sentences[0] : window.sentences[1]]
        self.low, self.high = inside[0][0], inside[-1][1]
        self.starts = text.pieces.starts[self.low : self.high + 1]
        self.sentence = np.repeat(np.arange(len(inside)), [b - a for a, b in inside])
        self.frames = _distinct([f for f in text.frames if self.low <= f.first < self.high])
        self._words, self._triggers = words, triggers

    def word(self, position: int) -> int:
        return self._words + position - self.low

    def tags(self) -> np.ndarray:
        tags = np.zeros(self.high - self.low, dtype=np.int64)
        for frame in reversed(self.frames):
            tags[frame.first + 1 - self.low : frame.last - self.low] = len(TAGS) - 1
        for frame in self.frames:
            tags[frame.first - self.low] = frame.type + 1
        unsure = [word - self.low for word in self.text.unsure if self.low <= word < self.high]
        tags[unsure] = IGNORED
        return tags

    def labels(self) -> np.ndarray:
        if self.text.labels is None:
            return np.full(self.high - self.low, IGNORED)
        return self.text.labels[self.low : self.high]

    def pairs(self) -> np.ndarray:
        count = self.high - self.low
        at = np.arange(count)
        found = [np.zeros((4, 0), dtype=np.int64)]
        for index, frame in enumerate(self.frames):
            home = frame.first - self.low
            found.append(
                np.stack(
                    [
                        np.full(count, self._triggers + index),
                        self._words + at,
                        word_distance(at - home),
                        sentence_distance(self.sentence - self.sentence[home]),
                    ]
                )
            )
        return np.concatenate(found, axis=1)

    def spans(self, keys: int) -> np.ndarray:
        count = self.high - self.low
        marks = np.zeros((len(self.frames), count, keys), dtype=np.int64)
        for index, frame in enumerate(self.frames):
            for key, spans in frame.spans.items():
                for start, end in sorted(spans, key=lambda span: span[0] - span[1]):
                    if (
                        self.low <= start
                        and end <= self.high
                        and not marks[index, start - self.low : end - self.low, key].any()
                    ):
                        marks[index, start - self.low : end - self.low, key] = 2
                        marks[index, start - self.low, key] = 1
        return marks.reshape(-1, keys)

    def seen(self, keys: int, local: int) -> np.ndarray:
        count = self.high - self.low
        seen = np.ones((len(self.frames), count, keys), dtype=np.float32)
        for index, frame in enumerate(self.frames):
            away = self.sentence != self.sentence[frame.first - self.low]
            seen[index, away, :local] = 0
            seen[index, :, list(frame.unsure)] = 0
        return seen.reshape(-1, keys)


def _distinct(frames: list[Gold]) -> list[Gold]:
    found: dict[int, Gold] = {}
    for frame in frames:
        found.setdefault(frame.first, frame)
    return list(found.values())
