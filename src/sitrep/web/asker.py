"""Who asks: the view that a request is given, and the name under which it judges."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from starlette.responses import Response

from sitrep.model.view import Level
from sitrep.pipeline.viewing import SEEN, TAKEN
from sitrep.web.accounts import Account
from sitrep.web.asking import Asked, asked
from sitrep.web.desk import Desk
from sitrep.web.watching import what_of

COOKIE = "sitrep_reviewer"
YEAR_S = 365 * 24 * 3600


def desk(request: Request) -> Desk:
    """The open record."""
    found: Desk = request.app.state.desk
    return found


def account(request: Request) -> Account | None:
    """Who is signed in; None where the server has no accounts, or nobody is."""
    found: Account | None = getattr(request.state, "account", None)
    return found


def level(request: Request) -> Level:
    """The view that the request is answered in; `?view=public` asks for less than it might see."""
    return _level(request, "reviewer")


def seen(request: Request) -> Level:
    """The view that something is shown in; the restricted one is noted in the ledger."""
    return _noted(request, level(request), SEEN)


def taken(request: Request) -> Level:
    """The view in which the record is taken away as a file: the restricted one is for publishers, and noted in the ledger."""
    return _noted(request, _level(request, "publisher"), TAKEN)


def _noted(request: Request, found: Level, verb: str) -> Level:
    if found is Level.RESTRICTED:
        desk(request).watch.note(what_of(request), by=reviewer(request), verb=verb)
    return found


def _level(request: Request, role: str) -> Level:
    allowed: Level = request.app.state.settings.level
    if request.query_params.get("view") == Level.PUBLIC:
        return Level.PUBLIC
    if request.app.state.accounts is None:
        return allowed
    found = account(request)
    return allowed if found is not None and found.may(role) else Level.PUBLIC


def question(request: Request) -> Asked:
    """Filters, order and page of the address."""
    return asked(request.query_params)


def reviewer(request: Request) -> str:
    """The name of who is signed in, else the one under which this browser judged last."""
    found = account(request)
    return found.name if found is not None else unquote(request.cookies.get(COOKIE, ""))[:100]


def decider(request: Request) -> str:
    """The name of who is signed in, under which decisions are noted whatever name a form gives; empty without accounts."""
    found = account(request)
    return "" if found is None else found.name


def remember(response: Response, name: str, *, secure: bool) -> None:
    """Keep the reviewer's name in this browser, so that it is typed once."""
    response.set_cookie(
        COOKIE, quote(name), max_age=YEAR_S, httponly=True, samesite="strict", secure=secure, path="/"
    )


OpenDesk = Annotated[Desk, Depends(desk)]
View = Annotated[Level, Depends(seen)]
Shown = Annotated[Level, Depends(level)]
"""The view of a form that was sent: it shows nothing itself."""
TakenView = Annotated[Level, Depends(taken)]
SignedIn = Annotated[str, Depends(decider)]
Question = Annotated[Asked, Depends(question)]
Reviewer = Annotated[str, Depends(reviewer)]
