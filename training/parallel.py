"""Several runs, each a process of one thread, so many at a time as there are cores."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from training.fit import Recipe


def weights(recipes: Sequence[Recipe]) -> list[Path]:
    """Where finished runs leave their weights."""
    return [recipe.folder / "weights.pt" for recipe in recipes]


def train(recipes: Sequence[Recipe], processes: int = 2) -> None:
    """Train the runs; finished ones are taken as they are, interrupted ones go on.

    Each run writes `log` in its folder.

    Raises:
        RuntimeError: If a run fails.
    """
    waiting = [recipe for recipe in recipes if not _done(recipe)]
    going: list[tuple[Recipe, subprocess.Popen[bytes]]] = []
    while waiting or going:
        while waiting and len(going) < processes:
            recipe = waiting.pop(0)
            print(f"training {recipe.folder.name}", flush=True)
            going.append((recipe, _start(recipe)))
        recipe, process = going.pop(0)
        if process.wait() or not _done(recipe):
            raise RuntimeError(f"{recipe.folder.name} did not finish: see {recipe.folder / 'log'}")


def _done(recipe: Recipe) -> bool:
    return weights([recipe])[0].exists()


def _start(recipe: Recipe) -> subprocess.Popen[bytes]:
    recipe.folder.mkdir(parents=True, exist_ok=True)
    with (recipe.folder / "log").open("ab") as log:
        command = [sys.executable, "-m", "training.fit", *recipe.words]
        environment = os.environ | {"OMP_NUM_THREADS": "1"}
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)
