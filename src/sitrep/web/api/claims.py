"""Claims for programs."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from sitrep.model.plain import to_plain
from sitrep.pipeline.browsing import ListedClaim, Piece
from sitrep.pipeline.history import Decided
from sitrep.web.api.answers import (
    ClaimAnswer,
    ClaimDetails,
    ClaimQuery,
    Listed,
    ReviewAnswer,
    Summary,
    problems,
)
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, View
from sitrep.web.asking import Asked
from sitrep.web.desk import Desk
from sitrep.web.kept import KeptRoute

router = APIRouter(prefix="/api/v1", tags=["claims"], route_class=KeptRoute)


@router.get("/", responses=FRESH | problems(422))
def summary(desk: OpenDesk, level: View, _: Fresh) -> Summary:
    """The record in numbers."""
    found = desk.numbers()
    names = {
        "event": "events",
        "series": "series",
        "control": "control",
        "deal": "deals",
        "contradiction": "contradictions",
    }
    page = Asked(per_page=1)
    return Summary(
        view=level.value,
        first=found.first,
        as_of=found.last,
        documents=found.documents,
        stories=found.stories,
        claims=found.claims,
        counted=found.counted,
        reviewed=found.reviewed,
        added=found.added,
        **{name: int(desk.things(kind, page, level)[1]) for kind, name in names.items()},
    )


@router.get("/claims", responses=FRESH | problems(422))
def claims(
    request: Request, desk: OpenDesk, level: View, query: Annotated[ClaimQuery, Query()], _: Fresh
) -> Listed[ClaimAnswer]:
    """Claims that the filters let through, page by page."""
    found, total = desk.claims(query.asked(), level)
    rows = [claim_answer(desk, each) for each in found]
    return listed(request, rows, total, query.page, query.per_page)


@router.get("/claims/{identity}", responses=FRESH | problems(404, 422))
def claim(identity: str, desk: OpenDesk, level: View, _: Fresh) -> ClaimDetails:
    """One claim, by its id or the first characters of it, with everything behind it."""
    found = desk.claim(identity, level)
    part = desk.part_of(found.listed.claim.id, level)
    return ClaimDetails(
        **claim_answer(desk, found.listed),
        counting=found.counting,
        passage=[piece_answer(piece) for piece in found.passage],
        reviews=[review_answer(each) for each in found.decisions],
        events=[each.id for each in part.events],
        series=[each.id for each in part.series],
        contradictions=[each.id for each in part.contradictions],
    )


def claim_answer(desk: Desk, found: ListedClaim) -> dict[str, Any]:
    """A claim as the exports write it, with what people decided."""
    row = desk.row(found)
    return {**row, "reviewed": found.reviewed, "rejected": found.rejected, "added": found.claim.added}


def piece_answer(piece: Piece) -> dict[str, Any]:
    """A stretch of text with its marks."""
    return {
        "text": piece.text,
        "labels": list(piece.labels),
        "claims": list(piece.claims),
        "masked": piece.masked,
        "sentence": piece.sentence,
    }


def review_answer(decided: Decided) -> ReviewAnswer:
    """A decision with whether it holds."""
    plain = to_plain(decided.judgement)
    return ReviewAnswer(**plain, state=decided.state)
