"""The pages: one file for what a menu entry shows. All work without scripts."""

from fastapi import APIRouter

from sitrep.web.pages import (
    adding,
    claims,
    control,
    deals,
    downloads,
    events,
    figures,
    judging,
    reports,
    review,
    signing,
    situation,
    sources,
)

ROUTERS: tuple[APIRouter, ...] = (
    situation.router,
    events.router,
    figures.router,
    control.router,
    deals.router,
    claims.router,
    reports.router,
    sources.router,
    review.router,
    judging.router,
    adding.router,
    downloads.router,
    signing.router,
)
