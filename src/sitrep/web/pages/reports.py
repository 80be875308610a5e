"""Reports: what was read, copies together, and each report's text with everything that its claims point to."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.view import Level
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.choosing import AddForm, add_form
from sitrep.web.desk import Desk
from sitrep.web.kept import KeptRoute
from sitrep.web.rendering import text_pieces
from sitrep.web.showing import shown_page, turned

router = APIRouter(include_in_schema=False, route_class=KeptRoute)

LABELS = ("event", "figure", "control", "deal", "access", "movement", "statement", "relation")
SPANS = ("agent", "target", "mediator", "place", "time", "quantity", "source", "cue", "topic")


@router.get("/reports")
def reports(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Reports by publication, page by page."""
    outlet = request.query_params.get("outlet", "").strip() or None
    documents, total = desk.documents(asked, level, outlet=outlet)
    store = desk.record.store
    stories = store.stories([document.id for document in documents])
    copies = {story: len(store.documents_of_story(story)) for story in set(stories.values())}
    return shown_page(
        request,
        "reports.html.j2",
        "reports",
        asked=asked,
        outlet=outlet or "",
        turned=turned(documents, total, asked),
        stories=stories,
        copies=copies,
        counts={document.id: 0 for document in documents}
        | store.claims_of_documents(document.id for document in documents),
        corrections=store.corrections(set(stories.values())),
    )


@router.get("/reports/{identity}")
def report(request: Request, identity: str, desk: OpenDesk, level: View) -> HTMLResponse:
    """One report: its text with marks, its claims, its copies and what differs in them, and a form to add a claim."""
    return report_page(request, desk, identity, level, add_form())


def report_page(
    request: Request, desk: Desk, identity: str, level: Level, form: AddForm, *, status: int = 200
) -> HTMLResponse:
    """The page of one report.

    Args:
        request: Being answered.
        desk: The record.
        identity: Id of the report.
        level: Whose view.
        form: The form to add a claim by.
        status: HTTP status.
    """
    found = desk.document(identity, level)
    return shown_page(
        request,
        "report.html.j2",
        "reports",
        status,
        form=form,
        found=found,
        document=found.document,
        text=text_pieces(found.pieces),
        labels=LABELS,
        spans=SPANS,
        copies=desk.copies(found, level),
        capture=desk.record.store.capture(found.document.capture_id)[0],
    )
