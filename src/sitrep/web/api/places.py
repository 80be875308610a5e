"""Places for programs and for the page's own map."""

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse

from sitrep.report.runs import visible
from sitrep.web.api.answers import Filters, PlaceCollection, problems
from sitrep.web.api.fresh import FRESH, Fresh
from sitrep.web.asker import OpenDesk, View
from sitrep.web.drawing.places import Place, places

router = APIRouter(prefix="/api/v1", tags=["record"])


class GeoJSONResponse(JSONResponse):
    """JSON with the media type of RFC 7946."""

    media_type = "application/geo+json"


@router.get("/places", response_class=GeoJSONResponse, responses=FRESH | problems(422))
def listed_places(
    desk: OpenDesk, level: View, query: Annotated[Filters, Query()], _: Fresh
) -> PlaceCollection:
    """Places of events and of control of the claims that the filters let through, as GeoJSON: those of the map.

    The 300 with most claims, on one page. `radius_km` is null for a point; an area has its radius, for the reports name no
    nearer place. `families` are the kinds of events there. `label`, `where`, `lines` and `told` are for people: characters
    that cannot be seen are named in them. `address` is the page of the claims about the place.
    """
    asked = query.asked()
    spots, families = desk.spots(asked, level)
    found = places(spots, families, lambda name: "/claims" + asked.query(place=name, page=1))
    return PlaceCollection(type="FeatureCollection", features=[_feature(place) for place in found])


def _feature(place: Place) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            "name": place.name,
            "country": place.country,
            "label": visible(place.name),
            "where": place.where,
            "lines": place.lines,
            "told": place.told,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "events": place.events,
            "claims": place.claims,
            "families": dict(place.families),
            "held": place.held,
            "address": place.address,
        },
    }
