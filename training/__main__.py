"""One command from the corpora to the weights that ship: `python -m training`.

1. Two runs learn the frames of all but a tenth of the training documents.
2. Where they agree, their frames of unlabelled conflict reports become silver text.
3. Two twins learn from the nine tenths and the silver text: on the tenth they are as strange to the text as the
   shipped engine is to a new report. Its calibration is fitted on their answers.
4. The runs that ship learn from all documents and the silver text; the one that is best on half `a` of the
   development documents, or the mean of their weights, ships. Half `b` is used for nothing but the figures.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitrep.annotate.engine import Engine
from sitrep.annotate.engine.files import FOLDER
from training import silver
from training.ablation import PIECES, SEEDS, unseen
from training.base import WORK
from training.calibrate import calibrate
from training.card import write_card
from training.corpus import corpora, dev_half, read_documents
from training.evaluate import predict
from training.export import NEUTRAL, average, exported, labels, write_graphs, write_labels
from training.fit import Recipe
from training.metric import score, shown
from training.parallel import train

SILVER = 0.5
"""Part of the pieces of the twins and of what ships that is silver text."""

CHOICE = ("frame", "role", "attribution", "claim")
"""The run, or mean of runs, with the highest sum of these measures on half `a` ships."""

TWIN = WORK / "twin"
"""Engine folder of the twins' mean."""


def candidates(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Single runs, and the mean of the first two, three and so on."""
    found = {path.parent.name: [path] for path in paths}
    for count in range(2, len(paths) + 1):
        found["mean of " + ", ".join(path.parent.name for path in paths[:count])] = list(paths[:count])
    return found


def choose(
    paths: Sequence[Path], trained_on: Sequence[dict[str, Any]], dev: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Export every candidate and score it; gives the best one with the remarks for the card."""
    best: dict[str, Any] = {"value": -1.0}
    remarks = []
    for name, chosen in candidates(paths).items():
        scores = score(dev, predict(Engine.load(exported(WORK / "candidate", chosen, trained_on)), dev))
        remarks.append(f"{name}: {shown(scores)}")
        print(remarks[-1], flush=True)
        value = sum(scores[measure]["F1"] for measure in CHOICE)
        if value > best["value"]:
            best = {"value": value, "name": name, "paths": chosen}
    return best | {"remarks": "; ".join(remarks) + "."}


def main() -> None:
    """Train, choose, export, calibrate, and write the card."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--pieces", type=int, default=2_000_000, help="word pieces of each run that ships")
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2], help="seeds of the runs that ship")
    parser.add_argument("--layers", type=int, default=4, help="layers kept of the base encoder")
    parser.add_argument("--processes", type=int, default=2, help="runs at a time, one thread each")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the weights that ship")
    options = parser.parse_args()
    trained_on = read_documents(corpora() / "train.jsonl")
    dev = read_documents(corpora() / "dev.jsonl")
    halves = {half: [document for document in dev if dev_half(document) == half] for half in "ab"}

    teachers = train(
        [Recipe(seed, PIECES, options.layers, held_out=True) for seed in SEEDS], options.processes
    )
    if not silver.SILVER_FILE.exists():
        silver.write(teachers[:1], teachers[1:])
    twins = [Recipe(seed, PIECES, options.layers, silver=SILVER, held_out=True) for seed in SEEDS]
    exported(TWIN, train(twins, options.processes), trained_on)
    shipped = [Recipe(seed, options.pieces, options.layers, silver=SILVER) for seed in options.seeds]
    best = choose(train(shipped, options.processes), trained_on, halves["a"])

    write_graphs(options.out, average(best["paths"]))
    write_labels(options.out, labels(trained_on, NEUTRAL))
    table, report = calibrate(Engine.load(TWIN), unseen(), Engine.load(options.out), halves["b"])
    write_labels(TWIN, labels(trained_on, table))
    engine = write_labels(options.out, labels(trained_on, table))
    scores = score(halves["b"], predict(Engine.load(options.out), halves["b"]))
    write_card(
        options.out,
        engine=engine,
        runs=best["name"],
        layers=options.layers,
        trained_on=trained_on,
        silver=silver.counted(),
        scores=scores,
        candidates=best["remarks"],
        calibration=report,
    )
    print(f"{options.out}: {engine}\n{shown(scores)}")


if __name__ == "__main__":
    main()
