"""Situation: contradictions, headline figures, map and timeline, what is new since a day."""

from datetime import date, timedelta

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.record import Range, Series
from sitrep.model.situation import Situation
from sitrep.model.view import Level
from sitrep.report.figures import headline
from sitrep.report.known import Known
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.asking import Asked, day_of
from sitrep.web.drawing import map as drawn_map
from sitrep.web.drawing import timeline
from sitrep.web.drawing.scale import label, ordered, swatch
from sitrep.web.islands import has_map
from sitrep.web.news import news
from sitrep.web.showing import shown_page, without_page

router = APIRouter(include_in_schema=False)

RECENT_DAYS = 7
MOST_CARDS = 6
MOST_CONTRADICTIONS = 3


@router.get("/")
def situation(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """The situation as far as the filters reach."""
    asked = without_page(asked)
    found = desk.narrowed(asked, level)
    since = _since(request.query_params.get("changed", ""), found)
    picture = drawn_map.draw(found, lambda place: "/claims" + asked.query(place=place))
    times = timeline.draw(found, lambda first, last: "/" + asked.query(since=first, until=last))
    families = ordered(event.family for event in found.events)
    return shown_page(
        request,
        "situation.html.j2",
        "situation",
        asked=asked,
        situation=found,
        whole=desk.situation(level),
        cards=_cards(found),
        contradictions=found.contradictions[:MOST_CONTRADICTIONS],
        picture=picture,
        island=picture is not None and has_map(),
        map_colours=drawn_map.palette(),
        map_data=_map_data(asked, level),
        times=times,
        legend=[(swatch(family), label(family)) for family in families],
        news=news(found, desk.record.store.judgements(), since) if since else None,
        changed=since,
        types=desk.types(),
    )


@router.get("/contradictions")
def contradictions(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Every contradiction, its sides beside each other."""
    return shown_page(
        request,
        "contradictions.html.j2",
        "situation",
        asked=without_page(asked),
        situation=desk.narrowed(asked, level),
    )


def _map_data(asked: Asked, level: Level) -> str:
    """Where the map's own script finds the places of this page, in the view of this page."""
    query = asked.query()
    if level is Level.PUBLIC:
        query += ("&" if query else "?") + "view=public"
    return f"/api/v1/places{query}"


def _since(text: str, found: Situation) -> date | None:
    if text.strip():
        return day_of(text.strip(), "changed")
    return found.as_of - timedelta(days=RECENT_DAYS) if found.as_of else None


def _cards(found: Situation) -> list[tuple[Series, Range | None, bool]]:
    """Headline figures: the counted reading, or, where nothing counts yet, all claims, labelled so."""
    known = Known(found)
    return [(series, *known.reading(series)) for series in headline(known)][:MOST_CARDS]
