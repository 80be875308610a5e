"""Commands that set the record beside what another house coded."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, Restricted, day, noted, settings
from sitrep.model import wording
from sitrep.model.view import Level

SHOWN_REASONS = 5
"""Rejected rows that are shown; all of them with --json."""

imports = typer.Typer(
    help="Tables of other houses, to compare with.", no_args_is_help=True, rich_markup_mode=None
)


@imports.callback()
def _imports() -> None:
    """Tables of other houses, to compare with."""


@imports.command("ucdp")
def import_ucdp(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A UCDP GED table as CSV (GEDEvent_v25_1.csv).")
    ],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Keep a UCDP GED table beside the record, for `sitrep compare`. It never becomes claims."""
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        table = record.import_ucdp(file)
    reasons = dict(sorted(Counter(row.reason for row in table.rejected).items()))
    if as_json:
        fields = {
            "file": table.file,
            "events": len(table.events),
            "inverted": table.inverted,
            "missing_columns": list(table.missing),
            "reasons": reasons,
            "rejected": [asdict(row) for row in table.rejected],
        }
        OUT.print_json(json.dumps(fields), indent=None, highlight=False)
        return
    OUT.print(f"{len(table.events)} events of UCDP kept beside the record", markup=False, highlight=False)
    if table.inverted:
        line = f"{table.inverted} of them with low, best and high out of order, kept as they are"
        OUT.print(line, markup=False, highlight=False)
    if table.missing:
        ERR.print(f"columns not in the file: {', '.join(table.missing)}", markup=False, highlight=False)
    for row in table.rejected[:SHOWN_REASONS]:
        ERR.print(f"line {row.line}: {row.reason}: {row.message}", markup=False, highlight=False)
    if reasons:
        counts = ", ".join(f"{number} {reason}" for reason, number in reasons.items())
        ERR.print(f"rows left out: {counts}", markup=False, highlight=False)


def compare(
    by: Annotated[str, typer.Option("--by", help="month or year.")] = "month",
    area: Annotated[str, typer.Option("--area", help="adm1 (governorate, province) or country.")] = "adm1",
    since: Annotated[
        str | None, typer.Option(help="First day; that of the record's reports by default.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(help="Last day; that of the record's reports by default.")
    ] = None,
    restricted: Restricted = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Deaths in the record beside those of the UCDP table that was imported, by area and month."""
    from sitrep.export.comparison import AREAS, BY, Wanted
    from sitrep.pipeline import open_record

    for value, known, name in ((by, BY, "--by"), (area, AREAS, "--area")):
        if value not in known:
            raise typer.BadParameter(f"{value!r} is none of {', '.join(known)}", param_hint=name)
    wanted = Wanted(by=by, area=area, since=day(since, "--since"), until=day(until, "--until"))
    with open_record(settings(db), create=False) as record:
        noted(record, "sitrep compare", restricted=restricted)
        compared = record.compare(wanted, Level.RESTRICTED if restricted else Level.PUBLIC)
    if as_json:
        OUT.print_json(json.dumps(asdict(compared), default=str), indent=None, highlight=False)
    else:
        _print(compared)


def _print(compared: Any) -> None:
    from sitrep.cli import tables
    from sitrep.export.comparison import REASONS

    period = wording.days(compared.since, compared.until)
    made = tables.table(
        f"Deaths by {compared.area} and {compared.by}, {period}: low / best / high, and number of events",
        "area", "period", "ours, counted", "n", "ours, all", "n", "UCDP", "n", "civilians",
    )  # fmt: skip
    for row in compared.rows:
        cells = [cell for part in (row.counted, row.all, row.theirs) for cell in _deaths(part)]
        where = row.area or "area not stated"
        civilians = str(row.theirs_civilians) if row.theirs.events else ""
        tables.row(
            made,
            f"{where}, {row.country}" if compared.area == "adm1" else row.country,
            row.period,
            *cells,
            civilians,
        )
    OUT.print(made)
    for words, claims in compared.totals:
        OUT.print(
            f"not in the table, a total over a period: {words} [{len(claims)} claims]",
            markup=False,
            highlight=False,
        )
    for reason, number in compared.beside.items():
        ERR.print(
            f"not fully comparable: {number} {reason}: {REASONS[reason]}", markup=False, highlight=False
        )


def _deaths(part: Any) -> tuple[str, str]:
    """The dead as low / best / high, and the number of events; both empty where there are none."""
    if not part.events:
        return "", ""
    numbers = ("–" if value is None else wording.number(value) for value in (part.low, part.best, part.high))
    return " / ".join(numbers), str(part.events)
