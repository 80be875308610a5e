"""A run over files: what is remembered of inputs that gave nothing, and what is tried again."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from tests.pipeline.hostile import NOW
from tests.pipeline.test_pool import STUB

from sitrep.errors import REASONS
from sitrep.pipeline import Record, open_record, readings
from sitrep.pipeline.pool import Pool
from sitrep.pipeline.reading import Reading
from sitrep.settings import Settings


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Record]:
    """A record whose reading processes answer by the first word of a file."""
    monkeypatch.setattr(readings, "Pool", partial(Pool, program=STUB))
    settings = replace(Settings.load(), db=tmp_path / "record.db", max_bytes=1000, seconds_per_document=1.0)
    with open_record(settings, clock=lambda: NOW) as opened:
        yield opened


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


@contextmanager
def no_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(_: object) -> None:
        raise AssertionError("a reading process was started")

    with monkeypatch.context() as patch:
        patch.setattr(readings, "Pool", refuse)
        yield


def told(found: list[Reading]) -> list[tuple[str, str]]:
    return [(Path(reading.origin).name, reading.reason) for reading in found]


def test_an_input_that_gave_nothing_is_remembered(
    record: Record, write: Callable[[str, str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write("a.txt", "plain")
    assert told(list(record.read([file]))) == [("a.txt", "empty")]
    with no_process(monkeypatch):
        (again,) = record.read([file])
    assert (again.reason, again.ok) == ("empty", False)
    assert REASONS["empty"] in again.message


def test_a_reason_that_lies_with_the_machine_is_tried_again(
    record: Record, write: Callable[[str, str], Path]
) -> None:
    file = write("a.txt", "die")
    (first,) = record.read([file])
    assert first.reason == "worker_died"
    assert REASONS["worker_died"] in first.message
    (second,) = record.read([file])
    assert "exit code -9" in second.message


def test_files_that_cannot_be_read_start_no_process(
    record: Record, write: Callable[[str, str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished: list[None] = []
    files = [tmp_path / "missing.txt", write("large.txt", "x" * 1001), tmp_path]
    with no_process(monkeypatch):
        found = list(record.read(files, finished=lambda: finished.append(None)))
    assert [reading.reason for reading in found] == ["io_error", "too_large", "io_error"]
    assert REASONS["too_large"] in found[1].message
    assert len(finished) == 3


def test_every_file_has_its_answer_whatever_its_neighbours_do(
    record: Record, write: Callable[[str, str], Path]
) -> None:
    files = [write(f"{word}.txt", word) for word in ("a", "die", "b", "half")]
    assert told(list(record.read(files))) == [
        ("a.txt", "empty"),
        ("die.txt", "worker_died"),
        ("b.txt", "empty"),
        ("half.txt", "worker_died"),
    ]
    assert record.store.verify() == ()
