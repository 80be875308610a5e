"""A real server and a real browser, with a trap for whatever would leave the machine."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import uvicorn

from sitrep import Settings
from sitrep.web import WebSettings, create_app

SCREENS = Path(__file__).resolve().parents[2] / "build" / "screens"
"""Where pictures of the page are kept, to be looked at."""


GRAPHICS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader")
"""WebGL without a graphics card, asked for by name: Chromium complains of falling back to it by itself."""

NO_GRAPHICS = ("--disable-gpu", "--disable-3d-apis")


CHROMIUM = "/usr/bin/chromium"


@contextmanager
def launched() -> Iterator[Any]:
    """A Chromium with WebGL."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *GRAPHICS])
        yield browser
        browser.close()


@contextmanager
def served(db: Path, **settings: Any) -> Iterator[str]:
    """A server over a record; gives its address."""
    chosen = WebSettings(record=replace(Settings.load(), db=db, seconds_per_document=120.0), **settings)
    config = uvicorn.Config(create_app(chosen), host="127.0.0.1", port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@dataclass
class Trap:
    """What happened in the browser that must not: requests to elsewhere, dialogs, complaints on the console."""

    outside: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def caught(self) -> list[str]:
        return [*self.outside, *self.dialogs, *self.complaints]


def trapped(page: Any, here: str) -> Trap:
    """A page whose requests to elsewhere, dialogs and complaints are recorded; nothing gets out."""
    trap = Trap()

    def look(route: Any) -> None:
        address = route.request.url
        if address.startswith((here + "/", "data:")):
            route.continue_()
        else:
            trap.outside.append(address)
            route.abort()

    def dismiss(dialog: Any) -> None:
        trap.dialogs.append(dialog.message)
        dialog.dismiss()

    def listen(message: Any) -> None:
        if message.type in ("error", "warning") and "404" not in message.text and "422" not in message.text:
            trap.complaints.append(message.text)

    page.context.route("**/*", look)
    page.on("dialog", dismiss)
    page.on("console", listen)
    page.on("pageerror", lambda error: trap.complaints.append(str(error)))
    return trap
