"""The API says what the pages say, page by page, with ETags and problems."""

import html
import json
import re

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from tests.web.conftest import Visit

LISTS = [
    "claims",
    "events",
    "series",
    "control",
    "deals",
    "contradictions",
    "sources",
    "documents",
    "reviews",
]
REPORT = (
    "Strike hits market in Mayadin\n\n"
    "At least 12 civilians were killed in an air strike on the Syrian town of "
    "Mayadin on Sunday, the Syrian Observatory for Human Rights said.\n\n"
    "The Observatory said the strike hit a market in the centre of the town."
)
TEXT = {"Content-Type": "text/plain; charset=utf-8"}


@pytest.mark.parametrize("name", LISTS)
def test_lists_page_and_are_not_sent_again(client: TestClient, name: str) -> None:
    answer = client.get(f"/api/v1/{name}?per_page=3")
    body = answer.json()
    assert len(body["items"]) <= 3 and body["previous"] is None
    seen = len(body["items"])
    while body["next"]:
        body = client.get(body["next"]).json()
        seen += len(body["items"])
        if seen > 30:
            break
    assert seen == body["total"] or seen > 30
    tag = answer.headers["etag"]
    again = client.get(f"/api/v1/{name}?per_page=3", headers={"If-None-Match": tag})
    assert again.status_code == 304 and again.content == b"" and again.headers["etag"] == tag
    assert client.get(f"/api/v1/{name}?per_page=4", headers={"If-None-Match": tag}).status_code == 200


def test_an_etag_changes_with_the_record(client: TestClient) -> None:
    first = client.get("/api/v1/series")
    claim = first.json()["items"][0]["claims"][0]
    client.post(f"/api/v1/claims/{claim}/reviews", json={"verdict": "accept", "by": "x"})
    second = client.get("/api/v1/series", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200 and second.headers["etag"] != first.headers["etag"]


def test_the_words_of_the_command_line_filter(client: TestClient) -> None:
    for query, test in (
        ("kind=figure", lambda claim: claim["kind"] == "figure"),
        ("place=Mayadin", lambda claim: "Mayadin" in json.dumps(claim["places"])),
        ("party=Islamic State", lambda claim: "Islamic State" in json.dumps([claim["agent"], claim["target"], claim["control"]])),
        ("source=Airwars", lambda claim: "Airwars" in json.dumps(claim["attribution"])),
        ("grep=convoy", lambda claim: "convoy" in claim["quote"].lower()),
        ("since=2017-10-14&until=2017-10-15",
         lambda claim: claim["time"]["start"] <= "2017-10-15" and claim["time"]["end"] >= "2017-10-14"),
        ("type=withdraw", lambda claim: claim["type"] == "withdraw"),
        ("counted=yes", lambda claim: claim["counts"]),
    ):  # fmt: skip
        found = client.get(f"/api/v1/claims?{query}&per_page=200").json()
        assert 0 < found["total"] < 240, query
        assert all(test(claim) for claim in found["items"]), query


def test_a_claim_is_told_down_to_its_characters(client: TestClient) -> None:
    claim = client.get("/api/v1/claims?grep=1,300").json()["items"][0]
    found = client.get(f"/api/v1/claims/{claim['id'][:8]}").json()
    assert found["id"] == claim["id"] and found["series"] and found["contradictions"] and found["counting"]
    evidence = "".join(piece["text"] for piece in found["passage"] if "evidence" in piece["labels"])
    assert evidence == claim["quote"]
    document = client.get(f"/api/v1/documents/{claim['document']}").json()
    text = "".join(piece["text"] for piece in document["pieces"])
    assert text[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["quote"]


def test_exports_are_those_of_the_command_line(client: TestClient) -> None:
    names = client.get("/api/v1/exports").json()
    assert "claims.csv" in names and "claims.jsonl" in names
    rows = [json.loads(line) for line in client.get("/api/v1/exports/claims.jsonl").text.splitlines()]
    first = client.get("/api/v1/claims?per_page=200").json()
    listed = first["items"]
    assert len(rows) == first["total"] > len(listed)
    by_id = {row["id"]: {key: value for key, value in row.items() if key != "claim"} for row in rows}
    assert all({key: each[key] for key in by_id[each["id"]]} == by_id[each["id"]] for each in listed)


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "title"),
    [
        ("GET", "/claims?kind=rumour", None, 422, "That cannot be asked"),
        ("GET", "/claims?since=1508025600", None, 422, "That cannot be asked"),
        ("GET", "/claims?page=1000000000", None, 422, "That cannot be asked"),
        ("GET", "/claims/zzz", None, 404, "Not in the record"),
        ("GET", "/events/zzz", None, 404, "Not in the record"),
        ("GET", "/documents/zzz", None, 404, "Not in the record"),
        ("GET", "/exports/claims.exe", None, 404, "Not in the record"),
        ("GET", "/nowhere", None, 404, "Not Found"),
        ("DELETE", "/claims", None, 405, "Method Not Allowed"),
        ("POST", "/claims/zzz/reviews", {"verdict": "accept", "by": "x"}, 404, "Not in the record"),
        ("POST", "/claims/zzz/reviews", {"verdict": "accept"}, 422, "That cannot be asked"),
        ("POST", "/claims/zzz/reviews", {"verdict": "accept", "by": "x", "at": "now"}, 422, "That cannot be asked"),
        ("POST", "/documents", {"url": "http://example.org/"}, 501, "Not offered"),
    ],
)  # fmt: skip
def test_errors_are_problems(
    client: TestClient, method: str, path: str, body: object, status: int, title: str
) -> None:
    answer = client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["title"] == title and problem["status"] == status and len(problem["detail"]) > 10


def test_a_lone_surrogate_is_refused(client: TestClient) -> None:
    claim = client.get("/api/v1/claims").json()["items"][0]["id"]
    body = b'{"verdict": "accept", "by": "x", "why": "\\ud800"}'
    answer = client.post(
        f"/api/v1/claims/{claim}/reviews", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


def test_a_report_that_is_sent_is_read_once(client: TestClient) -> None:
    first = client.post(
        "/api/v1/documents?published=2017-10-16&outlet=Valley Tribune", content=REPORT.encode(), headers=TEXT
    )
    assert first.status_code == 201 and first.json()["claims"]
    document = client.get(f"/api/v1/documents/{first.json()['document']}").json()
    assert document["outlet"] == "Valley Tribune" and document["published"].startswith("2017-10-16")
    assert client.get("/api/v1/claims?grep=market&document=" + document["id"]).json()["total"] > 0
    again = client.post(
        "/api/v1/documents?published=2017-10-16&outlet=Valley Tribune", content=REPORT.encode(), headers=TEXT
    )
    assert again.status_code == 200 and again.json()["reason"] == "already_read"


@pytest.mark.parametrize(
    ("content", "media_type", "status"),
    [
        (b"", "text/plain", 422),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "text/plain", 422),
        (b"hello", "application/pdf", 415),
        (b"hello", "", 415),
    ],
)
def test_what_cannot_be_read_is_refused(
    client: TestClient, content: bytes, media_type: str, status: int
) -> None:
    answer = client.post(
        "/api/v1/documents", content=content, headers={"Content-Type": media_type} if media_type else {}
    )
    assert answer.status_code == status and answer.headers["content-type"] == "application/problem+json"


def test_one_report_is_read_at_a_time(client: TestClient) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    with desk._reading:
        answer = client.post("/api/v1/documents", content=b"x", headers=TEXT)
    assert answer.status_code == 503 and answer.headers["retry-after"]


def test_places_are_geojson_and_those_of_the_map(client: TestClient) -> None:
    answer = client.get("/api/v1/places")
    assert answer.headers["content-type"] == "application/geo+json"
    found = answer.json()["features"]
    titles = [
        html.unescape(each)
        for each in re.findall(r"<a [^>]*><title>([^<]*)</title><circle", client.get("/").text)
    ]
    assert sorted(each["properties"]["told"] for each in found) == sorted(titles) != []
    raqqa = next(each for each in found if each["properties"]["name"] == "Raqqa")
    assert raqqa["geometry"]["coordinates"] == [pytest.approx(39.0, abs=0.1), pytest.approx(35.95, abs=0.1)]
    assert sum(raqqa["properties"]["families"].values()) == raqqa["properties"]["events"] > 10
    again = client.get("/api/v1/places", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304 and again.content == b""


def test_places_lead_to_their_claims_within_the_filters(client: TestClient) -> None:
    all_of_them = client.get("/api/v1/places").json()["features"]
    found = client.get("/api/v1/places?type=airstrike").json()["features"]
    assert 0 < len(found) < len(all_of_them)
    for feature in found:
        address = feature["properties"]["address"]
        assert address.startswith("/claims?type=airstrike&place=")
        assert client.get("/api/v1" + address).json()["total"] > 0


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning")
def test_the_description_is_kept_under_random_requests(visit: Visit) -> None:
    """A small number of generated requests; `python -m benchmarks.web --cases 10000` makes as many as one likes."""
    client = visit()
    schema = schemathesis.openapi.from_asgi(
        "/api/v1/openapi.json", client.app, headers={"Host": "127.0.0.1:8765"}
    )
    failures: list[str] = []
    for result in (
        schema.include(method=["GET", "POST"])
        .exclude(path="/api/v1/documents", method="POST")
        .get_all_operations()
    ):
        operation = result.ok()

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def keeps(case: schemathesis.Case) -> None:
            answer = case.call(base_url=str(client.base_url), headers={"Host": "127.0.0.1:8765"})
            assert answer.status_code < 500, (case.as_curl_command(), answer.text)
            case.validate_response(answer, excluded_checks=[positive_data_acceptance])

        try:
            keeps()
        except Exception as error:  # noqa: BLE001
            failures.append(f"{operation.label}: {error}"[:1500])
    assert not failures, "\n\n".join(failures)
