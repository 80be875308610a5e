"""Tests that need more than Python say so by a marker; where that is missing they are skipped, counted, and named."""

import importlib.util
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest


def corpora() -> Path | None:
    """The folder of the corpora, where SITREP_CORPORA names one."""
    folder = Path(os.environ.get("SITREP_CORPORA") or "/nowhere")
    return folder if (folder / "corpus" / "score.py").is_file() else None


def no_islands() -> bool:
    """Whether the parts of the page that scripts make better have not been built."""
    from sitrep.web.islands import has_map

    return not has_map()


MISSING = {
    "needs_corpora": lambda: corpora() is None,
    "needs_chromium": lambda: shutil.which("chromium") is None,
    "needs_islands": no_islands,
    "needs_torch": lambda: importlib.util.find_spec("torch") is None,
}
WORDS = {
    "needs_corpora": "the corpora (set SITREP_CORPORA)",
    "needs_chromium": "chromium (make tools)",
    "needs_islands": "the built islands (make islands)",
    "needs_torch": "torch (make train)",
}
NOT_RUN = pytest.StashKey[Counter[str]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    counts = config.stash.setdefault(NOT_RUN, Counter())
    missing = {marker for marker, is_missing in MISSING.items() if is_missing()}
    for item in items:
        for marker in missing:
            if item.get_closest_marker(marker):
                counts[marker] += 1
                item.add_marker(pytest.mark.skip(reason=f"needs {WORDS[marker]}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    counts = config.stash.get(NOT_RUN, Counter())
    skipped = terminalreporter.stats.get("skipped", [])
    counts["needs_torch"] += sum("needs the training extra" in str(report.longrepr) for report in skipped)
    for marker, number in sorted((+counts).items()):
        terminalreporter.write_line(f"not run: {number} tests needing {WORDS[marker]}")


@pytest.fixture(scope="session")
def corpora_folder() -> Iterator[Path]:
    folder = corpora()
    assert folder is not None
    yield folder
