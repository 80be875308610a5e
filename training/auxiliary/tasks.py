"""What is learned beside the frames: each task has its texts, its head and its loss.

Every corpus answers only for the labels that it annotates: other classes are masked out of its loss.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from sitrep.annotate.engine.tokens import WordPieces
from training.auxiliary import readers
from training.auxiliary.labels import (
    ANNOTATED,
    ENTITIES,
    FILLS,
    PROPBANK,
    QUESTIONS,
    STORIES,
    TRIGGERS,
    kept_apart,
)
from training.batches import Batch
from training.corpus import IGNORED, Text
from training.labels import KEYS, LOCAL_KEYS, TAGS
from training.network import ROLE_WIDTH, WIDTH, Network, loss_of

Loss = Callable[[Network, nn.ModuleDict, Batch], Tensor]
RELATIONS = 40
"""At least as many as the treebank has."""


@dataclass(frozen=True)
class Task:
    """One corpus with what is learned from it.

    Attributes:
        group: The group of corpora that it is switched on with.
        head: Name of its head in the module of heads; tasks may share one, and some have none.
        keys: Span keys of its predicates.
        share: Its part of its group's pieces, beside the others'.
    """

    name: str
    group: str
    read: readers.Reader
    loss: Loss
    head: str | None = None
    keys: int = len(KEYS)
    local: int = LOCAL_KEYS
    share: float = 1.0

    def texts(self, data: Path, pieces: WordPieces, left_out: frozenset[str]) -> list[Text]:
        """Its texts, without the documents that are to stay unseen."""
        return self.read(data, pieces, left_out)


def heads() -> nn.ModuleDict:
    """All heads of other tasks than frames."""
    return nn.ModuleDict(
        {
            "entities": _words(len(kept_apart(ENTITIES))),
            "fills": _words(len(kept_apart(FILLS))),
            "syntax": _words(RELATIONS),
            "factuality": _words(1),
            "propbank": _spans(len(PROPBANK)),
            "questions": _spans(2 * len(QUESTIONS)),
        }
    )


def _words(classes: int) -> nn.Module:
    return nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Dropout(0.2), nn.Linear(WIDTH, classes))


def _spans(keys: int) -> nn.Module:
    layer = nn.Linear(ROLE_WIDTH, 3 * keys)
    with torch.no_grad():
        layer.bias.view(keys, 3)[:, 0] = 3.0
    return layer


def _vectors(network: Network, batch: Batch) -> Tensor:
    return network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)


def word_loss(head: str, allowed: Sequence[int] | None = None) -> Loss:
    """Cross-entropy of word classes, over the allowed ones."""

    def loss(network: Network, heads: nn.ModuleDict, batch: Batch) -> Tensor:
        scores = heads[head](_vectors(network, batch)).float()
        if allowed is not None:
            barred = torch.full_like(scores, -1e4)
            barred[:, list(allowed)] = 0
            scores = scores + barred
        total = functional.cross_entropy(scores, batch.labels, reduction="sum", ignore_index=IGNORED)
        return total / (0.06 * len(batch.labels) + 1)

    return loss


def value_loss(network: Network, heads: nn.ModuleDict, batch: Batch) -> Tensor:
    """Absolute error, squared below one, of a number at words."""
    given = batch.labels != IGNORED
    values = heads["factuality"](_vectors(network, batch))[:, 0].float()[given]
    return functional.smooth_l1_loss(values, batch.labels[given].float(), reduction="sum") / max(
        1, int(given.sum())
    )


def span_loss(head: str, keys: int) -> Loss:
    """Outside, begin and inside of each key, for every predicate; the role head's vectors are shared."""

    def loss(network: Network, heads: nn.ModuleDict, batch: Batch) -> Tensor:
        words = _vectors(network, batch)
        hidden = network.pair_vectors(words, words[batch.triggers], batch.types, batch.pairs)
        scores = heads[head](hidden).float().view(-1, 3)
        each = functional.cross_entropy(scores, batch.spans.reshape(-1), reduction="none")
        return 0.4 * (each.view(-1, keys) * batch.seen).sum() / max(1, len(batch.triggers))

    return loss


def frame_loss(network: Network, _: nn.ModuleDict, batch: Batch) -> Tensor:
    """The frames' own loss; what a corpus does not say is ignored in it."""
    return loss_of(network, batch)[0]


def _sets(kinds: dict[str, str]) -> Tensor:
    """Which tags each class may be, (classes, tags)."""
    found = torch.zeros(len(kinds), len(TAGS), dtype=torch.bool)
    for row, names in enumerate(kinds.values()):
        found[row, [TAGS.index(name) for name in names.split()]] = True
    return found


def trigger_loss(network: Network, _: nn.ModuleDict, batch: Batch) -> Tensor:
    """Trigger tags where only a set of types is known; a word of no event is of none of these types."""
    sets = _sets(TRIGGERS)
    sets = torch.cat([~sets.any(dim=0, keepdim=True), sets])
    scores = network.tags(_vectors(network, batch)).float().log_softmax(dim=-1)
    given = batch.labels != IGNORED
    chosen = sets[batch.labels[given]]
    each = scores[given].masked_fill(~chosen, float("-inf")).logsumexp(dim=-1)
    return -each.sum() / (0.06 * len(batch.labels) + 1)


def story_loss(network: Network, _: nn.ModuleDict, batch: Batch) -> Tensor:
    """At least one word of each row is a trigger of one of the types that its label stands for."""
    chance = network.tags(_vectors(network, batch)).float().softmax(dim=-1)
    sets = _sets(STORIES)[batch.row_labels[batch.rows]]
    inside = (chance * sets).sum(dim=-1).clamp(max=1 - 1e-6)
    none = torch.zeros(len(batch.row_labels)).index_add(0, batch.rows, torch.log1p(-inside))
    return -torch.log((-torch.expm1(none)).clamp(min=1e-6)).mean()


def _allowed(corpus: str) -> list[int]:
    names = kept_apart(ENTITIES)
    taken = {f"{mark}-{name}" for name in ANNOTATED[corpus] for mark in "BI"}
    return [index for index, name in enumerate(names) if name == "O" or name in taken]


def _entities(name: str, read: readers.Reader, share: float) -> Task:
    return Task(name, "entities", read, word_loss("entities", _allowed(name)), "entities", share=share)


FRAMES = Task("frames", "frames", readers.nothing, frame_loss)
SILVER = Task("silver", "frames", readers.nothing, frame_loss)
"""The frame corpus, and text annotated by earlier runs: their texts are the run's own."""

TASKS = (
    Task(
        "propbank",
        "arguments",
        readers.propbank,
        span_loss("propbank", len(PROPBANK)),
        "propbank",
        keys=len(PROPBANK),
        local=len(PROPBANK),
        share=3.0,
    ),
    Task(
        "questions",
        "arguments",
        readers.qasrl,
        span_loss("questions", 2 * len(QUESTIONS)),
        "questions",
        keys=2 * len(QUESTIONS),
        local=2 * len(QUESTIONS),
    ),
    Task("speech", "arguments", readers.speech, frame_loss),
    Task("m2e2", "events", readers.m2e2, trigger_loss, share=2.0),
    Task("stories", "events", readers.stories, story_loss, share=2.0),
    Task("muc", "events", readers.muc, word_loss("fills"), "fills", share=3.0),
    _entities("re3d", readers.re3d, 2.0),
    _entities("gum", readers.gum, 2.0),
    _entities("wikigold", readers.wikigold, 2.0),
    _entities("uner", readers.uner, 1.0),
    Task("factuality", "modality", readers.factuality, value_loss, "factuality", share=2.0),
    Task("certainty", "modality", readers.certainty, frame_loss),
    Task("syntax", "syntax", readers.syntax, word_loss("syntax"), "syntax"),
)
"""Every task, in the order in which batches are drawn where shares are equal."""

GROUPS = tuple(dict.fromkeys(task.group for task in TASKS))
