"""Review by plain forms: decisions are kept, totals follow at once, everything can be taken back."""

import html
import re

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import OWN, ROOT, Visit
from tests.web.test_pages import words

from sitrep import SourceAttributes

TOLL = "at least 1,300"


def claim_of(client: TestClient, says: str, kind: str = "figure") -> str:
    """The claim whose sentence holds some words."""
    found = client.get("/api/v1/claims", params={"kind": kind, "grep": f'"{says}"'}).json()["items"]
    assert found, says
    return str(found[0]["id"])


def judge(client: TestClient, claim: str, **form: str):  # type: ignore[no-untyped-def]
    given = {"by": "M. Nur", "back": f"/claims/{claim}", **form}
    return client.post(f"/claims/{claim}/judge", data=given, headers=OWN, follow_redirects=False)


def toll(client: TestClient) -> dict[str, object]:
    series = client.get("/api/v1/series").json()["items"]
    return next(
        s for s in series if (s["metric"], s["subject"], s["place"]) == ("killed", "civilians", "Raqqa")
    )


def test_accepting_makes_a_claim_count_and_totals_follow_at_once(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    assert toll(client)["counted"] is None
    answer = judge(client, claim, verdict="accept", why="checked against the source")
    assert answer.status_code == 303 and answer.headers["location"] == f"/claims/{claim}"
    assert toll(client)["counted"]["low"] == 1300  # type: ignore[index]
    assert "1,300 or more civilians killed" in words(client.get("/").text)
    page = words(client.get(f"/claims/{claim}").text)
    assert "accepted by a person: counts" in page and "checked against the source" in page


def test_a_corrected_figure_changes_page_report_and_export(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="set", field="figure.low", value="1,450")
    judge(client, claim, verdict="accept")
    assert "1,450" in words(client.get("/").text)
    assert "1,450" in client.get("/report.html").text
    row = next(line for line in client.get("/export/claims.csv").text.splitlines() if line.startswith(claim))
    assert ",1450," in row and ",1300," not in row
    page = words(client.get(f"/claims/{claim}").text)
    assert "1450 read as 1300" in page or "1,450" in page


@pytest.mark.parametrize(
    ("field", "value", "shows"),
    [
        ("type", "airstrike", "airstrike"),
        ("modality", "possible", "possible"),
        ("agent", "Syrian Democratic Forces; US-led coalition", "US-led coalition"),
        ("target", "children", "children"),
        ("place", "Mayadin, Syria", "Mayadin, Syria"),
        ("time.start", "2017-06-02", "2017-06-02"),
        ("time.end", "2017-10-19", "2017-10-19"),
        ("figure.best", "1310", "1310"),
        ("figure.high", "1500", "1500"),
    ],
)
def test_every_field_can_be_set_and_taken_back(
    client: TestClient, field: str, value: str, shows: str
) -> None:
    claim = claim_of(client, "1,300")
    before = client.get(f"/api/v1/claims/{claim}").json()
    assert judge(client, claim, verdict="set", field=field, value=value).status_code == 303
    after = client.get(f"/claims/{claim}").text
    assert shows in words(after) and "read as" in after
    assert (
        client.post(
            f"/claims/{claim}/undo", data={"by": "M. Nur"}, headers=OWN, follow_redirects=False
        ).status_code
        == 303
    )
    now = client.get(f"/api/v1/claims/{claim}").json()
    same = {
        key: value for key, value in now.items() if key not in ("reviews", "counting", "reviewed", "passage")
    }
    assert same == {key: value for key, value in before.items() if key in same}


def test_undo_goes_back_step_by_step(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="accept")
    judge(client, claim, verdict="reject")
    states = []
    for _ in range(2):
        client.post(f"/claims/{claim}/undo", data={"by": "M. Nur"}, headers=OWN)
        found = client.get(f"/api/v1/claims/{claim}").json()
        states.append((found["counts"], found["rejected"]))
    assert states == [(True, False), (False, False)]
    again = client.post(f"/claims/{claim}/undo", data={"by": "M. Nur"}, headers=OWN)
    assert again.status_code == 422 and "nothing to undo" in again.text


def test_rejecting_takes_a_claim_out_and_keeps_it_visible(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="reject")
    assert "1,300" not in str(toll(client)["voices"])
    assert "rejected" in client.get(f"/claims/{claim}").text


def test_two_claims_are_joined_and_parted(client: TestClient) -> None:
    events = client.get("/api/v1/events", params={"place": "Mayadin"}).json()["items"]
    one, other = events[0]["claims"][0], events[1]["claims"][0]

    def together() -> bool:
        found = client.get("/api/v1/events?per_page=200").json()["items"]
        return any(one in each["claims"] and other in each["claims"] for each in found)

    assert not together()
    assert judge(client, one, verdict="same-as", value=other).status_code == 303
    assert together()
    judge(client, one, verdict="not-same", value=other)
    assert not together()
    client.post(f"/claims/{one}/undo", data={"by": "M. Nur"}, headers=OWN)
    assert together()
    client.post(f"/claims/{one}/undo", data={"by": "M. Nur"}, headers=OWN)
    assert not together()


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"verdict": "set", "field": "figure.best", "value": "many"}, "not a number"),
        ({"verdict": "set", "field": "figure.best", "value": "-5"}, "0 or more"),
        ({"verdict": "set", "field": "figure.best", "value": ""}, "null"),
        ({"verdict": "set", "field": "secret", "value": "x"}, "known"),
        ({"verdict": "set", "field": "time.start", "value": "yesterday"}, "yesterday"),
        ({"verdict": "maybe"}, "none of accept"),
        ({"verdict": "same-as", "value": "zzzz"}, "zzzz"),
        ({"verdict": "accept", "by": "  "}, "who decides"),
        ({"verdict": "accept", "by": "x" * 101}, "100 characters"),
        ({"verdict": "accept", "why": "x" * 2001}, "2,000 characters"),
        ({"verdict": "accept", "why": "a\0b"}, "NUL"),
    ],
)
def test_a_decision_that_cannot_be_is_refused_and_nothing_is_noted(
    client: TestClient, form: dict[str, str], says: str
) -> None:
    claim = claim_of(client, "1,300")
    answer = judge(client, claim, **form)
    assert answer.status_code in (404, 422) and says in html.unescape(answer.text)
    assert client.get("/api/v1/reviews").json()["total"] == 0


def test_the_reviewers_name_is_asked_once(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    answer = client.post(
        "/reviewer", data={"by": "Nur ش", "back": "/review"}, headers=OWN, follow_redirects=False
    )
    assert answer.status_code == 303 and "samesite=strict" in answer.headers["set-cookie"].lower()
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert 'value="Nur ش"' in client.get("/review").text
    given = {"verdict": "accept", "back": "/review"}
    assert (
        client.post(f"/claims/{claim}/judge", data=given, headers=OWN, follow_redirects=False).status_code
        == 303
    )
    assert client.get("/api/v1/reviews").json()["total"] == 1


def test_the_public_view_names_no_reviewer(client: TestClient, restricted: TestClient) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="accept")
    for address in (f"/claims/{claim}", f"/api/v1/claims/{claim}", "/api/v1/reviews"):
        public = (
            TestClient(client.app, base_url=str(client.base_url)).get(address).text
        )  # without the name's cookie
        assert "M. Nur" not in public and re.search(r"reviewer [0-9a-f]{4}", public)
        assert "M. Nur" in restricted.get(address).text


def test_a_read_only_server_takes_nothing(visit: Visit) -> None:
    client = visit(read_only=True)
    claim = claim_of(client, "1,300")
    assert judge(client, claim, verdict="accept").status_code == 403
    assert "Accept" not in client.get(f"/claims/{claim}").text
    sent = client.post("/api/v1/documents", content=b"x", headers={"Content-Type": "text/plain"})
    assert sent.status_code == 403


def test_corrections_survive_reading_the_reports_again(client: TestClient) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="set", field="figure.low", value="1450")
    record = client.app.state.desk.record  # type: ignore[attr-defined]
    source = next(ROOT.glob("examples/raqqa/11-*"))
    anew = SourceAttributes(outlet="Valley Tribune Online")
    assert [reading.reason for reading in record.read([source], attributes=anew)] == [""]
    assert "Valley Tribune Online" in client.get(f"/claims/{claim}").text
    assert client.get(f"/api/v1/claims/{claim}").json()["figure"]["low"] == 1450
