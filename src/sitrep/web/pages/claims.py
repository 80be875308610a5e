"""Claims: the table with its filters, and one claim down to its characters."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.reconcile.judgements import FIELDS
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.asking import GRADES
from sitrep.web.fields import field_rows, words_of
from sitrep.web.kept import KeptRoute
from sitrep.web.rendering import text_pieces
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)

SORTS = (
    ("published", "as published"),
    ("-published", "latest report first"),
    ("time", "by day of what is told"),
    ("-time", "latest day first"),
    ("-confidence", "surest first"),
    ("confidence", "least sure first"),
    ("kind", "by kind and type"),
    ("place", "by place"),
)
"""Order → in words."""


@router.get("/claims")
def claims(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Claims that the filters let through, page by page."""
    rows, total = desk.claims(asked, level)
    return shown_page(
        request,
        "claims.html.j2",
        "claims",
        asked=asked,
        turned=turned(rows, total, asked),
        sorts=SORTS,
        grades=GRADES,
        types=desk.types(),
    )


@router.get("/claims/{identity}")
def claim(request: Request, identity: str, desk: OpenDesk, level: View) -> HTMLResponse:
    """One claim: its sentence in the report, who said it, every field with its reason, and what people decided."""
    found = desk.claim(identity, level)
    shown = found.listed.claim
    part = desk.part_of(shown.id, level)
    return shown_page(
        request,
        "claim.html.j2",
        "claims",
        found=found,
        claim=shown,
        passage=text_pieces(found.passage, shown.id),
        rows=field_rows(shown, found.read),
        words=words_of(shown, found.document.text, found.names),
        fields=tuple(FIELDS),
        part=part,
    )
