"""What a task gives."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Result:
    """One task's outcome.

    figures: name → value, the ones that floors are set on. table: rows of text for the evaluation page, header
    first. notes: sentences below the table. fingerprint: SHA-256 of the data.
    """

    task: str
    title: str
    figures: dict[str, float]
    table: list[list[str]]
    fingerprint: str
    notes: list[str] = field(default_factory=list)


def fingerprint(*paths: Path) -> str:
    """First 12 hex digits of SHA-256 over the files' bytes."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
