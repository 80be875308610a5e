"""Deals: what was agreed, term by term, and what each side says of it over time."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.record import Deal, Position
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.kept import KeptRoute
from sitrep.web.orders import DEAL_ORDERS, known_order
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@router.get("/deals")
def deals(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Deals of the claims that are asked for, page by page."""
    order = request.query_params.get("order", "")
    items, total = desk.things("deal", asked, level, order=known_order(DEAL_ORDERS, order))
    return shown_page(
        request,
        "deals.html.j2",
        "deals",
        asked=asked,
        claims=desk.shown({each.claim for deal in items for each in deal.positions}, level),
        order=order,
        orders=DEAL_ORDERS,
        turned=turned(items, total, asked),
        terms=[(deal, by_term(deal)) for deal in items],
    )


def by_term(deal: Deal) -> list[tuple[str, Sequence[Position], bool]]:
    """Terms of a deal with their positions by day, and whether positions are opposed."""
    terms: dict[str, list[Position]] = {}
    for position in deal.positions:
        terms.setdefault(position.term, []).append(position)
    made: list[tuple[str, Sequence[Position], bool]] = []
    for term, positions in sorted(terms.items()):
        positions.sort(
            key=lambda each: (each.as_of.isoformat() if each.as_of else "9", each.holder, each.claim)
        )
        stances = {each.stance for each in positions}
        made.append((term, positions, {"affirms", "denies"} <= stances))
    return made
