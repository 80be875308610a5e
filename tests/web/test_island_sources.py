"""The sources of the islands: their own tests pass, and they hold nothing that the page's policy or rules forbid."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ISLANDS = Path(__file__).resolve().parents[2] / "islands"
SOURCES = sorted([*(ISLANDS / "src").glob("*.js"), *(ISLANDS / "plugins").glob("*.js")])


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_their_own_tests_pass() -> None:
    tests = [str(path) for path in sorted((ISLANDS / "tests").glob("*.test.js"))]
    done = subprocess.run(["node", "--test", *tests], capture_output=True, text=True, check=False)
    passed = re.search(r"pass (\d+)", done.stdout)
    assert done.returncode == 0 and passed and int(passed.group(1)) >= 9, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_text_goes_in_as_text(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = (
        r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|document\.write|\beval\(|new Function|javascript:"
    )
    assert re.findall(forbidden, text) == []
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_nothing_is_asked_of_anybody_else(path: Path) -> None:
    addresses = re.findall(r"\b(?:https?|wss?)://[^\s\"')]+", path.read_text(encoding="utf-8"))
    named = {"http://www.w3.org/2000/svg", "https://www.naturalearthdata.com/"}  # names, not asked for
    assert set(addresses) <= named


def test_what_is_shipped_is_locked_with_its_sum() -> None:
    lock = json.loads((ISLANDS / "package-lock.json").read_text(encoding="utf-8"))
    entries = {path: entry for path, entry in lock["packages"].items() if path}
    assert len(entries) > 40
    assert [
        path for path, entry in entries.items() if not entry.get("integrity", "").startswith("sha512-")
    ] == []
