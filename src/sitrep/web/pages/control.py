"""Control: who is said to hold each place, over time, and where claims disagree."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.kept import KeptRoute
from sitrep.web.orders import CONTROL_ORDERS, known_order
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@router.get("/control")
def control(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Places of the claims that are asked for, page by page."""
    order = request.query_params.get("order", "")
    items, total = desk.things("control", asked, level, order=known_order(CONTROL_ORDERS, order))
    return shown_page(
        request,
        "control.html.j2",
        "control",
        asked=asked,
        claims=desk.shown({voice.claim for state in items for voice in state.voices}, level),
        order=order,
        orders=CONTROL_ORDERS,
        turned=turned(items, total, asked),
    )
