"""The record as files: an export or a report is written, sent and removed."""

import os
import tempfile
from datetime import date
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.responses import FileResponse

from sitrep.model.view import Level
from sitrep.pipeline.reviewed import export_reviews
from sitrep.web.desk import Desk
from sitrep.web.problems import Refused

REPORTS = {
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Ending of a report's file → its media type."""

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "geojson": "application/geo+json",
    "jsonld": "application/ld+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending of an export's file → its media type."""


def reported(
    desk: Desk, ending: str, level: Level, *, since: date | None = None, as_of: date | None = None
) -> FileResponse:
    """The situation report as an answer; its file is removed once it was sent.

    Args:
        desk: The record.
        ending: One of `REPORTS`.
        level: Whose view.
        since: Day of the last report: what changed after it is told.
        as_of: Last publication day of reports that go in.
    """
    out = _place(f".{ending}")
    desk.state()
    desk.record.report(out, level, since=since, as_of=as_of)
    return _file(out, f"situation{_mark(level)}.{ending}", REPORTS[ending])


def exported(desk: Desk, name: str, level: Level) -> FileResponse:
    """An export as an answer; its file is removed once it was sent."""
    ending = name.rpartition(".")[2]
    out = _place(f".{ending}")
    desk.export(name, out, level)
    stem = name.rpartition(".")[0]
    return _file(out, f"{stem}{_mark(level)}.{ending}", MEDIA.get(ending, "application/octet-stream"))


def reviews_taken(desk: Desk, level: Level) -> FileResponse:
    """What people reviewed, as training data; its file is removed once it was sent.

    Raises:
        Refused: If the view is not the restricted one: the texts name private persons.
    """
    if level is not Level.RESTRICTED:
        raise Refused(
            403,
            "Restricted data",
            "Reviews hold whole texts with private names: they are for publishers, from a server started with --restricted.",
        )
    out = _place(".jsonl")
    desk.state()
    export_reviews(desk.record.store, out)
    return _file(out, "reviews-restricted.jsonl", MEDIA["jsonl"])


def _mark(level: Level) -> str:
    """Part of a file's name that says which view it holds."""
    return "-restricted" if level is Level.RESTRICTED else ""


def _place(ending: str) -> Path:
    handle, name = tempfile.mkstemp(prefix="sitrep-", suffix=ending)
    os.close(handle)
    return Path(name)


def _file(out: Path, name: str, media_type: str) -> FileResponse:
    gone = BackgroundTask(out.unlink, missing_ok=True)
    return FileResponse(out, media_type=media_type, filename=name, background=gone)
