"""Adding a claim and choosing words by plain forms and by the API: no script takes part."""

import html
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.pipeline.by_hand import opened, read, told
from tests.web.conftest import OWN, Visit
from tests.web.emoji import REPORT, with_emoji
from tests.web.test_accounts import people, signed_in
from tests.web.test_hostile_text import ALL, findings
from tests.web.test_judging import claim_of, judge
from tests.web.test_pages import words

from sitrep.model.view import Level

__all__ = ["people"]

DEATHS = {
    "words": "died",
    "type": "kill",
    "quantity": "two",
    "target": "guards",
    "target_nth": "3",
    "place": "Mayadin",
    "time": "overnight",
    "by": "M. Nur",
    "why": "missing",
}


@pytest.fixture
def report(db: Path) -> str:
    return with_emoji(db)


def send(client: TestClient, report: str, **form: str) -> Any:
    return client.post(f"/reports/{report}/claims", data=form, headers=OWN, follow_redirects=False)


def added(client: TestClient, report: str, **form: str) -> str:
    answer = send(client, report, **{**DEATHS, **form})
    assert answer.status_code == 303, words(answer.text)
    return str(answer.headers["location"].removeprefix("/claims/"))


def test_an_added_claim_counts_on_page_report_and_export_and_undo_takes_it_away(
    report: str, client: TestClient
) -> None:
    empty = client.get(f"/reports/{report}").text
    assert "No claim of a known kind was found" in words(empty) and 'id="add"' in empty
    claim = added(client, report)
    found = client.get(f"/api/v1/claims/{claim}").json()
    start = found["trigger"]["start"]
    assert found["quote"][start - found["evidence"]["start"] :].startswith("died"), "code points, not UTF-16"
    assert found["added"] and found["counts"] and found["figure"]["best"] == 2
    assert found["place"]["name"] == "Mayadin" and found["time"]["start"] == "2017-10-13"
    page = words(client.get(f"/claims/{claim}").text)
    assert "added by a person: counts" in page and "missing" in page
    assert "added by a person" in words(client.get(f"/reports/{report}").text)
    assert claim in client.get("/report.html").text
    assert "added by a person" in words(client.get("/report.html").text)
    assert any(row.startswith(claim) for row in client.get("/export/claims.csv").text.splitlines())
    answer = client.post(
        f"/claims/{claim}/undo",
        data={"by": "M. Nur", "back": f"/claims/{claim}"},
        headers=OWN,
        follow_redirects=False,
    )
    assert answer.headers["location"] == f"/reports/{report}"
    assert client.get(f"/claims/{claim}").status_code == 404
    assert claim not in client.get("/report.html").text
    assert client.get("/api/v1/reviews").json()["total"] == 2


def test_which_of_the_same_words_is_meant_is_told_by_its_number(report: str, client: TestClient) -> None:
    claim = added(client, report, words="guards", words_nth="2", type="negotiate", quantity="", target="")
    found = client.get(f"/api/v1/claims/{claim}").json()
    before = found["quote"][: found["trigger"]["start"] - found["evidence"]["start"]]
    assert before.endswith("met ")


@pytest.mark.parametrize(
    ("form", "says"),
    [
        ({"words": "perished"}, "words_not_found"),
        ({"place": "Tabqa"}, "words_not_found"),
        ({"words_sentence": "99"}, "no_such_sentence"),
        ({"words_nth": "4"}, "number 4 was asked for"),
        ({"words_nth": "x"}, "not a whole number"),
        ({"kind": "deal"}, "no_such_kind"),
        ({"type": ""}, "their type"),
        ({"low": "many"}, "not a number"),
        ({"by": " "}, "who decides"),
        ({"why": "x" * 2_001}, "2,000 characters"),
    ],
)
def test_a_refused_form_comes_back_with_what_was_typed_and_why(
    report: str, client: TestClient, form: dict[str, str], says: str
) -> None:
    answer = send(client, report, **{**DEATHS, **form})
    assert answer.status_code == 422 and says in html.unescape(words(answer.text))
    assert '<details class="add" id="add" open>' in answer.text
    assert f'value="{form.get("words", "died")}"' in answer.text and 'value="overnight"' in answer.text
    assert client.get("/api/v1/reviews").json()["total"] == 0


def test_a_claim_that_is_there_is_led_to(report: str, client: TestClient) -> None:
    claim = added(client, report)
    answer = send(client, report, **DEATHS)
    assert answer.status_code == 422 and f'href="/claims/{claim}">Go to that claim' in answer.text


def test_words_are_chosen_anew_on_a_claims_page(report: str, client: TestClient) -> None:
    claim = added(client, report)
    page = client.get(f"/claims/{claim}").text
    assert 'name="field" value="place.words"' in page and ">Mayadin" in page
    where = {"verdict": "set", "field": "place.words", "value": "Tabqa", "sentence": "2"}
    assert judge(client, claim, **where).status_code == 303
    found = client.get(f"/api/v1/claims/{claim}").json()
    assert found["place"]["name"] == "Tabqa"
    assert "place.words = “Tabqa”" in words(client.get(f"/claims/{claim}").text)
    assert judge(client, claim, **{**where, "sentence": ""}).status_code == 422
    client.post(f"/claims/{claim}/undo", data={"by": "M. Nur"}, headers=OWN)
    assert client.get(f"/api/v1/claims/{claim}").json()["place"]["name"] == "Mayadin"


def test_the_api_adds_chooses_and_refuses_with_reasons(report: str, client: TestClient) -> None:
    given = {
        "document": report,
        "by": "M. Nur",
        "words": {"words": "sleep", "sentence": 2},
        "type": "displace",
        "kind": "figure",
        "roles": {"quantity": [{"words": "40 families"}], "place": [{"words": "Tabqa", "occurrence": 1}]},
        "measure": "stock",
    }
    answer = client.post("/api/v1/reviews", json=given)
    assert answer.status_code == 201, answer.text
    made = answer.json()
    assert made["verdict"] == "add" and made["field"] == report and "sleep" not in made["value"]
    claim = client.get(f"/api/v1/claims/{made['claim']}").json()
    assert claim["added"] and claim["figure"]["measure"] == "stock" and claim["place"]["name"] == "Tabqa"
    again = client.post("/api/v1/reviews", json=given)
    assert again.status_code == 422 and again.json()["claim"] == made["claim"]
    assert again.json()["reason"] == "claim_known"
    wrong = client.post("/api/v1/reviews", json={**given, "words": {"words": "slept"}})
    assert wrong.json()["reason"] == "words_not_found"
    assert client.post("/api/v1/reviews", json={**given, "document": "ffff"}).status_code == 404
    assert client.post("/api/v1/reviews", json={**given, "colour": "red"}).status_code == 422
    chosen = {
        "verdict": "set",
        "by": "N",
        "field": "time.words",
        "value": '{"words": "overnight", "sentence": 1}',
    }
    assert client.post(f"/api/v1/claims/{made['claim']}/reviews", json=chosen).status_code == 201
    assert client.get(f"/api/v1/claims/{made['claim']}").json()["time"]["start"] == "2017-10-13"


@pytest.fixture
def private(db: Path) -> str:
    """A report of somebody's death, the name masked in the public view."""
    text = "Raid\n\nOctober 14, 2017\n\nShells fell on Mayadin. Samira Qasem died there, a nurse said.\n"
    with opened(db) as record:
        document = read(record, text)
        told(record, document, words="died", type="kill", target="Samira Qasem")
    return document.id


def test_a_masked_name_cannot_be_felt_for(private: str, client: TestClient, restricted: TestClient) -> None:
    """What the public view hides is not found by typing it: the answer for a masked name is that for no name."""
    assert "Samira" not in client.get(f"/reports/{private}").text

    def said(asker: TestClient, text: str) -> str:
        answer = send(asker, private, words=text, type="attack", by="M. Nur")
        return answer.text.replace(text, "X") if answer.status_code == 422 else "added"

    for name in ("Samira Qasem", "Qasem", "Samira", "Qasem died"):
        assert said(client, name) == said(client, "Zzyzx Qqq") != "added"
    assert said(restricted, "Samira Qasem") == "added"


def test_nobody_adds_on_a_read_only_server(report: str, visit: Visit) -> None:
    client = visit(read_only=True)
    assert 'id="add"' not in client.get(f"/reports/{report}").text
    assert send(client, report, **DEATHS).status_code == 403


def test_reviews_are_taken_as_training_data_from_the_restricted_view_alone(
    client: TestClient, restricted: TestClient
) -> None:
    claim = claim_of(client, "1,300")
    judge(client, claim, verdict="accept")
    for address in ("/reviews.jsonl", "/api/v1/reviews.jsonl"):
        assert client.get(address).status_code == 403
        answer = restricted.get(address)
        assert answer.status_code == 200 and claim in answer.text
        assert "reviews-restricted.jsonl" in answer.headers["content-disposition"]
    assert (
        "/reviews.jsonl" in restricted.get("/export").text
        and "/reviews.jsonl" not in client.get("/export").text
    )


def test_the_report_bears_the_number_of_every_sentence(report: str, client: TestClient) -> None:
    text = client.get(f"/reports/{report}").text
    assert [f'data-sentence="{number}"' in text for number in (0, 1, 2)] == [True] * 3
    pieces = client.get(f"/api/v1/documents/{report}").json()["pieces"]
    assert (
        "".join(piece["text"] for piece in pieces) == client.app.state.desk.record.store.document(report).text
    )  # type: ignore[attr-defined]
    assert next(piece["sentence"] for piece in pieces if "40 families" in piece["text"]) == 2
    assert REPORT.splitlines()[0] in "".join(piece["text"] for piece in pieces if piece["sentence"] == 0)


def test_where_it_is_told_how_many_were_reviewed_added_ones_are_told_too(
    report: str, client: TestClient
) -> None:
    assert client.get("/api/v1/").json()["added"] == 0 and "added by people" not in client.get("/").text
    added(client, report)
    assert client.get("/api/v1/").json()["added"] == 1
    for address in ("/", "/review"):
        assert "1 of them added by people" in words(client.get(address).text)
    assert "(1 of them added)" in words(client.get("/report.html").text)


def test_decisions_and_files_go_by_who_is_signed_in(report: str, visit: Visit, people: Path) -> None:
    server = visit(accounts=people, level=Level.RESTRICTED)
    vera, rim, paul = (signed_in(server, name) for name in ("Vera", "Rim", "Paul"))
    assert send(vera, report, **DEATHS).status_code == 403
    claim = added(rim, report, by="Somebody Else")
    page = rim.get(f"/claims/{claim}").text
    assert "Rim" in page and "Somebody Else" not in page
    answers = [asker.get("/reviews.jsonl").status_code for asker in (vera, rim, paul)]
    assert answers == [403, 403, 200]


@pytest.mark.parametrize(
    "field", ["words", "place", "place_nth", "place_sentence", "type", "kind", "low", "why", "by"]
)
def test_what_is_typed_into_the_form_comes_back_as_text(report: str, client: TestClient, field: str) -> None:
    for payload in ALL[::9]:
        answer = send(client, report, **{**DEATHS, "quantity": "", field: payload})
        assert answer.status_code in (303, 422)
        assert list(findings(field, answer.text or "<p></p>")) == []
