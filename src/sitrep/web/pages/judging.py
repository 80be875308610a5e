"""Judging: what the review forms send. Every decision is a new row; nothing is overwritten."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse

from sitrep.model.review import Judgement
from sitrep.pipeline.undoing import undo
from sitrep.reconcile.chosen import WORDS
from sitrep.web.asker import OpenDesk, Reviewer, Shown, SignedIn, remember
from sitrep.web.choosing import selection
from sitrep.web.desk import LONGEST_NAME
from sitrep.web.links import local
from sitrep.web.problems import BadQuery

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form()]


class Decision(BaseModel):
    """What a review form sends."""

    verdict: str = ""
    by: str = ""
    why: str = ""
    field: str = ""
    value: str = ""
    nth: str = ""
    sentence: str = ""
    back: str = ""


Sent = Annotated[Decision, Form()]


@router.post("/claims/{identity}/judge")
def judge(
    request: Request,
    identity: str,
    sent: Sent,
    *,
    desk: OpenDesk,
    level: Shown,
    known: Reviewer,
    signed: SignedIn,
) -> RedirectResponse:
    """Note a decision and go back to where it was made."""
    value = sent.value.strip()
    if sent.verdict == "set" and sent.field in WORDS and value != "null":
        value = selection(value, sent.nth, sent.sentence)
    if sent.verdict == "set" and not value:
        raise BadQuery(
            "value", "Give the value that the field should have, or “null” where the report states none"
        )
    by = signed or sent.by or known
    made = desk.judge(identity, sent.verdict, by=by, why=sent.why, field=sent.field, value=value, level=level)
    return _back(request, made, sent.back)


@router.post("/claims/{identity}/undo")
def take_back(
    request: Request, identity: str, sent: Sent, *, desk: OpenDesk, known: Reviewer, signed: SignedIn
) -> RedirectResponse:
    """Take the latest decision about a claim back, by a new one."""
    by = signed or sent.by or known
    report = desk.record.store.claim(identity).document
    for step in undo(desk.record, identity):
        made = desk.judge(step.claim, step.verdict, by=by, why=step.why, field=step.field, value=step.value)
    gone = not desk.record.store.claims_by_id([made.claim])  # added by a person, and taken back
    own = sent.back.partition("?")[0].partition("#")[0] == f"/claims/{made.claim}"
    return _back(request, made, f"/reports/{report}" if gone and (own or not sent.back) else sent.back)


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
