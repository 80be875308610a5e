"""The house keeps its shape: layers, sizes, names."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src" / "sitrep").rglob("*.py"))
FORBIDDEN = {
    "util",
    "utils",
    "helper",
    "helpers",
    "misc",
    "common",
    "core",
    "base",
    "manager",
    "handler",
    "processor",
    "data",
}


def test_layers_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    result = subprocess.run(
        [str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_file_keeps_its_room(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400, "split the file by what it does"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            start = node.body[1].lineno if documented and len(node.body) > 1 else first.lineno
            length = (node.end_lineno or 0) - start + 1
            assert length <= 50, f"{node.name} has {length} lines"
            positional = [a for a in node.args.posonlyargs + node.args.args if a.arg not in ("self", "cls")]
            is_command = path.parent.name == "cli"  # the options of a command are its parameters
            assert is_command or len(positional) <= 5, (
                f"{node.name} takes {len(positional)} positional parameters"
            )


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_names_say_what_is_in(path: Path) -> None:
    assert path.stem not in FORBIDDEN and path.parent.name not in FORBIDDEN


def test_nobody_left_a_stub() -> None:
    pattern = re.compile(r"NotImplementedError|\bTODO\b|\bFIXME\b|pragma: no cover")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
