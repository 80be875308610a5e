"""What every request and answer must keep: host names, same origin, sizes, headers. Sources: OWASP ASVS 5.0, 3.4 and 3.5."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sitrep.web.headers import HEADERS
from sitrep.web.problems import refusal
from sitrep.web.settings import WebSettings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PAGES_API = "/api/"
STATIC = "/static/"


class Guard:
    """ASGI middleware that refuses what must not pass and puts the headers on every answer.

    Args:
        app: What is guarded.
        settings: Of the server.
    """

    def __init__(self, app: ASGIApp, settings: WebSettings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        guarded = self._dressed(scope, send)
        reason = self._refusal(scope)
        if reason is not None:
            await refusal(scope, *reason)(scope, receive, guarded)
            return
        await self._app(scope, self._measured(receive), guarded)

    def _refusal(self, scope: Scope) -> tuple[int, str, str] | None:
        """Status, title and advice where the request is refused."""
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _bare(host) not in self._settings.hosts:
            return (
                421,
                "Unknown host name",
                f"This server is not called {host[:80]!r}. Open it by the address it printed.",
            )
        if _over(headers.get("content-length", ""), self._settings.max_body):
            limit = f"{self._settings.max_body:,}"
            return 413, "Too large", f"A request may hold {limit} bytes. Read larger files with: sitrep read"
        if scope["method"] not in SAFE and not same_origin(headers, api=scope["path"].startswith(PAGES_API)):
            return (
                403,
                "From another page",
                "Changes are only taken from this server's own pages. Open the page here and repeat.",
            )
        return None

    def _measured(self, receive: Receive) -> Receive:
        """Bodies without a stated length are counted as they come; what is too much ends the connection."""
        total = 0

        async def counted() -> Message:
            nonlocal total
            message = await receive()
            total += len(message.get("body", b""))
            return {"type": "http.disconnect"} if total > self._settings.max_body else message

        return counted

    def _dressed(self, scope: Scope, send: Send) -> Send:
        path = scope["path"]

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["Cache-Control"] = "no-cache" if path.startswith(STATIC) else "no-store"
            await send(message)

        return dressed


def same_origin(headers: Headers, *, api: bool) -> bool:
    """Whether a request that changes something comes from a page of this server.

    Browsers say so themselves (Sec-Fetch-Site, else Origin). Programs say neither: they may use the API, which no page can
    make a browser do without one of the two.
    """
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host", "") and urlsplit(origin).scheme in (
            "http",
            "https",
        )
    return api or site is not None


def _bare(host: str) -> str:
    """A host without its port."""
    name, colon, port = host.rpartition(":")
    return name if colon and port.isdigit() else host


def _over(length: str, limit: int) -> bool:
    return bool(length) and (not length.isascii() or not length.isdigit() or int(length[:20]) > limit)
