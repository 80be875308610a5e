"""The synthetic record, built and measured: `python -m benchmarks.synthetic.measuring DOCUMENTS ENGINE FOLDER`.

Prints JSON. A process of its own, so that the memory it reports is its own.
"""

import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.pairs import pair_scores
from benchmarks.synthetic.claims import item
from benchmarks.synthetic.reports import Report, reports
from sitrep.codebook.counting import thresholds
from sitrep.codebook.families import families
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.view import Level
from sitrep.pipeline import Record, open_record
from sitrep.pipeline.committing import Committer
from sitrep.pipeline.messages import Item, Task
from sitrep.pipeline.refreshing import refresh
from sitrep.settings import Settings
from sitrep.store import Store, open_store

SEED = 20171015
BATCH = 500
SIZES = (1_000, 10_000, 100_000)
WINDOW = 1_000
"""Documents up to each size over which time per document is taken."""

REFERENCE = 200
"""Documents that are put into an empty record beside each batch that is reported."""

EVERY = 5_000
"""Documents after which a line tells how far it is."""

AT = datetime(2026, 1, 2, tzinfo=UTC)


@dataclass
class Truth:
    """What is known of the documents put in: event and story of what, and each event's deaths."""

    events: dict[str, int] = field(default_factory=dict)
    """First claim of a story's first document → its event."""
    stories: dict[str, str] = field(default_factory=dict)
    """Document → its story."""
    killed: dict[int, int] = field(default_factory=dict)

    def add(self, report: Report, made: Item) -> None:
        """Note a report."""
        self.stories[made.document.id] = report.story
        happening = report.telling.happening
        self.killed[happening.id] = happening.killed
        lead = min((claim for claim in made.claims), key=lambda claim: claim.trigger.start)
        if report.original:
            self.events[lead.id] = happening.id


def built(path: Path, documents: int) -> dict[str, Any]:
    """Build a record document by document; gives time per document and scores at each of `SIZES`."""
    made = islice(reports(SEED), documents)
    truth, times, scores = Truth(), [], {}
    fixed = [item(report) for report in islice(reports(SEED + 1), REFERENCE)]
    with open_store(path) as store:
        committer = Committer(store, "sitrep")
        done = 0
        while batch := [(report, item(report)) for report in islice(made, BATCH)]:
            for report, each in batch:
                truth.add(report, each)
            beside = _beside(path, fixed) if _watched(done + len(batch), documents) else 0.0
            times.append((*_timed(store, committer, [each for _, each in batch]), beside))
            done += len(batch)
            if done % EVERY == 0:
                _say(f"{done} documents: {[round(value, 2) for value in _window(times, done)]}")
            if done in SIZES or done == documents:
                scores[str(done)] = _scores(store, truth)
                _say(f"{done} documents, {times[-1]}, {scores[str(done)]}")
    per = {str(size): _window(times, size) for size in SIZES if size <= documents}
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"per_document": per, "scores": scores, "memory_mb": memory, "bytes": path.stat().st_size}


def _timed(store: Store, committer: Committer, batch: Sequence[Item]) -> tuple[int, float, float]:
    started, processor = time.perf_counter(), time.process_time()
    for each in batch:
        committer.commit(task(each), each)
    refresh(store, thresholds(), actor="sitrep", at=AT)
    return len(batch), time.process_time() - processor, time.perf_counter() - started


def task(made: Item) -> Task:
    """The task that such an item would have come from."""
    data = made.document.text.encode()
    return Task(0, data, made.capture.origin, "python", made.capture.retrieved_at, len(data))


def _watched(done: int, documents: int) -> bool:
    """Whether the batch that ends there is within a window that is reported."""
    ends = {*(size for size in SIZES if size <= documents), documents, -(-done // EVERY) * EVERY}
    return any(end - WINDOW < done <= end for end in ends)


def _beside(path: Path, fixed: Sequence[Item]) -> float:
    """Milliseconds of processor a document that the same code takes in an empty record, at this moment."""
    with (
        tempfile.TemporaryDirectory(dir=path.parent) as folder,
        open_store(Path(folder) / "fixed.db") as store,
    ):
        count, processor, _ = _timed(store, Committer(store, "sitrep"), fixed)
    return 1000 * processor / count


def _window(times: Sequence[tuple[int, float, float, float]], size: int) -> list[float]:
    """Over the last `WINDOW` documents up to a size: milliseconds of processor and of wall clock a document, and the
    processor's time in units of what an empty record takes at the same moment, which other work on the machine spares."""
    last = times[: size // BATCH][-WINDOW // BATCH :]
    number = sum(row[0] for row in last)
    processor, wall = (1000 * sum(row[column] for row in last) / number for column in (1, 2))
    beside = sum(row[3] for row in last) / len(last)
    return [processor, wall, processor / beside if beside else 0.0]


def _scores(store: Store, truth: Truth) -> dict[str, float]:
    events: dict[str, str] = {}
    tolls: dict[str, Any] = {}
    for part in store.parts("event|"):
        for event in part.events:
            events.update(dict.fromkeys(event.claims, event.id))
        for series in part.series:
            if series.metric == "killed" and series.all is not None:
                tolls[series.key.split("|")[-1]] = series.all
    linked = pair_scores({key: str(value) for key, value in truth.events.items()}, events)
    stories = store.stories()
    joined = pair_scores(dict(truth.stories), dict(stories))
    deadly = [(claim, event) for claim, event in truth.events.items() if truth.killed[event]]
    within = sum(_holds(tolls.get(events.get(claim, "")), truth.killed[event]) for claim, event in deadly)
    return {
        **dict(zip(("precision", "recall", "f1"), linked, strict=True)),
        **dict(zip(("story_precision", "story_recall", "story_f1"), joined, strict=True)),
        "toll_within": 100 * within / max(1, len(deadly)),
        "stories": len(truth.events),
        "events": len(set(truth.events.values())),
    }


def _holds(found: Any, killed: int) -> bool:
    if found is None:
        return False
    low = found.low if found.low is not None else 0
    return bool(low <= killed and (found.high is None or found.high_open or killed <= found.high))


def read(folder: Path, documents: int) -> dict[str, Any]:
    """The same reports as text through the whole engine: how many first sentences gave a claim, and how they link."""
    found = list(islice(reports(SEED), documents))
    source = folder / "reports.jsonl"
    with source.open("w", encoding="utf-8") as file:
        for report in found:
            row = {
                "url": report.url, "title": report.title, "text": report.text, "outlet": report.outlet,
                "date": report.published.replace(tzinfo=UTC).isoformat(),
            }  # fmt: skip
            file.write(json.dumps(row) + "\n")
    settings = replace(Settings.load(), db=folder / "read.db")
    started = time.perf_counter()
    with open_record(settings, clock=lambda: AT) as record:
        refused = sum(not reading.ok for reading in record.read([str(source)]))
        seconds = time.perf_counter() - started
        return {**_read_scores(record, found), "refused": refused, "seconds": seconds}


def _read_scores(record: Record, found: Sequence[Report]) -> dict[str, Any]:
    leads = {(report.url, report.sentences[0].text): report for report in found if report.original}
    urls = {document.id: document.url for document in record.store.documents()}
    gold: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for claim, report in _leading(record, leads, urls):
        key = (urls[claim.document], claim.quote.strip())
        if key not in told:
            told.add(key)
            gold[claim.id] = str(report.telling.happening.id)
    events = {each: event.id for event in record.situation(Level.RESTRICTED).events for each in event.claims}
    truth = {urls_: report.story for urls_, report in ((report.url, report) for report in found)}
    stories = record.store.stories()
    joined = pair_scores(truth, {urls[document]: story for document, story in stories.items()})
    linked = pair_scores(gold, events)
    return {
        "leads": len(leads), "found": len(gold), "precision": linked[0], "recall": linked[1],
        "story_precision": joined[0], "story_recall": joined[1], "documents": len(urls),
    }  # fmt: skip


def _leading(
    record: Record, leads: dict[tuple[str, str], Report], urls: dict[str, str]
) -> Iterator[tuple[Claim, Report]]:
    """Claims about a happening in the first sentence of a story, of the family that it tells."""
    kind = families().kind
    for claim, _ in record.claims(level=Level.RESTRICTED):
        report = leads.get((urls[claim.document], claim.quote.strip()))
        if report is None or claim.kind not in (ClaimKind.EVENT, ClaimKind.MOVEMENT):
            continue
        if claim.modality == "actual" and kind.get(claim.type, ("",))[0] == kind[report.telling.type][0]:
            yield claim, report


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def main() -> None:
    documents, engine = int(sys.argv[1]), int(sys.argv[2])
    with tempfile.TemporaryDirectory(dir=sys.argv[3] if len(sys.argv) > 3 else None) as name:
        folder = Path(name)
        answer = built(folder / "record.db", documents)
        answer["read"] = read(folder, engine) if engine else None
        answer["load"] = os.getloadavg()[0]
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
