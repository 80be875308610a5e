"""A progress bar that shows itself only when work takes longer than a second and somebody watches."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sitrep.cli.options import ERR

PATIENCE_SECONDS = 1.0


@contextmanager
def progress(label: str, total: int | None, *, quiet: bool = False) -> Iterator[Callable[[], None]]:
    """Gives a function to call after each finished piece.

    Args:
        label: What is being done.
        total: Number of pieces; None where it is not known.
        quiet: Never show anything.
    """
    if quiet or not ERR.is_terminal:
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    bar = Progress(
        "{task.description}",
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=ERR,
        transient=True,
    )
    task = bar.add_task(label, total=total)
    started = time.monotonic()
    shown = False

    def advance() -> None:
        nonlocal shown
        bar.advance(task)
        if not shown and time.monotonic() - started > PATIENCE_SECONDS:
            bar.start()
            shown = True

    try:
        yield advance
    finally:
        if shown:
            bar.stop()
