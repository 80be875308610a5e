"""The report in a real browser: it draws at desktop and phone width, and asks for nothing outside."""

import subprocess
from pathlib import Path

import pytest
from tests.report.situations import situated, small

from sitrep.report import content, render_html

QUIET = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --hide-scrollbars"
).split()


@pytest.mark.needs_chromium
@pytest.mark.parametrize("size", ["1300,900", "390,844"])
def test_the_page_draws(tmp_path: Path, size: str) -> None:
    page, picture = tmp_path / "report.html", tmp_path / "report.png"
    page.write_text(render_html(content(situated(small()))), encoding="utf-8")
    arguments = [
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--window-size={size}",
        f"--screenshot={picture}",
    ]
    subprocess.run(
        ["chromium", *QUIET, *arguments, page.as_uri()], check=True, capture_output=True, timeout=60
    )
    assert picture.stat().st_size > 20_000  # a blank page of this size has a tenth of it
