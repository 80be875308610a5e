"""Place mentions made from gazetteer entries: precision codes, parts of areas, places beside a place, abstentions."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitrep.annotate.gazetteer import Place
from sitrep.annotate.places.phrase import Named
from sitrep.codebook.countries import countries
from sitrep.codebook.place_words import place_words
from sitrep.model.mention import PlaceMention
from sitrep.model.span import Span

NEAR_KM = 25.0
"""UCDP GED Appendix 3: up to 25 km from a named place is precision 2, beyond it 5."""

_KM_PER_DEGREE = 111.2
_BORDERS = frozenset({"border", "borders", "frontier"})


def precision(place: Place) -> tuple[int | None, int | None]:
    """UCDP where_prec and ACLED geo_precision of a whole place (UCDP GED 19.1 Appendix 3; ACLED codebook).

    A town 1 and 1, a district 3 and 2, a province 4 and 3, a region within a country 5 and 3, a country 6 and not
    recorded, the sea 7 and 3; a region over several countries has neither.
    """
    if place.kind == "region" and not place.country:
        return None, None
    codes: dict[str, tuple[int | None, int | None]] = {
        "town": (1, 1), "adm2": (3, 2), "adm1": (4, 3), "region": (5, 3), "country": (6, None), "sea": (7, 3),
    }  # fmt: skip
    return codes.get(place.kind, (1, 1))


def found(place: Place, name: str, *, reason: str) -> PlaceMention:
    """A mention of a gazetteer's entry under the name that the document gives it; span, phrase and role still empty."""
    nation = countries().get(place.country)
    ucdp, acled = precision(place)
    return PlaceMention(
        span=None, phrase="", name=name, country=nation.name if nation else "", iso2=place.country,
        lat=place.lat, lon=place.lon, geonameid=place.id if place.id > 0 else None, gazetteer_name=place.name,
        kind="other" if place.kind == "sea" else place.kind, role="", ucdp_prec=ucdp, acled_prec=acled,
        radius_km=place.radius_km, reason=reason,
    )  # fmt: skip


def abstention(name: str, country: str, *, kind: str, reason: str) -> PlaceMention:
    """A mention without a point: the name as the text has it, the country where that is known, and why there is no point."""
    nation = countries().get(country)
    return PlaceMention(
        span=None, phrase="", name=name, country=nation.name if nation else "", iso2=country,
        lat=None, lon=None, geonameid=None, gazetteer_name="", kind=kind, role="",
        ucdp_prec=None, acled_prec=None, radius_km=None, reason=reason,
    )  # fmt: skip


def refined(mention: PlaceMention, place: Place, named: Named) -> PlaceMention:
    """Applies what the phrase says around the name: a facility there, near it, a line along it, a part of it."""
    if named.tail and place.kind == "town":
        return replace(mention, name=f"{mention.name} {named.tail}", kind="other", reason="facility")
    if named.line and not (place.kind == "town" and not named.near):
        return replace(mention, ucdp_prec=5, acled_prec=3, kind="area")
    if place.kind == "town" and (named.near or named.distance_km is not None):
        far = (named.distance_km or 0.0) > NEAR_KM
        return replace(
            mention,
            ucdp_prec=5 if far else 2,
            acled_prec=3 if far else 2,
            radius_km=named.distance_km or NEAR_KM,
        )
    if named.compass and place.kind in ("country", "adm1", "region"):
        return _part(mention, place, named.compass)
    if named.compass and place.kind == "town":
        return replace(mention, name=f"{named.compass} {mention.name}")
    return mention


def _part(mention: PlaceMention, place: Place, compass: str) -> PlaceMention:
    """A compass part of an area: a point halfway to its edge stands for it (UCDP 5; of a province still 4)."""
    north, east = place_words().compass[compass]
    lat, lon, radius = place.lat, place.lon, place.radius_km
    if lat is not None and lon is not None and radius is not None:
        lon = round(lon + east * radius / 2 / _KM_PER_DEGREE / max(0.2, math.cos(math.radians(lat))), 2)
        lat = round(lat + north * radius / 2 / _KM_PER_DEGREE, 2)
    return replace(
        mention,
        name=f"{compass} {mention.name}",
        lat=lat,
        lon=lon,
        kind="area",
        ucdp_prec=4 if place.kind == "adm1" else 5,
        acled_prec=3,
        radius_km=round(radius / 2, 1) if radius else None,
        reason="compass_part",
    )


def between(mentions: Sequence[PlaceMention], words: Iterable[str]) -> list[PlaceMention]:
    """Mentions of a phrase; towns that a line runs between ("the road between Homs and Hama") are its ends: precision 5 and 3.

    Args:
        mentions: What the phrase names, in text order.
        words: The phrase's words, in lower case.
    """
    before, joint, _ = " ".join(words).partition(" between ")
    line = joint and set(place_words().line) & set(before.split())
    if not line or sum(mention.kind == "town" for mention in mentions) < 2:
        return list(mentions)
    return [replace(mention, ucdp_prec=5, acled_prec=3, kind="area") for mention in mentions]


def border(words: Iterable[str], nations: Iterable[str], adjective: str) -> PlaceMention | None:
    """A border by its countries: "Libya-Niger border", "Turkish border"; None where the phrase is about none.

    No point stands for a border (`no_area_data`); it is a line of precision 5 and 3.

    Args:
        words: The phrase's words, in lower case.
        nations: English names of the countries that the phrase names, in text order.
        adjective: A country's adjective in it, or empty.
    """
    if not _BORDERS & set(words):
        return None
    pair = list(dict.fromkeys(nations))
    if len(pair) == 2:
        name = f"{pair[0]}-{pair[1]} border"
    elif adjective:
        name = f"{adjective} border"
    else:
        return None
    mention = abstention(name, "", kind="area", reason="no_area_data")
    return replace(mention, ucdp_prec=5, acled_prec=3)


def at(mention: PlaceMention, span: Span | None, phrase: str, role: str) -> PlaceMention:
    """The mention as it stands at a span, in a role."""
    return replace(mention, span=span, phrase=phrase, role=role)


def distinct(mentions: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Mentions without repeats of the same name in the same country."""
    seen: dict[tuple[str, str], PlaceMention] = {}
    for mention in mentions:
        seen.setdefault((mention.name, mention.country), mention)
    return tuple(seen.values())
