"""Reading processes with a deadline: one document that hangs or dies costs itself and nothing else."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection, Pipe, wait

from sitrep.errors import EngineError
from sitrep.pipeline.messages import Done, Failure, Item, Message, Ready, Task
from sitrep.settings import Settings

START_SECONDS = 120.0
"""Loading the models on a busy machine; beyond this the installation is broken."""


class Reader:
    """One reading process and the task it is busy with."""

    def __init__(self, settings: Settings) -> None:
        ours, theirs = Pipe()
        configuration = json.dumps(
            {
                "threads": settings.threads,
                "cache_dir": str(settings.cache_dir),
                "memory_mb": settings.memory_per_worker_mb,
            }
        )
        descriptor = theirs.fileno()
        self._errors = tempfile.TemporaryFile()  # a pipe that nobody reads would block a talkative process
        self.process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "sitrep.pipeline.worker", str(descriptor), configuration],
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
        )
        theirs.close()
        self.connection: Connection = ours
        self.task: Task | None = None
        self.deadline = 0.0

    def ready(self) -> Ready:
        """Wait until the process has loaded its models.

        Raises:
            EngineError: If it ends before, or takes longer than START_SECONDS.
        """
        try:
            if self.connection.poll(START_SECONDS):
                message = self.connection.recv()
                if isinstance(message, Ready):
                    return message
        except (EOFError, ConnectionResetError):
            pass
        self.process.kill()
        self.process.wait()
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        raise EngineError(
            f"the reading process did not start: {lines[-1] if lines else 'no answer'}; try: sitrep doctor"
        )

    def give(self, task: Task, seconds: float) -> None:
        """Hand over a task; the deadline of its first document starts now."""
        self.task = task
        self.deadline = time.monotonic() + seconds
        self.connection.send(task)

    def close(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.kill()
        self.process.wait()
        self._errors.close()


class Pool:
    """A fixed number of reading processes. Use as a context manager.

    Attributes:
        model: SHA-256 of the engine that the processes run.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._readers: list[Reader] = []
        self.model = ""

    def __enter__(self) -> "Pool":
        self._readers = [Reader(self._settings) for _ in range(self._settings.workers)]
        for reader in self._readers:
            self.model = reader.ready().model
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self._readers:
            reader.close()

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Item | Failure | Done]]:
        """Messages of the tasks as they come; messages of one task are in order and end with Done.

        A task whose process hangs or dies ends with a Failure and Done, and the process is replaced.
        """
        waiting = iter(tasks)
        exhausted = False
        while True:
            for reader in self._readers:
                if reader.task is None and not exhausted:
                    task = next(waiting, None)
                    if task is None:
                        exhausted = True
                    else:
                        reader.give(task, self._settings.seconds_per_document)
            busy = [reader for reader in self._readers if reader.task is not None]
            if not busy:
                return
            yield from self._turn(busy)

    def _turn(self, busy: list[Reader]) -> Iterator[tuple[Task, Item | Failure | Done]]:
        patience = max(0.0, min(reader.deadline for reader in busy) - time.monotonic())
        answered = set(wait([reader.connection for reader in busy], patience))
        for reader in busy:
            task = reader.task
            if task is None:
                continue
            if reader.connection in answered:
                message = self._receive(reader)
                if message is None:
                    yield from self._lost(
                        reader, task, "worker_died", "the reading process ended without an answer"
                    )
                elif isinstance(message, Done):
                    reader.task = None
                    yield task, message
                elif not isinstance(message, Ready):
                    reader.deadline = time.monotonic() + self._settings.seconds_per_document
                    yield task, message
            elif time.monotonic() >= reader.deadline:
                limit = self._settings.seconds_per_document
                yield from self._lost(
                    reader, task, "timed_out", f"reading took more than {limit:g} s and was stopped"
                )

    @staticmethod
    def _receive(reader: Reader) -> Message | None:
        try:
            message: Message = reader.connection.recv()
        except (EOFError, ConnectionResetError):
            return None
        return message

    def _lost(
        self, reader: Reader, task: Task, reason: str, why: str
    ) -> Iterator[tuple[Task, Failure | Done]]:
        reader.close()
        replacement = Reader(self._settings)
        replacement.ready()
        self._readers[self._readers.index(reader)] = replacement
        yield task, Failure(reason, f"{task.origin}: {why}", task.origin)
        yield task, Done()
