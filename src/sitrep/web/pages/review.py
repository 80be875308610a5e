"""Review: the claims that a person should look at first, and the keys to go through them."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.pipeline.browsing import ListedClaim
from sitrep.pipeline.things import HANGS
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.kept import KeptRoute
from sitrep.web.showing import offset, shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to review. `influence`: what would change with it; `reasons`: what hangs on it, in words."""

    listed: ListedClaim
    influence: float
    reasons: tuple[str, ...]


@router.get("/review")
def review(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Unreviewed claims, the least sure and most influential first."""
    numbers, store = desk.numbers(), desk.record.store
    found, total = store.due_page(desk.wanted(asked, level), limit=asked.per_page, offset=offset(asked))
    weights = dict(found)
    hanging = store.hanging(weights)
    rows = [
        Due(each, weights[each.claim.id], reasons(hanging.get(each.claim.id, frozenset())))
        for each in desk.listed([claim for claim, _ in found], level)
    ]
    return shown_page(
        request,
        "review.html.j2",
        "review",
        asked=asked,
        turned=turned(rows, total, asked),
        due=rows,
        reviewed=numbers.reviewed,
        added=numbers.added,
        total=numbers.claims,
    )


def reasons(kinds: frozenset[str]) -> tuple[str, ...]:
    """Kinds of things that hang on a claim, in words."""
    return tuple(why for kind, why in HANGS.items() if kind in kinds)
