"""Adding a claim in Chromium: words selected behind emoji and combining marks, by mouse, by keys, and without scripts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import SCREENS, served
from tests.web.emoji import with_emoji
from tests.web.test_browser import AXE, DESKTOP, PHONE, chromium, enter, opened

__all__ = ["chromium"]

pytestmark = [pytest.mark.needs_chromium, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

SELECT = """([words, nth]) => {
  const text = document.getElementById("text") || document.getElementById("passage");
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const whole = nodes.map((node) => node.data).join("");
  let at = -1;
  for (let number = 0; number < nth; number += 1) at = whole.indexOf(words, at + 1);
  const range = document.createRange();
  let seen = 0;
  for (const node of nodes) {
    const end = seen + node.data.length;
    if (at >= seen && at < end) range.setStart(node, at - seen);
    if (at + words.length > seen && at + words.length <= end) { range.setEnd(node, at + words.length - seen); break; }
    seen = end;
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
"""Selects words in the text as a person does with the mouse or with caret browsing."""


@pytest.fixture
def report(db: Path) -> str:
    return with_emoji(db)


@pytest.fixture
def address(report: str, db: Path) -> Iterator[str]:
    with served(db) as found:
        yield found


def select(page: Any, words: str, nth: int = 1) -> None:
    page.evaluate(SELECT, [words, nth])
    page.wait_for_selector(".chooser:not([hidden])")


def take(page: Any, label: str) -> None:
    page.locator(".chooser button", has_text=label).first.click()


def quoted(page: Any, claim: str) -> tuple[str, str]:
    """The words before the trigger in its sentence, and the trigger, by the code points that the server counted."""
    found = page.request.get(f"/api/v1/claims/{claim}").json()
    start = found["trigger"]["start"] - found["evidence"]["start"]
    end = found["trigger"]["end"] - found["evidence"]["start"]
    return found["quote"][:start], found["quote"][start:end]


def test_a_newcomer_adds_a_claim_by_selecting_its_words(chromium: Any, address: str, report: str) -> None:
    page, trap = opened(chromium, address)
    page.goto(f"/reports/{report}")
    for words, nth, label in (
        ("died", 1, "What happened"),
        ("two", 1, "How many"),
        ("guards", 3, "To whom"),
        ("Mayadin", 1, "Where"),
        ("overnight", 1, "When"),
        ("a nurse", 1, "Who says so"),
    ):
        select(page, words, nth)
        take(page, label)
    assert page.input_value("[name=target_nth]") == "3" and page.input_value("[name=target_sentence]") == "1"
    page.select_option("select[name=type]", "kill")
    page.fill("#add input[name=by]", "M. Nur")
    with page.expect_navigation():
        page.click("text=Add the claim")
    claim = page.url.rpartition("/")[2]
    before, trigger = quoted(page, claim)
    assert trigger == "died" and before.endswith("two guards ") and "👩‍👩‍👧" in before and "e\u0301" in before
    assert "added by a person: counts" in page.inner_text("main")
    assert "a nurse" in page.inner_text(".said")
    page.reload()
    assert "added by a person: counts" in page.inner_text("main")
    page.goto("/figures?place=Mayadin")
    assert "killed" in page.inner_text("main")
    assert claim in page.request.get("/report.html").text()
    assert claim in page.request.get("/export/claims.csv").text()
    page.goto(f"/claims/{claim}")
    with page.expect_navigation():
        page.click(".verdict button[data-key=u]")
    assert page.url.endswith(f"/reports/{report}") and claim not in page.request.get("/report.html").text()
    assert trap.caught == []


def test_a_claim_is_added_by_keys_alone(chromium: Any, address: str, report: str) -> None:
    page, trap = opened(chromium, address)
    page.goto(f"/reports/{report}")
    field = "document.activeElement.name"
    page.keyboard.press("n")
    page.wait_for_function(f"{field} === 'words'")
    page.keyboard.type("sleep")
    for name, text in (("target", "40 families"), ("place", "Tabqa"), ("quantity", "40 families")):
        while page.evaluate(field) != name:
            page.keyboard.press("Tab")
        page.keyboard.type(text)
    while page.evaluate(field) != "type":
        page.keyboard.press("Tab")
    page.keyboard.type("displace")
    while page.evaluate(field) != "by":
        page.keyboard.press("Tab")
    page.keyboard.type("MN")
    enter(page)
    claim = page.url.rpartition("/")[2]
    assert quoted(page, claim)[1] == "sleep" and "Tabqa" in page.inner_text("main")
    page.keyboard.press("w")
    page.wait_for_function("document.activeElement.dataset.choose === 'What happened'")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.wait_for_url(f"**/reports/{report}#add")
    page.wait_for_function(f"{field} === 'words'")
    assert trap.caught == []


def test_selected_words_are_taken_into_the_field_in_hand_by_the_key(
    chromium: Any, address: str, report: str
) -> None:
    page, _ = opened(chromium, address)
    page.goto(f"/reports/{report}")
    select(page, "guards", 2)
    page.keyboard.press("n")
    assert page.input_value("#add-words") == "guards"
    assert (page.input_value("[name=words_nth]"), page.input_value("[name=words_sentence]")) == ("2", "1")


def test_words_are_chosen_anew_in_the_passage_and_e_leads_to_the_fields(
    chromium: Any, address: str, report: str
) -> None:
    page, trap = opened(chromium, address)
    given = {"document": report, "by": "MN", "words": {"words": "died"}, "type": "kill"}
    claim = page.request.post("/api/v1/reviews", data=given).json()["claim"]
    page.goto(f"/reports/{report}")
    page.fill("#reviewer-name", "MN")
    enter(page)
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.wait_for_url(f"**/claims/{claim}#edit")
    page.wait_for_function("document.activeElement.dataset.field === 'figure.best'")
    select(page, "Mayadin")
    take(page, "Where")
    assert page.evaluate("document.activeElement.value") == "Mayadin"
    enter(page)
    assert page.request.get(f"/api/v1/claims/{claim}").json()["place"]["name"] == "Mayadin"
    assert "place.words = “Mayadin”" in page.inner_text("main")
    assert trap.caught == []


def test_without_scripts_words_are_typed(chromium: Any, address: str, report: str) -> None:
    page, _ = opened(chromium, address, java_script_enabled=False)
    page.goto(f"/reports/{report}")
    page.click("#add > summary")
    page.fill("#add-words", "guards")
    page.fill("[name=words_nth]", "3")
    page.fill("[name=words_sentence]", "2")
    page.select_option("select[name=type]", "kill")
    page.fill("#add input[name=by]", "MN")
    page.click("#add form button")
    page.wait_for_selector("#refused")
    assert "words_not_found" in page.inner_text("#refused") and page.input_value("#add-words") == "guards"
    page.fill("[name=words_sentence]", "1")
    page.click("#add form button")
    page.wait_for_url("**/claims/*")
    assert quoted(page, page.url.rpartition("/")[2])[0].endswith("two ")


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_pictures_of_the_form_are_kept_and_nothing_runs_over_the_edge(
    chromium: Any, address: str, report: str, name: str, size: dict[str, int]
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page, trap = opened(chromium, address, viewport=size)
    page.goto(f"/reports/{report}#add")
    page.wait_for_function("document.activeElement.name === 'words'")
    select(page, "two guards")
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert over <= 0, f"{over} pixels too wide"
    page.screenshot(path=SCREENS / f"{name}-adding.png")
    take(page, "To whom")
    page.screenshot(path=SCREENS / f"{name}-adding-filled.png")
    assert trap.caught == []


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm --prefix islands install")
def test_axe_finds_nothing_serious_in_the_form(chromium: Any, address: str, report: str) -> None:
    page, _ = opened(chromium, address)
    page.goto(f"/reports/{report}#add")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
