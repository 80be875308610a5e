"""Reading processes with a deadline: one document that hangs or dies costs itself and nothing else."""

import json
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from multiprocessing.connection import Connection, Pipe, wait

from sitrep.errors import EngineError
from sitrep.pipeline.messages import MEMORY_EXIT, NO_MEMORY_WORDS, Done, Failure, Item, Message, Ready, Task
from sitrep.settings import Settings

START_SECONDS = 120.0
"""Loading the models on a busy machine; beyond this the installation is broken."""

END_SECONDS = 5.0
"""A process that has closed its connection is gone within this."""

MOST_LOST = 3
"""So many rows of a table, one after another, may each cost a process; then the table is given up."""

PROGRAM = ("-m", "sitrep.pipeline.worker")


class Reader:
    """One reading process, the task it is busy with and how many documents of it were answered."""

    def __init__(self, settings: Settings, program: Sequence[str] = PROGRAM) -> None:
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
            [sys.executable, *program, str(descriptor), configuration],
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self._errors,
        )
        theirs.close()
        self.connection: Connection = ours
        self.task: Task | None = None
        self.answered = 0
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
        except (EOFError, OSError):
            pass
        self.process.kill()
        self.process.wait()
        said = self.last_words()
        self.close()
        raise EngineError(f"the reading process did not start: {said or 'no answer'}; try: sitrep doctor")

    def last_words(self) -> str:
        """Last line that the process wrote to standard error."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else ""

    def give(self, task: Task, seconds: float) -> None:
        """Hand over a task; the deadline of its first document starts now."""
        self.task, self.answered = task, 0
        self.deadline = time.monotonic() + seconds
        try:
            self.connection.send(task)
        except OSError:
            # It died over the bytes; the closed connection tells, when next listened to.
            pass

    def receive(self) -> Message | None:
        """The next message, None where the process ended, if only in the middle of one."""
        try:
            message: Message = self.connection.recv()
        except (EOFError, OSError):
            return None
        return message

    def end(self) -> tuple[str, str]:
        """Reason code and words for the end of a process that closed its connection."""
        try:
            code = self.process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            return "worker_died", "the reading process closed its connection"
        said = self.last_words()
        if code == MEMORY_EXIT or (code == -signal.SIGABRT and any(word in said for word in NO_MEMORY_WORDS)):
            return "out_of_memory", "reading needed more memory than the limit"
        return "worker_died", f"the reading process ended without an answer (exit code {code})"

    def close(self) -> None:
        """End the process."""
        self.connection.close()
        self.process.kill()
        self.process.wait()
        self._errors.close()


class Pool:
    """A fixed number of reading processes. Use as a context manager.

    Args:
        settings: Number of processes and their limits.
        program: What Python is to run as a reading process.

    Attributes:
        readers: The processes.
        model: SHA-256 of the engine that the processes run.
    """

    def __init__(self, settings: Settings, program: Sequence[str] = PROGRAM) -> None:
        self._settings = settings
        self._program = program
        self.readers: list[Reader] = []
        self._unfinished: deque[Task] = deque()
        self.model = ""

    def __enter__(self) -> "Pool":
        self.readers = [self._start() for _ in range(self._settings.workers)]
        try:
            for reader in self.readers:
                self.model = reader.ready().model
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for reader in self.readers:
            reader.close()

    def _start(self) -> Reader:
        return Reader(self._settings, self._program)

    def run(self, tasks: Iterator[Task]) -> Iterator[tuple[Task, Item | Failure | Done]]:
        """Messages of the tasks as they come; messages of one task are in order and end with Done.

        A document whose process hangs or dies gives a Failure, and the process is replaced. The other rows of a
        table are still read.
        """
        waiting = iter(tasks)
        while True:
            for index, reader in enumerate(self.readers):
                if reader.task is None:
                    task = self._unfinished.popleft() if self._unfinished else next(waiting, None)
                    if task is None:
                        break
                    if reader.process.poll() is not None:  # it died with nothing to do: not this task's doing
                        reader = self._replace(index)
                    reader.give(task, self._settings.seconds_per_document)
            busy = [index for index, reader in enumerate(self.readers) if reader.task is not None]
            if not busy:
                return
            yield from self._turn(busy)

    def _turn(self, busy: Sequence[int]) -> Iterator[tuple[Task, Item | Failure | Done]]:
        readers = [self.readers[index] for index in busy]
        patience = max(0.0, min(reader.deadline for reader in readers) - time.monotonic())
        wait([reader.connection for reader in readers], patience)
        for index, reader in zip(busy, readers, strict=True):
            # Asked anew: replacing another process takes seconds, in which this one may well have answered.
            if reader.connection.poll():
                yield from self._answer(index, reader)
            elif time.monotonic() >= reader.deadline:
                limit = self._settings.seconds_per_document
                yield from self._lost(
                    index, "timed_out", f"reading took more than {limit:g} s and was stopped"
                )

    def _answer(self, index: int, reader: Reader) -> Iterator[tuple[Task, Item | Failure | Done]]:
        message, task = reader.receive(), reader.task
        if message is None:
            yield from self._lost(index, *reader.end())
        elif task is None or isinstance(message, Ready):
            return
        elif isinstance(message, Done):
            reader.task = None
            yield task, Done(complete=not task.skip)
        else:
            reader.answered += 1
            reader.deadline = time.monotonic() + self._settings.seconds_per_document
            yield task, message

    def _replace(self, index: int) -> Reader:
        self.readers[index].close()
        self.readers[index] = self._start()
        self.readers[index].ready()
        return self.readers[index]

    def _lost(self, index: int, reason: str, why: str) -> Iterator[tuple[Task, Failure | Done]]:
        reader = self.readers[index]
        task, answered = reader.task, reader.answered
        self._replace(index)
        if task is None:
            return
        if not task.table:
            yield task, Failure(reason, f"{task.origin}: {why}", task.origin)
            yield task, Done(complete=False)
            return
        number = task.skip + answered + 1
        yield task, Failure(reason, f"{task.origin}: entry {number}: {why}", task.origin)
        again = replace(task, skip=number, lost=1 if answered else task.lost + 1)
        if again.lost < MOST_LOST:
            self._unfinished.append(again)
            return
        message = f"{task.origin}: nothing after entry {number} was read: {again.lost} in succession failed"
        yield task, Failure(reason, message, task.origin)
        yield task, Done(complete=False)
