"""Commands that give the record away: a report to read, tables to work with."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Db, Json, Restricted, day, settings
from sitrep.model.view import Level


def report(
    out: Annotated[
        Path,
        typer.Option("--out", help="File to write; its ending is the format: .html, .md, .pdf or .docx."),
    ],
    since: Annotated[
        str | None,
        typer.Option(
            help="Day of the last report, such as 2017-10-15: tells what changed since.", show_default=False
        ),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of", help="Take in reports published up to this day; all by default.", show_default=False
        ),
    ] = None,
    title: Annotated[
        str, typer.Option(help="Title of the report; made from the countries it tells of by default.")
    ] = "",
    restricted: Restricted = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """The situation report, as a page, Markdown, PDF or Word file; every number leads to its sentences."""
    from sitrep.pipeline import open_record
    from sitrep.report import FORMATS

    if out.suffix.lower() not in FORMATS:
        raise typer.BadParameter(
            f"{out.name!r}: reports are written as {', '.join(FORMATS)}", param_hint="--out"
        )
    begin, end = day(since, "--since"), day(as_of, "--as-of")
    if begin is not None and end is not None and begin > end:
        raise typer.BadParameter("the last report cannot be younger than this one", param_hint="--since")
    with open_record(settings(db), create=False) as record:
        level = Level.RESTRICTED if restricted else Level.PUBLIC
        size = record.report(out, level, since=begin, as_of=end, title=title)
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
