"""What a reader is given, and what it gives."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sitrep.errors import ReadError
from sitrep.ingest.identity import capture_id
from sitrep.model.document import Capture, Document, SourceAttributes


class Found(NamedTuple):
    """One document, with its capture and the bytes that the capture names: the input's, or those of a table's row."""

    capture: Capture
    document: Document
    data: bytes


Reading = Iterator[Found | ReadError]
"""Documents as found; of a table, also the error of each bad row."""


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it came: bytes, where from, how, and what the user says about it.

    `columns` maps text, title, published, url and outlet to the names that a table uses for them.
    """

    data: bytes
    origin: str
    method: str
    media_type: str
    attributes: SourceAttributes
    columns: Mapping[str, str]
    retrieved_at: datetime
    max_bytes: int

    def capture(self) -> Capture:
        """The capture of the whole input."""
        return Capture(
            id=capture_id(self.data),
            size=len(self.data),
            origin=self.origin,
            method=self.method,
            media_type=self.media_type,
            retrieved_at=self.retrieved_at,
        )
