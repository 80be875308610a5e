"""Commands that give the record away: a report to read, tables to work with."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Db, Json, Restricted, settings
from sitrep.model.view import Level


def report(
    out: Annotated[Path, typer.Option("--out", help="File to write: report.html")],
    restricted: Restricted = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """The situation as one self-contained HTML page; every number leads to its sentences."""
    from sitrep.pipeline import open_record

    if out.suffix.lower() not in (".html", ".htm"):
        raise typer.BadParameter(f"{out.name!r}: reports are written as .html", param_hint="--out")
    with open_record(settings(db), create=False) as record:
        size = record.report(out, Level.RESTRICTED if restricted else Level.PUBLIC)
    _say(f"{out} ({size:,} bytes)", {"out": str(out), "bytes": size}, as_json)


def export(
    format_name: Annotated[str, typer.Option("--format", help="claims.jsonl or claims.csv")],
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    restricted: Restricted = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Every claim as a table: one claim a line."""
    from sitrep.export import EXPORTERS
    from sitrep.pipeline import open_record

    if format_name not in EXPORTERS:
        raise typer.BadParameter(f"{format_name!r} is none of {', '.join(EXPORTERS)}", param_hint="--format")
    with open_record(settings(db), create=False) as record:
        rows = record.export(format_name, out, Level.RESTRICTED if restricted else Level.PUBLIC)
    _say(f"{rows} claims → {out}", {"out": str(out), "claims": rows}, as_json)


def _say(line: str, fields: dict[str, str | int], as_json: bool) -> None:
    if as_json:
        OUT.print_json(json.dumps(fields), indent=None, highlight=False)
    else:
        OUT.print(line, markup=False, highlight=False)
