"""Control: who is said to hold each place, over time, and where claims disagree."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.orders import CONTROL_ORDERS, ordered
from sitrep.web.showing import cut, shown_page

router = APIRouter(include_in_schema=False)


@router.get("/control")
def control(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Places of the claims that are asked for, page by page."""
    found = desk.narrowed(asked, level)
    order = request.query_params.get("order", "")
    return shown_page(
        request,
        "control.html.j2",
        "control",
        asked=asked,
        situation=found,
        order=order,
        orders=CONTROL_ORDERS,
        turned=cut(ordered(found.control, CONTROL_ORDERS, order), asked),
    )
