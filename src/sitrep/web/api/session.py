"""Signing in, for programs."""

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from sitrep.web.accounts import LONGEST_PASSWORD
from sitrep.web.api.answers import problems
from sitrep.web.signing import begin, verified

router = APIRouter(prefix="/api/v1", tags=["session"])


class Credentials(BaseModel):
    """Name and password."""

    model_config = ConfigDict(extra="forbid", strict=True)

    name: Annotated[str, Field(min_length=1, max_length=100)]
    password: Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD)]


class SignedIn(BaseModel):
    """Who is signed in, and as what."""

    name: str
    role: str


@router.post("/session", status_code=201, responses=problems(401, 403, 404, 413, 422, 429))
def session(request: Request, response: Response, given: Credentials) -> SignedIn:
    """Sign in; the cookie of the answer stands for the session."""
    account = verified(request, given.name, given.password)
    begin(request, response, account)
    return SignedIn(name=account.name, role=account.role)
