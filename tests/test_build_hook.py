"""What a wheel carries: the map's files where npm can build them; without npm it is built all the same, and says so."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="needs hatchling (make setup)")

import hatch_build  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ["pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "NOTICE"]
FAKE_NPM = """#!/bin/sh
echo "$3" >> called
{body}
"""
BUILDS = f'[ "$3" != run ] || (mkdir -p {hatch_build.BUILT}; cd {hatch_build.BUILT}; touch {" ".join(hatch_build.FILES)})'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project's own files of building, around a package that is quick to pack."""
    for name in NEEDED:
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "islands").mkdir()
    shutil.copy(ROOT / "islands" / "package-lock.json", tmp_path / "islands")
    weights = tmp_path / "src" / "sitrep" / "annotate" / "engine" / "weights"
    weights.mkdir(parents=True)
    (weights / "LICENSE").write_text("licence")
    (tmp_path / "src" / "sitrep" / "__init__.py").write_text("")
    (tmp_path / ".gitignore").write_text((ROOT / ".gitignore").read_text())
    return tmp_path


def tools(folder: Path, body: str | None) -> str:
    """A search path with Node and npm that do as told, or with neither."""
    folder.mkdir()
    for name in () if body is None else ("node", "npm"):
        made = folder / name
        made.write_text(FAKE_NPM.format(body=body))
        made.chmod(0o755)
    return os.pathsep.join([str(folder), *(p for p in ("/usr/bin", "/bin") if body is not None)])


def packed(project: Path, path: str) -> tuple[set[str], str]:
    """Names in the wheel that is built, and what was said."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel"]
    done = subprocess.run(
        command, cwd=project, env={**os.environ, "PATH": path, "PYTHONPATH": ""}, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (wheel,) = (project / "dist").glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist()), done.stdout + done.stderr


def test_without_npm_the_wheel_is_built_and_says_so(project: Path, tmp_path: Path) -> None:
    names, said = packed(project, tools(tmp_path / "bin", None))
    assert "sitrep/__init__.py" in names and not any("islands" in name for name in names)
    (line,) = [line for line in said.splitlines() if "map" in line]
    assert "no Node and npm" in line and "SVG" in line and "make islands" in line


def test_with_npm_the_wheel_carries_what_it_builds(project: Path, tmp_path: Path) -> None:
    names, said = packed(project, tools(tmp_path / "bin", BUILDS))
    assert {f"sitrep/web/static/islands/{name}" for name in hatch_build.FILES} <= names
    assert "map is not built" not in said


def test_what_is_built_already_is_taken_as_it_is(project: Path, tmp_path: Path) -> None:
    (project / hatch_build.BUILT).mkdir(parents=True)
    for name in hatch_build.FILES:
        (project / hatch_build.BUILT / name).write_text("built")
    names, _ = packed(project, tools(tmp_path / "bin", "exit 1"))
    assert "sitrep/web/static/islands/map.js" in names and not (project / "called").exists()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("echo 'npm error code ENOTFOUND'; exit 1", "npm ci: npm error code ENOTFOUND"),
        (f"mkdir -p {hatch_build.BUILT}; touch {hatch_build.BUILT}/map.js; exit 0", "files are missing"),
    ],
)
def test_where_npm_fails_nothing_half_built_is_left(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, why: str
) -> None:
    monkeypatch.setenv("PATH", tools(tmp_path / "bin", body))
    said: list[str] = []
    assert hatch_build.build(project, said.append) is False
    assert len(said) == 1 and why in said[0] and "\n" not in said[0]
    assert not (project / hatch_build.BUILT).exists()


def test_an_npm_that_hangs_is_given_up(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", tools(tmp_path / "bin", "exec sleep 60"))
    monkeypatch.setattr(hatch_build, "PATIENCE_S", 0.2)
    said: list[str] = []
    assert hatch_build.build(project, said.append) is False
    assert "TimeoutExpired" in said[0]


def test_hook_and_page_mean_the_same_files() -> None:
    from sitrep.web import islands

    assert set(islands.MAP) < set(hatch_build.FILES)
    assert ROOT / hatch_build.BUILT == islands.FOLDER
