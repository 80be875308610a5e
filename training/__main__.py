"""One command from the corpora to the weights that ship: `python -m training`."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sitrep.annotate.engine import Engine
from sitrep.annotate.engine.files import FOLDER
from training.base import WORK
from training.calibrate import calibrate
from training.card import write_card
from training.corpus import corpora, read_documents
from training.evaluate import predict
from training.export import NEUTRAL, average, labels, write_graphs, write_labels
from training.fit import Run
from training.metric import score, shown

RUNS = ((1, 2_000_000), (2, 1_600_000), (3, 1_300_000))
"""Seed and word pieces of the runs to choose from."""

CHOICE = ("frame", "role", "attribution", "claim")
"""The run, or mean of runs, with the highest sum of these measures on dev ships."""


def planned(text: str) -> tuple[int, int]:
    """Seed and number of pieces of a run written as "SEED:PIECES"."""
    seed, _, pieces = text.partition(":")
    return int(seed), int(pieces)


def fit(runs: Sequence[tuple[int, int]], layers: int) -> list[Path]:
    """Train the runs; finished ones are taken as they are, interrupted ones go on."""
    paths = []
    for seed, pieces in runs:
        folder = WORK / f"run-{seed}-{pieces}-{layers}"
        done = folder / "weights.pt"
        paths.append(done if done.exists() else Run(folder, seed=seed, total=pieces, layers=layers).train())
    return paths


def choose(
    paths: Sequence[Path], trained_on: Sequence[dict[str, Any]], dev: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """Export every candidate and score it on dev; gives the best one.

    Candidates are the single runs and the mean of the parameters of the first two, three and so on.
    """
    candidates = {path.parent.name: [path] for path in paths}
    for count in range(2, len(paths) + 1):
        chosen = list(paths[:count])
        candidates["mean of " + ", ".join(path.parent.name for path in chosen)] = chosen
    best: dict[str, Any] = {"value": -1.0}
    remarks = []
    for name, chosen in candidates.items():
        folder = WORK / "candidate"
        state = average(chosen)
        write_graphs(folder, state)
        write_labels(folder, labels(trained_on, NEUTRAL))
        scores = score(dev, predict(Engine.load(folder), dev))
        remarks.append(f"{name}: {shown(scores)}")
        print(remarks[-1], flush=True)
        value = sum(scores[measure]["F1"] for measure in CHOICE)
        if value > best["value"]:
            best = {"value": value, "name": name, "state": state}
    return best | {"remarks": "; ".join(remarks) + "."}


def main() -> None:
    """Train, choose, export, calibrate, and write the card."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("--runs", type=planned, nargs="+", default=RUNS, help="SEED:PIECES of each run")
    parser.add_argument("--layers", type=int, default=4, help="layers kept of the base encoder")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder of the weights that ship")
    options = parser.parse_args()
    trained_on = read_documents(corpora() / "train.jsonl")
    dev = read_documents(corpora() / "dev.jsonl")
    best = choose(fit(options.runs, options.layers), trained_on, dev)
    write_graphs(options.out, best["state"])
    write_labels(options.out, labels(trained_on, NEUTRAL))
    table, report = calibrate(Engine.load(options.out), dev)
    engine = write_labels(options.out, labels(trained_on, table))
    scores = score(dev, predict(Engine.load(options.out), dev))
    write_card(
        options.out,
        engine=engine,
        runs=best["name"],
        layers=options.layers,
        trained_on=trained_on,
        scores=scores,
        candidates=best["remarks"],
        calibration=report,
    )
    print(f"{options.out}: {engine}\n{shown(scores)}")


if __name__ == "__main__":
    main()
