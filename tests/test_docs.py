"""The documentation keeps its word: code runs, commands exist, links lead somewhere, nothing is left out."""

import importlib.util
import os
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.write_reference import updated
from typer.main import get_command

from sitrep import CLAIM_COLUMNS, REASONS, Settings, open_record
from sitrep.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
DOCS = sorted((ROOT / "docs").rglob("*.md"))
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md")), *DOCS]
LANGUAGES = {"console", "python", "text", "json", "csv", "toml", "yaml"}
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")
OTHER_PROGRAMS = {"cd", "chromium", "export", "git", "open", "pip", "ruff"}
"""Programs in examples that are not ours; everything else that is typed must be sitrep, make or python -m."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def blocks(page: Path, language: str) -> list[str]:
    return [
        code for found, code in FENCE.findall(page.read_text(encoding="utf-8")) if found.strip() == language
    ]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of the example reports, read once."""
    path = tmp_path_factory.mktemp("docs") / "raqqa.db"
    with open_record(replace(Settings.load(), db=path)) as opened:
        readings = list(opened.read(opened.sources([str(ROOT / "examples" / "raqqa")]).files))
    assert all(reading.ok for reading in readings)
    return path


@pytest.mark.parametrize("page", [page for page in PAGES if blocks(page, "python")], ids=named)
def test_python_runs(page: Path, record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page run in order, as one program, beside the examples and a record of them."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copy(record, tmp_path / "raqqa.db")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("SITREP_") and name != "SITREP_CACHE_DIR"]:
        monkeypatch.delenv(name)
    names: dict[str, Any] = {"__name__": "example"}
    for number, code in enumerate(blocks(page, "python"), 1):
        exec(compile(code, f"{named(page)}, python block {number}", "exec"), names)  # noqa: S102


def typed() -> Iterator[tuple[str, list[str]]]:
    """Every command line that the pages show, with its page; lines joined where they go on."""
    for page in PAGES:
        for code in blocks(page, "console"):
            for line in code.replace("\\\n", " ").splitlines():
                if line.startswith("$ "):
                    words = shlex.split(line[2:], comments=True)
                    end = next(
                        (n for n, word in enumerate(words) if word in {"|", ">", "&&", "<"}), len(words)
                    )
                    yield named(page), words[:end]


def without_variables(words: list[str]) -> list[str]:
    first = next((n for n, word in enumerate(words) if not re.match(r"[A-Z_]+=", word)), len(words))
    return words[first:]


@pytest.mark.parametrize(
    "line", sorted({(page, shlex.join(without_variables(words))) for page, words in typed()}), ids=" $ ".join
)
def test_a_command_line_can_be_typed(line: tuple[str, str]) -> None:
    program, *arguments = shlex.split(line[1])
    program = program.removeprefix(".venv/bin/")
    if program == "sitrep":
        parse(get_command(app), "sitrep", arguments)
    elif program == "make":
        targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
        assert set(arguments) <= set(targets)
    elif program in {"python", "python3"} and arguments[0] == "-m":
        assert importlib.util.find_spec(arguments[1]) is not None
    else:
        assert program in OTHER_PROGRAMS


def parse(command: Any, name: str, arguments: list[str], parent: Any = None) -> None:
    """Parse as the command line does, without running anything; raises a usage error for what does not exist."""
    below = getattr(command, "commands", None)
    if arguments[-1:] in (["--help"], ["--version"]):
        return
    if below is None:
        command.make_context(name, list(arguments), parent=parent)
        return
    assert arguments and arguments[0] in below, f"{name} has no command {arguments[:1]}"
    parse(below[arguments[0]], arguments[0], arguments[1:], parent)


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_block_says_its_language(page: Path) -> None:
    assert {language.strip() for language, _ in FENCE.findall(page.read_text(encoding="utf-8"))} <= LANGUAGES


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    broken = []
    for link, picture in LINK.findall(text):
        address, _, anchor = (link or picture).partition("#")
        if "://" in address or address.startswith("mailto:"):
            continue
        target = (page.parent / address).resolve() if address else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link or picture)
    assert broken == []


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", page.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", DOCS, ids=named)
def test_generated_parts_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert updated(text) == text, "run: python -m tests.write_reference"


def test_the_index_names_every_page() -> None:
    index = ROOT / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link, _ in LINK.findall(index.read_text(encoding="utf-8"))}
    assert [named(page) for page in DOCS if page != index and page.resolve() not in linked] == []


def test_every_reason_code_is_explained() -> None:
    text = (ROOT / "docs" / "reference" / "reason-codes.md").read_text(encoding="utf-8")
    assert [code for code in REASONS if f"| `{code}` |" not in text] == []


def test_every_column_and_key_of_a_claim_is_explained(record: Path) -> None:
    """Keys of the JSON lines stand as `time.start`; a column of the CSV file is that with an underscore."""
    text = (ROOT / "docs" / "reference" / "claims.md").read_text(encoding="utf-8")
    cells = re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)
    explained = {key for cell in cells for key in re.findall(r"`([^`]+)`", cell)}
    with open_record(record) as opened:
        keys = {key for claim, counts in opened.claims() for key in keys_of(opened.row(claim, counts=counts))}
    assert {"control.holder", "term.stance", "figure.low", "attribution.cue"} <= keys
    assert sorted(keys - explained) == []
    flat = {key.replace(".", "_") for key in explained}
    assert [column for column in CLAIM_COLUMNS if column not in flat] == []


def keys_of(row: Mapping[str, Any]) -> Iterator[str]:
    """Keys of a claim's JSON object, nested ones with a dot; those of a list's members under the list's name."""
    for name, value in row.items():
        yield name
        members = value if isinstance(value, list) else [value]
        for member in members:
            if isinstance(member, Mapping) and name != "reasons":
                yield from (f"{name}.{part}" for part in member)


def test_every_setting_is_explained() -> None:
    text = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    assert [
        name
        for name in Settings.__dataclass_fields__
        if f"| `{name}` | `SITREP_{name.upper()}` |" not in text
    ] == []
