"""Compare tagging roles word by word with scoring spans, on unseen documents: `python -m training.research.span_heads`."""

import argparse
import random
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor

from sitrep.annotate.engine.decode import Rows, spans
from sitrep.annotate.engine.tokens import WordPieces
from training.ablation import SEEDS, unseen
from training.base import base_folder
from training.batches import Batch, Builder, cut, group
from training.corpus import encode
from training.export import BIAS
from training.fit import Recipe, Run
from training.labels import KEYS
from training.network import Network
from training.parallel import train, weights
from training.research.biaffine import Found, annotated, decoded

Read = Callable[[Network, Tensor, Batch], Found]


def tagged(network: Network, words: Tensor, batch: Batch) -> Found:
    """Spans of the shipped head, decoded as the engine does."""
    scores = network.roles(words, words[batch.triggers], batch.types, batch.pairs).float()
    trigger, seen = batch.pairs[0].numpy(), batch.seen.numpy() > 0
    places = [(owner, key) for owner in range(len(batch.triggers)) for key in range(len(KEYS))]
    wheres = [np.flatnonzero((trigger == owner) & seen[:, key]) for owner, key in places]
    kept = [number for number, where in enumerate(wheres) if len(where)]
    rows = Rows(
        np.array([wheres[number][0] for number in kept]),
        np.array([len(wheres[number]) for number in kept]),
        np.array([places[number][0] for number in kept]),
        np.array([places[number][1] for number in kept]),
    )
    best = spans(scores.log_softmax(-1).numpy(), rows, (BIAS["outside"], BIAS["begin"]))
    return {
        (int(rows.trigger[row]), int(rows.key[row]), int(rows.begin[row] + a), int(rows.begin[row] + b))
        for row, a, b in zip(best.row, best.first, best.last, strict=True)
    }


def f1(pairs: Sequence[tuple[Found, Found]]) -> tuple[float, float]:
    """F1 of spans exactly right and of spans that share a word with an annotated one, in percent."""
    right = touching = gold = found = 0
    for wanted, given in pairs:
        gold, found = gold + len(wanted), found + len(given)
        right += len(wanted & given)
        touching += sum(any(a[:2] == b[:2] and a[2] < b[3] and b[2] < a[3] for b in wanted) for a in given)
    return tuple(200 * hits / max(1, gold + found) for hits in (right, touching))  # type: ignore[return-value]


@torch.no_grad()
def scores(recipe: Recipe) -> tuple[float, float]:
    """Exact and touching F1 of a finished run, with triggers and types given."""
    run = Run(recipe)
    run.network.load_state_dict(torch.load(weights([recipe])[0], weights_only=True))
    run.heads.load_state_dict(torch.load(recipe.folder / "heads.pt", weights_only=True))
    run.network.eval()
    run.heads.eval()
    pieces = WordPieces(base_folder() / "vocab.txt")
    build = Builder(pieces, masked=0.0, plain=0.0, untyped=0.0)
    rng = random.Random(1)
    pairs = []
    for windows in group(cut(encode(unseen(), pieces), rng), rng, recipe.budget):
        batch = build(windows, np.random.default_rng(1))
        if not len(batch.triggers):
            continue
        words = run.network.encoder(batch.pieces, batch.shapes, batch.lengths, batch.first)
        if recipe.choice == "biaffine":
            hidden = run.network.pair_vectors(words, words[batch.triggers], batch.types, batch.pairs)
            found = decoded(run.heads["biaffine"], hidden, batch)
        else:
            found = tagged(run.network, words, batch)
        pairs.append((annotated(batch), found))
    return f1(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pieces", type=int, default=700_000)
    options = parser.parse_args()
    named = {"word by word": "", "spans": "biaffine"}
    recipes = {
        name: [Recipe(seed, options.pieces, held_out=True, choice=choice) for seed in SEEDS]
        for name, choice in named.items()
    }
    train([recipe for runs in recipes.values() for recipe in runs])
    print("| roles scored | seed | exact F1 | touching F1 |\n|---|---|---|---|")
    for name, runs in recipes.items():
        for recipe in runs:
            exact, touching = scores(recipe)
            print(f"| {name} | {recipe.seed} | {exact:.1f} | {touching:.1f} |", flush=True)


if __name__ == "__main__":
    main()
