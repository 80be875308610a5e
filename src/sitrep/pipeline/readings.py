"""Readings: a whole run over files, from bytes on disk to committed documents."""

import hashlib
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sitrep.errors import REASONS
from sitrep.model.document import Capture, SourceAttributes
from sitrep.pipeline.committing import Committer, dropped, given, resolved_anew
from sitrep.pipeline.messages import TABLES, Done, Failure, Task
from sitrep.pipeline.pool import Pool
from sitrep.pipeline.reading import Reading
from sitrep.settings import Settings
from sitrep.store import Store

KEPT_BYTES = 1_000_000
"""Inputs that gave no document are kept up to this size; larger ones stay on the user's disk alone."""

PASSING = frozenset({"timed_out", "out_of_memory", "worker_died", "internal_error"})
"""Reasons that lie with the machine, its limits or sitrep: reading the same bytes again may go better."""

TABLE_FACTOR = 10
"""A table holds many documents: it may be so many times as large as one."""


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes that stand for a file: `name` says by its extension what they are."""

    name: str
    data: bytes


class Readings:
    """One run. `model` is the SHA-256 of the engine that ran, empty where none was needed."""

    def __init__(self, store: Store, settings: Settings, actor: str, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._settings = settings
        self._committer = Committer(store, actor, settings.cache_dir)
        self._clock = clock
        self._known: deque[Reading] = deque()
        self._actor = actor
        self._tables: dict[int, list[str]] = {}
        self.model = ""

    def run(
        self,
        files: Iterable[str | Path | Given],
        attributes: SourceAttributes,
        columns: Mapping[str, str],
        *,
        reparse: bool,
        finished: Callable[[], None],
    ) -> Iterator[Reading]:
        """Readings of all files; no reading process is started unless something is new."""
        tasks = self._tasks(files, attributes, columns, reparse=reparse, finished=finished)
        first = next(tasks, None)
        yield from self._flush()
        if first is None:
            return
        with Pool(self._settings) as pool:
            self.model = pool.model
            for task, message in pool.run(_again(first, tasks)):
                yield from self._flush()
                if isinstance(message, Done):
                    self._note_table(task, complete=message.complete)
                    finished()
                elif isinstance(message, Failure):
                    yield self._committer.fail(task, message, self._capture(task))
                else:
                    if message.data is not None:
                        self._tables.setdefault(task.number, []).append(message.document.id)
                    yield self._committer.commit(task, message)
        yield from self._flush()

    def _flush(self) -> Iterator[Reading]:
        while self._known:
            yield self._known.popleft()

    def _tasks(
        self,
        files: Iterable[str | Path | Given],
        attributes: SourceAttributes,
        columns: Mapping[str, str],
        *,
        reparse: bool,
        finished: Callable[[], None],
    ) -> Iterator[Task]:
        for number, file in enumerate(files):
            if isinstance(file, Given):
                yield from self._given(number, file, attributes, columns)
                continue
            try:
                task = self._load(number, str(file), attributes, columns)
            except OSError as error:
                self._known.append(_refused(str(file), "io_error", f"{file}: {error.strerror or error}"))
                finished()
                continue
            if isinstance(task, Reading):
                self._known.append(task)
                finished()
                continue
            known = list(self._anew(task)) if not reparse else None
            if known is None or known == [task]:
                yield task
            else:
                yield from known
                if not known:
                    finished()

    def _given(
        self, number: int, given: Given, attributes: SourceAttributes, columns: Mapping[str, str]
    ) -> Iterator[Task]:
        limit = self._settings.max_bytes
        if len(given.data) > limit:
            message = f"{given.name}: more than {limit:,} bytes. {REASONS['too_large']}"
            self._known.append(_refused(given.name, "too_large", message))
            return
        task = Task(number, given.data, given.name, "http", self._clock(), limit, attributes, columns)
        yield from self._anew(task)

    def _load(
        self, number: int, origin: str, attributes: SourceAttributes, columns: Mapping[str, str]
    ) -> Task | Reading:
        limit = self._settings.max_bytes
        if _is_table(origin):
            limit *= TABLE_FACTOR
        if origin == "-":
            data, method = sys.stdin.buffer.read(limit + 1), "stdin"
        else:
            with open(origin, "rb") as file:
                data, method = file.read(limit + 1), "file"
        if len(data) > limit:
            message = f"{origin}: more than {limit:,} bytes. {REASONS['too_large']}"
            return _refused(origin, "too_large", message)
        return Task(number, data, origin, method, self._clock(), limit, attributes, columns)

    def _anew(self, task: Task) -> Iterator[Task]:
        """What is left to do.

        The task itself where its bytes are new, its documents to resolve anew where a person now says something
        else about them, nothing where the record holds it all.
        """
        identity = hashlib.sha256(task.data).hexdigest()
        if self._store.dropped([identity]):
            self._known.append(dropped(task.origin))
            return
        readings = self._store.readings(identity)
        documents = [reading.document for reading in readings if reading.document] or self._rows(identity)
        if not documents and readings and readings[-1].reason not in PASSING:
            reason = readings[-1].reason
            self._known.append(_refused(task.origin, reason, f"{task.origin}: {REASONS[reason]}"))
            return
        if not documents:
            yield task
            return
        gone = self._store.dropped(documents)
        self._known.extend(dropped(task.origin) for document in dict.fromkeys(documents) if document in gone)
        for document in dict.fromkeys(each for each in documents if each not in gone):
            said = {attribute.name: attribute.value for attribute in self._store.attributes(document)}
            news = [pair for pair in given(task.attributes) if said.get(pair[0]) != pair[1]]
            if news:
                found = resolved_anew(self._store.document(document), task.attributes)
                capture, data = self._store.capture(found.capture_id)
                yield Task(
                    task.number, data, task.origin, task.method, self._clock(), task.max_bytes,
                    task.attributes, task.columns, found, capture, again=True,
                )  # fmt: skip
            else:
                title = self._store.document(document).title
                self._known.append(
                    Reading(task.origin, document, title, "already_read", REASONS["already_read"])
                )

    def _capture(self, task: Task) -> Capture | None:
        """The capture of an input that gave nothing, so that its bytes and reason are kept.

        None for tables, whose rows are captures of their own, and for what is too large to keep for nothing.
        """
        if _is_table(task.origin) or len(task.data) > KEPT_BYTES:
            return None
        identity = hashlib.sha256(task.data).hexdigest()
        return Capture(identity, len(task.data), task.origin, task.method, "", task.retrieved_at)

    def _rows(self, table: str) -> list[str]:
        """Documents of a table that was read to its end before."""
        noted = self._store.meta().get(f"table {table}", "")
        return noted.split(",") if noted else []

    def _note_table(self, task: Task, *, complete: bool) -> None:
        """Remember that a table was read to its end, so that reading it again is quick."""
        documents = self._tables.pop(task.number, None)
        if documents and complete:
            identity = hashlib.sha256(task.data).hexdigest()
            with self._store.writing(self._actor, task.retrieved_at) as w:
                w.meta(f"table {identity}", ",".join(documents))


def _is_table(origin: str) -> bool:
    return Path(origin).suffix.lower() in TABLES


def _refused(origin: str, reason: str, message: str) -> Reading:
    return Reading(origin, reason=reason, message=message)


def _again(first: Task, rest: Iterator[Task]) -> Iterator[Task]:
    yield first
    yield from rest
