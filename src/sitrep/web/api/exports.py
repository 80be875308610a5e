"""Exports for programs."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import FileResponse

from sitrep.errors import NotFoundError
from sitrep.export import EXPORTERS
from sitrep.web.api.answers import problems
from sitrep.web.api.fresh import FRESH, Fresh
from sitrep.web.asker import OpenDesk, TakenView
from sitrep.web.files import MEDIA, exported

router = APIRouter(prefix="/api/v1", tags=["exports"])

FILES = {
    kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for kind in MEDIA.values()
}

FILE: dict[int | str, dict[str, Any]] = {200: {"description": "The file", "content": FILES}}


@router.get("/exports", responses=FRESH | problems(422))
def exports(_: Fresh) -> list[str]:
    """Names of the formats."""
    return list(EXPORTERS)


@router.get(
    "/exports/{name}",
    response_class=FileResponse,
    responses=FILE | problems(404, 422, 501),
)
def export(name: str, desk: OpenDesk, level: TakenView) -> FileResponse:
    """The record in one format, as the view shows it."""
    if name not in EXPORTERS:
        raise NotFoundError(f"no export is called {name[:40]!r}. There are: {', '.join(EXPORTERS)}")
    return exported(desk, name, level)
