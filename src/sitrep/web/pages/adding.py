"""Adding: what the form on a report's page sends, and the page again where it is refused."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import RedirectResponse, Response

from sitrep.errors import JudgementError
from sitrep.pipeline.adding import addition_of
from sitrep.web.asker import OpenDesk, Reviewer, Shown, SignedIn, remember
from sitrep.web.choosing import add_form, said
from sitrep.web.pages.reports import report_page
from sitrep.web.problems import BadQuery

router = APIRouter(include_in_schema=False)

LONGEST_FIELD = 2_000


async def _sent(request: Request) -> dict[str, str]:
    """The fields of the form as text; files are none."""
    found = await request.form()
    return {name: value[: LONGEST_FIELD + 1] for name, value in found.items() if isinstance(value, str)}


Sent = Annotated[dict[str, str], Depends(_sent)]


@router.post("/reports/{identity}/claims")
def add(
    request: Request,
    identity: str,
    sent: Sent,
    *,
    desk: OpenDesk,
    level: Shown,
    known: Reviewer,
    signed: SignedIn,
) -> Response:
    """Add a claim and show it; where the record holds it already, show that one."""
    by = signed or sent.get("by", "") or known
    try:
        given = addition_of(said(sent))
        made = desk.add(identity, given, by=by, why=sent.get("why", ""), level=level)
    except JudgementError as error:
        form = add_form(sent, problem=str(error), reason=error.reason, claim=error.claim)
        return report_page(request, desk, identity, level, form, status=422)
    except BadQuery as error:
        form = add_form(sent, problem=str(error))
        return report_page(request, desk, identity, level, form, status=422)
    answer = RedirectResponse(f"/claims/{made.claim}", status_code=303)
    remember(answer, made.by, secure=request.app.state.settings.secure)
    return answer
