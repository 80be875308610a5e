"""What the server refuses, and what every answer carries."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.routing import Route
from tests.web.conftest import HERE, OWN, Visit

from sitrep.errors import SettingsError
from sitrep.model.view import Level
from sitrep.settings import Settings
from sitrep.web import WebSettings, create_app
from sitrep.web.headers import POLICY
from sitrep.web.links import local
from sitrep.web.settings import is_loopback

ANSWERS = [
    "/",
    "/claims",
    "/nowhere",
    "/static/sitrep.css",
    "/api/v1/claims",
    "/api/v1/nowhere",
    "/claims?kind=x",
    "/export/claims.csv",
]


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"


def test_the_policy_lets_nothing_inline_and_nothing_from_elsewhere_in() -> None:
    assert "unsafe" not in POLICY and "http" not in POLICY and "*" not in POLICY
    assert (
        "default-src 'none'" in POLICY and "frame-ancestors 'none'" in POLICY and "base-uri 'none'" in POLICY
    )


@pytest.mark.parametrize("address", ["/", "/claims", "/api/v1/claims", "/export/claims.csv", "/report.html"])
def test_the_restricted_view_is_never_kept(restricted: TestClient, address: str) -> None:
    assert restricted.get(address).headers["cache-control"] == "no-store"


def changing(client: TestClient) -> list[tuple[str, str]]:
    """Every route that changes something, a claim's id filled in."""
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    routes = [
        (method, route.path.format(identity=claim))
        for included in client.app.routes  # type: ignore[attr-defined]
        for route in (getattr(included, "routes", None) or [included])
        if isinstance(route, Route)
        for method in sorted((route.methods or set()) - {"GET", "HEAD", "OPTIONS"})
    ]
    found = routes or [
        (method.upper(), path.format(identity=claim))
        for path, methods in client.get("/api/v1/openapi.json").json()["paths"].items()
        for method in methods
        if method != "get"
    ]
    return found


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9999"},
    {"Origin": HERE + ".evil.example"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "http://evil.example"},
]


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_nothing_is_changed_from_another_page(client: TestClient, headers: dict[str, str]) -> None:
    routes = changing(client)
    assert routes
    before = client.get("/api/v1/reviews").json()
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    pages = [("POST", f"/claims/{claim}/judge"), ("POST", f"/claims/{claim}/undo"), ("POST", "/reviewer")]
    for method, path in {*routes, *pages}:
        answer = client.request(method, path, headers=headers, data={"verdict": "accept", "by": "evil"})
        assert answer.status_code == 403, (method, path, answer.status_code)
    assert client.get("/api/v1/reviews").json() == before


def test_a_form_without_any_sign_of_where_it_comes_from_is_refused(client: TestClient) -> None:
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    assert client.post(f"/claims/{claim}/judge", data={"verdict": "accept", "by": "x"}).status_code == 403
    given = {"verdict": "accept", "by": "x"}
    assert (
        client.post(f"/api/v1/claims/{claim}/reviews", json=given).status_code == 201
    )  # a program, not a browser


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1.evil.example", "", "localhost.evil.example:80"]
)
def test_other_host_names_are_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421 and "Situation as reported" not in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8765", "127.0.0.1:8765", "[::1]:8765"])
def test_names_of_this_machine_are_taken(client: TestClient, host: str) -> None:
    assert client.get("/export", headers={"Host": host}).status_code == 200


def test_large_bodies_are_refused(visit: Visit) -> None:
    client = visit(max_body=1000)
    assert (
        client.post(
            "/api/v1/documents", content=b"x" * 1001, headers={"Content-Type": "text/plain"}
        ).status_code
        == 413
    )
    assert client.post("/reviewer", data={"by": "x" * 2000}, headers=OWN).status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "sitrep.example.org", "10.0.0.1"])  # noqa: S104
def test_the_server_does_not_listen_to_others_without_accounts(db: Path, host: str) -> None:
    settings = WebSettings(record=Settings(db=db), host=host)
    with pytest.raises(SettingsError, match="accounts"):
        create_app(settings)
    assert not is_loopback(host)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_this_machine_is_known_as_such(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "address",
    ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "/a\nb", "", "evil"],
)
def test_a_form_leads_nowhere_else(address: str) -> None:
    assert local(address) == ""


def test_a_form_leads_back_to_where_it_was() -> None:
    assert local("/claims?place=Raqqa#c-1") == "/claims?place=Raqqa#c-1"


def test_nobody_sees_more_than_the_server_was_started_for(client: TestClient, restricted: TestClient) -> None:
    assert client.get("/api/v1/?view=restricted").json()["view"] == Level.PUBLIC
    assert restricted.get("/api/v1/").json()["view"] == Level.RESTRICTED
    assert restricted.get("/api/v1/?view=public").json()["view"] == Level.PUBLIC


def test_an_internal_error_says_nothing_of_the_inside(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("sitrep.web.desk.Desk.wanted", broken)
    for address in ("/", "/api/v1/events"):
        answer = client.get(address)
        assert answer.status_code == 500 and "secret" not in answer.text and "Traceback" not in answer.text
        assert answer.headers["content-security-policy"] == POLICY
