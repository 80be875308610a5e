"""Figures: every series with its claims as dots on a range, the role of each and why."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.errors import NotFoundError
from sitrep.model.record import HouseEntry, Series
from sitrep.model.situation import Situation
from sitrep.model.wording import root
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.drawing import dots
from sitrep.web.orders import SERIES_ORDERS, ordered
from sitrep.web.showing import cut, shown_page

router = APIRouter(include_in_schema=False)

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
    found = desk.narrowed(asked, level)
    order = request.query_params.get("order", "")
    page = cut(ordered(found.series, SERIES_ORDERS, order), asked)
    return shown_page(
        request,
        "figures.html.j2",
        "figures",
        asked=asked,
        situation=found,
        order=order,
        orders=SERIES_ORDERS,
        turned=page,
        drawn=[drawn(series, found) for series in page.rows],
    )


@router.get("/figures/{identity}")
def figure(request: Request, identity: str, desk: OpenDesk, level: View) -> HTMLResponse:
    """One series: its dots, the role of each claim, and the readings of the houses."""
    whole = desk.situation(level)
    found = next((each for each in whole.series if each.id == identity), None)
    if found is None:
        raise NotFoundError(
            f"no figure {identity[:40]!r}: figures are computed anew when claims or decisions change. Look for it under Figures"
        )
    return shown_page(
        request,
        "figure.html.j2",
        "figures",
        situation=whole,
        item=drawn(found, whole),
        series=found,
        judged=desk.record.store.judged_claims(),
    )


def drawn(series: Series, situation: Situation) -> Drawn:
    """A series with its drawing and the role of every claim."""
    rows = dots.stated(series, situation.claims, situation.counting)
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
