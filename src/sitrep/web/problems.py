"""Errors as answers: problem+json (RFC 9457) for programs, a page that says what to do for people."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from sitrep.errors import (
    ConflictError,
    EngineError,
    JudgementError,
    MissingExtraError,
    NotFoundError,
    ReadError,
    SettingsError,
    SitrepError,
    StoreError,
)
from sitrep.web.headers import HEADERS
from sitrep.web.rendering import page

API = "/api/"
MEDIA = "application/problem+json"

STATUSES: tuple[tuple[type[Exception], int, str], ...] = (
    (NotFoundError, 404, "Not in the record"),
    (JudgementError, 422, "That decision cannot be"),
    (ReadError, 422, "That cannot be read"),
    (MissingExtraError, 501, "Not installed"),
    (ConflictError, 503, "The record is busy"),
    (EngineError, 503, "The engine is not ready"),
    (SettingsError, 400, "A setting cannot be used"),
    (StoreError, 500, "The record cannot be used"),
    (SitrepError, 400, "That cannot be done"),
)
"""Error → status and title; the first that fits."""


class BadQuery(SitrepError):
    """A filter, page or order that cannot be. `field` names the parameter."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Refused(SitrepError):
    """Something that this server, or this person, may not do. `status`: of the answer. `title`: what it is, in a few words."""

    def __init__(self, status: int, title: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.title = title


def install(app: FastAPI) -> None:
    """Make an app answer errors so."""
    app.add_exception_handler(SitrepError, _deliberate)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def refusal(scope: Scope, status: int, title: str, advice: str) -> Response:
    """The answer to a request that is refused before it is looked at."""
    return answer(scope["path"], status, title, advice)


def answer(path: str, status: int, title: str, detail: str, **more: Any) -> Response:
    """An error as the asker can read it: JSON under /api/, a page elsewhere."""
    headers = {"Retry-After": "5"} if status in (429, 503) else {}
    if path.startswith(API):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
        return JSONResponse(body, status, headers=headers, media_type=MEDIA)
    text = page("error.html.j2", status=status, title=title, detail=detail, place="")
    return HTMLResponse(text, status, headers=headers)


def _deliberate(request: Request, error: Exception) -> Response:
    if isinstance(error, Refused):
        return answer(request.url.path, error.status, error.title, str(error))
    if isinstance(error, BadQuery):
        title = "That cannot be asked"
        return answer(
            request.url.path, 422, title, str(error), errors=[{"field": error.field, "detail": str(error)}]
        )
    status, title = next((status, title) for kind, status, title in STATUSES if isinstance(error, kind))
    codes = {name: getattr(error, name, "") for name in ("reason", "claim")}
    return answer(request.url.path, status, title, str(error), **{k: v for k, v in codes.items() if v})


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == HTTPStatus.NOT_MODIFIED:
        return Response(status_code=error.status_code, headers=error.headers)
    advice = {
        404: "There is no such page. Go back to the situation and follow its links.",
        405: "This address does not take that kind of request.",
    }
    title = HTTPStatus(error.status_code).phrase
    made = answer(
        request.url.path, error.status_code, title, advice.get(error.status_code, str(error.detail))
    )
    made.headers.update(error.headers or {})
    return made


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = [
        {
            "field": ".".join(str(part) for part in each["loc"][1:]) or str(each["loc"][0]),
            "detail": each["msg"],
        }
        for each in error.errors()
    ]
    detail = "; ".join(f"{each['field']}: {each['detail']}" for each in found)
    return answer(request.url.path, 422, "That cannot be asked", detail, errors=found)


def _unexpected(request: Request, error: Exception) -> Response:
    detail = "sitrep itself failed on this request. The record is unharmed; please report what you did."
    made = answer(request.url.path, 500, "Internal error", detail)
    made.headers.update({**HEADERS, "Cache-Control": "no-store"})  # this answer is given outside of the guard
    return made
