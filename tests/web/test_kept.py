"""Answers that are kept: never for another record, another asker or another view."""

from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import OWN, Visit

from sitrep.model.view import Level
from sitrep.web import showing
from sitrep.web.keeping import MOST_BYTES, Keeping, Page


def keeping(client: TestClient) -> Keeping:
    found: Keeping = client.app.state.desk.keeping  # type: ignore[attr-defined]
    return found


def rendered(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Templates that are rendered from now on."""
    made: list[str] = []
    page = showing.page

    def noted(template: str, **values: Any) -> str:
        made.append(template)
        return page(template, **values)

    monkeypatch.setattr(showing, "page", noted)
    return made


def test_a_page_is_rendered_once_until_the_record_changes(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = rendered(client, monkeypatch)
    first = client.get("/review").text
    assert client.get("/review").text == first and made == ["review.html.j2"]
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    client.post(f"/claims/{claim}/judge", data={"verdict": "accept", "by": "Rana"}, headers=OWN)
    assert "1 of 242 claims reviewed" in client.get("/review").text


def test_reviewers_do_not_see_each_others_names(client: TestClient) -> None:
    nobody = client.get("/review").text
    client.cookies.set("sitrep_reviewer", "Rana")
    assert 'value="Rana"' in client.get("/review").text
    client.cookies.clear()
    assert client.get("/review").text == nobody and "Rana" not in nobody


def test_the_restricted_view_is_stored_by_nobody(restricted: TestClient) -> None:
    for address in ("/claims", "/api/v1/claims"):
        for _ in range(2):  # made, then kept
            answer = restricted.get(address)
            assert answer.headers["cache-control"] == "no-store"
            tag = answer.headers.get("etag", '"none"')
            assert restricted.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_who_has_an_answer_of_the_api_is_told_so(client: TestClient) -> None:
    for _ in range(2):  # made, then kept
        answer = client.get("/api/v1/events")
        tag = answer.headers["etag"]
        again = client.get("/api/v1/events", headers={"If-None-Match": tag})
        assert (answer.status_code, again.status_code, again.text) == (200, 304, "")
    assert client.get("/api/v1/events", headers={"If-None-Match": '"other"'}).json() == answer.json()


def test_a_question_that_cannot_be_is_not_kept(client: TestClient) -> None:
    assert [client.get("/claims?kind=rumour").status_code for _ in range(2)] == [422, 422]
    assert [client.get("/events/zzzz").status_code for _ in range(2)] == [404, 404]


def test_what_is_kept_has_a_limit(client: TestClient) -> None:
    client.get("/events")
    kept, state = keeping(client), keeping(client).state()
    large = Page(b"x" * (MOST_BYTES // 2), "text/html", {})
    for number in range(3):
        kept.keep_page((state, number), large)
    assert [kept.page((state, number)) is not None for number in range(3)] == [False, True, True]
    kept.keep_page(("of another state", 1), large)
    assert kept.page(("of another state", 1)) is None


def test_a_page_of_each_view_stays_its_own(visit: Visit) -> None:
    client = visit(level=Level.RESTRICTED)
    shown = [client.get(address).text for address in ("/events", "/events?view=public", "/events")]
    assert shown[0] == shown[2] and "Restricted view" in shown[0] and "Public view" in shown[1]
