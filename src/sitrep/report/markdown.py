"""The report as Markdown: GitHub's tables and footnotes, no HTML; drawings as the tables that hold their numbers."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sitrep.report.blocks import Block, Bullets, Cards, Heading, Opposed, Paragraph, Picture, Report, Table
from sitrep.report.runs import Cell, Line, Run

SHORTEST = 8
"""Characters of a claim's id in a footnote's name; more where two claims begin alike."""

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~#!&$])")
_LINKS = re.compile(r"(?<=http)(?=s?://)|(?<=www)(?=\.)", re.IGNORECASE)
_ISOLATED = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
FIRST_STRONG, POP = "\u2068", "\u2069"
"""Isolate text of right-to-left scripts, so that it does not turn what stands around it."""


def render_markdown(report: Report) -> str:
    """The report as Markdown text. A footnote's name is the beginning of its claim's id."""
    names = footnote_names(report.numbers)
    parts = [
        f"# {_line(report.title, names)}",
        "\n".join(f"- {_text(label)}: {_line(line, names)}" for label, line in report.facts),
    ]
    for section in report.sections:
        parts.append(f"## {_text(section.title)}")
        parts += [part for block in section.blocks for part in _block(block, names)]
    parts += [
        f"[^{names[note.claim]}]: {'. '.join(_line(line, {}).rstrip('.') for line in note.lines)}."
        for note in report.notes
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def footnote_names(numbers: Mapping[str, int]) -> dict[str, str]:
    """Claim → the name of its footnote: as many characters of its id as tell it from the others."""
    length = SHORTEST
    while len({claim[:length] for claim in numbers}) < len(numbers):
        length += 1
    return {claim: claim[:length] for claim in numbers}


def _text(text: str) -> str:
    escaped = _LINKS.sub("\\\\", _SPECIAL.sub(r"\\\1", text)).replace("http\\s:", "https\\:")
    return f"{FIRST_STRONG}{escaped}{POP}" if _ISOLATED.search(text) else escaped


def _run(run: Run, names: Mapping[str, str]) -> str:
    text = _text(run.text)
    if run.text.strip() and run.style in ("strong", "warn"):
        around = "**" if run.style == "strong" else "*"
        inner = text.strip()
        text = text.replace(inner, f"{around}{inner}{around}", 1)
    return text + "".join(f"[^{names[claim]}]" for claim in run.claims if claim in names)


def _line(line: Line, names: Mapping[str, str]) -> str:
    return "".join(_run(run, names) for run in line)


def _cell(cell: Cell, names: Mapping[str, str]) -> str:
    return "; ".join(filter(None, (_line(line, names) for line in cell)))


def _block(block: Block, names: Mapping[str, str]) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {_line(block.line, names)}"
        case Paragraph():
            yield _start(_line(block.line, names))
        case Bullets():
            yield _list(_line(item, names) for item in block.items)
        case Cards():
            yield _list(
                f"{_line(card.figure, names)} {_line(card.what, names)} ({_line(card.who, names)})"
                for card in block.items
            )
        case Table():
            yield _table(block, names)
        case Picture():
            if block.table is not None:  # the others' numbers stand in the tables of their section
                yield _start(f"{_line(block.description, names)}: {_line(block.caption, names)}")
                yield _table(block.table, names)
        case Opposed():
            yield f"### {_line(block.what, names)}"
            for side, said in block.sides:
                yield _start(_line(side, names))
                yield _list(_line(line, names) for line in said)


def _start(text: str) -> str:
    """A paragraph whose first characters make no list, heading or number of it."""
    return re.sub(r"^(\d+)([.)])(?=\s)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", text))


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(table: Table, names: Mapping[str, str]) -> str:
    lines = ["| " + " | ".join(map(_text, table.head)) + " |", "|" + " --- |" * len(table.head)]
    lines += ["| " + " | ".join(_cell(cell, names) for cell in row) + " |" for row in table.rows]
    return "\n".join(lines)
