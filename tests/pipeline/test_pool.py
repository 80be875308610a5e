"""Reading processes that hang, die or run out of memory cost their own document and nothing else."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.pipeline.hostile import CLEAN, SENTENCE, task

from sitrep.errors import EngineError
from sitrep.model.claim import Claim
from sitrep.pipeline.messages import Done, Failure, Item, Task
from sitrep.pipeline.pool import MOST_LOST, Pool
from sitrep.settings import Settings

STUB = (str(Path(__file__).with_name("stub_worker.py")),)
SETTINGS = replace(Settings(), seconds_per_document=1.0)


def answers(tasks: Sequence[Task], *, workers: int = 1) -> list[tuple[int, str, str]]:
    """(number of the task, reason code, message) in order of the tasks; "done" and "lost" for the ends."""
    found = []
    with Pool(replace(SETTINGS, workers=workers), STUB) as pool:
        for one, message in pool.run(iter(tasks)):
            if isinstance(message, Done):
                found.append((one.number, "done" if message.complete else "lost", ""))
            else:
                assert isinstance(message, Failure)
                found.append((one.number, message.reason, message.message))
    return sorted(found, key=lambda answer: answer[0])


def test_a_lost_process_costs_its_own_document() -> None:
    words = ["hang", "die", "half", "memory", "abort", "clean"]
    found = answers([task(number, word, f"{word}.txt") for number, word in enumerate(words)])
    assert [answer[1:] for answer in found] == [
        ("timed_out", "hang.txt: reading took more than 1 s and was stopped"),
        ("lost", ""),
        ("worker_died", "die.txt: the reading process ended without an answer (exit code -9)"),
        ("lost", ""),
        ("worker_died", "half.txt: the reading process ended without an answer (exit code 0)"),
        ("lost", ""),
        ("out_of_memory", "memory.txt: reading needed more memory than the limit"),
        ("lost", ""),
        ("out_of_memory", "abort.txt: reading needed more memory than the limit"),
        ("lost", ""),
        ("empty", "clean"),
        ("done", ""),
    ]


def test_the_other_rows_of_a_table_are_still_read() -> None:
    found = answers([task(0, "a\nb\ndie\nc", "rows.csv")])
    assert [answer[1:] for answer in found] == [
        ("empty", "a"),
        ("empty", "b"),
        ("worker_died", "rows.csv: entry 3: the reading process ended without an answer (exit code -9)"),
        ("empty", "c"),
        ("lost", ""),
    ]


def test_a_table_whose_rows_all_kill_is_given_up() -> None:
    found = answers([task(0, "a\n" + "die\n" * 50, "rows.jsonl"), task(1, "b", "b.txt")])
    assert [reason for number, reason, _ in found if number == 0] == [
        "empty",
        *["worker_died"] * (MOST_LOST + 1),
        "lost",
    ]
    assert (
        found[MOST_LOST + 1][2]
        == f"rows.jsonl: nothing after entry {MOST_LOST + 1} was read: 3 in succession failed"
    )
    assert found[-2:] == [(1, "empty", "b"), (1, "done", "")]


def test_a_neighbour_that_answered_while_another_was_replaced_is_not_lost() -> None:
    def tasks() -> Iterator[Task]:
        yield task(0, "hang", "a.txt")
        time.sleep(0.6)
        # Answers, and passes its deadline, in the 1.5 s that the other process takes to be replaced.
        yield task(1, "slow", "b.txt")

    with Pool(replace(SETTINGS, workers=2, cache_dir=Path("late")), STUB) as pool:
        found = [(one.number, message) for one, message in pool.run(tasks())]
    assert (1, Failure("empty", "slow", "b.txt")) in found
    assert (1, Done()) in found


def test_a_process_that_ends_with_nothing_to_do_is_replaced() -> None:
    def tasks() -> Iterator[Task]:
        yield task(0, "last", "a.txt")
        pool.readers[0].process.wait()
        yield task(1, "b", "b.txt")

    with Pool(SETTINGS, STUB) as pool:
        found = [message for _, message in pool.run(tasks())]
    assert [type(message) for message in found] == [Failure, Done, Failure, Done]


def test_a_process_that_does_not_start_says_why() -> None:
    with (
        pytest.raises(EngineError, match="no models here"),
        Pool(replace(SETTINGS, cache_dir=Path("broken")), STUB),
    ):
        pass


def claims(tasks: Sequence[Task], settings: Settings) -> tuple[dict[str, tuple[Claim, ...]], dict[str, str]]:
    """Claims by file, and reasons of the files that gave none."""
    found, reasons = {}, {}
    with Pool(settings) as pool:
        for one, message in pool.run(iter(tasks)):
            if isinstance(message, Item):
                found[one.origin] = message.claims
            elif isinstance(message, Failure):
                reasons[one.origin] = message.reason
    return found, reasons


@pytest.fixture(scope="module")
def alone() -> dict[str, tuple[Claim, ...]]:
    """Claims of the clean reports, read with nothing else."""
    settings = Settings.load()
    found, reasons = claims([task(n, text, name) for n, (name, text) in enumerate(CLEAN.items())], settings)
    assert not reasons and all(found.values())
    return found


def test_clean_reports_among_hostile_inputs_give_what_they_give_alone(
    alone: dict[str, tuple[Claim, ...]],
) -> None:
    first, second = CLEAN.items()
    tasks = [
        task(0, SENTENCE * 11_000, "endless.txt"),
        task(1, first[1], first[0]),
        task(2, bytes(range(256)) * 400, "junk.txt"),
        task(3, "<div>" * 100_000, "deep.html"),
        task(4, second[1], second[0]),
        task(5, "", "empty.txt"),
    ]
    found, reasons = claims(tasks, replace(Settings.load(), seconds_per_document=4.0))
    assert found == alone
    assert reasons == {
        "endless.txt": "timed_out",
        "junk.txt": "binary",
        "deep.html": "too_large",
        "empty.txt": "empty",
    }


def test_a_document_above_the_memory_limit_costs_itself(alone: dict[str, tuple[Claim, ...]]) -> None:
    first, second = CLEAN.items()
    tasks = [
        task(0, first[1], first[0]),
        task(1, "word " * 3_500_000, "large.txt"),
        task(2, second[1], second[0]),
    ]
    found, reasons = claims(tasks, replace(Settings.load(), memory_per_worker_mb=320))
    assert reasons == {"large.txt": "out_of_memory"}
    assert found == alone


def test_a_limit_below_the_models_is_refused_with_what_to_do() -> None:
    settings = replace(Settings.load(), memory_per_worker_mb=64)
    with pytest.raises(EngineError, match="memory_per_worker_mb: 64"), Pool(settings):
        pass


def test_a_process_killed_from_outside_is_replaced(alone: dict[str, tuple[Claim, ...]]) -> None:
    (name, text), _ = CLEAN.items()
    with Pool(Settings.load()) as pool:
        pool.readers[0].give(task(0, SENTENCE * 11_000, "endless.txt"), 60.0)
        os.kill(pool.readers[0].process.pid, signal.SIGKILL)
        found = list(pool.run(iter([task(1, text, name)])))
    assert [type(message) for _, message in found] == [Failure, Done, Item, Done]
    assert isinstance(found[2][1], Item) and found[2][1].claims == alone[name]
