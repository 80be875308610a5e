"""Build hook of hatchling: wheels carry the page's islands where npm can build them; where it cannot, one line says so."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = Path("src/sitrep/web/static/islands")
FILES = ("map.js", "map.css", "map-worker.js", "countries.json", "waters.json", "LICENSES.txt")
COMMANDS = (
    ("ci", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=1", "--fetch-timeout=30000"),
    ("run", "build", "--silent"),
)
PATIENCE_S = 300
"""Seconds for each command: a registry that cannot be reached must not hold up an installation for long."""

WITHOUT = "the map is not built ({why}): the page draws it as SVG; `make islands` builds it later"


class IslandsHook(BuildHookInterface[Any]):
    """Builds what is missing before a wheel is packed. An editable installation takes what `make islands` has built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and never fail: without islands the page is whole."""
        if version != "editable":
            build(Path(self.root), self.app.display_warning)


def build(root: Path, say: Callable[[str], None]) -> bool:
    """Build the islands where they are missing; gives whether they are there.

    Args:
        root: Folder of the project.
        say: Takes one line where they are not.
    """
    if is_built(root):
        return True
    why = _tried(root)
    if not why and is_built(root):
        return True
    shutil.rmtree(root / BUILT, ignore_errors=True)  # a part of them would be worth nothing
    say(WITHOUT.format(why=why or "files are missing"))
    return False


def is_built(root: Path) -> bool:
    """Whether all files are there."""
    return all((root / BUILT / name).is_file() for name in FILES)


def _tried(root: Path) -> str:
    """Run npm; why it did not do, or nothing."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        return "no Node and npm"
    if not (root / "islands" / "package-lock.json").is_file():
        return "no sources in islands/"
    for command in COMMANDS:
        try:
            done = subprocess.run(
                [npm, "--prefix", "islands", *command],
                cwd=root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                errors="replace", timeout=PATIENCE_S, check=False,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            return f"npm {command[0]}: {type(error).__name__}"
        if done.returncode:
            return f"npm {command[0]}: {_last_line(done.stdout)}"
    return ""


def _last_line(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no output"])[0][:160]
