"""Accounts: nobody passes unsigned, a role reaches as far as it says, and guessing is slow."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import HERE, OWN, Visit
from typer.testing import CliRunner

from sitrep.cli.app import app as cli
from sitrep.errors import SettingsError
from sitrep.model.view import Level
from sitrep.web import accounts
from sitrep.web.sessions import IDLE_S, LIFETIME_S, Attempts, Sessions

PASSWORD = "correct horse battery"
PEOPLE = {"Vera": "viewer", "Rim": "reviewer", "Paul": "publisher", "Ada": "admin"}


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("accounts") / "accounts.json"
    for name, role in PEOPLE.items():
        accounts.add(file, name, role, PASSWORD)
    return file


@pytest.fixture
def server(visit: Visit, people: Path) -> TestClient:
    return visit(accounts=people, level=Level.RESTRICTED)


def signed_in(server: TestClient, name: str) -> TestClient:
    client = TestClient(server.app, base_url=HERE, raise_server_exceptions=False)
    answer = client.post(
        "/sign-in",
        data={"name": name, "password": PASSWORD, "back": "/claims"},
        headers=OWN,
        follow_redirects=False,
    )
    assert answer.status_code == 303 and answer.headers["location"] == "/claims"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    return client


def addresses(server: TestClient) -> list[str]:
    schema = signed_in(server, "Ada").get("/api/v1/openapi.json").json()
    api = [path.format(identity="0" * 20, name="claims.csv") for path in schema["paths"]]
    return [
        *api,
        "/",
        "/claims",
        "/claims/00",
        "/reports",
        "/export/claims.csv",
        "/report.html",
        "/api/v1/openapi.json",
        "/nowhere",
    ]


def test_nobody_sees_anything_without_signing_in(server: TestClient) -> None:
    for address in addresses(server):
        answer = server.get(address, follow_redirects=False)
        if address == "/api/v1/session":
            assert answer.status_code == 405
        elif address.startswith("/api/"):
            assert answer.status_code == 401, address
        else:
            assert answer.status_code == 303 and answer.headers["location"].startswith("/sign-in?back="), (
                address
            )
    assert server.get("/static/sitrep.css").status_code == 200 and server.get("/sign-in").status_code == 200


def test_nobody_changes_anything_without_the_role(server: TestClient) -> None:
    reader = signed_in(server, "Vera")
    claim = reader.get("/api/v1/claims").json()["items"][0]["id"]
    for client, status in ((server, 401), (reader, 403)):
        for address, body in (
            (f"/api/v1/claims/{claim}/reviews", {"verdict": "accept", "by": "x"}),
            (f"/api/v1/claims/{claim}/undo", {"by": "x"}),
            ("/api/v1/documents", {}),
        ):
            assert client.post(address, json=body).status_code == status, address
        for address in (f"/claims/{claim}/judge", f"/claims/{claim}/undo", "/reviewer"):
            assert (
                client.post(address, data={"verdict": "accept", "by": "x"}, headers=OWN).status_code == status
            )
    assert "Accept" not in reader.get("/claims").text
    assert reader.get("/api/v1/reviews").json()["total"] == 0


@pytest.mark.parametrize(
    ("name", "seen", "taken"),
    [("Vera", False, False), ("Rim", True, False), ("Paul", True, True), ("Ada", True, True)],
)
def test_a_role_reaches_as_far_as_it_says(server: TestClient, name: str, seen: bool, taken: bool) -> None:
    client = signed_in(server, name)
    assert (client.get("/api/v1/").json()["view"] == "restricted") is seen
    for address in ("/export/claims.csv", "/report.html", "/api/v1/exports/claims.csv"):
        assert ("-restricted" in client.get(address).headers["content-disposition"]) is taken


def test_decisions_bear_the_name_that_signed_in(server: TestClient) -> None:
    client = signed_in(server, "Rim")
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    client.post(f"/claims/{claim}/judge", data={"verdict": "accept", "by": "Somebody Else"}, headers=OWN)
    client.post(f"/api/v1/claims/{claim}/reviews", json={"verdict": "reject", "by": "Somebody Else"})
    assert {each["by"] for each in client.get("/api/v1/reviews").json()["items"]} == {"Rim"}


def test_signing_out_ends_the_session(server: TestClient) -> None:
    client = signed_in(server, "Rim")
    kept = dict(client.cookies)
    client.post("/sign-out", headers=OWN, follow_redirects=False)
    replay = TestClient(server.app, base_url=HERE, cookies=kept)
    assert replay.get("/api/v1/").status_code == 401


@pytest.mark.parametrize("token", ["", "x", "0" * 43, "é", "' OR 1=1 --"])
def test_a_made_up_session_is_none(server: TestClient, token: str) -> None:
    answer = server.get("/api/v1/", headers={"Cookie": f"sitrep_session={token}".encode()})
    assert answer.status_code == 401


def test_guessing_is_stopped_for_the_name_and_the_address(server: TestClient) -> None:
    wrong = {"name": "Rim", "password": "not the password"}
    statuses = [server.post("/api/v1/session", json=wrong).status_code for _ in range(7)]
    assert statuses == [401] * 5 + [429] * 2
    right = {"name": "Rim", "password": PASSWORD}
    assert server.post("/api/v1/session", json=right).status_code == 429
    form = server.post("/sign-in", data=right, headers=OWN, follow_redirects=False)
    assert form.status_code == 429 and "Wait a minute" in form.text


def test_unknown_names_and_wrong_passwords_are_told_alike(server: TestClient) -> None:
    answers = [
        server.post("/api/v1/session", json={"name": name, "password": "not the password"}).json()
        for name in ("Rim", "Nobody")
    ]
    assert answers[0] == answers[1]


def test_sessions_end_by_themselves() -> None:
    now = [0.0]
    sessions = Sessions(lambda: now[0])
    token = sessions.begin("Rim")
    now[0] = IDLE_S - 1
    assert sessions.name(token) == "Rim"
    now[0] += IDLE_S + 1
    assert sessions.name(token) == ""
    token = sessions.begin("Rim")
    while now[0] < 2 * LIFETIME_S and sessions.name(token):
        now[0] += IDLE_S / 2
    assert sessions.name(token) == ""


def test_attempts_are_forgotten_after_a_while() -> None:
    now = [0.0]
    attempts = Attempts(2, 60.0, lambda: now[0])
    attempts.note("a")
    attempts.note("a")
    assert attempts.blocked("a") and not attempts.blocked("b")
    now[0] = 61.0
    assert not attempts.blocked("a")


def test_passwords_are_kept_as_argon2id(people: Path) -> None:
    text = people.read_text(encoding="utf-8")
    assert PASSWORD not in text and text.count("$argon2id$") == len(PEOPLE)
    assert people.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "viewer", PASSWORD), (" a", "viewer", PASSWORD), ("a\n", "viewer", PASSWORD),
     ("a", "king", PASSWORD), ("a", "viewer", "short"),
     ("a" * 61, "viewer", PASSWORD)],
)  # fmt: skip
def test_what_cannot_be_an_account_is_refused(tmp_path: Path, name: str, role: str, password: str) -> None:
    with pytest.raises(SettingsError):
        accounts.add(tmp_path / "a.json", name, role, password)
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '[{"name": "a"}]', '[{"name": "a", "role": "king", "password": "x"}]', "nonsense"],
)
def test_a_broken_file_opens_nothing(tmp_path: Path, content: str) -> None:
    file = tmp_path / "accounts.json"
    file.write_text(content, encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(SettingsError, match="accounts"):
        accounts.load(file)


def test_a_file_that_others_can_read_is_refused(people: Path, tmp_path: Path) -> None:
    file = tmp_path / "accounts.json"
    file.write_bytes(people.read_bytes())
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        accounts.load(file)


def test_accounts_are_made_and_removed_by_commands(tmp_path: Path) -> None:
    file = str(tmp_path / "accounts.json")
    made = CliRunner().invoke(
        cli, ["accounts", "add", "Rim", "--role", "reviewer", "--file", file], input=PASSWORD + "\n"
    )
    assert made.exit_code == 0, made.output
    found = accounts.load(Path(file))
    assert found.verified("Rim", PASSWORD) is not None and found.verified("Rim", "other password") is None
    assert CliRunner().invoke(cli, ["accounts", "remove", "Rim", "--file", file]).exit_code == 0
    with pytest.raises(SettingsError):
        accounts.load(Path(file))
