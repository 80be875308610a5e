"""Commands that show: the situation, its claims, and one claim down to its characters."""

import json
from typing import Annotated, Any

import typer

from sitrep.cli.options import ERR, OUT, Db, Json, Restricted, day, noted, settings
from sitrep.model import wording
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.plain import to_plain
from sitrep.model.situation import Situation
from sitrep.model.view import Level


def show(as_json: Json = False, restricted: Restricted = False, db: Db = None) -> None:
    """The situation: reports, events, figures, control, deals, contradictions, each with who says so."""
    from sitrep.cli import tables
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        noted(record, "sitrep show", restricted=restricted)
        situation = record.situation(Level.RESTRICTED if restricted else Level.PUBLIC)
    if as_json:
        OUT.print_json(json.dumps(plain(situation)), indent=None, highlight=False)
        return
    OUT.print(_heading(situation), markup=False, highlight=False)
    OUT.print(tables.documents(situation))
    for title, made in (
        ("events", tables.events(situation)),
        ("figures", tables.figures(situation)),
        ("control", tables.control(situation)),
        ("deals", tables.deals(situation)),
    ):
        if made.row_count:
            OUT.print(made)
        else:
            OUT.print(f"No {title} found.\n", markup=False)
    for made in tables.contradictions(situation):
        OUT.print(made)
    if not situation.contradictions:
        OUT.print("No contradictions found.", markup=False)


def plain(situation: Situation) -> dict[str, Any]:
    """The situation as JSON-able data, whether each claim counts included."""
    lists = ("documents", "stories", "events", "series", "control", "deals", "contradictions")
    return {
        "level": situation.level.value,
        "first": situation.first.isoformat() if situation.first else None,
        "as_of": situation.as_of.isoformat() if situation.as_of else None,
        "reviewed": situation.reviewed,
        **{name: [to_plain(item) for item in getattr(situation, name)] for name in lists},
        "claims": {identity: to_plain(claim) for identity, claim in situation.claims.items()},
        "counting": sorted(situation.counting),
    }


def _heading(situation: Situation) -> str:
    period = wording.days(situation.first, situation.as_of)
    total, counted = len(situation.claims), len(situation.counting)
    return (
        f"Situation as reported, {period}: {len(situation.documents)} reports, {len(situation.stories)} stories, "
        f"{total} claims ({counted} counted, {total - counted} unreviewed), "
        f"{len(situation.contradictions)} contradictions. View: {situation.level}.\n"
        "Reported, not verified. “counted”: accepted by a person, or above the engine's counting threshold; "
        "“all”: unreviewed claims included.\n"
    )


def claims(
    kind: Annotated[
        str | None,
        typer.Option(help="event, figure, control, deal, access, movement, statement or relation."),
    ] = None,
    place: Annotated[str | None, typer.Option(help="Place or country.")] = None,
    party: Annotated[str | None, typer.Option(help="Agent or target.")] = None,
    since: Annotated[str | None, typer.Option(help="Claims about this day or later.")] = None,
    until: Annotated[str | None, typer.Option(help="Claims about this day or earlier.")] = None,
    source: Annotated[str | None, typer.Option(help="Anyone in the attribution chain.")] = None,
    grep: Annotated[str | None, typer.Option(help="Words in the sentence.")] = None,
    kept: Annotated[
        bool, typer.Option("--kept", help="Leave out claims below their kind's keep threshold: likely noise.")
    ] = False,
    as_json: Json = False,
    db: Db = None,
) -> None:
    """Claims, one a line (restricted view: private names are shown)."""
    from sitrep.cli import tables
    from sitrep.pipeline import ClaimFilter, open_record

    if kind is not None and kind not in set(ClaimKind):
        raise typer.BadParameter(f"{kind!r} is none of {', '.join(ClaimKind)}", param_hint="--kind")
    wanted = ClaimFilter(
        kind=kind,
        place=place,
        party=party,
        since=day(since, "--since"),
        until=day(until, "--until"),
        source=source,
        grep=grep,
        kept=kept,
    )
    made = tables.table("", *tables.CLAIM_HEADS)
    found = 0
    with open_record(settings(db), create=False) as record:
        noted(record, "sitrep claims")
        for claim, counts in record.claims(wanted, Level.RESTRICTED):
            found += 1
            if as_json:
                OUT.print_json(json.dumps(record.row(claim, counts=counts)), indent=None, highlight=False)
            else:
                tables.row(made, *tables.claim_line(claim, counts=counts))
    if not as_json:
        if found:
            OUT.print(made)
        ERR.print(
            f"{found} claims. Restricted view: may hold private persons' names.",
            markup=False,
            highlight=False,
        )


def explain(
    name: Annotated[
        str, typer.Argument(metavar="ID", help="Claim or event: its id, or its first characters.")
    ],
    as_json: Json = False,
    db: Db = None,
) -> None:
    """One claim down to its characters, or one event: why its claims are one event, and who decided what."""
    from sitrep.cli.explanation import print_event, print_explanation
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        found = record.find(name)
        noted(record, f"sitrep explain {found.id}")
        if isinstance(found, Claim):
            explained = record.explain(found.id)
        else:
            told = record.explain_event(found.id)
    if as_json:
        plain_of = explained if isinstance(found, Claim) else told
        OUT.print_json(json.dumps(plain_of.plain()), indent=None, highlight=False)
    elif isinstance(found, Claim):
        print_explanation(OUT, explained)
    else:
        print_event(OUT, told)
