"""The map as an island in Chromium: it says what the server's drawing says, leads where it leads, and gives way to it."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.report.situations import place
from tests.web.browsing import CHROMIUM, NO_GRAPHICS, SCREENS, Trap, launched, served, trapped
from tests.web.conftest import HERE
from tests.web.mapped import HOSTILE, mapped
from tests.web.payloads import payloads

from sitrep import Settings
from sitrep.model.view import Level
from sitrep.web import WebSettings, create_app

IN_BROWSER = [
    pytest.mark.needs_chromium,
    pytest.mark.needs_islands,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
AXE = Path(__file__).resolve().parents[2] / "islands" / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
SPOTS = ".drawing.island .spot"
DRAWING = "svg.map"


def in_browser(test: Any) -> Any:
    for mark in IN_BROWSER:
        test = mark(test)
    return test


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mapped(tmp_path_factory.mktemp("islands") / "many.db")


@pytest.fixture(scope="module")
def address(many: Path) -> Iterator[str]:
    with served(many) as found:
        yield found


def opened(
    chromium: Any, address: str, path: str = "/", *, island: bool = True, **more: Any
) -> tuple[Any, Trap]:
    page = chromium.new_context(base_url=address, **{"viewport": DESKTOP, **more}).new_page()
    trap = trapped(page, address)
    page.goto(path)
    if island:
        page.wait_for_selector(SPOTS, state="attached")
    return page, trap


@pytest.fixture(scope="module")
def seen(chromium: Any, address: str) -> tuple[Any, Trap]:
    """A page with its map, to be looked at and left as it is."""
    page, trap = opened(chromium, address)
    settled(page)
    return page, trap


def places(page: Any) -> list[dict[str, Any]]:
    """Places that the page's map is told of."""
    answer = page.request.get(page.get_attribute("[data-island=map]", "data-places"))
    return [feature["properties"] for feature in answer.json()["features"]]


def labels(page: Any, kind: str = ".spot") -> list[str]:
    return [each.get_attribute("aria-label") for each in page.locator(kind).all()]


def settled(page: Any) -> None:
    """Wait until nothing moves."""
    page.wait_for_function(
        "() => { const spots = [...document.querySelectorAll('.spot')].map(e => e.style.transform).join();"
        " const same = window.before === spots; window.before = spots; return same && spots; }",
        polling=400,
    )


@in_browser
def test_the_island_says_what_the_drawing_says(seen: tuple[Any, Trap]) -> None:
    page, trap = seen
    drawn = page.eval_on_selector_all(f"{DRAWING} a title", "all => all.map(e => e.textContent)")
    told = {each["told"]: each for each in places(page)}
    assert sorted(told) == sorted(drawn) and len(told) > 20
    alone = labels(page, "a.spot")
    joined = [int(re.findall(r"(\d+) places", each)[-1]) for each in labels(page, "button.spot")]
    assert set(alone) <= set(told) and joined and len(alone) + sum(joined) == len(told)
    assert not page.locator(DRAWING).is_visible() and page.locator(".island-map canvas").is_visible()
    assert trap.caught == []


@in_browser
def test_areas_are_areas_and_datelines_are_nowhere(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address)
    areas = [each.split(",")[0].split(":")[0] for each in labels(page, ".spot.area")]
    assert sorted(areas) == [
        "Al-Noor hospital",
        "Idlib Governorate",
        "Iraq",
    ]  # the hospital's point is coarse
    everything = json.dumps(places(page))
    assert "Geneva" not in everything and "Nicosia" not in everything
    settled(page)
    iraq = page.locator(".spot.area", has_text="Iraq").bounding_box()
    page.mouse.click(iraq["x"] + 40, iraq["y"] + 40)
    telling = page.locator(".telling")
    assert "An area" in telling.inner_text() and "no nearer place" in telling.inner_text()
    telling.get_by_role("link", name="Iraq").click()
    page.wait_for_url("**/claims?place=Iraq")


@in_browser
def test_one_colour_scale_for_map_and_timeline(seen: tuple[Any, Trap]) -> None:
    page, _ = seen
    fills = "all => [...new Set(all.map(e => e.getAttribute('fill')))]"
    legend = page.eval_on_selector_all(".legend rect", fills)
    columns = page.eval_on_selector_all("svg.timeline .column rect", fills)
    discs = page.eval_on_selector_all(".spot path", fills)
    assert set(discs) == set(columns) <= set(legend) and len(discs) > 3


@in_browser
def test_from_the_map_to_the_sentence_in_two_clicks(chromium: Any, raqqa: Path) -> None:
    with served(raqqa) as here:
        page, trap = opened(chromium, here)
        page.locator(SPOTS, has_text="Raqqa").locator("svg").click()
        page.wait_for_url("**/claims?place=Raqqa")
        page.locator("a.sentence").first.click()
        page.wait_for_url(re.compile(r"/claims/[0-9a-f]{20}"))
        assert page.locator(".passage .evidence").first.is_visible()
    assert trap.caught == []


@in_browser
def test_by_keys_alone(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address)
    settled(page)
    page.locator(".maplibregl-ctrl-zoom-in").focus()
    before = page.locator(".maplibregl-ctrl-scale").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function(f"() => document.querySelector('.maplibregl-ctrl-scale').innerText !== {before!r}")
    settled(page)
    spot = page.locator("a.spot", has_text="Kirkuk")
    spot.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")  # back again by a key: now the focus is to be seen
    assert "2 claims, 2 events" in page.locator(".telling").inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims?place=Kirkuk")
    assert trap.caught == []


@in_browser
def test_what_lies_close_is_joined_until_one_zooms_in(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address)
    settled(page)
    douma = page.locator("a.spot", has_text="Douma")
    assert douma.count() == 0
    page.locator("button.spot[aria-label*=Damascus]").click()
    douma.wait_for()
    assert page.locator("a.spot", has_text="Damascus").count() == 1
    assert trap.caught == []


@in_browser
def test_places_of_one_point_are_listed(chromium: Any, tmp_path: Path) -> None:
    where = [place("Old Quarter", "Syria", 35.951, 39.011), place("New Quarter", "Syria", 35.951, 39.011)]
    with served(mapped(tmp_path / "two.db", where)) as here:
        page, trap = opened(chromium, here)
        settled(page)
        page.locator("button.spot").focus()
        page.keyboard.press("Enter")
        kept = page.locator(".telling:not(.passing)")
        kept.wait_for()
        page.keyboard.press("Escape")
        kept.wait_for(state="detached")
        assert page.evaluate("() => document.activeElement.matches('button.spot')")
        page.keyboard.press("Enter")
        kept.wait_for()
        lines = kept.locator(".places li")
        assert sorted(lines.all_inner_texts()) == [
            "New Quarter, Syria: 6 claims, 6 events",
            "Old Quarter, Syria: 6 claims, 6 events",
        ]
        lines.get_by_role("link", name="New Quarter").click()
        page.wait_for_url("**/claims?place=New+Quarter")
    assert trap.caught == []


@in_browser
def test_filters_and_timeline_hold_for_the_map(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address, "/?type=airstrike")
    found = places(page)
    assert 0 < len(found) < 20
    assert all(each["address"].startswith("/claims?type=airstrike&place=") for each in found)
    page.goto("/")
    page.locator("svg.timeline a.column").first.click()
    page.wait_for_url("**/?since=*")
    page.wait_for_selector(SPOTS, state="attached")
    within = places(page)
    assert 0 < len(within) < 20
    assert {each["told"] for each in within} == set(
        page.eval_on_selector_all(f"{DRAWING} a title", "all => all.map(e => e.textContent)")
    )
    assert trap.caught == []


@in_browser
def test_hostile_names_are_text(chromium: Any, tmp_path: Path) -> None:
    names = list(payloads())[::4]
    where = [place(name, name, 20 + number % 9, 30 + number // 9) for number, name in enumerate(names)]
    with served(mapped(tmp_path / "hostile.db", where)) as here:
        page, trap = opened(chromium, here)
        assert len(names) > 70 and len(places(page)) == len(names)
        settled(page)
        for spot in page.locator(".spot").all()[:25]:
            spot.dispatch_event("pointerenter", {"pointerType": "mouse"})
            page.locator(".telling .telling-name").wait_for()
            spot.dispatch_event("pointerleave", {"pointerType": "mouse"})
        inside = page.eval_on_selector_all(
            ".island-map *", "all => [...new Set(all.map(e => e.tagName.toLowerCase()))]"
        )
        addresses = page.eval_on_selector_all(".island-map a", "all => all.map(e => e.getAttribute('href'))")
    assert trap.caught == []
    assert not {"img", "script", "iframe", "object", "embed", "style", "link", "form", "image", "use"} & set(
        inside
    )
    assert addresses and all(each.startswith("/claims?place=") for each in addresses)


@in_browser
def test_a_hidden_character_is_named_on_the_map(seen: tuple[Any, Trap]) -> None:
    page, trap = seen
    name = page.locator(".spot", has_text="onerror").first
    assert "[RLO]" in name.get_attribute("aria-label") and "\u202e" not in name.inner_text()
    assert HOSTILE not in page.locator(".island-map").inner_html()
    assert trap.caught == []


@in_browser
def test_without_webgl_the_drawing_stays(chromium: Any, address: str) -> None:
    bare = chromium.browser_type.launch(executable_path=CHROMIUM, args=["--no-sandbox", *NO_GRAPHICS])
    page, trap = opened(bare, address, island=False)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.createElement('canvas').getContext('webgl2')") is None
    assert page.locator(DRAWING).is_visible() and page.locator(".island-map").count() == 0
    page.locator(f"{DRAWING} a", has_text="Kirkuk").locator("circle").first.click()
    page.wait_for_url("**/claims?place=Kirkuk")
    bare.close()
    assert trap.caught == []


@in_browser
@pytest.mark.parametrize("missing", ["**/api/v1/places*", "**/islands/map-worker.js"])
def test_where_anything_fails_the_drawing_stays(chromium: Any, address: str, missing: str) -> None:
    page = chromium.new_context(base_url=address, viewport=DESKTOP).new_page()
    page.route(missing, lambda route: route.fulfill(status=404, body=""))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    assert page.locator(DRAWING).is_visible() and errors == []
    page.locator(f"{DRAWING} a", has_text="Kirkuk").locator("circle").first.click()
    page.wait_for_url("**/claims?place=Kirkuk")


@in_browser
def test_a_lost_context_brings_the_drawing_back(chromium: Any, address: str) -> None:
    page, _ = opened(chromium, address)
    page.evaluate(
        "document.querySelector('.island-map canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    page.wait_for_selector(".island-map", state="detached")
    assert page.locator(DRAWING).is_visible()


@in_browser
def test_without_scripts_and_in_print_it_is_the_drawing(
    chromium: Any, address: str, seen: tuple[Any, Trap]
) -> None:
    plain, _ = opened(chromium, address, island=False, java_script_enabled=False)
    assert plain.locator(DRAWING).is_visible()
    page, _ = seen
    page.emulate_media(media="print")
    assert page.locator(DRAWING).is_visible() and not page.locator(".island-map").is_visible()
    page.emulate_media(media="screen")


@in_browser
@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
def test_pictures_are_kept_and_nothing_runs_over_the_edge(
    chromium: Any, address: str, name: str, size: dict[str, int]
) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    page, trap = opened(chromium, address, viewport=size)
    settled(page)
    over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.screenshot(path=SCREENS / f"{name}-island.png", full_page=True)
    page.locator(".island-map").screenshot(path=SCREENS / f"{name}-island-map.png")
    shown = page.locator(".spot:not(.unnamed) .spot-name").all()
    boxes = [each.bounding_box() for each in shown if each.inner_text()]
    meeting = [
        (a, b)
        for i, a in enumerate(boxes)
        for b in boxes[:i]
        if a["x"] < b["x"] + b["width"] and b["x"] < a["x"] + a["width"]
        and a["y"] < b["y"] + b["height"] and b["y"] < a["y"] + a["height"]
    ]  # fmt: skip
    assert over <= 0 and len(boxes) >= 5 and meeting == [] and trap.caught == []


@in_browser
def test_what_is_told_stays_within_the_map_of_a_phone(chromium: Any, address: str) -> None:
    page, trap = opened(chromium, address, viewport=PHONE)
    settled(page)
    frame = page.locator(".island-map").bounding_box()
    for dx, dy in ((30, 40), (-60, 0), (60, 60)):
        iraq = page.locator(".spot.area", has_text="Iraq").bounding_box()
        page.mouse.click(iraq["x"] + dx, iraq["y"] + dy)
        kept = page.locator(".telling:not(.passing)")
        told = kept.locator(".maplibregl-popup-content").bounding_box()
        assert told["x"] >= frame["x"] and told["x"] + told["width"] <= frame["x"] + frame["width"]
        kept.locator(".maplibregl-popup-close-button").click()
        kept.wait_for(state="detached")
    assert trap.caught == []


@in_browser
@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core: npm --prefix islands install")
def test_axe_finds_nothing_serious(seen: tuple[Any, Trap]) -> None:
    page, _ = seen
    page.locator("a.spot", has_text="Kirkuk").hover()
    page.locator(".telling").wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [
        f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes'][:3]]}"
        for each in page.evaluate("axe.run()")["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert found == []


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the map's files lie, empty."""
    from sitrep.web import islands

    for name in islands.MAP:
        (tmp_path / name).touch()
    monkeypatch.setattr(islands, "FOLDER", tmp_path)
    return tmp_path


def test_a_page_asks_for_the_island_only_where_it_is_whole(built: Path, client: TestClient) -> None:
    whole = client.get("/?type=airstrike").text
    assert '<script type="module" src="/static/islands/map.js"></script>' in whole
    assert 'data-places="/api/v1/places?type=airstrike&amp;view=public"' in whole
    (built / "countries.json").unlink()
    without = client.get("/").text
    assert "islands" not in without and "data-island" not in without and "<svg xmlns" in without
    assert "islands" not in client.get("/?place=Atlantis").text  # no place, no map


def test_the_island_sees_what_its_page_sees(built: Path, many: Path) -> None:
    app = create_app(WebSettings(record=replace(Settings.load(), db=many), level=Level.RESTRICTED))
    with TestClient(app, base_url=HERE) as client:
        point = [37.4567, 34.8123]
        seen = {}
        for page in ("/", "/?view=public"):
            found = re.search(r'data-places="([^"]*)"', client.get(page).text)
            assert found is not None
            features = client.get(found.group(1)).json()["features"]
            seen[page] = next(each for each in features if "hospital" in each["properties"]["name"])
    assert seen["/"]["geometry"]["coordinates"] == point and seen["/"]["properties"]["radius_km"] is None
    assert seen["/?view=public"]["geometry"]["coordinates"] == [37.5, 34.8]
    assert seen["/?view=public"]["properties"]["radius_km"] >= 8.0
