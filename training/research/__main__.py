"""Train and score a research checkpoint: `python -m training.research polnear`."""

import argparse

from training.base import WORK
from training.research import polnear


def main() -> None:
    """Train where that was not done yet, score, and write the figures beside the benchmark task."""
    parser = argparse.ArgumentParser(prog="python -m training.research", description=__doc__)
    parser.add_argument("corpus", choices=["polnear"])
    parser.add_argument("--name", default="polnear", help="folder of the run, in training/work/")
    parser.add_argument("--seed", type=int, default=polnear.SEED)
    parser.add_argument("--pieces", type=int, default=polnear.PIECES, help="word pieces to train on")
    parser.add_argument(
        "--score-held-out", action="store_true", help="print only the held-out tenth's scores"
    )
    options = parser.parse_args()
    folder = WORK / options.name
    weights = polnear.train(folder, seed=options.seed, total=options.pieces)
    if options.score_held_out:
        print(polnear.held_out_scores(weights))
        return
    figures = polnear.write_figures(folder, seed=options.seed, total=options.pieces)
    for part in ("held_out", "dev"):
        shown = ", ".join(f"{kind} {values[2]:.1f}" for kind, values in figures[part].items())
        print(f"{part}: F1 {shown}")


if __name__ == "__main__":
    main()
