"""Paths as the user gives them → the files to read, in a fixed order, with what was passed over and why."""

import glob
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

REPORT_SUFFIXES = frozenset({".txt", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson", ".csv", ".tsv"})
"""Files that a folder is searched for. A file named by itself is read whatever its suffix."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What to read.

    Attributes:
        files: Files in the order given; files of a folder sorted by path. "-" stands for standard input.
        skipped: Reason → number of files passed over: hidden, page_assets (`*_files/`), not_text.
        missing: Paths and patterns that name nothing.
    """

    files: tuple[str, ...]
    skipped: dict[str, int]
    missing: tuple[str, ...]


def expand(paths: Sequence[str]) -> Sources:
    """Files named by paths, folders and glob patterns; each file once."""
    files: dict[str, None] = {}
    skipped: Counter[str] = Counter()
    missing: list[str] = []
    for path in paths:
        if path == "-" or Path(path).is_file():
            files[path] = None
        elif Path(path).is_dir():
            files.update(dict.fromkeys(_folder(Path(path), skipped)))
        else:
            matches = sorted(glob.glob(path, recursive=True))
            if not matches:
                missing.append(path)
            for match in matches:
                if Path(match).is_dir():
                    files.update(dict.fromkeys(_folder(Path(match), skipped)))
                else:
                    files[match] = None
    return Sources(tuple(files), dict(sorted(skipped.items())), tuple(missing))


def _folder(folder: Path, skipped: Counter[str]) -> Iterator[str]:
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            skipped["hidden"] += 1
        elif entry.is_dir():
            if entry.name.endswith("_files"):
                skipped["page_assets"] += sum(1 for found in entry.rglob("*") if found.is_file())
            else:
                yield from _folder(entry, skipped)
        elif entry.suffix.lower() in REPORT_SUFFIXES:
            yield str(entry)
        elif entry.is_file():
            skipped["not_text"] += 1
