"""A private name that was taken for a place stands on no public page and in no public answer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.pipeline.test_private_places import SECRETS, reading
from tests.store.reports import AT, add_reading

from sitrep.model.view import Level
from sitrep.pipeline import open_record
from sitrep.settings import Settings
from sitrep.web import WebSettings, create_app

PAGES = (
    "/",
    "/events",
    "/figures",
    "/control",
    "/deals",
    "/claims",
    "/reports",
    "/sources",
    "/review",
    "/contradictions",
)
ANSWERS = ("claims", "events", "series", "control", "deals", "sources", "documents", "places")


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("places") / "record.db"
    with open_record(replace(Settings.load(), db=path)) as record:
        add_reading(record.store, reading(), actor="sitrep", at=AT)
        record.refresh()
    return path


def served(db: Path, level: Level) -> TestClient:
    return TestClient(
        create_app(WebSettings(record=replace(Settings.load(), db=db), level=level)),
        base_url="http://127.0.0.1:8765",
    )


@pytest.fixture(scope="module")
def public(db: Path) -> Iterator[TestClient]:
    with served(db, Level.PUBLIC) as client:
        yield client


def addresses(client: TestClient) -> Iterator[str]:
    yield from PAGES
    yield from (f"/api/v1/{name}" for name in ANSWERS)
    for page, name in (("events", "events"), ("figures", "series"), ("claims", "claims")):
        for item in client.get(f"/api/v1/{name}").json()["items"]:
            yield f"/{page}/{item['id']}"
            yield f"/api/v1/{name}/{item['id']}"


def test_no_public_page_or_answer_has_the_name_or_its_point(public: TestClient) -> None:
    asked = list(addresses(public))
    assert len(asked) > len(PAGES) + len(ANSWERS) + 6
    for address in asked:
        answer = public.get(address)
        assert answer.status_code == 200, address
        assert [secret for secret in SECRETS if secret in answer.text] == [], address


def test_the_restricted_server_shows_them(db: Path) -> None:
    with served(db, Level.RESTRICTED) as client:
        assert "Samir Tabqa" in client.get("/events").text
        assert "Tabqa" in client.get("/api/v1/places").text
