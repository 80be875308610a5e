"""Commands that give the record away: a report to read, tables to work with."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, Restricted, day, noted, settings
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
        noted(record, f"sitrep report {out.suffix.lower()}", restricted=restricted, taken=True)
        size = record.report(out, level, since=begin, as_of=end, title=title)
    _say(f"{out} ({size:,} bytes)", {"out": str(out), "bytes": size}, as_json)


def export(
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            help="claims.csv, claims.xlsx, claims.jsonl, claims.parquet, events.csv, acled.csv, ucdp.csv, idmc.csv, "
            "cameo.tsv, plover.jsonl, events.geojson, events.gpkg, hxl.csv, ftm.json or claimreview.jsonld.",
        ),
    ],
    out: Annotated[Path, typer.Option("--out", help="File to write.")],
    excel: Annotated[
        bool,
        typer.Option("--excel", help="Start a CSV file with a byte order mark, so that Excel reads UTF-8."),
    ] = False,
    restricted: Restricted = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """The record as a file for other tools: claims, events, or the tables of ACLED, UCDP, IDMC, HDX and others."""
    from sitrep.export import EXPORTERS, LEFT_OUT
    from sitrep.pipeline import open_record

    exporter = EXPORTERS.get(format_name)
    if exporter is None:
        raise typer.BadParameter(f"{format_name!r} is none of {', '.join(EXPORTERS)}", param_hint="--format")
    if excel and not exporter.excel:
        raise typer.BadParameter(f"{format_name} is no CSV table", param_hint="--excel")
    with open_record(settings(db), create=False) as record:
        level = Level.RESTRICTED if restricted else Level.PUBLIC
        noted(record, f"sitrep export {format_name}", restricted=restricted, taken=True)
        written = record.export(format_name, out, level, excel=excel)
    left_out = dict(sorted(written.left_out.items()))
    fields = {"out": str(out), "format": format_name, "rows": written.rows, "what": written.what}
    _say(
        f"{written.rows} {written.what} → {out}",
        {**fields, "view": level.value, "left_out": left_out},
        as_json,
    )
    if not as_json:
        for reason, number in left_out.items():
            ERR.print(
                f"left out: {number} {reason}: {LEFT_OUT.get(reason, '')}", markup=False, highlight=False
            )


def _say(line: str, fields: dict[str, Any], as_json: bool) -> None:
    if as_json:
        OUT.print_json(json.dumps(fields), indent=None, highlight=False)
    else:
        OUT.print(line, markup=False, highlight=False)
