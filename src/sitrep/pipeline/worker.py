"""The reading process: takes bytes, gives documents with their claims, within limits of memory.

Started by `pipeline.pool` as a process of its own, so that hostile or damaged input cannot reach the process that
holds the record. Run as `python -m sitrep.pipeline.worker DESCRIPTOR CONFIGURATION`.
"""

import json
import resource
import sys
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from sitrep import ingest
from sitrep.annotate import Tools, annotate
from sitrep.annotate.engine import Engine
from sitrep.annotate.gazetteer import Gazetteer
from sitrep.errors import ReadError
from sitrep.extract import extract
from sitrep.pipeline.messages import Done, Failure, Item, Message, Ready, Task
from sitrep.reconcile.reprints import signature


def documents(task: Task) -> Iterator[ingest.Found | ReadError]:
    """The task's documents in order, or the error of one row; a known document is taken as it stands."""
    if task.document is not None and task.capture is not None:
        yield ingest.Found(task.capture, task.document, task.data)
        return
    yield from ingest.read(
        task.data,
        origin=task.origin,
        method=task.method,
        attributes=task.attributes,
        columns=task.columns,
        retrieved_at=task.retrieved_at,
        max_bytes=task.max_bytes,
    )


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
    except MemoryError:
        yield Failure(
            "out_of_memory", f"{task.origin}: reading needed more memory than the limit", task.origin
        )
    except Exception as error:  # noqa: BLE001 - the one boundary: a document that breaks us must not stop the others
        yield Failure("internal_error", f"{task.origin}: {type(error).__name__}: {error}", task.origin)
    yield Done()


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
    limit = int(configuration["memory_mb"]) * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
    connection.send(Ready(tools.engine.sha256))
    while True:
        try:
            task = connection.recv()
        except EOFError:
            return
        for message in work(task, tools):
            connection.send(message)


if __name__ == "__main__":
    main()
