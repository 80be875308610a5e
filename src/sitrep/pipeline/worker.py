"""The reading process: takes bytes, gives documents with their claims, within limits of memory.

Started by `pipeline.pool` as a process of its own, so that hostile or damaged input cannot reach the process that
holds the record. Run as `python -m sitrep.pipeline.worker DESCRIPTOR CONFIGURATION`.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path

from sitrep import ingest
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.errors import ReadError, SettingsError
from sitrep.extract import extract
from sitrep.pipeline.messages import MEMORY_EXIT, NO_MEMORY_WORDS, Done, Failure, Item, Message, Ready, Task
from sitrep.reconcile.reprints import signature

MEBIBYTE = 1024 * 1024
LEAST_ROOM_MB = 48
"""Memory that must be left beside the models, in MiB: a report of some pages takes about as much."""


def documents(task: Task) -> Iterator[ingest.Found | ReadError]:
    """The task's documents in order, or the error of one row; a known document is taken as it stands."""
    if task.document is not None and task.capture is not None:
        yield ingest.Found(task.capture, task.document, task.data)
        return
    found = ingest.read(
        task.data,
        origin=task.origin,
        method=task.method,
        attributes=task.attributes,
        columns=task.columns,
        retrieved_at=task.retrieved_at,
        max_bytes=task.max_bytes,
    )
    yield from islice(found, task.skip, None)


def work(task: Task, tools: Tools) -> Iterator[Message]:
    """Everything that one task gives, ending with Done; never raises on account of the input."""
    try:
        started = time.perf_counter()
        for found in documents(task):
            if isinstance(found, ReadError):
                yield Failure(found.reason, str(found), found.origin or task.origin)
            else:
                yield _item(found, tools, started)
            started = time.perf_counter()
    except ReadError as error:
        yield Failure(error.reason, str(error), error.origin or task.origin)
    except Exception as error:  # noqa: BLE001 - the one boundary: a document that breaks us must not stop the others
        yield failure(error, task.origin)
    yield Done()


def failure(error: Exception, origin: str) -> Failure:
    """What an unexpected error means: no memory left, or a fault of sitrep's own."""
    # The engine's runtime has errors of its own for memory that it does not get.
    said = str(error).lower()
    if isinstance(error, MemoryError) or any(word in said for word in NO_MEMORY_WORDS):
        return Failure("out_of_memory", f"{origin}: reading needed more memory than the limit", origin)
    return Failure("internal_error", f"{origin}: {type(error).__name__}: {error}", origin)


def _item(found: ingest.Found, tools: Tools, started: float) -> Item:
    capture, document = found.capture, found.document
    seconds = {"ingest": time.perf_counter() - started}
    annotated = annotate(document, tools, seconds=seconds)
    mark = time.perf_counter()
    claims = extract(annotated)
    seconds["extract"] = time.perf_counter() - mark
    mark = time.perf_counter()
    sketch = signature(document, annotated.sentences)
    seconds["reprints"] = time.perf_counter() - mark
    data = found.data if capture.method == "row" else None
    return Item(capture, data, document, claims, sketch, seconds)


def main() -> None:
    """Serve tasks from the connection whose file descriptor is the first argument until it closes."""
    connection = Connection(int(sys.argv[1]))
    configuration = json.loads(sys.argv[2])
    tools = Tools(
        engine=Engine.load(threads=configuration["threads"]),
        gazetteer=Gazetteer.open(Path(configuration["cache_dir"])),
    )
    _limit(int(configuration["memory_mb"]))
    connection.send(Ready(tools.engine.sha256))
    try:
        serve(connection, tools)
    except MemoryError:  # while a task was received or its answer sent: the connection is of no use any more
        os._exit(MEMORY_EXIT)


def serve(connection: Connection, tools: Tools) -> None:
    """Answer tasks until the other side closes."""
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        for message in work(task, tools):
            connection.send(message)


def _limit(megabytes: int) -> None:
    """Hold the process to so much memory; ends it where that leaves no room to read anything.

    Raises:
        SettingsError: If the models alone take the limit up.
    """
    limit = megabytes * MEBIBYTE
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    try:
        bytearray(LEAST_ROOM_MB * MEBIBYTE)
    except MemoryError as error:
        raise SettingsError(
            f"memory_per_worker_mb: {megabytes} leaves no room beside the models; set 512 or more"
        ) from error


if __name__ == "__main__":
    main()
