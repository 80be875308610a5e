"""Commands by which people decide: judge a claim, carry judgements, drop a document."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, settings
from sitrep.model.plain import to_plain

judgements = typer.Typer(help="People's decisions as a file.", no_args_is_help=True, rich_markup_mode=None)

By = Annotated[str, typer.Option("--by", help="Name of the person who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for those who come after.")]


def judge(
    claim: Annotated[str, typer.Argument(help="Id of the claim, or its first characters.")],
    verdict: Annotated[str, typer.Argument(help="accept, reject, set, same-as or not-same.")],
    by: By,
    why: Why,
    what: Annotated[
        str,
        typer.Argument(
            metavar="[FIELD=VALUE|EVENT]",
            help="set: field and value, an empty value takes it back. same-as, not-same: event, or a claim of it.",
        ),
    ] = "",
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Note a decision about a claim; events, figures, control and deals follow. Later decisions beat earlier ones."""
    from sitrep.pipeline import open_record

    field, value = _said(verdict, what)
    with open_record(settings(db), create=False) as record:
        made = record.judge(claim, verdict, by=by, why=why, field=field, value=value)
        event = record.explain(made.claim).event
    if as_json:
        _print({**to_plain(made), "event": event.id if event is not None else None})
        return
    OUT.print(f"{made.claim}: {verdict} {what}".rstrip(), markup=False, highlight=False)
    where = (
        "in no event" if event is None else f"in event {event.id}, with {len(event.claims) - 1} other claims"
    )
    OUT.print(f"It is {where} now.", markup=False, highlight=False)


def _said(verdict: str, what: str) -> tuple[str, str]:
    if verdict == "set":
        field, equals, value = what.partition("=")
        if not equals:
            raise typer.BadParameter(f"{what!r}: write set FIELD=VALUE, such as set figure.best=12")
        return field.strip(), value.strip()
    if verdict in ("same-as", "not-same"):
        if not what:
            raise typer.BadParameter(f"{verdict} needs an event, or a claim of it")
        return "", what
    if what:
        raise typer.BadParameter(f"{verdict} takes nothing behind it, not {what!r}")
    return "", ""


@judgements.callback()
def _judgements() -> None:
    """People's decisions as a file."""


@judgements.command("export")
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="File to write: one judgement a line.")],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Write every judgement, those that wait for their claims included (restricted: reasons may name persons)."""
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        number = record.export_judgements(file)
    if as_json:
        _print({"out": str(file), "judgements": number})
    else:
        OUT.print(f"{number} judgements → {file}", markup=False, highlight=False)


@judgements.command("import")
def take(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON lines, as export writes them.")],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Take judgements from a file; taking them twice changes nothing. Lines that are none get a reason code."""
    from sitrep.pipeline import open_record

    with open_record(settings(db)) as record:
        outcome = record.import_judgements(file)
    if as_json:
        _print(outcome.plain())
    else:
        for line in outcome.refused:
            ERR.print(f"{file}: {line.reason}: {line.message}", markup=False, highlight=False)
        OUT.print(
            f"{outcome.added} added; {outcome.known} in the record already; {outcome.waiting} wait for their claims; "
            f"{len(outcome.refused)} refused",
            markup=False,
            highlight=False,
        )
    if outcome.refused and not (outcome.added or outcome.known or outcome.waiting):
        raise typer.Exit(1)


def drop(
    document: Annotated[
        str, typer.Argument(help="Id of the document, its first characters, or its address.")
    ] = "",
    by: Annotated[str, typer.Option("--by", help="Name of the person who decides.")] = "",
    why: Annotated[
        str, typer.Option("--why", help="The reason. It stays: it must not repeat what is dropped.")
    ] = "",
    listing: Annotated[bool, typer.Option("--list", help="Show what was dropped, by whom and why.")] = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Take a document out of the record for good: text, bytes, claims, judgements. Hashes and the reason stay."""
    from sitrep.pipeline import open_record

    if listing == bool(document):
        raise typer.BadParameter("name one document, or --list")
    if document and not (by and why):
        raise typer.BadParameter("dropping needs --by and --why")
    with open_record(settings(db), create=False) as record:
        gone = record.drop(document, by=by, why=why) if document else ()
        drops = [each for each in record.store.drops() if listing or each.document in gone]
    if as_json:
        _print([to_plain(each) for each in drops])
        return
    for each in drops:
        OUT.print(
            f"{each.document} dropped {each.at[:10]} by {each.by}: {each.why}", markup=False, highlight=False
        )
    if len(gone) > 1:
        OUT.print(
            f"With it went what came from the same bytes: {', '.join(gone)}", markup=False, highlight=False
        )


def _print(plain: Any) -> None:
    OUT.print_json(json.dumps(plain), indent=None, highlight=False)
