"""One command from the corpora to the weights that ship: `python -m training`.

1. Two runs learn the frames of all but a tenth of the training documents.
2. Where they agree, their frames of unlabelled conflict reports become silver text.
3. Two more runs learn from the nine tenths and the silver text. Of the means of these four (annotated text alone, with
   silver text, all) the one that is best on the tenth and on half `a` of the development documents is the twin: it is as
   strange to these texts as the shipped engine is to a new report. The calibration is fitted on its answers.
4. Two runs learn from all annotated documents, two from these and the silver text. The same mean of them ships. Half `b` of
   the development documents is used for nothing but the figures.
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
from training.export import exported, labels, write_labels
from training.fit import Recipe
from training.metric import score, shown
from training.parallel import train, weights

SILVER = 0.5
"""Part of the pieces of a run on silver text that is silver text."""

RUNS = (
    Recipe(1, 2_000_000),
    Recipe(2, 1_600_000),
    Recipe(3, 1_600_000, silver=SILVER),
    Recipe(4, 1_600_000, silver=SILVER),
)
"""The runs whose means may ship."""

CHOICE = ("frame", "role", "attribution", "claim")
"""The kind of mean with the highest sum of these measures is taken."""

TWIN = WORK / "twin"
"""Engine folder of the twin."""


def candidates(runs: Sequence[Recipe]) -> dict[str, list[Recipe]]:
    """Means to choose from: of the runs on annotated text alone, of those with silver text, of all."""
    found = {
        "annotated text": [run for run in runs if not run.silver],
        "with silver text": [run for run in runs if run.silver],
        "all": list(runs),
    }
    return {name: chosen for name, chosen in found.items() if chosen}


def named(runs: Sequence[Recipe]) -> str:
    """The runs as the card names them."""
    return "mean of " + ", ".join(run.folder.name for run in runs)


def choose(
    runs: Sequence[Recipe], trained_on: Sequence[dict[str, Any]], strange: Sequence[dict[str, Any]]
) -> tuple[str, str]:
    """Export every mean of runs and score it; gives the name of the best one, and remarks for the card."""
    best, value = "", -1.0
    remarks = []
    for name, chosen in candidates(runs).items():
        folder = exported(WORK / "candidate", weights(chosen), trained_on)
        scores = score(strange, predict(Engine.load(folder), strange))
        remarks.append(f"{name}: {shown(scores)}")
        print(remarks[-1], flush=True)
        total = sum(scores[measure]["F1"] for measure in CHOICE)
        if total > value:
            best, value = name, total
    return best, "; ".join(remarks) + "."


def main() -> None:
    """Train, choose, export, calibrate, and write the card."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--processes", type=int, default=2, help="runs at a time, one thread each")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the weights that ship")
    options = parser.parse_args()
    trained_on = read_documents(corpora() / "train.jsonl")
    dev = read_documents(corpora() / "dev.jsonl")
    figures = [document for document in dev if dev_half(document) == "b"]

    teachers = [Recipe(seed, PIECES, held_out=True) for seed in SEEDS]
    train(teachers, options.processes)
    if not silver.SILVER_FILE.exists():
        silver.write(weights(teachers[:1]), weights(teachers[1:]))
    pupils = [Recipe(seed, PIECES, silver=SILVER, held_out=True) for seed in SEEDS]
    train([*pupils, *RUNS], options.processes)
    strange = unseen()
    name, remarks = choose([*teachers, *pupils], trained_on, strange)
    exported(TWIN, weights(candidates([*teachers, *pupils])[name]), trained_on)
    best = candidates(RUNS)[name]

    exported(options.out, weights(best), trained_on)
    table, report = calibrate(Engine.load(TWIN), strange, Engine.load(options.out), figures)
    write_labels(TWIN, labels(trained_on, table))
    engine = write_labels(options.out, labels(trained_on, table))
    scores = score(figures, predict(Engine.load(options.out), figures))
    write_card(
        options.out,
        engine=engine,
        runs=named(best),
        layers=best[0].layers,
        trained_on=trained_on,
        silver=silver.counted(),
        scores=scores,
        candidates=remarks,
        calibration=report,
    )
    print(f"{options.out}: {engine}\n{shown(scores)}")


if __name__ == "__main__":
    main()
