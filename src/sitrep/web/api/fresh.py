"""ETags: an answer that the asker already has is not sent again."""

import hashlib
from typing import Annotated, Any

from fastapi import Depends, Request, Response
from starlette.exceptions import HTTPException

from sitrep.model.view import Level
from sitrep.store.pages import Total
from sitrep.web.api.answers import Listed
from sitrep.web.asker import OpenDesk, Shown

NOT_MODIFIED = 304


def fresh(request: Request, response: Response, desk: OpenDesk, level: Shown) -> None:
    """Put the ETag of this address on the answer, or end with 304 where the asker has it.

    The tag is of the address, the view and the record's state: nothing is computed to find it.
    """
    told = "\0".join((desk.state(), level.value, request.url.path, request.url.query))
    tag = f'"{hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'
    cache = "no-store" if level is Level.RESTRICTED else "private, no-cache"
    known = request.headers.get("if-none-match", "")
    if tag in (each.strip().removeprefix("W/") for each in known.split(",")) and level is Level.PUBLIC:
        raise HTTPException(NOT_MODIFIED, headers={"ETag": tag, "Cache-Control": cache})
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = cache


Fresh = Annotated[None, Depends(fresh)]
FRESH: dict[int | str, dict[str, Any]] = {NOT_MODIFIED: {"description": "The asker has it already"}}


def listed(request: Request, items: list[Any], total: int, page: int, per_page: int) -> Listed[Any]:
    """A page of a list with the addresses of its neighbours."""
    pages = max(1, -(-total // per_page))
    more = isinstance(total, Total) and total.more

    def address(number: int) -> str:
        return f"{request.url.path}?{request.url.include_query_params(page=number).query}"

    return Listed(
        items=items,
        total=total,
        page=page,
        per_page=per_page,
        more=more,
        next=address(page + 1) if page < pages or (more and len(items) == per_page) else None,
        previous=address(page - 1 if more else min(page - 1, pages)) if page > 1 else None,
    )
