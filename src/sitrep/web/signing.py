"""Signing in: passwords looked at, sessions begun."""

from fastapi import Request
from starlette.responses import Response

from sitrep.web.accounts import Account
from sitrep.web.gate import cookie_name
from sitrep.web.problems import Refused
from sitrep.web.sessions import LIFETIME_S


def verified(request: Request, name: str, password: str) -> Account:
    """The account of a name and its password.

    Raises:
        Refused: If they do not belong together, too many attempts were made, or there are no accounts.
    """
    accounts = request.app.state.accounts
    if accounts is None:
        raise Refused(404, "No accounts", "This server has no accounts: nobody needs to sign in")
    keys = (f"name {name.casefold()[:100]}", f"address {request.client.host if request.client else ''}")
    if request.app.state.attempts.blocked(*keys):
        raise Refused(
            429, "Too many attempts", "Too many attempts to sign in. Wait a minute, then try again."
        )
    account: Account | None = accounts.verified(name, password)
    if account is None:
        request.app.state.attempts.note(*keys)
        raise Refused(401, "Not signed in", "Name or password is wrong.")
    return account


def begin(request: Request, response: Response, account: Account) -> None:
    """Put the cookie of a new session on an answer."""
    secure = request.app.state.settings.secure
    response.set_cookie(
        cookie_name(secure=secure),
        request.app.state.sessions.begin(account.name),
        max_age=LIFETIME_S,
        httponly=True,
        samesite="strict",
        secure=secure,
        path="/",
    )
