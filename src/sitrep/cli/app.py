"""The command table and the way out: errors become a message and an exit code here and nowhere else."""

import sys
from typing import Annotated

import typer

from sitrep.cli import accounts, comparing, giving, reading, reviewing, serving, showing, stories, upkeep
from sitrep.cli.options import ERR
from sitrep.errors import (
    EngineError,
    JudgementError,
    NotFoundError,
    ReadError,
    SettingsError,
    SitrepError,
    StoreError,
)

NOTHING_READ = 1
USAGE = 2
INPUT_OUTPUT = 74

app = typer.Typer(
    name="sitrep",
    help="News reports on an armed conflict in; an attributed, auditable situation record out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
app.command()(reading.read)
app.command()(showing.show)
app.command()(showing.claims)
app.command()(showing.explain)
app.command()(stories.story)
app.command()(reviewing.judge)
app.add_typer(reviewing.judgements, name="judgements")
app.add_typer(reviewing.reviews, name="reviews")
app.command()(reviewing.drop)
app.command()(giving.report)
app.command()(giving.export)
app.command()(serving.serve)
app.add_typer(accounts.accounts, name="accounts")
app.add_typer(comparing.imports, name="import")
app.command()(comparing.compare)
app.command()(reading.frames)
app.add_typer(upkeep.places, name="places")
app.command()(upkeep.doctor)
app.command()(upkeep.verify)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"sitrep {version('sitrep')}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """News reports on an armed conflict in; an attributed, auditable situation record out."""


def exit_code(error: Exception) -> int:
    """The exit code that an error stands for."""
    if isinstance(error, JudgementError | NotFoundError | SettingsError):
        return USAGE
    if isinstance(error, ReadError):
        return NOTHING_READ
    if isinstance(error, OSError | StoreError | EngineError):
        return INPUT_OUTPUT
    return NOTHING_READ


def main() -> None:
    """Run the command line and leave the process with its exit code."""
    try:
        app()
    except (SitrepError, OSError) as error:
        ERR.print(f"sitrep: {error}", style="red", markup=False, highlight=False)
        sys.exit(exit_code(error))
