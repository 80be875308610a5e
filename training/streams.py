"""Endless streams of batches, and how a run goes through several of them at fixed shares."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from training.batches import Window, cut, group
from training.corpus import Text


@dataclass
class Stream:
    """Batches of windows of one set of texts; epoch N depends on the seed and N alone.

    Attributes:
        share: Part of a run's pieces that come from here, 0 to 1.
        done: Pieces given so far.
        epoch, within: The next batch: the epoch, and its number in it.
    """

    texts: Sequence[Text]
    seed: int
    budget: int
    share: float
    done: int = 0
    epoch: int = 0
    within: int = 0

    def __post_init__(self) -> None:
        self._batches: list[list[Window]] | None = None

    def take(self) -> list[Window]:
        """The next batch's windows."""
        if self._batches is None:
            rng = random.Random(self.seed * 1_000 + self.epoch)
            self._batches = group(cut(self.texts, rng), rng, self.budget)
        windows = self._batches[self.within]
        self.done += sum(window.size for window in windows)
        self.within += 1
        if self.within == len(self._batches):
            self._batches, self.epoch, self.within = None, self.epoch + 1, 0
        return windows

    @property
    def at(self) -> list[int]:
        """Where the stream stands, to go on from in another process."""
        return [self.done, self.epoch, self.within]

    def go_to(self, at: Sequence[int]) -> None:
        """Stand where an interrupted run stood."""
        self.done, self.epoch, self.within = at
        self._batches = None


def furthest_behind(streams: Sequence[Stream]) -> int:
    """Number of the stream that lacks most pieces of its share; the first one where several do."""
    total = sum(stream.done for stream in streams)
    return max(range(len(streams)), key=lambda index: streams[index].share * total - streams[index].done)
