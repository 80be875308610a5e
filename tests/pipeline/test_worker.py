"""The loop of a reading process, without models: what an error becomes, and what is passed over."""

import pytest
from tests.pipeline.hostile import CLEAN, task

from sitrep.annotate import Tools
from sitrep.errors import ReadError
from sitrep.ingest import Found
from sitrep.pipeline import worker
from sitrep.pipeline.messages import Done, Failure, Message, Task

ROWS = "\n".join(
    f'{{"text": "Rebels left the town of {town} on Monday, the army said."}}' for town in ("A", "B", "C")
)


def answers(one: Task, monkeypatch: pytest.MonkeyPatch, error: Exception | None = None) -> list[Message]:
    def refuse(*_: object, **__: object) -> None:
        raise error or AssertionError("no document should come so far")

    monkeypatch.setattr(worker, "annotate", refuse)
    return list(worker.work(one, Tools(engine=None, gazetteer=None)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "out_of_memory"),
        (RuntimeError("std::bad_alloc"), "out_of_memory"),
        (RuntimeError("Failed to allocate memory for requested buffer"), "out_of_memory"),
        (ValueError("food allocation"), "internal_error"),
        (RecursionError("too deep"), "internal_error"),
    ],
)
def test_an_error_ends_the_document_and_not_the_process(
    error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (failure, done) = answers(task(0, CLEAN["karsa.txt"], "karsa.txt"), monkeypatch, error)
    assert isinstance(failure, Failure) and (failure.reason, failure.origin) == (reason, "karsa.txt")
    assert failure.message.startswith("karsa.txt: ")
    assert done == Done()


def test_what_cannot_be_read_has_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    (failure, done) = answers(task(0, b"%PDF-1.7\n\x80\x81", "a.txt"), monkeypatch)
    assert isinstance(failure, Failure) and failure.reason == "binary"
    assert done == Done()


def test_bad_rows_stand_in_their_place(monkeypatch: pytest.MonkeyPatch) -> None:
    found = answers(task(0, '{"text": ""}\n[1]\n{', "rows.jsonl"), monkeypatch)
    assert [message.reason for message in found if isinstance(message, Failure)] == [
        "empty",
        "malformed_row",
        "malformed_row",
    ]


def test_documents_that_were_answered_are_passed_over() -> None:
    whole = task(0, ROWS, "rows.jsonl")
    for skip in range(4):
        rest = Task(0, whole.data, "rows.jsonl", "file", whole.retrieved_at, whole.max_bytes, skip=skip)
        found = list(worker.documents(rest))
        assert [one.document.text[24:25] for one in found if isinstance(one, Found)] == list("ABC"[skip:])
        assert not any(isinstance(one, ReadError) for one in found)
