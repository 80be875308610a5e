"""Who asks: the view that a request is given, and the name under which it judges."""

from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request
from starlette.responses import Response

from sitrep.model.view import Level
from sitrep.web.asking import Asked, asked
from sitrep.web.desk import Desk

COOKIE = "sitrep_reviewer"
YEAR_S = 365 * 24 * 3600


def desk(request: Request) -> Desk:
    """The open record."""
    found: Desk = request.app.state.desk
    return found


def level(request: Request) -> Level:
    """The view that the request is answered in; `?view=public` asks for less than it might see."""
    allowed: Level = request.app.state.settings.level
    return Level.PUBLIC if request.query_params.get("view") == Level.PUBLIC else allowed


def question(request: Request) -> Asked:
    """Filters, order and page of the address."""
    return asked(request.query_params)


def reviewer(request: Request) -> str:
    """The name under which this browser judged last."""
    return unquote(request.cookies.get(COOKIE, ""))[:100]


def remember(response: Response, name: str, *, secure: bool) -> None:
    """Keep the reviewer's name in this browser, so that it is typed once."""
    response.set_cookie(
        COOKIE, quote(name), max_age=YEAR_S, httponly=True, samesite="strict", secure=secure, path="/"
    )


OpenDesk = Annotated[Desk, Depends(desk)]
View = Annotated[Level, Depends(level)]
Question = Annotated[Asked, Depends(question)]
Reviewer = Annotated[str, Depends(reviewer)]
