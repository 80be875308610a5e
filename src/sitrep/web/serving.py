"""Running the server until somebody stops it."""

import uvicorn

from sitrep.web.app import create_app
from sitrep.web.settings import WebSettings


def serve(settings: WebSettings) -> None:
    """Serve a record; comes back when the process is told to stop.

    Raises:
        SettingsError: If the settings would open the record to others.
        StoreError: If there is no record.
    """
    app = create_app(settings)
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,  # addresses hold names that people search for
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
