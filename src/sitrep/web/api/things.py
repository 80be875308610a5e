"""What is computed from claims, for programs: events, series, control, deals, contradictions, sources."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from sitrep.errors import NotFoundError
from sitrep.model.plain import to_plain
from sitrep.web.api.answers import Filters, Listed, Thing, problems
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, View
from sitrep.web.kept import KeptRoute

router = APIRouter(prefix="/api/v1", tags=["record"], route_class=KeptRoute)

Wanted = Annotated[Filters, Query()]
LIST = FRESH | problems(422)
ONE = FRESH | problems(404, 422)


@router.get("/events", responses=LIST)
def events(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Events of the claims that the filters let through."""
    return _page(request, desk.things("event", query.asked(), level), query)


@router.get("/events/{identity}", responses=ONE)
def event(identity: str, desk: OpenDesk, level: View, _: Fresh) -> Thing:
    """One event."""
    return _one(desk.thing("event", identity, level), identity, "event")


@router.get("/series", responses=LIST)
def series(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Figures of the claims that the filters let through; a figure is shown whole, with all its voices."""
    return _page(request, desk.things("series", query.asked(), level, houses=True), query)


@router.get("/series/{identity}", responses=ONE)
def one_series(identity: str, desk: OpenDesk, level: View, _: Fresh) -> Thing:
    """One figure."""
    return _one(desk.thing("series", identity, level), identity, "series")


@router.get("/control", responses=LIST)
def control(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Places of which the claims say who holds them."""
    return _page(request, desk.things("control", query.asked(), level), query)


@router.get("/deals", responses=LIST)
def deals(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Deals with everybody's positions."""
    return _page(request, desk.things("deal", query.asked(), level), query)


@router.get("/contradictions", responses=LIST)
def contradictions(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Claims that cannot all stand."""
    return _page(request, desk.things("contradiction", query.asked(), level), query)


@router.get("/sources", responses=LIST)
def sources(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[dict[str, Any]]:
    """Independent origins and what rests on them."""
    found, total = desk.resting(query.asked(), level)
    rows = [
        {
            "name": each.root,
            "claims": each.claims,
            "counted": each.counted,
            "series": each.figures,
            "events": each.events,
            "control": each.control,
            "alone": each.alone,
            "outlets": list(outlets),
        }
        for each, outlets in found
    ]
    return listed(request, rows, total, query.page, query.per_page)


def _page(request: Request, found: tuple[Sequence[Any], int], query: Filters) -> Listed[Any]:
    items, total = found
    return listed(request, [to_plain(each) for each in items], total, query.page, query.per_page)


def _one(found: Any | None, identity: str, what: str) -> Thing:
    if found is None:
        raise NotFoundError(
            f"no {what} {identity[:40]!r}; ids change when claims or decisions change: ask for the list again"
        )
    return Thing(**to_plain(found))
