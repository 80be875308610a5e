"""Speed and memory: 200 reports of about 700 words into an empty record, beside the engine alone in the same run.

The texts are news from the corpora, cut into reports of whole sentences; what counts here is their length.
Ratios within one run are the figures; words per second depend on the machine and what else it does.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.result import Result, fingerprint
from sitrep.errors import SitrepError
from sitrep.ingest import read
from sitrep.model.document import SourceAttributes

SENTENCE = re.compile(r"(?<=[.!?])\s+")
REPORTS = 200
WORDS = 700
STAGES = ("ingest", "sentences", "engine", "resolve", "extract", "reprints")


def run(corpora: Path) -> Result:
    sources = [
        corpora / "corpus" / "frames" / "train.jsonl",
        corpora / "data" / "d_news_copyright" / "conflict_news" / "fakes.part1.jsonl",
    ]
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder) / "reports"
        reports.mkdir()
        words = write_reports(sources, reports)
        child(["prepare"])  # builds the gazetteer's index, which is not part of a reading
        alone = child(["engine", str(reports)])
        one = child(["read", str(reports), f"{folder}/one.db", "1"], cores=1)
        again = child(["read", str(reports), f"{folder}/one.db", "1"], cores=1)
        two = child(["read", str(reports), f"{folder}/two.db", "2"])
    rates = {
        name: words / timing["seconds"] for name, timing in (("alone", alone), ("one", one), ("two", two))
    }
    total = sum(one["stages"].values())
    table = [["what", "words/s", "beside the engine alone", "seconds", "peak memory of a process, MB"]]
    for name, label, timing in (
        ("alone", "engine alone, one core", alone),
        ("one", "from files to a record, one core", one),
        ("two", "from files to a record, two cores", two),
    ):
        ratio = rates[name] / rates["alone"]
        table.append(
            [
                label,
                f"{rates[name]:,.0f}",
                f"{ratio:.2f}",
                f"{timing['seconds']:.1f}",
                f"{timing['memory_mb']:.0f}",
            ]
        )
    faster = one["seconds"] / again["seconds"]
    table.append(
        [
            "the same again",
            "",
            f"{faster:.0f} times as fast",
            f"{again['seconds']:.2f}",
            f"{again['memory_mb']:.0f}",
        ]
    )
    shares = ", ".join(f"{stage} {100 * one['stages'].get(stage, 0) / total:.0f} %" for stage in STAGES)
    return Result(
        task="speed",
        title=f"Speed: {REPORTS} reports, {words:,} words",
        figures={
            "one_core_beside_engine": round(rates["one"] / rates["alone"], 3),
            "two_cores_beside_engine": round(rates["two"] / rates["alone"], 3),
            "second_reading_times": round(faster, 1),
            "memory_mb": max(timing["memory_mb"] for timing in (one, two)),
        },
        table=table,
        fingerprint=fingerprint(*sources),
        notes=[
            f"Share of the reading process's time by stage (one core): {shares}.",
            f"Reading process {total:.1f} s of {one['seconds']:.1f} s; the rest is start-up, committing and the record's parts.",
            f"Load average at the end {os.getloadavg()[0]:.1f}.",
        ],
    )


def write_reports(sources: Sequence[Path], folder: Path) -> int:
    """Reports as text files; gives the number of words in them.

    Sentences of several texts are put together, so that a few of them hold two datelines and are refused: these are
    left out.
    """
    total = made = 0
    for sentences in cut(sources, WORDS):
        body = "\n\n".join(sentences)
        text = f"Report number {made} on the conflict\n\nTue, 17 Oct 2017 - 13:30 GMT\n\n{body}\n"
        if not readable(text):
            continue
        (folder / f"{made:03}.txt").write_text(text, encoding="utf-8")
        total, made = total + len(body.split()), made + 1
        if made == REPORTS:
            break
    return total


def readable(text: str) -> bool:
    try:
        return bool(
            list(
                read(
                    text.encode(),
                    origin="report.txt",
                    attributes=SourceAttributes(),
                    retrieved_at=datetime(2017, 10, 18, tzinfo=UTC),
                )
            )
        )
    except SitrepError:
        return False


def cut(sources: Sequence[Path], length: int) -> Iterator[list[str]]:
    """Whole sentences up to the wanted length in words; first lines, which hold datelines, are left out."""
    sentences: list[str] = []
    words = 0
    for sentence in texts(sources):
        sentences.append(sentence)
        words += len(sentence.split())
        if words >= length:
            yield sentences
            sentences, words = [], 0


def texts(sources: Sequence[Path]) -> Iterator[str]:
    for source in sources:
        with source.open(encoding="utf-8") as lines:
            for line in lines:
                text = json.loads(line)["text"]
                yield from text.split("\n")[2:] if "\n" in text else SENTENCE.split(text)[2:]


def child(arguments: list[str], cores: int | None = None) -> dict[str, float | dict[str, float]] | dict:
    """Run a measurement in a process of its own, so that memory is its own, on the given number of cores."""
    command = [sys.executable, "-m", "benchmarks.tasks.speed", *arguments]
    preexec = (lambda: os.sched_setaffinity(0, set(list(os.sched_getaffinity(0))[:cores]))) if cores else None
    done = subprocess.run(command, capture_output=True, text=True, check=True, preexec_fn=preexec)
    return json.loads(done.stdout.splitlines()[-1])


def peak_mb(process: str) -> float:
    for line in Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def measure_engine(folder: Path) -> dict[str, object]:
    from sitrep.annotate.engine import Engine
    from sitrep.annotate.sentences import split

    os.sched_setaffinity(0, set(list(os.sched_getaffinity(0))[:1]))
    engine = Engine.load()
    documents = []
    for path in sorted(folder.iterdir()):
        for found in read(
            path.read_bytes(), origin=str(path), attributes=SourceAttributes(), retrieved_at=datetime.now(UTC)
        ):
            documents.append((found[1], split(found[1])))
    started = time.perf_counter()
    for document, sentences in documents:
        engine.frames(document, sentences)
    return {"seconds": time.perf_counter() - started, "memory_mb": peak_mb("self"), "stages": {}}


def measure_reading(folder: Path, db: Path, workers: int) -> dict[str, object]:
    from collections import Counter
    from dataclasses import replace

    from sitrep.pipeline import open_record
    from sitrep.settings import Settings

    stages: Counter[str] = Counter()
    memory = 0.0
    started = time.perf_counter()
    with open_record(replace(Settings.load(), db=db, workers=workers)) as record:
        for number, reading in enumerate(record.read(sorted(folder.iterdir()))):
            stages.update(reading.seconds)
            if number % 20 == 0:
                children = (
                    Path("/proc/self/task")
                    .joinpath(str(os.getpid()), "children")
                    .read_text(encoding="utf-8")
                    .split()
                )
                memory = max([memory, *(peak_mb(process) for process in children)])
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "memory_mb": max(memory, peak_mb("self")), "stages": dict(stages)}


def main() -> None:
    what, *rest = sys.argv[1:]
    if what == "prepare":
        from sitrep.annotate.gazetteer import Gazetteer
        from sitrep.settings import Settings

        Gazetteer.open(Settings.load().cache_dir).close()
        print(json.dumps({}))
    elif what == "engine":
        print(json.dumps(measure_engine(Path(rest[0]))))
    else:
        print(json.dumps(measure_reading(Path(rest[0]), Path(rest[1]), int(rest[2]))))


if __name__ == "__main__":
    main()
