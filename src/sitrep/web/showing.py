"""Answering with a page, and cutting lists into pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from fastapi import Request
from starlette.responses import HTMLResponse

from sitrep.model.view import Level
from sitrep.store.pages import Total
from sitrep.web.asker import account, level, reviewer
from sitrep.web.asking import Asked
from sitrep.web.rendering import page

T = TypeVar("T")

KINDS = ("event", "figure", "control", "deal", "access", "movement", "statement", "relation")


@dataclass(frozen=True, slots=True)
class Turned(Generic[T]):
    """A page of a list: what is on it, how many there are in all, and the addresses of its neighbours.

    `more`: there are more than `total`, which were not counted; then nobody knows how many pages there are.
    """

    rows: Sequence[T]
    total: int
    more: bool
    page: int
    pages: int
    first: int
    last: int
    before: str
    after: str


def turned(rows: Sequence[T], total: int, asked: Asked) -> Turned[T]:
    """A page that the store has already cut."""
    more = isinstance(total, Total) and total.more
    pages = max(1, -(-total // asked.per_page))
    first = (asked.page - 1) * asked.per_page + 1
    further = asked.page < pages or (more and len(rows) == asked.per_page)
    back = asked.page - 1 if more else min(asked.page - 1, pages)
    return Turned(
        rows=rows,
        total=total,
        more=more,
        page=asked.page,
        pages=pages,
        first=first if rows else 0,
        last=first + len(rows) - 1 if rows else 0,
        before=(asked.query(page=back) or "?") if asked.page > 1 else "",
        after=asked.query(page=asked.page + 1) if further else "",
    )


def offset(asked: Asked) -> int:
    """Number of rows on the pages before."""
    return (asked.page - 1) * asked.per_page


def shown_page(request: Request, template: str, place: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A template as an answer, with what every page says of itself.

    Args:
        request: Being answered.
        template: Its file.
        place: Section of the menu.
        status: HTTP status.
        values: What the template needs.
    """
    found = level(request)
    settings = request.app.state.settings
    found_account = account(request)
    query = f"?{request.url.query}" if request.url.query else ""
    text = page(
        template,
        place=place,
        level=found.value,
        restricted=found is Level.RESTRICTED,
        writable=not settings.read_only and (found_account is None or found_account.may("reviewer")),
        secured=settings.accounts is not None,
        reviewer=reviewer(request),
        account=found_account,
        here=request.url.path + query,
        kinds=KINDS,
        **values,
    )
    return HTMLResponse(text, status)


def without_page(asked: Asked) -> Asked:
    """The same question from its first page on."""
    return replace(asked, page=1)
