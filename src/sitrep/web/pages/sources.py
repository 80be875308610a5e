"""Sources: outlets, agencies and speakers, and what rests on whom."""

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.resting import resting
from sitrep.web.showing import cut, shown_page

router = APIRouter(include_in_schema=False)


@router.get("/sources")
def sources(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Origins by what rests on them, outlets and agencies by what they published."""
    found = desk.narrowed(asked, level)
    return shown_page(
        request,
        "sources.html.j2",
        "sources",
        asked=asked,
        situation=found,
        turned=cut(resting(found), asked),
        outlets=Counter(document.outlet or "unknown" for document in found.documents).most_common(),
        agencies=Counter(document.agency for document in found.documents if document.agency).most_common(),
    )
