"""A claim's place as houses code it: UCDP's where_prec, ACLED's geo_precision, IDMC's level, and how it is drawn.

Sources: UCDP GED Codebook 19.1, Appendix 3; ACLED codebook, geographic precision; IDMC Helix (levels); `codebook/idmc.yaml`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sitrep.codebook.idmc import idmc
from sitrep.model.mention import PlaceMention

_COUNTRY = 6
_AREA_FROM = 3
"""From UCDP's precision 3 on a point stands for an area and is never drawn as a pin."""
_EVENT_ROLES = ("event", "origin", "destination")


@dataclass(frozen=True, slots=True)
class HousePlace:
    """One place in the codes of three houses.

    Attributes:
        where_prec: UCDP's precision, 1 to 7; None where nothing places it.
        geo_precision: ACLED's, 1 to 3; None where ACLED would not record the event: a country alone is no place to it.
        accuracy: IDMC's level: ADM0 to ADM3 or Point; empty where nothing places it.
        location_type: IDMC's Origin or Destination, empty for other places.
        area: The point stands for an area: draw a circle of its radius, not a pin.
    """

    where_prec: int | None
    geo_precision: int | None
    accuracy: str
    location_type: str
    area: bool


def house_place(place: PlaceMention) -> HousePlace:
    """A place in the codes of UCDP, ACLED and IDMC."""
    book = idmc()
    prec = place.ucdp_prec
    return HousePlace(
        where_prec=prec,
        geo_precision=place.acled_prec if prec != _COUNTRY else None,
        accuracy=book.accuracy_of_where_prec[prec] if prec is not None else "",
        location_type=book.location_types.get(place.role, ""),
        area=prec is not None and prec >= _AREA_FROM,
    )


def event_places(places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """The places where it happened: never the dateline, nor the place where something was said."""
    return tuple(place for place in places if place.role in _EVENT_ROLES)


def coarsest(places: Iterable[PlaceMention]) -> PlaceMention | None:
    """Of places that reports disagree on, or that one name may mean, the one at the highest level.

    UCDP prefers a more certain place at a higher level of aggregation; the first of equals. None without a placed one.
    """
    placed = [place for place in places if place.ucdp_prec is not None and place.lat is not None]
    return max(placed, key=lambda place: place.ucdp_prec or 0, default=None)
