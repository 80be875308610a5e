"""What is told of an event, in neutral sentences of our own: no article text leaves as a note."""

from datetime import date

from sitrep.export.event_rows import EventRow
from sitrep.model import wording


def heading(row: EventRow, day: date | None = None) -> str:
    """An event in a few words: "Air/drone strike (airstrike, kill), Mayadin, Syria, 12 Oct 2017"."""
    types = ", ".join(row.types)
    code = row.sub_event.sub_event_type
    what = f"{code} ({types})" if code else types.capitalize() or "Event"
    when = wording.day(day) if day else wording.days(row.start, row.end)
    return f"{what}, {place(row)}, {when}"


def place(row: EventRow) -> str:
    """Its place with the country, or "place not stated"."""
    name, country = row.where.name, row.where.country
    return (
        f"{name}, {country}"
        if name and country and name != country
        else name or country or "place not stated"
    )


def note(row: EventRow, day: date | None = None) -> str:
    """What is told, as sentences: what, who, where; every number with its hedge; who says so."""
    agents = ", ".join(mention.name for mention in row.agents)
    targets = ", ".join(mention.name for mention in row.targets)
    figures = [
        f"Reported {wording.counted_thing(toll.subject, toll.metric)}: {wording.span_of(toll.counted or toll.all)}."
        for toll in row.tolls
        if wording.has_number(toll.counted or toll.all)
    ]
    roots = "; ".join(dict.fromkeys(wording.root(root) for root in row.roots))
    parts = (
        f"{heading(row, day)}.",
        f"By: {agents}." if agents else "By whom is not stated.",
        f"Against: {targets}." if targets else "",
        *figures,
        f"Said by: {roots}." if roots else "",
    )
    return " ".join(part for part in parts if part)
