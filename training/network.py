"""The network: a small BERT encoder, a trigger head, and heads conditioned on a trigger."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sitrep.annotate.engine.tokens import SHAPES
from sitrep.model.frame import MODALITIES
from training.batches import Batch
from training.corpus import IGNORED
from training.labels import KEYS, SAID, TAGS, TYPES

WIDTH, HEADS, INNER, PIECES, POSITIONS = 384, 12, 1536, 30_522, 512
ROLE_WIDTH = 256
WORD_DISTANCES, SENTENCE_DISTANCES = 15, 16
BATCH_FIELDS = ("pieces", "shapes", "lengths", "first")


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = hidden.shape
        query, key, value = (
            part.view(rows, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in self.qkv(hidden).chunk(3, dim=-1)
        )
        # written out: the fused kernel's backward pass is several times slower on short rows
        scores = query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask
        mixed = scores.softmax(dim=-1).to(value.dtype) @ value
        mixed = self.out(mixed.transpose(1, 2).reshape(rows, length, WIDTH))
        hidden = self.attention_norm(hidden + self.dropout(mixed))
        inner = self.down(functional.gelu(self.up(hidden)))
        return self.norm(hidden + self.dropout(inner))


class Encoder(nn.Module):
    """Pieces and their spelling to one vector a word (the word's first piece)."""

    def __init__(self, layers: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES), WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.dropout = nn.Dropout(dropout)
        self.words.weight.requires_grad_(False)
        nn.init.zeros_(self.shapes.weight)

    def forward(self, pieces: Tensor, shapes: Tensor, lengths: Tensor, first: Tensor) -> Tensor:
        """Word vectors, flat.

        Args:
            pieces: Vocabulary ids, (rows, length), padded on the right.
            shapes: Spelling class of the word of each piece, the same shape.
            lengths: Pieces of each row, (rows,).
            first: Index of every word's first piece in the flattened rows, (words,).
        """
        at = torch.arange(pieces.shape[1])
        mask = torch.zeros(len(lengths), 1, 1, len(at))
        mask.masked_fill_((at[None] >= lengths[:, None])[:, None, None], -1e4)
        hidden = self.words(pieces) + self.positions(at)[None] + self.shapes(shapes)
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden.reshape(-1, WIDTH)[first]

    def load_published(self, weights: Path) -> None:
        """Start from the base encoder's file; of its layers the first ones are taken."""
        found = load_file(str(weights))
        prefix = "bert." if any(name.startswith("bert.") for name in found) else ""

        def copy(target: Tensor, *names: str) -> None:
            with torch.no_grad():
                target.copy_(torch.cat([found[prefix + name].float() for name in names]))

        copy(self.words.weight, "embeddings.word_embeddings.weight")
        copy(self.positions.weight, "embeddings.position_embeddings.weight")
        with torch.no_grad():  # all pieces are of segment 0: its vector is added once and for all
            self.positions.weight += found[prefix + "embeddings.token_type_embeddings.weight"][0]
        for kind in ("weight", "bias"):
            copy(getattr(self.norm, kind), f"embeddings.LayerNorm.{kind}")
            for index, layer in enumerate(self.layers):
                root = f"encoder.layer.{index}"
                three = [f"{root}.attention.self.{name}.{kind}" for name in ("query", "key", "value")]
                copy(getattr(layer.qkv, kind), *three)
                copy(getattr(layer.out, kind), f"{root}.attention.output.dense.{kind}")
                copy(getattr(layer.attention_norm, kind), f"{root}.attention.output.LayerNorm.{kind}")
                copy(getattr(layer.up, kind), f"{root}.intermediate.dense.{kind}")
                copy(getattr(layer.down, kind), f"{root}.output.dense.{kind}")
                copy(getattr(layer.norm, kind), f"{root}.output.LayerNorm.{kind}")


class Network(nn.Module):
    """Encoder, trigger head, and the modality, said and role heads of a given trigger."""

    def __init__(self, layers: int = 4, dropout: float = 0.2) -> None:
        super().__init__()
        self.encoder = Encoder(layers)
        self.dropout = nn.Dropout(dropout)
        self.tag_inner = nn.Linear(WIDTH, WIDTH)
        self.tag = nn.Linear(WIDTH, len(TAGS))
        self.kind_type = nn.Embedding(len(TYPES) + 2, 44)
        self.kind_inner = nn.Linear(WIDTH + 44, 192)
        self.modality = nn.Linear(192, len(MODALITIES))
        self.said = nn.Linear(192, len(SAID))
        self.role_word = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_trigger = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_word_gate = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_trigger_gate = nn.Linear(WIDTH, ROLE_WIDTH)
        self.role_type = nn.Embedding(len(TYPES) + 1, ROLE_WIDTH)
        self.role_distance = nn.Embedding(WORD_DISTANCES, ROLE_WIDTH)
        self.role_sentence = nn.Embedding(SENTENCE_DISTANCES, ROLE_WIDTH)
        self.role_norm = nn.LayerNorm(ROLE_WIDTH)
        self.role = nn.Linear(ROLE_WIDTH, 3 * len(KEYS))
        for table in (self.role_type, self.role_distance, self.role_sentence, self.kind_type):
            nn.init.normal_(table.weight, std=0.1)
        with torch.no_grad():
            self.role.bias.view(len(KEYS), 3)[:, 0] = 3.0

    def tags(self, words: Tensor) -> Tensor:
        """Trigger tag scores of every word, (words, tags)."""
        return self.tag(self.dropout(functional.gelu(self.tag_inner(words))))

    def kinds(self, triggers: Tensor, types: Tensor) -> tuple[Tensor, Tensor]:
        """Modality and said scores of triggers, (triggers, 5) and (triggers, 3)."""
        both = torch.cat([triggers, self.kind_type(types)], dim=-1)
        inner = self.dropout(functional.gelu(self.kind_inner(both)))
        return self.modality(inner), self.said(inner)

    def roles(self, words: Tensor, triggers: Tensor, types: Tensor, pairs: Tensor) -> Tensor:
        """Outside / begin / inside scores of pairs of a trigger and a word, (pairs, keys, 3)."""
        return self.role(self.pair_vectors(words, triggers, types, pairs)).view(-1, len(KEYS), 3)

    def pair_vectors(self, words: Tensor, triggers: Tensor, types: Tensor, pairs: Tensor) -> Tensor:
        """Vectors of pairs of a trigger and a word, (pairs, role width).

        Args:
            words: Word vectors, (words, width).
            triggers: Vectors of the triggers' first words, (triggers, width).
            types: Type index of each trigger.
            pairs: Trigger index, word index, word-distance and sentence-distance class of each pair, (4,
                pairs).
        """
        trigger, word, distance, sentence = pairs
        whose = self.role_trigger(triggers) + self.role_type(types)
        inner = self.role_word(words)[word] + whose[trigger]
        inner = inner + self.role_distance(distance) + self.role_sentence(sentence)
        inner = inner + self.role_word_gate(words)[word] * self.role_trigger_gate(triggers)[trigger]
        return self.dropout(functional.gelu(self.role_norm(inner)))


def loss_of(
    network: Network, batch: Batch, *, smoothing: float = 0.0, tag_weights: Tensor | None = None
) -> tuple[Tensor, dict[str, float]]:
    """Loss of a batch of annotated frames, and its parts.

    Args:
        network: What learns.
        batch: What it learns from.
        smoothing: Part of each label's probability that is spread over all classes.
        tag_weights: Weight of each trigger tag; all alike where None.
    """
    words = network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
    total, parts = shared_loss(network, batch, words, smoothing=smoothing, tag_weights=tag_weights)
    count = len(batch.triggers)
    if count:
        scores = network.roles(words, words[batch.triggers], batch.types, batch.pairs).float()
        each = functional.cross_entropy(
            scores.reshape(-1, 3), batch.spans.reshape(-1), reduction="none", label_smoothing=smoothing
        )
        roles = (each.view(-1, len(KEYS)) * batch.seen).sum() / count
        total = total + 0.4 * roles
        parts |= {"role": float(roles.detach())}
    return total, parts


def shared_loss(
    network: Network,
    batch: Batch,
    words: Tensor,
    *,
    smoothing: float = 0.0,
    tag_weights: Tensor | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Loss of triggers, modality and said-by, which does not depend on how roles are scored."""
    tags = functional.cross_entropy(
        network.tags(words).float(),
        batch.tags,
        weight=tag_weights,
        reduction="sum",
        label_smoothing=smoothing,
    )
    total = tags / (0.06 * len(batch.tags) + 1)
    parts = {"tag": float(total.detach())}
    if len(batch.triggers):
        modality, said = network.kinds(words[batch.triggers], batch.types)
        kinds = _mean(modality, batch.modalities, smoothing) + _mean(said, batch.said, smoothing)
        total = total + 0.5 * kinds
        parts["kind"] = float(kinds.detach())
    return total, parts


def _mean(scores: Tensor, classes: Tensor, smoothing: float) -> Tensor:
    """Mean cross-entropy over the classes that are not ignored; 0 where all are."""
    count = int((classes != IGNORED).sum())
    summed = functional.cross_entropy(scores.float(), classes, reduction="sum", label_smoothing=smoothing)
    return summed / max(1, count)
