"""Commands that read: `read` into a record, `frames` from one JSONL file to another."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, moment, settings
from sitrep.cli.progress import progress
from sitrep.model.document import SourceAttributes

QUIET = frozenset({"already_read"})
"""Reasons that are no failure: the record holds the document."""


def read(
    paths: Annotated[
        list[str], typer.Argument(help="Files, folders, glob patterns, or - for standard input.")
    ],
    published: Annotated[
        str | None, typer.Option(help="Publication time of the reports: 2017-10-15 or 2017-10-15T02:27Z.")
    ] = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet that published the reports.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the report (one report only).")] = None,
    title: Annotated[str | None, typer.Option(help="Title of the report (one report only).")] = None,
    columns: Annotated[
        str,
        typer.Option(
            help="Columns of tables: text=body,published=date (names: text title published outlet url)."
        ),
    ] = "",
    workers: Annotated[
        int | None, typer.Option(help="Reading processes; 1 by default.", min=1, max=64)
    ] = None,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Read reports into the record: one line per document with what was found, or a reason code."""
    from sitrep.pipeline import open_record

    when, precision = moment(published, "--published")
    attributes = SourceAttributes(when, precision or "day", outlet, url, title)
    chosen = settings(db)
    if workers is not None:
        chosen = replace(chosen, workers=workers)
    counts: Counter[str] = Counter()
    with open_record(chosen) as record:
        batch = record.sources(paths)
        _refuse_shared_identity(attributes, len(batch.files))
        for missing in batch.missing:
            counts["failed"] += 1
            _say_missing(missing, as_json)
        with progress("Reading", len(batch.files), quiet=as_json) as advance:
            for reading in record.read(
                batch.files, attributes=attributes, columns=_pairs(columns), finished=advance
            ):
                counts["read" if reading.ok else "known" if reading.reason in QUIET else "failed"] += 1
                if as_json:
                    OUT.print_json(json.dumps(reading.plain()), indent=None, highlight=False)
                else:
                    OUT.print(reading.line(), markup=False, highlight=False)
        if not as_json:
            OUT.print(_summary(counts, batch.skipped), markup=False, highlight=False)
    if not counts["read"] and not counts["known"]:
        raise typer.Exit(1)


def _refuse_shared_identity(attributes: SourceAttributes, files: int) -> None:
    if files > 1 and (attributes.url or attributes.title):
        raise typer.BadParameter("--url and --title speak of one report; read that file by itself")


def _say_missing(path: str, as_json: bool) -> None:
    message = f"{path}: no such file, folder or match"
    if as_json:
        OUT.print_json(json.dumps({"origin": path, "reason": "io_error", "message": message}), indent=None)
    else:
        ERR.print(f"{path}: io_error: no such file, folder or match", markup=False, highlight=False)


def _pairs(columns: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for part in filter(None, columns.split(",")):
        name, equals, column = part.partition("=")
        if not equals or not name.strip() or not column.strip():
            raise typer.BadParameter(
                f"{part!r}: write field=column, such as text=body", param_hint="--columns"
            )
        pairs[name.strip()] = column.strip()
    return pairs


def _summary(counts: Counter[str], skipped: dict[str, int]) -> str:
    parts = [f"{counts['read']} read"]
    if counts["known"]:
        parts.append(f"{counts['known']} already in the record")
    if counts["failed"]:
        parts.append(f"{counts['failed']} not read")
    words = {"hidden": "hidden", "page_assets": "in page asset folders", "not_text": "not reports"}
    passed = [f"{number} {words[reason]}" for reason, number in skipped.items()]
    return "; ".join(parts) + (f" (passed over: {', '.join(passed)})" if passed else "")


def frames(
    source: Annotated[
        Path,
        typer.Argument(metavar="IN.jsonl", help='Documents {"id", "text", "published", ...}, one a line.'),
    ],
    target: Annotated[
        Path, typer.Argument(metavar="OUT.jsonl", help="Where to write the documents with their frames.")
    ],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Engine and resolvers on documents whose text is used untouched; frames in the interchange format."""
    from sitrep.pipeline.interchange import write_frames

    with progress("Reading", None, quiet=as_json) as advance:
        done = write_frames(source, target, settings(db), finished=advance)
    if as_json:
        OUT.print_json(
            json.dumps({"documents": done.documents, "frames": done.frames, "failed": done.failed})
        )
    else:
        for line in _failures(done.failed):
            ERR.print(line, markup=False, highlight=False)
        OUT.print(
            f"{done.documents} documents, {done.frames} frames → {target}", markup=False, highlight=False
        )
    if not done.documents:
        raise typer.Exit(1)


def _failures(failed: list[tuple[str, str, str]]) -> Iterator[str]:
    for origin, reason, message in failed:
        yield f"{origin}: {reason}: {message}"
