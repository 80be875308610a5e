"""Situation: contradictions, headline figures, map and timeline, what is new since a day."""

from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.view import Level
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.asking import Asked, day_of
from sitrep.web.drawing import map as drawn_map
from sitrep.web.drawing import timeline
from sitrep.web.drawing.places import places
from sitrep.web.drawing.scale import label, ordered, swatch
from sitrep.web.islands import has_map
from sitrep.web.kept import KeptRoute
from sitrep.web.showing import shown_page, turned, without_page

router = APIRouter(include_in_schema=False, route_class=KeptRoute)

RECENT_DAYS = 7


@router.get("/")
def situation(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """The situation as far as the filters reach."""
    asked = without_page(asked)
    numbers = desk.numbers()
    since = _since(request.query_params.get("changed", ""), numbers.last)
    found, news = desk.overview(asked, level, since)
    picture = drawn_map.draw(
        places(found.spots, found.families, lambda place: "/claims" + asked.query(place=place))
    )
    times = timeline.draw(
        found.days, found.undated, lambda first, last: "/" + asked.query(since=first, until=last)
    )
    families = ordered(family for each in found.families.values() for family in each)
    return shown_page(
        request,
        "situation.html.j2",
        "situation",
        asked=asked,
        numbers=numbers,
        found=found,
        picture=picture,
        island=picture is not None and has_map(),
        map_colours=drawn_map.palette(),
        map_data=_map_data(asked, level),
        times=times,
        legend=[(swatch(family), label(family)) for family in families],
        news=news,
        changed=since,
        types=desk.types(),
    )


@router.get("/contradictions")
def contradictions(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Contradictions, their sides beside each other, page by page."""
    items, total = desk.things("contradiction", asked, level)
    ids = {claim for item in items for _, claims in item.sides for claim in claims}
    return shown_page(
        request,
        "contradictions.html.j2",
        "situation",
        asked=asked,
        turned=turned(items, total, asked),
        claims={identity: each.claim for identity, each in desk.shown(ids, level).items()},
    )


def _map_data(asked: Asked, level: Level) -> str:
    """Where the map's own script finds the places of this page, in the view of this page."""
    query = asked.query()
    if level is Level.PUBLIC:
        query += ("&" if query else "?") + "view=public"
    return f"/api/v1/places{query}"


def _since(text: str, last: date | None) -> date | None:
    if text.strip():
        return day_of(text.strip(), "changed")
    return last - timedelta(days=RECENT_DAYS) if last else None
