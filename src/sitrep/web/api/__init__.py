"""The HTTP API, `/api/v1`: what the pages show, for programs, with the words of the command line."""

from fastapi import APIRouter

from sitrep.web.api import claims, documents, exports, places, reviews, session, things

ROUTERS: tuple[APIRouter, ...] = (
    claims.router,
    things.router,
    places.router,
    documents.router,
    reviews.router,
    exports.router,
    session.router,
)
