"""Review: the claims that a person should look at first, and the keys to go through them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.situation import Situation
from sitrep.pipeline.browsing import ListedClaim
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.showing import cut, shown_page

router = APIRouter(include_in_schema=False)

WEIGHTS = {"contradiction": 4.0, "figure": 2.0, "control": 2.0, "deal": 1.0, "event": 1.0}
"""What hangs on a claim: a side of a contradiction most, a position on a deal and a share of an event least."""


@dataclass(frozen=True, slots=True)
class Due:
    """A claim to review. `influence`: what would change with it; `doubt`: one less its confidence."""

    listed: ListedClaim
    influence: float
    reasons: tuple[str, ...]


@router.get("/review")
def review(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Unreviewed claims, the least sure and most influential first."""
    found = desk.situation(level)
    judged = desk.record.store.judged_claims()
    weights = desk.kept(("influence", level), lambda: influence(found))
    wanted = desk.record.store.claim_ids(asked.claims()) if asked.narrows else None
    due = [
        claim
        for claim in found.claims
        if claim not in judged and claim in weights and (wanted is None or claim in wanted)
    ]
    due.sort(key=lambda claim: (-weights[claim][0] * (1.0 - found.claims[claim].confidence), claim))
    page = cut(due, asked)
    rows = [Due(each, *weights[each.claim.id]) for each in desk.listed(page.rows, level)]
    return shown_page(
        request,
        "review.html.j2",
        "review",
        asked=asked,
        turned=page,
        due=rows,
        reviewed=found.reviewed,
        claims=found.claims,
        total=len(found.claims),
    )


def influence(situation: Situation) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """Claim id → how much of the record hangs on it, and in words."""
    weights: dict[str, float] = {}
    words: dict[str, dict[str, None]] = {}
    for claim, weight, word in _hangs(situation):
        weights[claim] = weights.get(claim, 0.0) + weight
        words.setdefault(claim, {})[word] = None
    return {claim: (weight, tuple(words[claim])) for claim, weight in weights.items()}


def _hangs(situation: Situation) -> Iterator[tuple[str, float, str]]:
    """Claim, weight and word for everything that rests on a claim; what several claims tell rests on each in part."""
    for item in situation.contradictions:
        for _, claims in item.sides:
            weight = WEIGHTS["contradiction"] / len(claims)
            yield from ((claim, weight, "a side of a contradiction") for claim in claims)
    for series in situation.series:
        yield from ((voice.claim, WEIGHTS["figure"], "latest word in a figure") for voice in series.voices)
    for state in situation.control:
        yield from ((voice.claim, WEIGHTS["control"], "says who holds a place") for voice in state.voices)
    for deal in situation.deals:
        yield from ((position.claim, WEIGHTS["deal"], "a position on a deal") for position in deal.positions)
    for event in situation.events:
        weight = WEIGHTS["event"] / len(event.claims)
        yield from ((claim, weight, "tells of an event") for claim in event.claims)
