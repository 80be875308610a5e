"""Commands by which people decide: judge a claim, carry judgements, drop a document."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, noted, settings
from sitrep.model.plain import to_plain

judgements = typer.Typer(help="People's decisions as a file.", no_args_is_help=True, rich_markup_mode=None)
reviews = typer.Typer(
    help="What people reviewed, for other programs.", no_args_is_help=True, rich_markup_mode=None
)

By = Annotated[str, typer.Option("--by", help="Name of the person who decides.")]
Why = Annotated[str, typer.Option("--why", help="The reason, for those who come after.")]


def judge(
    claim: Annotated[
        str, typer.Argument(help="Id of the claim, or its first characters; of add: of the report.")
    ],
    verdict: Annotated[str, typer.Argument(help="accept, reject, set, same-as, not-same or add.")],
    by: By,
    why: Why,
    what: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FIELD=VALUE|EVENT]...",
            help="set: field and value, an empty value takes it back. same-as, not-same: event, or a claim of it. "
            "add: words=, type= and what else the report says, such as quantity= place= time= source=.",
            show_default=False,
        ),
    ] = None,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Note a decision about a claim, or add one that a report tells; events, figures, control and deals follow."""
    from sitrep.pipeline import open_record
    from sitrep.pipeline.adding import addition_of
    from sitrep.pipeline.additions import add

    said = list(what or ())
    with open_record(settings(db), create=False) as record:
        if verdict == "add":
            made = add(record, claim, addition_of(dict(_pair(each) for each in said)), by=by, why=why)
        else:
            field, value = _said(verdict, said)
            made = record.judge(claim, verdict, by=by, why=why, field=field, value=value)
        here = bool(record.store.claims_by_id([made.claim]))
        event = record.explain(made.claim).event if here else None
    if as_json:
        _print({**to_plain(made), "event": event.id if event is not None else None})
        return
    OUT.print(f"{made.claim}: {verdict} {' '.join(said)}".rstrip(), markup=False, highlight=False)
    where = (
        "in no event" if event is None else f"in event {event.id}, with {len(event.claims) - 1} other claims"
    )
    gone = "It was added by a person, and is taken back."
    OUT.print(f"It is {where} now." if here else gone, markup=False, highlight=False)


def _pair(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r}: write add FIELD=VALUE ..., such as add words=killed type=kill")
    return field.strip(), value.strip()


def _said(verdict: str, said: list[str]) -> tuple[str, str]:
    if len(said) > 1:
        raise typer.BadParameter(
            f"{verdict} takes one thing behind it, not {len(said)}: put it in quotation marks"
        )
    what = said[0] if said else ""
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
        noted(record, "sitrep judgements export", taken=True)
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


@reviews.callback()
def _reviews() -> None:
    """What people reviewed, for other programs."""


@reviews.command("export")
def training_data(
    out: Annotated[Path, typer.Option("--out", help="File to write: one report a line, with its frames.")],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Write what people accepted, corrected, added and rejected as training data in the frames interchange format.

    Restricted: it holds whole texts, with private persons' names. That it was taken is written into the ledger.
    """
    from sitrep.pipeline import open_record
    from sitrep.pipeline.reviewed import export_reviews

    with open_record(settings(db), create=False) as record:
        record.refresh()
        noted(record, "sitrep reviews export", taken=True)
        written = export_reviews(record.store, out)
    if as_json:
        _print({"out": str(out), "view": "restricted", **to_plain(written)})
        return
    OUT.print(
        f"{written.frames} frames that stand and {written.rejected} rejected ones of {written.documents} reports → {out}",
        markup=False,
        highlight=False,
    )
    ERR.print(
        "Restricted: whole texts, with private persons' names. Do not pass on.", markup=False, highlight=False
    )


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
