"""Sources: outlets, agencies and speakers, and what rests on whom."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.kept import KeptRoute
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@router.get("/sources")
def sources(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Origins by what rests on them, outlets and agencies by what they published."""
    rows, total = desk.resting(asked, level)
    return shown_page(
        request,
        "sources.html.j2",
        "sources",
        asked=asked,
        turned=turned(rows, total, asked),
        outlets=[(name or "unknown", number) for name, number in desk.outlets().items()],
        agencies=list(desk.agencies().items()),
    )
