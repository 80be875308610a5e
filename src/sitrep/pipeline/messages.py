"""What the committing process and the reading processes say to each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document, SourceAttributes
from sitrep.reconcile.reprints import Signature


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
    """The task is finished; whatever it held was sent before."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The reading process has its models loaded and takes tasks."""

    model: str


Message = Item | Failure | Done | Ready
