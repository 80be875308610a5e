"""What is computed from claims, for programs: events, series, control, deals, contradictions, sources."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from sitrep.errors import NotFoundError
from sitrep.model.plain import to_plain
from sitrep.web.api.answers import Filters, Listed, Thing, problems
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, View
from sitrep.web.resting import resting

router = APIRouter(prefix="/api/v1", tags=["record"])

Wanted = Annotated[Filters, Query()]
LIST = FRESH | problems(422)
ONE = FRESH | problems(404, 422)


@router.get("/events", responses=LIST)
def events(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Events of the claims that the filters let through."""
    return _page(request, desk.narrowed(query.asked(), level).events, query)


@router.get("/events/{identity}", responses=ONE)
def event(identity: str, desk: OpenDesk, level: View, _: Fresh) -> Thing:
    """One event."""
    return _one(desk.situation(level).events, identity, "event")


@router.get("/series", responses=LIST)
def series(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Figures of the claims that the filters let through; a figure is shown whole, with all its voices."""
    return _page(request, desk.narrowed(query.asked(), level).series, query)


@router.get("/series/{identity}", responses=ONE)
def one_series(identity: str, desk: OpenDesk, level: View, _: Fresh) -> Thing:
    """One figure."""
    return _one(desk.situation(level).series, identity, "series")


@router.get("/control", responses=LIST)
def control(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Places of which the claims say who holds them."""
    return _page(request, desk.narrowed(query.asked(), level).control, query)


@router.get("/deals", responses=LIST)
def deals(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Deals with everybody's positions."""
    return _page(request, desk.narrowed(query.asked(), level).deals, query)


@router.get("/contradictions", responses=LIST)
def contradictions(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[Thing]:
    """Claims that cannot all stand."""
    return _page(request, desk.narrowed(query.asked(), level).contradictions, query)


@router.get("/sources", responses=LIST)
def sources(request: Request, desk: OpenDesk, level: View, query: Wanted, _: Fresh) -> Listed[dict[str, Any]]:
    """Independent origins and what rests on them."""
    found = resting(desk.narrowed(query.asked(), level))
    start = (query.page - 1) * query.per_page
    rows = [
        {
            "name": each.root,
            "claims": each.claims,
            "counted": each.counted,
            "series": each.figures,
            "events": each.events,
            "control": each.control,
            "alone": each.alone,
            "outlets": list(each.outlets),
        }
        for each in found[start : start + query.per_page]
    ]
    return listed(request, rows, len(found), query.page, query.per_page)


def _page(request: Request, found: Sequence[Any], query: Filters) -> Listed[Any]:
    start = (query.page - 1) * query.per_page
    rows = [to_plain(each) for each in found[start : start + query.per_page]]
    return listed(request, rows, len(found), query.page, query.per_page)


def _one(found: Sequence[Any], identity: str, what: str) -> Thing:
    for each in found:
        if each.id == identity:
            return Thing(**to_plain(each))
    raise NotFoundError(
        f"no {what} {identity[:40]!r}; ids change when claims or decisions change: ask for the list again"
    )
