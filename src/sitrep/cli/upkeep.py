"""Commands that look after the installation and the record: the user's own places, the doctor, and whether a record is whole."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Db, Json, settings

places = typer.Typer(help="The gazetteer's own additions.", no_args_is_help=True, rich_markup_mode=None)


@places.callback()
def _places() -> None:
    """The gazetteer's own additions."""


@places.command("add")
def add(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="CSV with name,lat,lon[,country,kind,alternate_names], or a GeoNames dump."
        ),
    ],
    as_json: Json = False,
) -> None:
    """Add places that the gazetteer lacks: villages, camps, quarters, districts."""
    from sitrep.pipeline import add_places

    added = add_places(file, settings(None))
    if as_json:
        OUT.print_json(json.dumps({"file": str(file), "places": added}), indent=None)
    else:
        OUT.print(
            f"{added} places added from {file}; they are used from the next reading on",
            markup=False,
            highlight=False,
        )


def doctor(as_json: Json = False) -> None:
    """Whether everything that sitrep needs is there and whole, with what to do where it is not."""
    from sitrep.pipeline.doctor import examine

    findings = examine(settings(None))
    if as_json:
        OUT.print_json(json.dumps([finding.plain() for finding in findings]), indent=None)
    else:
        for finding in findings:
            OUT.print(finding.line(), markup=False, highlight=False)
    if any(finding.level == "broken" for finding in findings):
        raise typer.Exit(74)


def verify(
    db: Db = None,
    head: Annotated[
        str,
        typer.Option(
            help="Hash of a ledger row noted down earlier: with it a ledger cut or written anew is found too.",
            show_default=False,
        ),
    ] = "",
    as_json: Json = False,
) -> None:
    """Whether a record is whole: bytes, texts, claims, decisions and the chain of its ledger."""
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        findings = record.store.verify(head)
        last = None if findings else max(record.store.ledger(), key=lambda entry: entry.seq, default=None)
    latest = last.hash if last else ""
    if as_json:
        told = [{"what": each.what, "where": each.where, "message": each.message} for each in findings]
        OUT.print_json(json.dumps({"whole": not findings, "head": latest, "findings": told}), indent=None)
    elif findings:
        for each in findings:
            OUT.print(f"{each.what}: {each.where}: {each.message}", markup=False, highlight=False)
        OUT.print("Restore the record from a copy.", markup=False, highlight=False)
    else:
        OUT.print(
            f"whole; note the ledger's head down outside the record: {latest or 'it is empty'}",
            markup=False,
            highlight=False,
        )
    if findings:
        raise typer.Exit(74)
