"""People's decisions, for programs."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import FileResponse

from sitrep.model.mention import Number
from sitrep.model.plain import to_plain
from sitrep.model.review import StatedNumber
from sitrep.model.span import Span
from sitrep.pipeline.adding import Addition
from sitrep.pipeline.browsing import shown_decision
from sitrep.pipeline.selecting import Selection
from sitrep.pipeline.undoing import undo
from sitrep.web.api.answers import (
    AddGiven,
    Listed,
    PageQuery,
    ReviewAnswer,
    ReviewGiven,
    UndoGiven,
    WordsGiven,
    problems,
)
from sitrep.web.api.claims import review_answer
from sitrep.web.api.exports import FILE
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, Shown, SignedIn, TakenView, View
from sitrep.web.files import reviews_taken

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


@router.post("/reviews", status_code=201, responses=problems(403, 404, 413, 422, 503))
def add(given: AddGiven, desk: OpenDesk, level: Shown, signed: SignedIn) -> ReviewAnswer:
    """Add a claim that the engine missed, from words of a report; totals follow at once.

    The words are looked for as the view shows them. Where the record holds the claim already, the answer's `reason` is
    `claim_known` and `claim` its id.
    """
    made = desk.add(given.document, addition_given(given), by=signed or given.by, why=given.why, level=level)
    return ReviewAnswer(**to_plain(made), state="holds")


@router.get("/reviews.jsonl", response_class=FileResponse, responses=FILE | problems(403))
def training_data(desk: OpenDesk, level: TakenView) -> FileResponse:
    """What people reviewed, as frames for training: whole texts, so only in the restricted view."""
    return reviews_taken(desk, level)


@router.post("/claims/{identity}/reviews", status_code=201, responses=problems(403, 404, 413, 422, 503))
def decide(identity: str, given: ReviewGiven, desk: OpenDesk, level: Shown, signed: SignedIn) -> ReviewAnswer:
    """Decide about a claim; totals follow at once. Words of the text are looked for as the view shows them."""
    made = desk.judge(
        identity,
        given.verdict,
        by=signed or given.by,
        why=given.why,
        field=given.field,
        value=given.value,
        level=level,
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


def addition_given(given: AddGiven) -> Addition:
    """What a program says of a claim, as the record takes it."""
    roles = {role: getattr(given.roles, role) for role in type(given.roles).model_fields}
    low, best, high = (_number(each) for each in (given.low, given.best, given.high))
    return Addition(
        words=_selection(given.words),
        type=given.type,
        kind=given.kind.value if given.kind else "",
        modality=given.modality,
        roles={role: tuple(_selection(each) for each in found) for role, found in roles.items() if found},
        source=_selection(given.source) if given.source else None,
        cue=_selection(given.cue) if given.cue else None,
        number=StatedNumber(low, best, high, given.quantifier, given.measure),
    )


def _selection(given: WordsGiven) -> Selection:
    within = None
    if given.span is not None:
        start, end = given.span
        within = Span(min(start, end), max(start, end))
    return Selection(given.words, given.occurrence, given.sentence, within)


def _number(value: float | None) -> Number | None:
    return int(value) if value is not None and float(value).is_integer() else value
