"""Records of reports in which no engine found anything: whatever they tell is added by people."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sitrep import ingest
from sitrep.annotate.sentences import split
from sitrep.errors import ReadError
from sitrep.model.claim import Claim
from sitrep.model.document import Document, SourceAttributes
from sitrep.model.plain import to_json
from sitrep.model.review import Judgement
from sitrep.pipeline import Record, open_record
from sitrep.pipeline.adding import addition_of
from sitrep.pipeline.additions import add
from sitrep.pipeline.committing import Committer
from sitrep.pipeline.messages import Item, Task
from sitrep.pipeline.undoing import undo
from sitrep.reconcile.reprints import signature
from sitrep.settings import Settings

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time: later decisions are later."""
    times = (NOW + timedelta(minutes=minute) for minute in range(100_000))
    return lambda: next(times)


def opened(path: Path) -> Record:
    return open_record(replace(Settings.load(), db=path), clock=ticking())


def document_of(text: str, published: datetime | None = None) -> tuple[Task, Item]:
    """A report as the reading process gives it, without any claim."""
    data = text.encode("utf-8")
    attributes = SourceAttributes(published=published)
    found = next(iter(ingest.read(data, origin="report.txt", attributes=attributes, retrieved_at=NOW)))
    assert not isinstance(found, ReadError), found
    task = Task(0, data, "report.txt", "file", NOW, 1_000_000, attributes, again=True)
    sketch = signature(found.document, split(found.document))
    return task, Item(found.capture, None, found.document, (), sketch, {})


def read(
    record: Record, text: str, published: datetime | None = None, claims: tuple[Claim, ...] = ()
) -> Document:
    """Commit a report in which an engine found some claims, none by default."""
    task, item = document_of(text, published)
    Committer(record.store, "sitrep", record.settings.cache_dir).commit(task, replace(item, claims=claims))
    record.refresh()
    return record.store.document(item.document.id)


def told(record: Record, document: Document, by: str = "Rana", **said: str) -> Claim:
    """Add a claim by its words; gives it as it stands in the record."""
    made = add(record, document.id, addition_of(said), by=by, why="the report says so")
    return record.store.claim(made.claim)


def take_back(record: Record, claim: str, by: str = "Rana") -> list[Judgement]:
    """Undo the latest decision about a claim."""
    return [
        record.judge(step.claim, step.verdict, by=by, why=step.why, field=step.field, value=step.value)
        for step in undo(record, claim)
    ]


def whole(record: Record) -> list[str]:
    """The record to the byte: claims as they stand, and every part that is computed."""
    record.refresh()
    claims = [f"{to_json(claim)} {counts}" for claim, counts in record.claims()]
    return [*claims, *(to_json(part) for part in record.store.parts())]
