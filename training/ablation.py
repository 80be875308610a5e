"""What each group of other corpora gains: `python -m training.ablation`.

Every variant is trained with two seeds on as many pieces as take about a quarter of an hour on one core, without the
tenth of the training documents that is held out, and scored on that tenth and on half `a` of the development
documents. A group is kept where its mean gain is larger than the spread of the seeds.
"""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from sitrep.annotate.engine import Engine
from training.auxiliary.tasks import GROUPS
from training.base import WORK
from training.choices import CHOICES
from training.corpus import corpora, dev_half, is_held_out, read_documents
from training.evaluate import predict
from training.export import exported
from training.fit import Recipe
from training.metric import MEASURES, score
from training.parallel import train, weights

PIECES, SEEDS = 1_400_000, (11, 12)
TABLE = WORK / "ablation.json"


def unseen() -> list[dict[str, Any]]:
    """Documents that recipes are compared on."""
    folder = corpora()
    held_out = [document for document in read_documents(folder / "train.jsonl") if is_held_out(document)]
    return held_out + [
        document for document in read_documents(folder / "dev.jsonl") if dev_half(document) == "a"
    ]


def scores(recipes: Sequence[Recipe], documents: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Measures of the mean of some finished runs' weights."""
    folder = exported(
        WORK / "candidate",
        weights(recipes),
        [document for document in read_documents(corpora() / "train.jsonl") if not is_held_out(document)],
    )
    result = score(documents, predict(Engine.load(folder), documents))
    return {name: result[name]["F1"] for name in MEASURES} | {"modality": result["modality"]["accuracy"]}


def variants(names: Sequence[str], pieces: int = PIECES) -> dict[str, list[Recipe]]:
    """Two runs of each variant: `frames` alone, a group of corpora beside them, `silver`, or a choice of `CHOICES`.

    Raises:
        ValueError: If a name is none of these.
    """
    found = {}
    for name in names:
        if name in GROUPS:
            more: dict[str, Any] = {"groups": (name,)}
        elif name in CHOICES:
            more = {"choice": name}
        elif name in _OTHER:
            more = _OTHER[name]
        else:
            raise ValueError(f"no variant {name!r}: {', '.join([*_OTHER, *GROUPS, *CHOICES])}")
        shown = name if pieces == PIECES else f"{name}, {pieces:,} pieces"
        found[shown] = [Recipe(seed, pieces, held_out=True, **more) for seed in SEEDS]
    return found


_OTHER: dict[str, dict[str, Any]] = {"frames": {}, "silver": {"silver": 0.5}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", default=["frames", *GROUPS], help="frames, silver, groups of corpora, choices"
    )
    parser.add_argument("--pieces", type=int, default=PIECES)
    parser.add_argument("--processes", type=int, default=2)
    options = parser.parse_args()
    chosen = variants(options.names, options.pieces)
    train([recipe for recipes in chosen.values() for recipe in recipes], options.processes)
    documents = unseen()
    table = json.loads(TABLE.read_text(encoding="utf-8")) if TABLE.exists() else {}
    for name, recipes in chosen.items():
        table[name] = [scores([recipe], documents) for recipe in recipes] + [scores(recipes, documents)]
        TABLE.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    columns = [*MEASURES, "modality"]
    print(f"| {len(documents)} documents | " + " | ".join(columns) + " |\n|---|" + "---|" * len(columns))
    for name, rows in table.items():
        for label, row in zip([*(f"seed {seed}" for seed in SEEDS), "mean of weights"], rows, strict=True):
            print(f"| {name}, {label} | " + " | ".join(f"{row[column]:.1f}" for column in columns) + " |")


if __name__ == "__main__":
    main()
