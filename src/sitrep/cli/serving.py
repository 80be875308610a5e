"""The command that serves the page and the HTTP API."""

from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Db, Restricted, settings


def serve(
    port: Annotated[int, typer.Option("--port", help="Port to listen on.")] = 8765,
    host: Annotated[
        str,
        typer.Option("--host", help="Address to listen on; another than this machine's needs --accounts."),
    ] = "127.0.0.1",
    accounts: Annotated[
        Path | None,
        typer.Option("--accounts", help="File of accounts; then everybody signs in.", show_default=False),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", help="Further host name under which the server is reached.", show_default=False
        ),
    ] = None,
    secure: Annotated[
        bool, typer.Option("--secure", help="The server is reached through HTTPS: cookies are kept to it.")
    ] = False,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Take no decisions and no documents.")
    ] = False,
    restricted: Restricted = False,
    db: Db = None,
) -> None:
    """Serve the record as pages and as an HTTP API, on this machine only unless there are accounts."""
    from sitrep.errors import SettingsError
    from sitrep.model.view import Level

    try:
        from sitrep.web import WebSettings
        from sitrep.web import serve as run
    except ModuleNotFoundError as error:
        raise SettingsError(
            f"the page needs the extra “web” ({error.name} is missing): pip install 'sitrep[web]'"
        ) from error
    chosen = WebSettings(
        record=settings(db),
        host=host,
        port=port,
        level=Level.RESTRICTED if restricted else Level.PUBLIC,
        accounts=accounts,
        names=tuple(name or ()),
        read_only=read_only,
        secure=secure,
    )
    chosen.check()
    OUT.print(f"http://{host}:{port}/  (Ctrl+C ends it)", markup=False, highlight=False)
    run(chosen)
