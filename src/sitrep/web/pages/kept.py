"""Pages that depend on the record's state and the address alone are rendered once, until the record changes."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse

from sitrep.web.asker import account, level, reviewer
from sitrep.web.desk import Desk

OK = 200


class KeptRoute(APIRoute):
    """A route whose page is kept. Everything that a page shows of who asks is in the key: view, account, reviewer's name."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, asked only where the page is not kept."""
        make = super().get_route_handler()

        async def handler(request: Request) -> Response:
            desk: Desk = request.app.state.desk
            state = await run_in_threadpool(desk.state)
            found = account(request)
            asked = (request.url.path, request.url.query)
            key = (state, level(request), found and (found.name, found.role), reviewer(request), *asked)
            kept = desk.keeping.page(key)
            if kept is not None:
                return HTMLResponse(kept)
            answer = await make(request)
            if answer.status_code == OK and type(answer) is HTMLResponse:
                desk.keeping.keep_page(key, bytes(answer.body))
            return answer

        return handler
