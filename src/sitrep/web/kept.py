"""Answers that depend on the record's state and the address alone are made once, until the record changes."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from sitrep.model.view import Level
from sitrep.web.asker import account, level, reviewer
from sitrep.web.desk import Desk
from sitrep.web.keeping import Page

OK, NOT_MODIFIED = 200, 304
KEPT_TYPES = ("text/html; charset=utf-8", "application/json")
SAID = ("etag", "cache-control")
"""Headers that are kept with an answer."""


class KeptRoute(APIRoute):
    """A route whose answers are kept. All that an answer shows of who asks is in the key: view, account, reviewer's name."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only where the answer is not kept."""
        make = super().get_route_handler()

        async def handler(request: Request) -> Response:
            if request.method != "GET":
                return await make(request)
            desk: Desk = request.app.state.desk
            state = desk.keeping.known() or await run_in_threadpool(desk.state)
            found, view = account(request), level(request)
            # a restricted answer is made anew each day: making it notes in the ledger who saw it that day
            day = desk.record.now().date() if view is Level.RESTRICTED else None
            asked = (request.url.path, request.url.query)
            key = (state, view, day, found and (found.name, found.role), reviewer(request), *asked)
            kept = desk.keeping.page(key)
            if kept is not None:
                return _again(request, kept)
            began = time.monotonic()
            answer = await make(request)
            media_type = answer.headers.get("content-type", "")
            if answer.status_code == OK and media_type in KEPT_TYPES and hasattr(answer, "body"):
                headers = {name: answer.headers[name] for name in SAID if name in answer.headers}
                desk.keeping.took(time.monotonic() - began)
                desk.keeping.keep_page(key, Page(bytes(answer.body), media_type, headers))
            return answer

        return handler


def _again(request: Request, page: Page) -> Response:
    """A kept answer; without its body where the asker has it."""
    headers = dict(page.headers)
    known = {each.strip().removeprefix("W/") for each in request.headers.get("if-none-match", "").split(",")}
    if "no-store" not in headers.get("cache-control", "no-store") and headers.get("etag", "") in known - {""}:
        return Response(status_code=NOT_MODIFIED, headers=headers)
    return Response(page.body, media_type=page.media_type, headers=headers)
