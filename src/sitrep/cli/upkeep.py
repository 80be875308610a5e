"""Commands that look after the installation: the user's own places, and the doctor."""

import json
from pathlib import Path
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Json, settings

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
