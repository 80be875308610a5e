"""Places of a record as the map, the list beside it and the API tell them."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sitrep.model.record import ControlState
from sitrep.report.runs import visible
from sitrep.report.spots import Spot
from sitrep.web.drawing.scale import label, ordered


@dataclass(frozen=True, slots=True)
class Place:
    """A place where things are said to have happened, or of which it is said who holds it.

    Attributes:
        name: As the reports and the gazetteer have it.
        country: English name; empty where it is not known.
        lat: WGS84 degrees, as the view shows them.
        lon: WGS84 degrees, as the view shows them.
        precision: UCDP where_prec.
        radius_km: Of an area: the reports name no nearer place. None: a point.
        events: Number of events there.
        claims: Number of claims of those events and of who holds the place.
        families: Kind of events → how many, in the order of the colour scale.
        held: Who is said to hold it; empty where nothing is said.
        address: Page of the claims about it.
    """

    name: str
    country: str
    lat: float
    lon: float
    precision: int
    radius_km: float | None
    events: int
    claims: int
    families: tuple[tuple[str, int], ...]
    held: str
    address: str

    @property
    def area(self) -> bool:
        """Whether it is an area."""
        return self.radius_km is not None

    @property
    def kinds(self) -> tuple[tuple[str, int], ...]:
        """Name of a kind of events → how many."""
        return tuple((label(family), number) for family, number in self.families)

    @property
    def where(self) -> str:
        """Name and country; characters that cannot be seen are named."""
        whole = f"{self.name}, {self.country}" if self.country not in ("", self.name) else self.name
        return visible(whole)

    @property
    def lines(self) -> tuple[str, ...]:
        """What is known of the place, beside the kinds of events."""
        found = [f"{_counted(self.claims, 'claim')}, {_counted(self.events, 'event')}"]
        if self.area:
            found.append("an area: the reports name no nearer place")
        if self.held:
            found.append(f"control, as said: {visible(self.held)}")
        return tuple(found)

    @property
    def told(self) -> str:
        """The place in a line: how many claims and events, of which kinds, whether it is an area, who is said to hold it."""
        kinds = ", ".join(f"{name.lower()} {number}" for name, number in self.kinds)
        counts, *further = self.lines
        return f"{self.where}: " + "; ".join([f"{counts} ({kinds})" if kinds else counts, *further])


def places(
    found: Iterable[Spot],
    families: Mapping[tuple[str, str], Counter[str]],
    address: Callable[[str], str],
) -> tuple[Place, ...]:
    """Places of events and of control that have coordinates, in the order given.

    Datelines and places of statements are left out: nothing happened there. From precision code 3 on a place is an area.

    Args:
        found: As a view shows them.
        families: Country and name of a place → events by family.
        address: Name of a place → page of its claims.
    """
    return tuple(_place(spot, families, address) for spot in found)


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def _place(
    spot: Spot, families: Mapping[tuple[str, str], Counter[str]], address: Callable[[str], str]
) -> Place:
    found = families.get((spot.country, spot.name), Counter())
    return Place(
        name=spot.name,
        country=spot.country,
        lat=spot.lat,
        lon=spot.lon,
        precision=spot.precision,
        radius_km=spot.radius_km,
        events=spot.events,
        claims=spot.claims,
        families=tuple((family, found[family]) for family in ordered(found)),
        held=_held(spot.state),
        address=address(spot.name),
    )


def _held(state: ControlState | None) -> str:
    if state is None:
        return ""
    holder = state.holder or "contested"
    return f"lost by {holder}" if state.status == "lost" else holder
