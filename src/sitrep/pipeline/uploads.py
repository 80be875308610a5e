"""Uploads: bytes that somebody sent, read like a file, in a limited process."""

from dataclasses import dataclass

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.errors import ReadError
from sitrep.model.document import SourceAttributes
from sitrep.pipeline.reading import Reading
from sitrep.pipeline.readings import Given
from sitrep.pipeline.record import Record

NAMES = {"text/plain": "sent.txt", "text/html": "sent.html"}
"""Media type → name under which bytes without one are read."""


@dataclass(frozen=True, slots=True)
class Upload:
    """Bytes with their media type, text/plain or text/html."""

    data: bytes
    media_type: str


def read_upload(record: Record, upload: Upload, attributes: SourceAttributes) -> Reading:
    """Read one document that was sent; what became of it.

    Raises:
        ReadError: If it gives no document; its reason is a code of `errors.REASONS`.
        EngineError: If no reading process starts.
    """
    Gazetteer.open(record.settings.cache_dir).close()
    given = Given(NAMES[upload.media_type], upload.data)
    readings = list(record.read([given], attributes=attributes))
    reading = readings[0]
    if not reading.ok and reading.reason != "already_read":
        raise ReadError(reading.reason, reading.message, origin=reading.origin)
    return reading
