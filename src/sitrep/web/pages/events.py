"""Events: claims about the same thing, with why they are one."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.errors import NotFoundError
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.kept import KeptRoute
from sitrep.web.orders import EVENT_ORDERS, known_order
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@router.get("/events")
def events(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Events of the claims that are asked for, page by page."""
    order = request.query_params.get("order", "")
    items, total = desk.things("event", asked, level, order=known_order(EVENT_ORDERS, order))
    return shown_page(
        request,
        "events.html.j2",
        "events",
        asked=asked,
        order=order,
        orders=EVENT_ORDERS,
        turned=turned(items, total, asked),
    )


@router.get("/events/{identity}")
def event(request: Request, identity: str, desk: OpenDesk, level: View) -> HTMLResponse:
    """One event: its claims and why they are one."""
    found = desk.thing("event", identity, level)
    if found is None:
        raise NotFoundError(
            f"no event {identity[:40]!r}: events are computed anew when claims or decisions change. Look for it under Events"
        )
    return shown_page(
        request,
        "event.html.j2",
        "events",
        event=found,
        claims=desk.listed(found.claims, level),
    )
