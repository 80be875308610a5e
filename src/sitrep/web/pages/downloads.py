"""Export and report: the record as files."""

import os
import tempfile
from pathlib import Path

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import FileResponse, HTMLResponse

from sitrep.errors import NotFoundError
from sitrep.export import EXPORTERS
from sitrep.model.view import Level
from sitrep.web.asker import OpenDesk, View
from sitrep.web.desk import Desk
from sitrep.web.showing import shown_page

router = APIRouter(include_in_schema=False)

REPORTS = {"html": "text/html; charset=utf-8"}
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


@router.get("/export")
def exports(request: Request, desk: OpenDesk) -> HTMLResponse:
    """What can be taken away."""
    return shown_page(request, "export.html.j2", "export", formats=tuple(EXPORTERS), reports=tuple(REPORTS))


@router.get("/export/{name}")
def export(name: str, desk: OpenDesk, level: View) -> FileResponse:
    """One export as a file."""
    if name not in EXPORTERS:
        raise NotFoundError(f"no export is called {name[:40]!r}. There are: {', '.join(EXPORTERS)}")
    return exported(desk, name, level)


@router.get("/report.{ending}")
def report(ending: str, desk: OpenDesk, level: View) -> FileResponse:
    """The situation report as a file."""
    if ending not in REPORTS:
        raise NotFoundError(f"no report is written as .{ending[:10]}. There are: {', '.join(REPORTS)}")
    out = _place(f".{ending}")
    desk.state()
    desk.record.report(out, level)
    return _file(out, f"situation{_mark(level)}.{ending}", REPORTS[ending])


def exported(desk: Desk, name: str, level: Level) -> FileResponse:
    """An export as an answer; its file is removed once it was sent."""
    ending = name.rpartition(".")[2]
    out = _place(f".{ending}")
    desk.export(name, out, level)
    stem = name.rpartition(".")[0]
    return _file(out, f"{stem}{_mark(level)}.{ending}", MEDIA.get(ending, "application/octet-stream"))


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
