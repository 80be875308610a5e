"""Documents for programs: those of the record, and new ones as bytes."""

from datetime import UTC, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from sitrep.model.document import Document, SourceAttributes
from sitrep.pipeline.uploads import NAMES, Upload
from sitrep.web.api.answers import (
    DocumentAnswer,
    DocumentDetails,
    DocumentQuery,
    Listed,
    Name,
    ReadAnswer,
    problems,
)
from sitrep.web.api.claims import piece_answer
from sitrep.web.api.fresh import FRESH, Fresh, listed
from sitrep.web.asker import OpenDesk, View
from sitrep.web.asking import Asked
from sitrep.web.desk import Desk
from sitrep.web.kept import KeptRoute
from sitrep.web.problems import BadQuery, Refused

router = APIRouter(prefix="/api/v1", tags=["documents"], route_class=KeptRoute)

EARLIEST_YEAR = 1700

BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "text/plain": {"schema": {"type": "string"}},
            "text/html": {"schema": {"type": "string"}},
            "application/json": {
                "schema": {"type": "object", "properties": {"url": {"type": "string"}}, "required": ["url"]}
            },
        },
    }
}


@router.get("/documents", responses=FRESH | problems(422))
def documents(
    request: Request, desk: OpenDesk, level: View, query: Annotated[DocumentQuery, Query()], _: Fresh
) -> Listed[DocumentAnswer]:
    """Documents by publication, page by page."""
    asked = Asked(
        since=query.since, until=query.until, sort=query.sort, page=query.page, per_page=query.per_page
    )
    found, total = desk.documents(asked, level, outlet=query.outlet)
    return listed(request, [_answer(desk, each) for each in found], total, query.page, query.per_page)


@router.get("/documents/{identity}", responses=FRESH | problems(404, 422))
def document(identity: str, desk: OpenDesk, level: View, _: Fresh) -> DocumentDetails:
    """One document with its text and marks."""
    found = desk.document(identity, level)
    return DocumentDetails(
        **_answer(desk, found.document),
        pieces=[piece_answer(piece) for piece in found.pieces],
        copies=list(found.copies),
    )


@router.post(
    "/documents", status_code=201, openapi_extra=BODY, responses=problems(403, 413, 415, 422, 501, 503)
)
async def read(
    request: Request,
    response: Response,
    *,
    desk: OpenDesk,
    published: Annotated[
        str | None, Query(max_length=40, description="When it was published, ISO 8601.")
    ] = None,
    outlet: Annotated[Name | None, Query()] = None,
    title: Annotated[Name | None, Query()] = None,
    url: Annotated[Name | None, Query()] = None,
) -> ReadAnswer:
    """Read one report sent as text or HTML, in a limited process of its own.

    201 where it is new to the record, 200 where the record holds it already. A URL is not fetched: 501.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/json":
        raise Refused(
            501, "Not offered", "sitrep does not fetch pages. Save the page and send its bytes as text/html"
        )
    if media_type not in NAMES:
        raise Refused(415, "Another media type", f"Send the report as {' or '.join(NAMES)}")
    attributes = SourceAttributes(**_published(published), outlet=outlet, title=title, url=url)
    upload = Upload(await request.body(), media_type)
    reading = await run_in_threadpool(desk.read, upload, attributes)
    if reading.reason == "already_read":
        response.status_code = 200
    return ReadAnswer(
        document=reading.document,
        title=reading.title,
        reason=reading.reason,
        message=reading.message,
        claims=reading.claims,
    )


def _published(text: str | None) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        value = datetime.fromisoformat(text)
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadQuery(
            "published", f"published: {text!r} is not a date; write 2017-10-15 or 2017-10-15T02:27Z"
        ) from error
    if not EARLIEST_YEAR <= value.year <= datetime.now(UTC).year:
        raise BadQuery("published", f"published: no report was published in the year {value.year}")
    return {
        "published": value,
        "published_precision": "day" if len(text.strip()) <= len("2017-10-15") else "minute",
    }


def _answer(desk: Desk, found: Document) -> dict[str, Any]:
    store = desk.record.store
    return {
        "id": found.id,
        "title": found.title,
        "outlet": found.outlet,
        "agency": found.agency,
        "url": found.url,
        "published": found.published.isoformat() if found.published else None,
        "published_precision": found.published_precision,
        "story": store.stories([found.id]).get(found.id, found.id),
        "claims": desk.claims_of(found.id),
    }
