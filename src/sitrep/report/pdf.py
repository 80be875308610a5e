"""The report as PDF: WeasyPrint prints the HTML; where its libraries are missing, typst sets the same content."""

import json
from dataclasses import fields, is_dataclass
from importlib import import_module
from importlib.resources import files as resources
from importlib.util import find_spec
from typing import Any

from sitrep.errors import MissingExtraError
from sitrep.report.blocks import Block, Picture, Report
from sitrep.report.html import render_html
from sitrep.report.runs import Run, plain

MOST_PRINTED = 500
"""Notes of a report up to which WeasyPrint is tried first. Its time and memory grow with every cell and note."""

PPI = 220.0
"""Resolution of drawings as pixels: sharp on paper."""


def render_pdf(report: Report, engine: str = "") -> bytes:
    """The report as a PDF file.

    Args:
        report: Its content.
        engine: "weasyprint" or "typst". By default WeasyPrint where it works, except for reports of more than `MOST_PRINTED`
            notes: typst sets those in a tenth of the time and memory.

    Raises:
        MissingExtraError: If neither is installed, or the one asked for is not.
    """
    large = not engine and len(report.notes) > MOST_PRINTED and find_spec("typst") is not None
    if engine != "typst" and not large:
        found = _weasyprint()
        if found is not None:
            return _printed(found, report)
        if engine:
            raise MissingExtraError(
                "WeasyPrint is missing or lacks Pango: pip install 'sitrep[report]', or leave the choice to sitrep"
            )
    return typeset(report)


def _weasyprint() -> Any | None:
    try:
        return import_module("weasyprint")
    except (
        ImportError,
        OSError,
    ):  # OSError: the package is there, but a library of the system it needs is not
        return None


def _printed(weasyprint: Any, report: Report) -> bytes:
    html = weasyprint.HTML(string=render_html(report), base_url=None, url_fetcher=_nothing_outside)
    made: bytes = html.write_pdf(pdf_tags=True)
    return made


def _nothing_outside(url: str, *_: object, **__: object) -> Any:
    raise ValueError(f"a report fetches nothing, and asked for {url}")


def typst_module() -> Any:
    """The typst package.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        return import_module("typst")
    except ImportError as error:
        raise MissingExtraError("this format needs typst: pip install 'sitrep[report]'") from error


def typeset(report: Report) -> bytes:
    """The report set by typst. Its content goes in as data: no text of a report is ever read as markup.

    Raises:
        MissingExtraError: If typst is not installed.
    """
    drawings: dict[str, bytes] = {}
    data = _data(report, drawings)
    template = (resources("sitrep.report") / "templates" / "report.typ").read_bytes()
    inputs = {"main.typ": template, "report.json": json.dumps(data).encode(), **drawings}
    made: bytes = typst_module().compile(inputs)
    return made


def png(picture: Picture) -> bytes:
    """A drawing as PNG.

    Raises:
        MissingExtraError: If typst is not installed.
    """
    page = f'#set page(width: {picture.width}pt, height: auto, margin: 0pt)\n#image("drawing.svg", width: 100%)\n'
    inputs = {"main.typ": page.encode(), "drawing.svg": picture.svg.encode()}
    made: bytes = typst_module().compile(inputs, format="png", ppi=PPI * 0.72)
    return made


def _data(report: Report, drawings: dict[str, bytes]) -> dict[str, Any]:
    return {
        "title": _plain(report.title, report),
        "name": plain(report.title),
        "facts": [{"label": label, "value": _plain(line, report)} for label, line in report.facts],
        "sections": [
            {"title": section.title, "blocks": [_block(block, report, drawings) for block in section.blocks]}
            for section in report.sections
        ],
        "notes": [_plain(note, report) for note in report.notes],
    }


def _block(block: Block, report: Report, drawings: dict[str, bytes]) -> dict[str, Any]:
    made: dict[str, Any] = {**_plain(block, report), "kind": type(block).__name__.lower()}
    if isinstance(block, Picture):
        made["svg"] = f"drawing-{len(drawings)}.svg"
        drawings[made["svg"]] = block.svg.encode()
        made["alternative"] = plain(block.description)
    return made


def _plain(value: Any, report: Report) -> Any:
    """A part of the content as JSON has it; a run with the notes that its claims have."""
    if isinstance(value, Run):
        notes = [
            {"number": report.numbers[claim], "claim": claim}
            for claim in value.claims
            if claim in report.numbers
        ]
        return {"text": value.text, "style": value.style, "kind": value.kind.value, "notes": notes}
    if isinstance(value, tuple):
        return [_plain(each, report) for each in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), report) for field in fields(value)}
    return value
