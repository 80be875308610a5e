"""The application: pages and API over one record."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.staticfiles import StaticFiles

from sitrep.codebook.borders import borders
from sitrep.pipeline import open_record
from sitrep.web import api, pages, problems
from sitrep.web.accounts import load
from sitrep.web.desk import Desk
from sitrep.web.gate import Gate
from sitrep.web.rendering import environment
from sitrep.web.security import Guard
from sitrep.web.sessions import Attempts, Sessions
from sitrep.web.settings import WebSettings

DESCRIPTION = (
    "What news reports say about an armed conflict, claim by claim, with who said it. Everything is reported, not verified; "
    "ranges are ranges of reports. In the public view private persons are masked."
)


def create_app(settings: WebSettings, *, clock: Callable[[], datetime] | None = None) -> FastAPI:
    """The application of one record; open until the application shuts down.

    Args:
        settings: Of the server.
        clock: Gives the time, aware; the system's by default.

    Raises:
        SettingsError: If others could reach the server and nobody would have to sign in.
        StoreError: If there is no record.
    """
    settings.check()
    record = open_record(settings.record, create=False, clock=clock)

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(_warmed)
        yield
        record.store.close()

    app = FastAPI(
        title="sitrep",
        description=DESCRIPTION,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        lifespan=life,
    )
    app.state.desk = Desk(record, settings)
    app.state.settings = settings
    app.state.accounts = None if settings.accounts is None else load(settings.accounts)
    app.state.sessions = Sessions()
    app.state.attempts = Attempts()
    problems.install(app)
    for router in (*pages.ROUTERS, *api.ROUTERS):
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=Path(str(files("sitrep.web"))) / "static"), name="static")
    app.add_middleware(Gate, accounts=app.state.accounts, sessions=app.state.sessions, secure=settings.secure)
    app.add_middleware(Guard, settings=settings)  # the last one added is asked first
    return app


def _warmed() -> None:
    """Load what every first page would wait for."""
    for template in environment().list_templates():
        environment().get_template(template)
    borders()
