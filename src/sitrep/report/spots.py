"""Spots: the places of a situation as a map draws them, from the view's own coordinates."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sitrep.model.claim import Claim
from sitrep.model.mention import PlaceMention
from sitrep.model.record import ControlState
from sitrep.model.situation import Situation
from sitrep.model.view import COARSE_DECIMALS

AREA_FROM = 3
"""UCDP where_prec from which on a place is an area: a pin would promise more than the report says."""

DATELINES = frozenset({"dateline", "statement"})
"""Roles of places where something was written or said: nothing happened there."""

UNKNOWN_RADIUS_KM = {3: 25.0, 4: 60.0, 5: 60.0, 6: 250.0, 7: 100.0}
"""Radius of an area whose extent the gazetteer does not hold, by where_prec: drawn, so that it is no pin."""

COARSE_KM = 8.0
"""Half the diagonal of a cell of a tenth of a degree, to which views cut points of protected places."""

COLOURS = ("#0067a5", "#b84d00", "#00775a", "#a8447f", "#6b5200", "#4d5761", "#8c1f2f", "#4b3f8f")
"""Fills that stay apart for the colour-blind and carry white letters (after Okabe and Ito, darkened); the letter decides."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map. `radius_km` is None for a point; an area has its radius. `state` is who is said to hold it."""

    name: str
    country: str
    lat: float
    lon: float
    precision: int
    radius_km: float | None
    events: int
    claims: int
    state: ControlState | None


def spots(situation: Situation) -> tuple[Spot, ...]:
    """Places of events and of control that have coordinates, the most reported first.

    Coordinates come from the claims as the view shows them.
    """
    events: Counter[tuple[str, str]] = Counter()
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for event in situation.events:
        events[event.country, event.place] += 1
        claims[event.country, event.place].update(event.claims)
    states = {(state.country, state.place): state for state in situation.control}
    for key, held in states.items():
        claims[key].update(held.claims)
    made = []
    for (country, place), ids in claims.items():
        found = _mention(place, country, [situation.claims[each] for each in ids if each in situation.claims])
        if found is None or found.lat is None or found.lon is None:
            continue
        precision = found.ucdp_prec or 1
        radius = _radius(found, precision)
        told, state = events[country, place], states.get((country, place))
        made.append(Spot(place, country, found.lat, found.lon, precision, radius, told, len(ids), state))
    return tuple(sorted(made, key=lambda spot: (-spot.claims, spot.country, spot.name)))


def spot(
    where: tuple[str, str],
    points: Iterable[tuple[float, float, int, float, int]],
    events: int,
    claims: int,
    state: ControlState | None,
) -> Spot:
    """A place by where its claims put it, of which the most frequent point stands for it, as `spots` chooses.

    Args:
        where: Country and name.
        points: Latitude, longitude, precision and radius (0 where unknown), and how many mentions say so; at least one.
        events: Number of its events.
        claims: Number of its claims.
        state: Who is said to hold it.
    """
    counts: Counter[tuple[float, float, int]] = Counter()
    radii: dict[tuple[float, float, int], float] = {}
    for lat, lon, precision, radius_km, number in sorted(points):
        counts[lat, lon, precision] += number
        radii.setdefault((lat, lon, precision), radius_km)
    lat, lon, precision = min(
        counts, key=lambda point: (-counts[point], not _is_cut(point[0], point[1]), *point)
    )
    code = precision or 1
    radius = _extent(radii[lat, lon, precision] or None, code, cut=_is_cut(lat, lon))
    country, name = where
    return Spot(name, country, lat, lon, code, radius, events, claims, state)


def _radius(found: PlaceMention, precision: int) -> float | None:
    """Radius of an area; a point that a view has cut is an area of the size of its cell."""
    return _extent(found.radius_km, precision, cut=is_coarse(found))


def _extent(radius_km: float | None, precision: int, *, cut: bool) -> float | None:
    if precision >= AREA_FROM:
        return radius_km or UNKNOWN_RADIUS_KM.get(precision)
    return max(radius_km or 0.0, COARSE_KM) if cut else None


def _mention(place: str, country: str, claims: Iterable[Claim]) -> PlaceMention | None:
    """The mention that stands for a place: of those of its name the most frequent point, the coarser one where two tie.

    A town's own point is no secret when one of its claims tells of a shelter there; a shelter's point is coarse in all.
    """
    found = [
        mention
        for claim in claims
        for mention in claim.places
        if mention.lat is not None and mention.role not in DATELINES and mention.country in (country, "")
    ]
    named = [mention for mention in found if place in (mention.name, mention.gazetteer_name)]
    counts = Counter((mention.lat, mention.lon, mention.ucdp_prec) for mention in named)
    return min(
        named,
        key=lambda mention: (
            -counts[mention.lat, mention.lon, mention.ucdp_prec],
            not is_coarse(mention),
            mention.lat or 0.0,
            mention.lon or 0.0,
        ),
        default=None,
    )


def is_coarse(mention: PlaceMention) -> bool:
    """Whether a view cut a point to tenths of a degree (or it lies there)."""
    return mention.lat is not None and mention.lon is not None and _is_cut(mention.lat, mention.lon)


def _is_cut(lat: float, lon: float) -> bool:
    return lat == round(lat, COARSE_DECIMALS) and lon == round(lon, COARSE_DECIMALS)


def holders(states: Sequence[ControlState]) -> Mapping[str, tuple[str, str]]:
    """Holder → letter and colour, the one with the most places first; from the ninth on all are grey, letters go on."""
    counts: Counter[str] = Counter()
    for state in states:
        for each in {state.holder, *(reading.holder for reading in state.history)}:
            if each:
                counts[each] += 1
    ranked = sorted(counts, key=lambda holder: (-counts[holder], holder))
    return {
        holder: (_letter(number), COLOURS[number] if number < len(COLOURS) else "#56606b")
        for number, holder in enumerate(ranked)
    }


def _letter(number: int) -> str:
    """A, B, ... Z, AA, AB ..."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
