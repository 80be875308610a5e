"""Every page answers, says what to do when it is empty or wrong, and leads from a number down to its sentence."""

import html
import re

import pytest
from fastapi.testclient import TestClient

PAGES = [
    "/", "/contradictions", "/events", "/figures", "/control", "/deals", "/claims", "/reports", "/sources", "/review", "/export",
]  # fmt: skip


def ids(text: str, section: str) -> list[str]:
    return list(dict.fromkeys(re.findall(rf'href="/{section}/([0-9a-f]{{20}})', text)))


def words(text: str) -> str:
    """The text of a page without its marks."""
    text = re.sub(r"</?(?:a|bdi|span|strong|mark)\b[^>]*>", "", text)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("page", PAGES)
def test_every_section_answers_without_a_script_in_it(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    assert "<h1>" in answer.text
    assert re.findall(r"<script(?![^>]*src=)", answer.text) == []
    assert re.findall(r'\son\w+=|style="', answer.text) == []


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_anything_outside(client: TestClient, page: str) -> None:
    addresses = re.findall(r'(?:href|src|action|formaction)="([^"]*)"', client.get(page).text)
    assert addresses and [each for each in addresses if not each.startswith(("/", "#", "?"))] == []


def test_from_the_map_to_the_sentence_in_two_steps(client: TestClient) -> None:
    first = re.search(r'<a href="(/claims\?place=Raqqa)"', client.get("/").text)
    assert first is not None
    places = client.get(html.unescape(first.group(1)))
    sentence = ids(places.text, "claims")[0]
    claim = client.get(f"/claims/{sentence}").text
    assert 'class="evidence"' in claim and 'class="m-trigger"' in claim and "Said by" in claim


def test_the_contradictions_stand_on_top_with_who_says_what(client: TestClient) -> None:
    text = words(client.get("/").text)
    top = text[: text.index("Headline figures")]
    for part in (
        "civilians killed since 1 Jun 2017",
        "US-led coalition",
        "at least 1,300",
        "foreign fighters leave",
        "denies",
    ):
        assert part in top


def test_headline_figures_are_ranges_with_who_says_so(client: TestClient) -> None:
    text = words(client.get("/").text)
    assert "51 to 1,300 or more civilians killed, Raqqa" in text and "Airwars: at least 1,300" in text
    assert "unreviewed" in text


def test_filters_bind_map_timeline_and_lists(client: TestClient) -> None:
    everywhere, mayadin = client.get("/").text, client.get("/?place=Mayadin").text
    assert "/claims?place=Raqqa" in everywhere and "/claims?place=Raqqa" not in mayadin
    column = re.search(r'<a href="(/\?[^"]*since=[^"]*)" class="column"', everywhere)
    assert column is not None
    narrowed = client.get(html.unescape(column.group(1))).text
    assert "Filtered by" in narrowed and words(narrowed) != words(everywhere)


def test_an_address_restores_the_view(client: TestClient) -> None:
    page = client.get(
        "/claims?kind=figure&place=Raqqa&since=2017-06-01&grep=killed&sort=-confidence&counted=no"
    ).text
    for part in (
        'value="Raqqa"',
        'value="2017-06-01"',
        'value="killed"',
        "<option selected>figure",
        'value="-confidence" selected',
    ):
        assert part in page


def test_lists_turn_pages_without_losing_the_filters(client: TestClient) -> None:
    seen: list[str] = []
    address = "/claims?place=Raqqa&per_page=40"
    while address:
        text = client.get(address).text
        seen += re.findall(r'<li class="claim" id="c-([0-9a-f]{20})"', text)
        further = re.search(r'<a rel="next" href="([^"]*)"', text)
        address = "/claims" + html.unescape(further.group(1)) if further else ""
    total = re.search(r"of (\d+) claims", words(client.get("/claims?place=Raqqa").text))
    assert total is not None and len(seen) == len(set(seen)) == int(total.group(1)) > 40


@pytest.mark.parametrize(
    "address",
    ["/claims?place=Atlantis", "/events?place=Atlantis", "/figures?place=Atlantis", "/control?party=Nobody",
     "/deals?grep=quinquagesima",
     "/review?place=Atlantis", "/?place=Atlantis", "/sources?place=Atlantis"],
)  # fmt: skip
def test_an_empty_list_says_what_to_do(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200 and 'class="empty"' in answer.text and "filters" in answer.text


@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/claims?kind=rumour", 422, "none of event"),
        ("/claims?since=yesterday", 422, "write 2017-10-15"),
        ("/claims?page=0", 422, "number from 1"),
        ("/claims?sort=luck", 422, "none of published"),
        ("/events?order=luck", 422, "none of day"),
        ("/?changed=soon", 422, "write 2017-10-15"),
        ("/claims/zzzz", 404, "no claim starts with"),
        ("/events/zzzz", 404, "computed anew"),
        ("/figures/zzzz", 404, "computed anew"),
        ("/reports/zzzz", 404, "no document"),
        ("/export/claims.exe", 404, "claims.csv"),
        ("/report.exe", 404, "html"),
        ("/nowhere", 404, "no such page"),
    ],
)
def test_an_error_says_what_to_do(client: TestClient, address: str, status: int, says: str) -> None:
    answer = client.get(address)
    assert answer.status_code == status and says in words(answer.text)


def test_a_figure_shows_the_role_of_every_claim(client: TestClient) -> None:
    found = next(
        each
        for each in client.get("/api/v1/series").json()["items"]
        if each["metric"] == "killed" and each["place"] == "Raqqa" and each["subject"] == "civilians"
    )
    text = client.get(f"/figures/{found['id']}").text
    for claim in found["claims"]:
        assert f"/claims/{claim}" in text
    assert "latest word of Airwars" in words(
        text
    ) and "earlier word of Syrian Observatory for Human Rights" in words(text)
    assert text.count('class="dot"') >= len(found["voices"])


def test_every_claim_and_report_has_its_page(client: TestClient) -> None:
    claims = ids(client.get("/claims?per_page=200").text, "claims")
    assert len(claims) == 200
    for claim in claims[::12]:
        assert client.get(f"/claims/{claim}").status_code == 200
    for report in ids(client.get("/reports").text, "reports"):
        text = client.get(f"/reports/{report}").text
        assert 'id="text"' in text and "SHA-256" in text


def test_copies_of_a_story_are_compared(client: TestClient) -> None:
    texts = [client.get(f"/reports/{report}").text for report in ids(client.get("/reports").text, "reports")]
    assert any("Copies of this story" in text and "<ins>" in text and "<del>" in text for text in texts)


def test_review_begins_with_what_most_hangs_on(client: TestClient) -> None:
    text = words(client.get("/review").text)
    assert text.index("a side of a contradiction") < text.index("tells of an event; influence")


def test_files_can_be_taken_away(client: TestClient) -> None:
    table = client.get("/export/claims.csv")
    assert table.headers["content-disposition"].startswith("attachment") and table.text.count("\r\n") > 200
    report = client.get("/report.html")
    assert report.headers["content-disposition"].startswith("attachment") and "<!DOCTYPE html>" in report.text


def test_a_day_can_be_named_since_which_things_are_new(client: TestClient) -> None:
    late, early = (
        words(client.get("/?changed=2017-11-05").text),
        words(client.get("/?changed=2017-09-01").text),
    )
    assert "1 reports with" in late and "12 reports with" in early
    assert "Now contradicted: foreign fighters leave" in early and "Now contradicted" not in late
