"""The gate: with accounts nobody passes unless signed in, and only reviewers change anything. Closed unless a rule opens it."""

from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sitrep.web.accounts import Account, Accounts
from sitrep.web.problems import API, answer
from sitrep.web.security import SAFE, STATIC
from sitrep.web.sessions import Sessions

OPEN = frozenset({"/sign-in", "/sign-out", "/api/v1/session"})
"""What can be asked without being signed in, beside the static files."""


def cookie_name(*, secure: bool) -> str:
    """Name of the session's cookie; the prefix binds it to this host and to HTTPS where there is HTTPS."""
    return "__Host-sitrep" if secure else "sitrep_session"


class Gate:
    """ASGI middleware that knows who asks. `request.state.account` is the account, None where there are no accounts.

    Args:
        app: What lies behind the gate.
        accounts: None: nobody signs in, and everybody passes.
        sessions: Who is signed in.
        secure: The server is reached through HTTPS.
    """

    def __init__(self, app: ASGIApp, accounts: Accounts | None, sessions: Sessions, secure: bool) -> None:
        self._app = app
        self._accounts = accounts
        self._sessions = sessions
        self._cookie = cookie_name(secure=secure)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request pass, or answer it here."""
        if scope["type"] == "http":
            account = self._account(scope)
            scope.setdefault("state", {})["account"] = account
            refused = self._refusal(scope, account) if self._accounts is not None else None
            if refused is not None:
                await refused(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _account(self, scope: Scope) -> Account | None:
        if self._accounts is None:
            return None
        token = HTTPConnection(scope).cookies.get(self._cookie, "")
        return self._accounts.get(self._sessions.name(token))

    def _refusal(self, scope: Scope, account: Account | None) -> Response | None:
        path = scope["path"]
        if path in OPEN or path.startswith(STATIC):
            return None
        if account is None:
            if path.startswith(API) or scope["method"] not in SAFE:
                return answer(
                    path, 401, "Not signed in", "Sign in first: on /sign-in, or with POST /api/v1/session"
                )
            back = path + (f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else "")
            return RedirectResponse(f"/sign-in?back={quote(back)}", status_code=303)
        if scope["method"] not in SAFE and not account.may("reviewer"):
            advice = f"{account.name} may look, not change. Ask for the role of a reviewer"
            return answer(path, 403, "Not for this role", advice)
        return None
