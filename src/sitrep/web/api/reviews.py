"""People's decisions, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request

from sitrep.model.plain import to_plain
from sitrep.pipeline.browsing import shown_decision
from sitrep.pipeline.undoing import undo
from sitrep.web.api.answers import Listed, PageQuery, ReviewAnswer, ReviewGiven, UndoGiven, problems
from sitrep.web.api.claims import review_answer
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, SignedIn, View

router = APIRouter(prefix="/api/v1", tags=["reviews"])


@router.get("/reviews", responses=FRESH | problems(422))
def reviews(
    request: Request, desk: OpenDesk, level: View, query: Annotated[PageQuery, Query()], _: Fresh
) -> Listed[ReviewAnswer]:
    """Every decision, in the order in which they were made; in the public view reviewers go by pseudonyms."""
    every = desk.record.store.judgements()
    start = (query.page - 1) * query.per_page
    page = every[start : start + query.per_page]
    names = desk.names_of([judgement.claim for judgement in page], level)
    rows = [
        ReviewAnswer(**to_plain(shown_decision(each, names.get(each.claim, frozenset()), level)))
        for each in page
    ]
    return listed(request, rows, len(every), query.page, query.per_page)


@router.get("/claims/{identity}/reviews", responses=FRESH | problems(404, 422))
def reviews_of(identity: str, desk: OpenDesk, level: View, _: Fresh) -> list[ReviewAnswer]:
    """Decisions about one claim or its copies, oldest first, each with whether it holds."""
    return [review_answer(each) for each in desk.claim(identity, level).decisions]


@router.post("/claims/{identity}/reviews", status_code=201, responses=problems(403, 404, 413, 422, 503))
def decide(identity: str, given: ReviewGiven, desk: OpenDesk, signed: SignedIn) -> ReviewAnswer:
    """Decide about a claim; totals follow at once."""
    made = desk.judge(
        identity, given.verdict, by=signed or given.by, why=given.why, field=given.field, value=given.value
    )
    return ReviewAnswer(**to_plain(made), state="holds")


@router.post("/claims/{identity}/undo", status_code=201, responses=problems(403, 404, 413, 422, 503))
def take_back(identity: str, given: UndoGiven, desk: OpenDesk, signed: SignedIn) -> list[ReviewAnswer]:
    """Take the latest decision about a claim back, by new ones."""
    made = []
    for step in undo(desk.record, identity):
        judgement = desk.judge(
            step.claim, step.verdict, by=signed or given.by, why=step.why, field=step.field, value=step.value
        )
        made.append(ReviewAnswer(**to_plain(judgement), state="holds"))
    return made
