"""Whether everything that sitrep needs is there and whole."""

import importlib.util
import sqlite3
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.errors import SitrepError
from sitrep.settings import Settings
from sitrep.store import open_store

SOUND_SQLITE = (3, 51, 3)
"""SQLite before this version can lose a WAL reset when two connections write and checkpoint at once; sitrep has one committer."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `level`: good, warning, broken. `advice` says what to do, empty where nothing is needed."""

    what: str
    level: str
    detail: str
    advice: str = ""

    def line(self) -> str:
        """The finding as one line of text."""
        return f"{self.level:8} {self.what}: {self.detail}" + (f" → {self.advice}" if self.advice else "")

    def plain(self) -> dict[str, str]:
        """The finding as JSON-able data."""
        return {"what": self.what, "level": self.level, "detail": self.detail, "advice": self.advice}


def examine(settings: Settings) -> list[Finding]:
    """Look at Python, SQLite, the engine, the gazetteer, the record and the optional parts."""
    return [*_platform(), *_engine(), *_gazetteer(settings), *_record(settings.db)]


def _platform() -> Iterator[Finding]:
    yield Finding("sitrep", "good", f"version {version('sitrep')}, Python {sys.version.split()[0]}")
    sound = sqlite3.sqlite_version_info >= SOUND_SQLITE
    yield Finding(
        "SQLite",
        "good" if sound else "warning",
        sqlite3.sqlite_version,
        ""
        if sound
        else "write to one record from one process at a time (versions below 3.51.3 have a rare WAL fault)",
    )
    limits = importlib.util.find_spec("resource") is not None
    yield Finding(
        "limits of reading processes",
        "good" if limits else "broken",
        "memory and time" if limits else "this system has none",
        "" if limits else "run sitrep on Linux or macOS",
    )


def _engine() -> Iterator[Finding]:
    try:
        started = time.perf_counter()
        engine = Engine.load()
        yield Finding(
            "engine", "good", f"sha256 {engine.sha256[:12]}, loaded in {time.perf_counter() - started:.2f} s"
        )
    except SitrepError as error:
        yield Finding("engine", "broken", str(error), "install sitrep again")


def _gazetteer(settings: Settings) -> Iterator[Finding]:
    try:
        started = time.perf_counter()
        Gazetteer.open(settings.cache_dir)
        yield Finding(
            "gazetteer", "good", f"{settings.cache_dir}, ready in {time.perf_counter() - started:.2f} s"
        )
    except (SitrepError, OSError) as error:
        yield Finding(
            "gazetteer", "broken", str(error), "set SITREP_CACHE_DIR to a folder that can be written"
        )


def _record(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("record", "good", f"{path} does not exist yet; sitrep read makes it")
        return
    try:
        with open_store(path) as store:
            problems = store.verify()
    except SitrepError as error:
        yield Finding("record", "broken", str(error), "name another file with --db, or restore a copy")
        return
    if problems:
        for problem in problems[:10]:
            yield Finding("record", "broken", str(problem), "restore a copy; the ledger says what changed")
    else:
        yield Finding("record", "good", f"{path}: every capture, quote and ledger entry verifies")
