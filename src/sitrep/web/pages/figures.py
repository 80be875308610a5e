"""Figures: every series with its claims as dots on a range, the role of each and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.errors import NotFoundError
from sitrep.model.record import HouseEntry, Series
from sitrep.model.wording import root
from sitrep.pipeline.browsing import ListedClaim
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.drawing import dots
from sitrep.web.kept import KeptRoute
from sitrep.web.orders import SERIES_ORDERS, known_order
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)

BESIDE = {
    "stated_zero": "says that there was none; shown beside, not in the range",
    "denied": "denies the number; shown beside, not in the range",
    "increment": "adds to an earlier number; shown beside, not in the range",
    "subset": "is a part of another number; shown beside, not in the range",
    "corrected": "was corrected by a later report; shown beside, not in the range",
}
"""Reason code of a claim beside a series → in words."""


@dataclass(frozen=True, slots=True)
class Role:
    """What one claim is in a series."""

    claim: str
    role: str
    houses: tuple[tuple[str, HouseEntry], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A series with its drawing and the role of every claim."""

    series: Series
    svg: str
    roles: tuple[Role, ...]


@router.get("/figures")
def figures(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Every series that the claims asked for belong to, page by page."""
    order = request.query_params.get("order", "")
    items, total = desk.things("series", asked, level, order=known_order(SERIES_ORDERS, order))
    claims = desk.shown({claim for each in items for claim in spoken(each)}, level)
    return shown_page(
        request,
        "figures.html.j2",
        "figures",
        asked=asked,
        order=order,
        orders=SERIES_ORDERS,
        turned=turned(items, total, asked),
        drawn=[drawn(series, claims) for series in items],
    )


@router.get("/figures/{identity}")
def figure(request: Request, identity: str, desk: OpenDesk, level: View) -> HTMLResponse:
    """One series: its dots, the role of each claim, and the readings of the houses."""
    found = desk.thing("series", identity, level)
    if found is None:
        raise NotFoundError(
            f"no figure {identity[:40]!r}: figures are computed anew when claims or decisions change. Look for it under Figures"
        )
    claims = desk.shown({*spoken(found), *(role.claim for role in roles(found))}, level)
    item = drawn(found, claims)
    return shown_page(
        request,
        "figure.html.j2",
        "figures",
        item=item,
        series=found,
        claims=claims,
        judged={each.claim for each in desk.record.store.judgements(claims)},
    )


def spoken(series: Series) -> Iterator[str]:
    """Claims of a series that state a number."""
    for voice in series.voices:
        yield voice.claim
        yield from voice.claims


def drawn(series: Series, claims: Mapping[str, ListedClaim]) -> Drawn:
    """A series with its drawing and the role of every claim."""
    counting = frozenset(identity for identity, each in claims.items() if each.counts)
    rows = dots.stated(series, {identity: each.claim for identity, each in claims.items()}, counting)
    return Drawn(series, dots.draw(series, rows), tuple(roles(series)))


def roles(series: Series) -> list[Role]:
    """The role of every claim of a series: latest words first, then earlier ones, then what stands beside."""
    made: dict[str, str] = {}
    for voice in series.voices:
        made[voice.claim] = f"latest word of {root(voice.root)}"
    for voice in series.voices:
        for claim in voice.claims:
            made.setdefault(claim, f"earlier word of {root(voice.root)}, or a copy of it; the latest holds")
    for claim, why in series.beside:
        made.setdefault(claim, BESIDE.get(why, why.replace("_", " ")))
    for claim in series.claims:
        made.setdefault(claim, "belongs to the series; gives no number to its range")
    entries: dict[str, list[tuple[str, HouseEntry]]] = {}
    for house in series.houses:
        for entry in house.entries:
            entries.setdefault(entry.claim, []).append((house.house, entry))
    return [Role(claim, role, tuple(entries.get(claim, ()))) for claim, role in made.items()]
