"""`story`: the versions of one wire story, and who changed what."""

import json
from typing import Annotated

import typer

from sitrep.cli.options import OUT, Db, Json, Restricted, noted, settings
from sitrep.model.view import Level

_KINDS = {"cut": "- ", "added": "+ ", "reworded": "~ "}


def story(
    document: Annotated[
        str, typer.Argument(help="Id of a report, or of a claim in it, or its first characters.")
    ],
    as_json: Json = False,
    restricted: Restricted = False,
    db: Db = None,
) -> None:
    """A report's wire story: original, copies, updates and corrections, and what each cut, added or reworded."""
    from sitrep.cli import tables
    from sitrep.pipeline import open_record

    with open_record(settings(db), create=False) as record:
        told = record.story(document, Level.RESTRICTED if restricted else Level.PUBLIC)
        noted(record, f"sitrep story {told.story.id}", restricted=restricted)
    if as_json:
        OUT.print_json(json.dumps(told.plain()), indent=None, highlight=False)
        return
    story = told.story
    OUT.print(f"Story {story.id}: {len(story.documents)} reports, {story.reason}", style="bold", markup=False)
    made = tables.table("", "report", "published", "outlet", "title", "is", "against the lead")
    for each in told.versions:
        version = each.version
        kind = f"{version.kind} of {version.of[: tables.ID_LENGTH]}" if version.of else version.kind
        counts = [sum(change.kind == name for change in each.changes) for name in _KINDS]
        numbers = ", ".join(f"{number} {name}" for name, number in zip(_KINDS, counts, strict=True) if number)
        against = "lead" if version.document == story.lead else numbers or "no change"
        when = f"{each.published:%Y-%m-%d %H:%M}" if each.published else "unknown"
        newest = ", newest" if version.newest and len(story.documents) > 1 else ""
        row = (version.document[: tables.ID_LENGTH], when, each.outlet, each.title, kind + newest, against)
        tables.row(made, *row)
    OUT.print(made)
    for each in told.versions:
        for change in each.changes:
            said = " -> ".join(text for text in (change.before, change.after) if text)
            OUT.print(
                f"{each.version.document[: tables.ID_LENGTH]} {_KINDS[change.kind]}{said}",
                markup=False,
                highlight=False,
            )
