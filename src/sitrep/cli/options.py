"""Options that several commands share, and the record they open."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from sitrep.settings import Settings

if TYPE_CHECKING:
    from sitrep.pipeline import Record

EARLIEST_YEAR = 1700
"""Before the first newspapers that a record could hold; an earlier year is a slip of the hand."""

OUT = Console(soft_wrap=True)
ERR = Console(stderr=True, soft_wrap=True)

Db = Annotated[
    Path | None,
    typer.Option("--db", help="File of the record; SITREP_DB or ./record.db by default.", show_default=False),
]
Json = Annotated[bool, typer.Option("--json", help="Machine-readable output on standard output.")]
Restricted = Annotated[
    bool,
    typer.Option("--restricted", help="Show private persons' names and exact points of protected places."),
]


def settings(db: Path | None) -> Settings:
    """Settings of this run; `--db` beats SITREP_DB."""
    loaded = Settings.load()
    return loaded if db is None else replace(loaded, db=db)


def moment(text: str | None, name: str) -> tuple[datetime | None, str]:
    """A date or time given by hand: aware UTC (UTC where no zone is written) and its precision, minute or day.

    Raises:
        typer.BadParameter: If the text is not ISO 8601.
    """
    if text is None:
        return None, ""
    try:
        value = datetime.fromisoformat(text)
        value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(
            f"{text!r} is not a date; write 2017-10-15 or 2017-10-15T02:27Z", param_hint=name
        ) from error
    if not EARLIEST_YEAR <= value.year <= datetime.now(UTC).year:
        raise typer.BadParameter(f"no report was published in the year {value.year}", param_hint=name)
    return value, "day" if len(text.strip()) <= len("2017-10-15") else "minute"


def day(text: str | None, name: str) -> date | None:
    """A day given by hand.

    Raises:
        typer.BadParameter: If the text is no day such as 2017-10-15.
    """
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a day; write 2017-10-15", param_hint=name) from error


def noted(record: "Record", what: str, *, restricted: bool = True, taken: bool = False) -> None:
    """Write into the record's ledger that the restricted view is shown, or taken away as a file; nothing for the public one.

    Args:
        record: The open record.
        what: The command, with ids at most.
        restricted: Whether the restricted view is asked for.
        taken: A file is written, instead of a listing shown.
    """
    from sitrep.pipeline.viewing import SEEN, TAKEN, login, note_view

    if restricted:
        note_view(record, what, by=login(), verb=TAKEN if taken else SEEN)
