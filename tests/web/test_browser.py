"""The page in Chromium over the example reports: what a newcomer does, by mouse, by keys and without scripts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsing import SCREENS, Trap, launched, served, trapped

pytestmark = [pytest.mark.needs_chromium, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

AXE = Path(__file__).resolve().parents[2] / "islands" / "node_modules" / "axe-core" / "axe.min.js"
SECTIONS = [
    "/",
    "/contradictions",
    "/events",
    "/figures",
    "/control",
    "/deals",
    "/claims",
    "/reports",
    "/sources",
    "/review",
    "/export",
]
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture
def address(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server whose islands are not built: what stands without them. `test_islands.py` has the others."""
    monkeypatch.setattr("sitrep.web.islands.FOLDER", tmp_path / "nothing")
    with served(db) as found:
        yield found


def opened(chromium: Any, address: str, **more: Any) -> tuple[Any, Trap]:
    context = chromium.new_context(base_url=address, **{"viewport": DESKTOP, **more})
    page = context.new_page()
    return page, trapped(page, address)


def first_claim(page: Any, query: str) -> str:
    found = page.request.get(f"/api/v1/claims?{query}").json()
    return str(found["items"][0]["id"])


def enter(page: Any, key: str = "Enter") -> None:
    """Press a key that leads to another page."""
    with page.expect_navigation():
        page.keyboard.press(key)


def test_a_newcomer_gets_from_the_map_to_the_sentence_in_two_clicks(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address)
    page.goto("/")
    page.locator("svg.map a", has_text="Raqqa").locator("circle").first.click()
    page.wait_for_url("**/claims?place=Raqqa")
    page.locator("a.sentence").first.click()
    page.wait_for_url(re.compile(r"/claims/[0-9a-f]{20}"))
    assert page.locator(".passage .evidence").first.is_visible() and page.locator(".passage mark").count() > 2
    assert "Said by" in page.inner_text("main")
    assert trap.caught == []


def test_the_contradictions_are_seen_without_scrolling(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address)
    page.goto("/")
    boxes = [page.locator("article.contra").nth(number).bounding_box() for number in range(2)]
    assert all(box["y"] + box["height"] <= DESKTOP["height"] for box in boxes)
    assert "foreign fighters leave" in page.locator("article.contra").nth(1).inner_text()


def test_a_wrong_figure_is_corrected_by_keys_alone(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address)
    page.goto("/review?grep=1,300")
    page.keyboard.press("j")
    page.keyboard.press("a")  # no name yet: the field for it is asked for
    page.keyboard.type("M. Nur")
    enter(page)
    page.keyboard.press("j")
    claim = page.evaluate("document.activeElement.dataset.claim")
    page.keyboard.press("e")
    page.wait_for_url(f"**/claims/{claim}#edit")
    focused = "document.activeElement.dataset.field"
    page.wait_for_function(f"{focused} === 'figure.best'")
    page.keyboard.press("Shift+Tab")  # to the button of the row above, that of low
    while page.evaluate(focused) != "figure.low":
        page.keyboard.press("Shift+Tab")
    page.keyboard.type("1450")
    enter(page)
    page.keyboard.press("Escape")
    enter(page, "a")
    assert "accepted by a person: counts" in page.inner_text("main")
    page.goto("/")
    assert "1,450 or more" in page.locator("ul.cards").inner_text()
    page.reload()
    assert "1,450 or more" in page.locator("ul.cards").inner_text()
    assert "1,450" in page.request.get("/report.html").text()
    row = next(
        line for line in page.request.get("/export/claims.csv").text().splitlines() if line.startswith(claim)
    )
    assert ",1450," in row
    assert trap.caught == []


def test_keys_move_accept_reject_and_undo(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address)
    page.goto("/claims?kind=figure")
    page.fill("#reviewer-name", "MN")
    enter(page)
    here = "document.activeElement.dataset.claim"
    page.keyboard.press("j")
    first = page.evaluate(here)
    page.keyboard.press("j")
    second = page.evaluate(here)
    page.keyboard.press("k")
    assert page.evaluate(here) == first != second
    for key, says in (("a", "counts"), ("r", "rejected"), ("u", "counts"), ("u", "unreviewed")):
        enter(page, key)
        line = page.locator(f"#c-{first} .facts").first.inner_text()
        assert says in line or (says == "unreviewed" and "does not count" in line), (key, line)
        page.wait_for_function(f"{here} === '{first}'")  # the place in the list is kept
    page.fill("input[name=grep]", "j")
    page.keyboard.press("k")  # typed, not a command
    assert page.input_value("input[name=grep]") == "jk"
    assert trap.caught == []


def test_without_scripts_the_page_tells_the_same_and_can_be_used(chromium: Any, address: str) -> None:
    plain, _ = opened(chromium, address, java_script_enabled=False)
    scripted, _ = opened(chromium, address)
    for section in SECTIONS:
        plain.goto(section)
        scripted.goto(section)
        assert plain.locator("main").inner_text() == scripted.locator("main").inner_text(), section
    claim = first_claim(plain, "grep=1,300")
    plain.goto(f"/claims/{claim}")
    plain.fill("form.verdict input[name=by]", "MN")
    plain.click("form.verdict button[value=accept]")
    plain.wait_for_load_state()
    assert "accepted by a person: counts" in plain.locator("main").inner_text()


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_pictures_are_kept_and_nothing_runs_over_the_edge(
    chromium: Any, address: str, name: str, size: dict[str, int]
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page, trap = opened(chromium, address, viewport=size)
    claim = first_claim(page, "grep=1,300")
    report = page.request.get("/api/v1/documents").json()["items"][4]["id"]
    for section in [*SECTIONS, f"/claims/{claim}", f"/reports/{report}"]:
        page.goto(section)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over <= 0, f"{section} is {over} pixels too wide"
        title = section.strip("/").partition("/")[0] or "situation"
        kind = f"{title}-one" if section.count("/") > 1 else title
        page.screenshot(path=SCREENS / f"{name}-{kind}.png", full_page=True)
    assert trap.caught == []


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm --prefix islands install")
def test_axe_finds_nothing_serious(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address)
    claim = first_claim(page, "grep=1,300")
    report = page.request.get("/api/v1/documents").json()["items"][4]["id"]
    series = page.request.get("/api/v1/series").json()["items"][0]["id"]
    event = page.request.get("/api/v1/events").json()["items"][0]["id"]
    found = []
    things = [f"/claims/{claim}", f"/reports/{report}", f"/figures/{series}", f"/events/{event}"]
    for section in [*SECTIONS, *things, "/nowhere", "/claims?place=Atlantis"]:
        page.goto(section)
        page.evaluate(AXE.read_text(encoding="utf-8"))
        for finding in page.evaluate("axe.run()")["violations"]:
            if finding["impact"] in ("serious", "critical"):
                where = [node["target"] for node in finding["nodes"][:3]]
                found.append(f"{section}: {finding['id']}: {finding['help']} {json.dumps(where)}")
    assert found == []
