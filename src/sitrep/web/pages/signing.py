"""Signing in and out, where the server has accounts."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sitrep.web.gate import cookie_name
from sitrep.web.links import local
from sitrep.web.problems import Refused
from sitrep.web.showing import shown_page
from sitrep.web.signing import begin, verified

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Form()]


@router.get("/sign-in")
def form(request: Request, back: str = "/") -> HTMLResponse:
    """The form."""
    return shown_page(request, "sign-in.html.j2", "", back=local(back) or "/", told="")


@router.post("/sign-in")
def sign_in(request: Request, name: Text = "", password: Text = "", back: Text = "/") -> Response:
    """Sign in and go on."""
    try:
        account = verified(request, name, password)
    except Refused as error:
        return shown_page(
            request, "sign-in.html.j2", "", status=error.status, back=local(back) or "/", told=str(error)
        )
    answer = RedirectResponse(local(back) or "/", status_code=303)
    begin(request, answer, account)
    return answer


@router.post("/sign-out")
def sign_out(request: Request) -> RedirectResponse:
    """Sign out."""
    name = cookie_name(secure=request.app.state.settings.secure)
    request.app.state.sessions.end(request.cookies.get(name, ""))
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(
        name, path="/", secure=request.app.state.settings.secure, httponly=True, samesite="strict"
    )
    return answer
