"""Export and report: the record as files."""

from fastapi import APIRouter, Request
from starlette.responses import FileResponse, HTMLResponse

from sitrep.errors import NotFoundError
from sitrep.export import EXPORTERS
from sitrep.web.asker import OpenDesk, TakenView
from sitrep.web.asking import day_of
from sitrep.web.files import REPORTS, exported, reported, reviews_taken
from sitrep.web.problems import BadQuery
from sitrep.web.showing import shown_page

router = APIRouter(include_in_schema=False)


@router.get("/export")
def exports(request: Request, desk: OpenDesk) -> HTMLResponse:
    """What can be taken away."""
    return shown_page(
        request,
        "export.html.j2",
        "export",
        formats=[(name, each.title) for name, each in EXPORTERS.items()],
        reports=tuple(REPORTS),
    )


@router.get("/export/{name}")
def export(name: str, desk: OpenDesk, level: TakenView) -> FileResponse:
    """One export as a file."""
    if name not in EXPORTERS:
        raise NotFoundError(f"no export is called {name[:40]!r}. There are: {', '.join(EXPORTERS)}")
    return exported(desk, name, level)


@router.get("/reviews.jsonl")
def reviews(desk: OpenDesk, level: TakenView) -> FileResponse:
    """What people reviewed, as frames for training: whole texts, so only in the restricted view."""
    return reviews_taken(desk, level)


@router.get("/report.{ending}")
def report(ending: str, desk: OpenDesk, level: TakenView, since: str = "", as_of: str = "") -> FileResponse:
    """The situation report as a file; `since` the day of the last one, `as_of` up to a day."""
    if ending not in REPORTS:
        raise NotFoundError(f"no report is written as .{ending[:10]}. There are: {', '.join(REPORTS)}")
    begin = day_of(since, "since") if since else None
    end = day_of(as_of, "as_of") if as_of else None
    if begin is not None and end is not None and begin > end:
        raise BadQuery("since", "since: the last report cannot be younger than this one")
    return reported(desk, ending, level, since=begin, as_of=end)
