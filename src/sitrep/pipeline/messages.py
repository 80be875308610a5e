"""What the committing process and the reading processes say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document, SourceAttributes
from sitrep.reconcile.reprints import Signature

TABLES = frozenset({".jsonl", ".ndjson", ".csv", ".tsv"})
"""Extensions of files that hold a document a row."""

MEMORY_EXIT = 12
"""Exit code of a reading process that had no memory left even for saying so (ENOMEM's number)."""

NO_MEMORY_WORDS = ("bad alloc", "bad_alloc", "allocate memory", "memory allocation")
"""How runtimes below Python say that they get no memory."""


@dataclass(frozen=True, slots=True)
class Task:
    """One input to read: its bytes and what the user said about it.

    `number` is its place in the order given. `document` is set where a known document is resolved anew, its text as
    it stands in the record.
    """

    number: int
    data: bytes
    origin: str
    method: str
    retrieved_at: datetime
    max_bytes: int
    attributes: SourceAttributes = SourceAttributes()
    columns: Mapping[str, str] = field(default_factory=dict)
    document: Document | None = None
    capture: Capture | None = None
    again: bool = False
    """The bytes are known and are to be parsed anew."""
    skip: int = 0
    """So many of its first documents are answered already: a process was lost on the way."""
    lost: int = 0
    """Processes lost over it, one after another, without an answer in between."""

    @property
    def table(self) -> bool:
        """Whether its documents are rows, so that one which kills the process must not take the others along."""
        return Path(self.origin).suffix.lower() in TABLES


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a task, read and extracted. `data` are the capture's bytes where they are not the task's own."""

    capture: Capture
    data: bytes | None
    document: Document
    claims: tuple[Claim, ...]
    signature: Signature
    seconds: dict[str, float]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input, or a row of one, that gave no document: reason code, message and where."""

    reason: str
    message: str
    origin: str


@dataclass(frozen=True, slots=True)
class Done:
    """The task is finished; whatever it held was sent before.

    `complete`: every document was answered by a reading process; False where one was lost on the way.
    """

    complete: bool = True


@dataclass(frozen=True, slots=True)
class Ready:
    """The reading process has its models loaded and takes tasks."""

    model: str


Message = Item | Failure | Done | Ready
