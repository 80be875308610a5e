"""Writes the generated parts of the reference pages from the code: `python -m tests.write_reference`.

A generated part stands between `<!-- generated: NAME -->` and `<!-- end -->`; what is written around it stays.
`tests/test_docs.py` fails when a page and the code have parted.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from tests.write_codebooks import CODEBOOK_PARTS
from tests.write_exports import EXPORT_PARTS
from typer.main import get_command

import sitrep
from sitrep.cli.app import app
from sitrep.codebook import grades as grade_book
from sitrep.codebook import houses as house_book
from sitrep.codebook import read_yaml
from sitrep.codebook.deal_statuses import status_rules
from sitrep.codebook.frames import load
from sitrep.errors import REASONS
from sitrep.reconcile.judgements import FIELDS
from sitrep.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted((ROOT / "docs").rglob("*.md"))
_PART = re.compile(r"(<!-- generated: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)

_CONSTANTS = {
    "CLAIM_COLUMNS": "Columns of `claims.csv`, in order.",
    "REASONS": "Reason code of an input that gives nothing → what it means and what to do.",
    "__version__": "Version of sitrep, such as 0.1.0.",
}
_SITUATION = ("Contradiction", "ControlState", "Deal", "Event", "Link", "Series", "Situation", "WireStory")
_START = (
    "open_record",
    "Record",
    "Settings",
    "ClaimFilter",
    "SourceAttributes",
    "Level",
    "add_places",
    "write_frames",
)


def table(head: tuple[str, ...], rows: Iterator[tuple[str, ...]] | list[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows
    ]
    return "\n".join(lines)


def cli() -> str:
    """Every command with its usage, arguments and options, as `--help` tells them."""
    return "\n\n".join(_command(get_command(app), ("sitrep",)))


def _command(command: Any, words: tuple[str, ...]) -> Iterator[str]:
    parameters = [parameter for parameter in command.params if parameter.name != "help"]
    arguments = [parameter for parameter in parameters if parameter.param_type_name == "argument"]
    options = [parameter for parameter in parameters if parameter.param_type_name == "option"]
    below = getattr(command, "commands", {})
    usage = [*words, "COMMAND" if below else "", *map(_argument, arguments), "[OPTIONS]" if options else ""]
    heading = "#" * (len(words) + 1)
    yield f"{heading} {' '.join(words)}\n\n{inspect.cleandoc(command.help)}\n\n    {' '.join(filter(None, usage))}"
    if arguments:
        yield table(("argument", "what it is"), [(f"`{_argument(each)}`", each.help) for each in arguments])
    if options:
        yield table(("option", "what it does"), [(f"`{_option(each)}`", _help(each)) for each in options])
    for name, each in below.items():
        yield from _command(each, (*words, name))


def _argument(parameter: Any) -> str:
    name = str(parameter.metavar or parameter.name.upper()).strip("{}[]<>")
    return f"{name}..." if parameter.nargs == -1 else name


def _option(parameter: Any) -> str:
    return parameter.opts[-1] if parameter.is_flag else f"{parameter.opts[-1]} VALUE"


def _help(parameter: Any) -> str:
    return f"{parameter.help} Required." if parameter.required else str(parameter.help)


def settings() -> str:
    """Every setting with its environment variable, default and meaning."""
    meanings = _attributes(Settings)
    defaults = {field.name: str(getattr(Settings(), field.name)) for field in fields(Settings)}
    defaults["cache_dir"] = "the user's cache folder, such as `~/.cache/sitrep`"
    return table(
        ("setting", "environment variable", "default", "meaning"),
        [
            (f"`{name}`", f"`SITREP_{name.upper()}`", default, meanings[name])
            for name, default in defaults.items()
        ],
    )


def _attributes(documented: type) -> dict[str, str]:
    section = (inspect.getdoc(documented) or "").partition("Attributes:\n")[2]
    entries = re.findall(r"^    (\w+): (.+(?:\n      +.+)*)", section, re.MULTILINE)
    return {name: " ".join(text.split()) for name, text in entries}


def reasons() -> str:
    """Every reason code with what it means and what to do."""
    return table(
        ("code", "what it means, and what to do"), [(f"`{code}`", text) for code, text in REASONS.items()]
    )


def python() -> str:
    """The public names with the first sentence of their docstrings, then the methods of Record."""
    others = [name for name in sitrep.__all__ if name not in (*_START, *_SITUATION)]
    errors = [name for name in others if name.endswith("Error")]
    rest = [name for name in others if name not in errors]
    parts = [
        f"## {title}\n\n{table(('name', 'what it is'), [(f'`{name}`', _first(name)) for name in names])}"
        for title, names in (
            ("Where to start", _START),
            ("What a record holds", _SITUATION),
            ("Values", tuple(rest)),
            ("Errors", tuple(errors)),
        )
    ]
    methods = [
        (f"`{name}{_signature(value)}`", _sentence(value))
        for name, value in vars(sitrep.Record).items()
        if inspect.isfunction(value) and not name.startswith("_")
    ]
    return "\n\n".join([*parts, f"## Methods of Record\n\n{table(('method', 'what it does'), methods)}"])


def _first(name: str) -> str:
    return _CONSTANTS.get(name) or _sentence(getattr(sitrep, name))


def _sentence(value: Any) -> str:
    return " ".join((inspect.getdoc(value) or "").partition("\n\n")[0].split())


def _signature(function: Callable[..., Any]) -> str:
    names = []
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name == "self":
            continue
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in names:
            names.append("*")
        names.append(parameter.name if parameter.default is parameter.empty else f"{parameter.name}=…")
    return f"({', '.join(names)})"


def frame_types() -> str:
    """The frame types with definition, claim kinds and the codes of their root rule."""
    rows = []
    for name, frame_type in load().types.items():
        codes = frame_type.rules[-1].codes
        plover = f"{codes.plover} {codes.plover_mode}".strip()
        kinds = ", ".join(kind.value for kind in frame_type.kinds)
        rows.append((f"`{name}`", frame_type.definition, kinds, plover, codes.cameo, codes.acled))
    return table(("type", "definition", "claim kinds", "PLOVER", "CAMEO", "ACLED sub-event"), rows)


def vocabularies() -> str:
    """Every vocabulary file with what it says about itself."""
    folder = ROOT / "src" / "sitrep" / "codebook"
    rows = []
    for file in sorted(folder.glob("*.yaml")):
        head = read_yaml(file.name)
        rows.append(
            (
                f"`{file.name}`",
                *(" ".join(str(head[key]).split()) for key in ("source", "version", "licence")),
            )
        )
    return table(("file", "source", "version", "licence"), rows)


def house_reasons() -> str:
    """Every reason code of a claim in a house's figure."""
    return _codes(house_book.load().reasons)


def grades() -> str:
    """Every grade with what it means."""
    return table(
        ("grade", "what it means"), [(f"`{name}`", words) for name, words in grade_book.load().grades.items()]
    )


def grade_reasons() -> str:
    """Every reason code of a grade."""
    return _codes(grade_book.load().reasons)


def _codes(reasons: Mapping[str, str]) -> str:
    return table(("code", "what it says"), [(f"`{code}`", words) for code, words in reasons.items()])


def deal_statuses() -> str:
    """Every status of a deal with the claims that speak for it, in the order in which they win on one day."""
    rows = [
        (
            f"`{rule.status}`",
            "a term of the deal" if rule.terms else ", ".join(sorted(rule.types)),
            ", ".join(sorted(rule.modality)),
            "yes" if rule.decides else "where nothing else decides",
        )
        for rule in status_rules()
    ]
    return table(("status", "claims of", "told as", "decides"), rows)


def settable() -> str:
    """The fields that a person may set."""
    return ", ".join(f"`{name}`" for name in FIELDS) + "\n"


PARTS: Mapping[str, Callable[[], str]] = {
    **CODEBOOK_PARTS,
    "cli": cli,
    "settings": settings,
    "reasons": reasons,
    "python": python,
    "frame-types": frame_types,
    "vocabularies": vocabularies,
    "settable": settable,
    "house-reasons": house_reasons,
    "grades": grades,
    "grade-reasons": grade_reasons,
    "deal-statuses": deal_statuses,
    **EXPORT_PARTS,
}
"""Name of a generated part → what writes it."""


def updated(text: str) -> str:
    """A page with its generated parts as the code has them now."""
    return _PART.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}\n{found[3]}", text)


def main() -> int:
    """Rewrite the pages that have parted from the code, and name them."""
    for page in PAGES:
        old = page.read_text(encoding="utf-8")
        new = updated(old)
        if new != old:
            page.write_text(new, encoding="utf-8")
            sys.stdout.write(f"{page.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
