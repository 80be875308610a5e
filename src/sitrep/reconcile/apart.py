"""How far apart two claims are that a person said are about one event: for the reader, it decides nothing."""

from sitrep.model.geography import distance_km
from sitrep.reconcile.readings import Weighed

Features = tuple[tuple[str, str, float], ...]


def apart(claim: Weighed, other: Weighed) -> Features:
    """Type, place and days of two claims in comparison, each of weight 0."""
    return (
        ("type", _types(claim, other), 0.0),
        ("place", _places(claim, other), 0.0),
        ("days", _days(claim, other), 0.0),
    )


def _types(claim: Weighed, other: Weighed) -> str:
    one, two = claim.claim.type, other.claim.type
    return f"same type: {one}" if one == two else f"{one} / {two}"


def _places(claim: Weighed, other: Weighed) -> str:
    here, there = claim.where, other.where
    if here.cell == there.cell:
        return "same place"
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return f"{here.name or 'not stated'} / {there.name or 'not stated'}"
    distance = distance_km((here.lat, here.lon), (there.lat, there.lon))
    return f"{here.name} / {there.name}: {distance:.0f} km apart"


def _days(claim: Weighed, other: Weighed) -> str:
    one, two = claim.claim.time, other.claim.time
    if not (one.start and one.end and two.start and two.end):
        return "not dated"
    gap = max(one.start.toordinal() - two.end.toordinal(), two.start.toordinal() - one.end.toordinal())
    return "days in common" if gap <= 0 else f"{gap} days apart"
