"""Carrying judgements from one record to another: JSON lines, one judgement a line."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sitrep.errors import REASONS, JudgementError, NotFoundError
from sitrep.export.whole_file import whole_file
from sitrep.model.plain import from_plain, to_json, to_plain
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.committing import take
from sitrep.pipeline.touching import touch
from sitrep.pipeline.waiting import check, concerned, lacking
from sitrep.reconcile.judgements import order
from sitrep.store import Store, Writing

LONGEST_LINE = 1_000_000
"""Bytes of one line: more is no judgement."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken: its number, a reason code of `REASONS`, and what is wrong."""

    line: int
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file of judgements.

    Attributes:
        added: Judgements that hold now.
        known: Judgements that the record held already.
        waiting: Judgements about claims that the record does not hold yet.
        refused: Lines that were not taken.
    """

    added: int
    known: int
    waiting: int
    refused: tuple[Refused, ...]

    def plain(self) -> dict[str, Any]:
        """The outcome as JSON-able data."""
        return to_plain(self)


def export_judgements(store: Store, out: Path) -> int:
    """Write every judgement, those that wait included; gives their number.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    every = sorted({*store.judgements(), *store.waiting()}, key=lambda each: (each.claim, order(each)))
    with whole_file(out) as file:
        for judgement in every:
            file.write(json.dumps(to_plain(judgement), ensure_ascii=False) + "\n")
    return len(every)


def import_judgements(store: Store, source: Path, *, actor: str, at: datetime, cache_dir: Path) -> Imported:
    """Take judgements from a file; taking them twice changes nothing.

    A line that is no judgement, or one that cannot be made, is refused and the others are taken. A judgement about a
    claim that the record does not hold waits for it.

    Raises:
        OSError: If the file cannot be read.
    """
    with open(source, "rb") as file, store.writing(actor, at) as w:
        return _Importing(w, cache_dir).run(_lines(file))


def _lines(file: Any) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        while not line.endswith(b"\n") and (rest := file.readline(LONGEST_LINE)):
            line = b"" if len(line) + len(rest) > LONGEST_LINE else line + rest  # noqa: PLW2901
        if line.strip():
            yield number, line


class _Importing:
    def __init__(self, w: Writing, cache_dir: Path) -> None:
        self._w = w
        self._cache_dir = cache_dir
        self._known = {to_json(judgement) for judgement in w.read.judgements()}
        self._waiting = {to_json(judgement) for judgement in w.read.waiting()}
        self._counts = {"added": 0, "known": 0, "waiting": 0}
        self._documents: dict[str, None] = {}

    def run(self, lines: Iterable[tuple[int, bytes]]) -> Imported:
        refused = []
        for number, line in lines:
            try:
                self._take(judgement_of(line))
            except _RefusedError as error:
                refused.append(Refused(number, error.reason, f"line {number}: {error}"))
        seen: frozenset[str] = frozenset()
        for document in self._documents:
            if document not in seen:
                seen |= touch(self._w, document)
        return Imported(**self._counts, refused=tuple(refused))

    def _take(self, judgement: Judgement) -> None:
        text = to_json(judgement)
        if text in self._known:
            self._counts["known"] += 1
            return
        if self._w.read.dropped(concerned(judgement)):
            raise _RefusedError("dropped", f"it speaks of a claim that was dropped. {REASONS['dropped']}")
        if lacking(self._w.read, judgement) and not self._can_add(judgement):
            if text not in self._waiting:
                self._w.wait(judgement)
                self._waiting.add(text)
            self._counts["waiting"] += 1
            return
        try:
            check(self._w.read, judgement)
        except (JudgementError, NotFoundError) as error:
            raise _RefusedError("impossible_judgement", str(error)) from error
        self._documents[take(self._w, judgement, self._cache_dir)] = None
        if judgement.verdict is Verdict.ADD and not self._w.read.claims_by_id([judgement.claim]):
            self._waiting.add(text)  # it was taken back later
            self._counts["waiting"] += 1
            return
        self._known.add(text)
        self._counts["added"] += 1

    def _can_add(self, judgement: Judgement) -> bool:
        """Whether it adds a claim to a document that is here."""
        return judgement.verdict is Verdict.ADD and self._w.read.document_known(judgement.field)


class _RefusedError(Exception):
    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def judgement_of(line: bytes) -> Judgement:
    """The judgement of one line.

    Raises:
        _RefusedError: If the line holds none.
    """
    try:
        judgement = from_plain(Judgement, json.loads(line.decode("utf-8")))
        to_json(judgement).encode("utf-8")
    except (ValueError, RecursionError) as error:
        raise _RefusedError("malformed_row", f"no judgement: {error}. {REASONS['malformed_row']}") from error
    needs_value = judgement.verdict in (Verdict.SAME_AS, Verdict.NOT_SAME, Verdict.ADD)
    if not (judgement.claim and judgement.by.strip()) or (needs_value and not judgement.value):
        raise _RefusedError("malformed_row", f"it lacks claim, by or value. {REASONS['malformed_row']}")
    return judgement
