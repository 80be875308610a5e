"""Who sees the restricted view stands in the ledger: what, by whom, and no name, filter or text."""

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import Visit
from tests.web.test_accounts import PEOPLE, people, signed_in

from sitrep.model.view import Level
from sitrep.store import Store, open_store
from sitrep.store.ledger import VIEWS

__all__ = ["people"]


def noted(db: Path) -> list[tuple[str, str, str]]:
    """Verb, object and name of every view in the ledger."""
    with open_store(db) as store:
        assert store.verify() == ()
        return [
            (each.verb, each.object, who(store, each.actor)) for each in store.ledger() if each.verb in VIEWS
        ]


def who(store: Store, actor: str) -> str:
    return store.actors()[actor]


def test_the_public_view_is_not_noted(db: Path, client: TestClient) -> None:
    for address in ("/", "/claims", "/export/claims.csv", "/api/v1/claims", "/report.md"):
        assert client.get(address).status_code == 200
    assert noted(db) == []


def test_a_restricted_page_is_noted_once_a_day_and_a_file_each_time(db: Path, restricted: TestClient) -> None:
    claim = restricted.get("/api/v1/claims").json()["items"][0]["id"]
    for address in (
        "/claims",
        f"/claims/{claim}",
        "/claims?grep=Raqqa",
        "/export/claims.csv",
        "/export/claims.csv",
    ):
        assert restricted.get(address).status_code == 200
    somebody = "somebody at this machine"
    assert noted(db) == [
        ("view restricted", "/api/v1/claims", somebody),
        ("view restricted", "/claims", somebody),
        ("view restricted", f"/claims/{claim}", somebody),
        ("export restricted", "/export/claims.csv", somebody),
        ("export restricted", "/export/claims.csv", somebody),
    ]


def test_a_page_that_was_kept_is_noted_again_the_next_day(
    db: Path, restricted: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = restricted.app.state.desk.record  # type: ignore[attr-defined]
    today = record.now()
    for day in (0, 0, 1, 1):
        monkeypatch.setattr(record, "now", lambda day=day: today + timedelta(days=day))
        assert restricted.get("/events").status_code == 200
    assert [what for _, what, _ in noted(db)] == ["/events", "/events"]


def test_what_is_typed_into_an_address_is_not_noted(db: Path, restricted: TestClient) -> None:
    for address in (
        "/claims/Nadia%20Qasem",
        "/reports/Nadia",
        "/claims?grep=Nadia&party=Qasem",
        "/export/Nadia.csv",
    ):
        restricted.get(address)
    told = noted(db)
    assert len(told) == 4 and not any("Nadia" in what or "Qasem" in what for _, what, _ in told)


def test_looking_changes_nothing_that_is_computed(restricted: TestClient) -> None:
    desk = restricted.app.state.desk  # type: ignore[attr-defined]
    before, numbers = desk.state(), desk.numbers()
    restricted.get("/claims")
    assert desk.record.store.state() == before and desk.numbers() is numbers


def test_a_view_that_cannot_be_noted_is_not_given(
    restricted: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitrep.errors import StoreError
    from sitrep.web import watching

    def fail(*_: object, **__: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(watching, "note_view", fail)
    assert (
        restricted.get("/claims").status_code == 500
        and restricted.get("/claims?view=public").status_code == 200
    )


def test_it_bears_the_name_that_signed_in(db: Path, visit: Visit, people: Path) -> None:
    server = visit(accounts=people, level=Level.RESTRICTED)
    for name in PEOPLE:
        signed_in(server, name).get("/claims")
    assert {name for _, _, name in noted(db)} == {"Rim", "Paul", "Ada"}, "a viewer sees the public view"
