"""Judging: what the review forms send. Every decision is a new row; nothing is overwritten."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse

from sitrep.model.review import Judgement
from sitrep.pipeline.undoing import undo
from sitrep.web.asker import OpenDesk, Reviewer, SignedIn, remember
from sitrep.web.desk import LONGEST_NAME
from sitrep.web.links import local
from sitrep.web.problems import BadQuery

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form()]


@router.post("/claims/{identity}/judge")
def judge(
    request: Request,
    identity: str,
    desk: OpenDesk,
    known: Reviewer,
    signed: SignedIn,
    verdict: Text = "",
    by: Text = "",
    why: Text = "",
    field: Text = "",
    value: Text = "",
    back: Text = "",
) -> RedirectResponse:
    """Note a decision and go back to where it was made."""
    if verdict == "set" and not value.strip():
        raise BadQuery(
            "value", "Give the value that the field should have, or “null” where the report states none"
        )
    made = desk.judge(identity, verdict, by=signed or by or known, why=why, field=field, value=value.strip())
    return _back(request, made, back)


@router.post("/claims/{identity}/undo")
def take_back(
    request: Request,
    identity: str,
    desk: OpenDesk,
    known: Reviewer,
    signed: SignedIn,
    by: Text = "",
    back: Text = "",
) -> RedirectResponse:
    """Take the latest decision about a claim back, by a new one."""
    for step in undo(desk.record, identity):
        made = desk.judge(
            step.claim,
            step.verdict,
            by=signed or by or known,
            why=step.why,
            field=step.field,
            value=step.value,
        )
    return _back(request, made, back)


@router.post("/reviewer")
def reviewer(request: Request, by: Text = "", back: Text = "") -> RedirectResponse:
    """Keep the reviewer's name in this browser."""
    if not by.strip() or len(by) > LONGEST_NAME or not by.isprintable():
        raise BadQuery("by", f"Give a name or initials of up to {LONGEST_NAME} characters")
    answer = RedirectResponse(local(back) or "/review", status_code=303)
    remember(answer, by.strip(), secure=request.app.state.settings.secure)
    return answer


def _back(request: Request, made: Judgement, back: str) -> RedirectResponse:
    answer = RedirectResponse(local(back) or f"/claims/{made.claim}", status_code=303)
    remember(answer, made.by, secure=request.app.state.settings.secure)
    return answer
