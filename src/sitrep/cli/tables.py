"""The situation as tables for the terminal."""

from rich import box
from rich.table import Table
from rich.text import Text

from sitrep.codebook import houses
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.record import Contradiction, Deal, Event, Grade, HouseFigure, Series, Voice
from sitrep.model.situation import Situation, distinct

ID_LENGTH = 8
"""Characters of an id that tables show; enough to name a claim to `explain` in any record a laptop holds."""


CLAIM_HEADS = ("id", "when", "where", "what", "who → whom", "number", "said by", "counts")
"""Heads of the columns of `claim_line`."""


def table(title: str, *columns: str) -> Table:
    """An empty table whose title, heads and cells are plain text, never markup."""
    made = Table(
        title=Text(title), title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, pad_edge=False
    )
    for column in columns:
        made.add_column(Text(column), overflow="fold")
    return made


def row(made: Table, *cells: str) -> None:
    """Add cells as plain text: what a report says is never interpreted."""
    made.add_row(*(Text(cell) for cell in cells))


def documents(situation: Situation) -> Table:
    """Reports by time, with the story each belongs to and its number of claims."""
    made = table("Reports", "published", "outlet", "agency", "title", "story", "claims")
    sizes = {story.id: len(story.documents) for story in situation.stories}
    for document in situation.documents:
        when = "unknown"
        if document.published is not None:
            when = f"{document.published:%Y-%m-%d}"
            if document.published_precision == "minute":
                when = f"{document.published:%Y-%m-%d %H:%M}"
        size = sizes.get(document.story, 1)
        story = f"{document.story[:4]} ({size} reports)" if size > 1 else ""
        row(made, when, document.outlet, document.agency, document.title, story, str(document.claims))
    return made


def events(situation: Situation) -> Table:
    """Events by place and day, each with the first characters of its id."""
    made = table(
        "Events (grades are proposed)", "when, id", "where", "what", "who → whom", "said by", "grade, claims"
    )
    for event in situation.events:
        row(
            made,
            f"{wording.days(event.start, event.end)}\n[{event.id[:ID_LENGTH]}]",
            _where(event.place, event.country),
            "\n".join(event.types),
            _who(event),
            "; ".join(dict.fromkeys(wording.root(each) for each in event.roots)),
            "\n".join([*_grade(event.grade), _reading(event.claims, event.counted)]),
        )
    return made


def _grade(grade: Grade | None) -> list[str]:
    """The grade's one line, where there is a grade; that grades are proposed stands in the table's title."""
    return [grade.value] if grade is not None else []


def _where(place: str, country: str) -> str:
    return f"{place}, {country}" if country and country != place else place or "place not stated"


def _who(event: Event) -> str:
    agents, targets = "; ".join(event.agents), "; ".join(event.targets)
    return f"{agents or '?'} → {targets}" if targets else agents


def _reading(claims: tuple[str, ...], counted: tuple[str, ...]) -> str:
    """Counted of all claims; "unreviewed" where nothing counts yet."""
    return f"{len(counted)} of {len(claims)}" if counted else f"{len(claims)} unreviewed"


def figures(situation: Situation) -> Table:
    """Series with their two readings and who says what."""
    made = table(
        "Figures (range of reports, not a confidence interval; grades are proposed)",
        "what",
        "where, when",
        "counted",
        "all",
        "who says so; by house",
    )
    for series in situation.series:
        if not wording.has_number(series.all):
            continue
        row(
            made,
            "\n".join([_thing(series), *_grade(series.grade)]),
            "\n".join(filter(None, (series.place or "place not stated", _period(series)))),
            wording.span_of(series.counted),
            wording.span_of(series.all),
            "\n".join([*map(_voice, series.voices), *map(_house, series.houses)]),
        )
    return made


def _thing(series: Series) -> str:
    return f"{wording.counted_thing(series.subject, series.metric)} ({series.measure})"


def _house(figure: HouseFigure) -> str:
    return f"{houses.load().names[figure.house]}: {wording.house_figure(figure)}"


def _period(series: Series) -> str:
    if series.since is not None:
        return f"since {wording.day(series.since)}"
    return f"as of {wording.day(series.as_of)}" if series.as_of is not None else ""


def _voice(voice: Voice) -> str:
    said = f": {voice.says}" if voice.says else ""
    when = f", {wording.day(voice.as_of)}" if voice.as_of is not None else ""
    return f"{wording.root(voice.root)}{said} [{voice.claim[:ID_LENGTH]}{when}]"


def control(situation: Situation) -> Table:
    """Who is said to hold which place."""
    made = table("Control (as claimed)", "place", "holder, share", "status, claims", "who says so")
    for state in situation.control:
        share = [] if state.share is None else [f"{state.share:.0%} ({state.basis or 'unstated'})"]
        since = [] if state.as_of is None else [f"as of {wording.day(state.as_of)}"]
        row(
            made,
            _where(state.place, state.country),
            "\n".join([state.holder or "contested", *share]),
            "\n".join([state.status, *since, _reading(state.claims, state.counted)]),
            "\n".join(_voice(voice) for voice in state.voices),
        )
    return made


def deals(situation: Situation) -> Table:
    """Deals, how they and each of their terms stand, and every position taken on them."""
    made = table("Deals", "when, where", "parties", "term", "positions")
    for deal in situation.deals:
        standing = {state.term: wording.term_state(state) for state in deal.terms}
        for number, (term, lines) in enumerate(_terms(deal)):
            first = number == 0
            row(
                made,
                "\n".join(_deal(deal)) if first else "",
                "; ".join(deal.parties) if first else "",
                "\n".join(filter(None, (term or "the deal itself", standing.get(term, "")))),
                "\n".join(lines),
            )
    return made


def _deal(deal: Deal) -> list[str]:
    return [
        wording.deal_days(deal),
        deal.place or "place not stated",
        f"{_reading(deal.claims, deal.counted)} claims" if deal.counted else _reading(deal.claims, ()),
    ]


def _terms(deal: Deal) -> list[tuple[str, list[str]]]:
    lines: dict[str, list[str]] = {}
    for position in deal.positions:
        when = f", {wording.day(position.as_of)}" if position.as_of is not None else ""
        holder = wording.root(position.holder)
        lines.setdefault(position.term, []).append(
            f"{holder} {position.stance} [{position.claim[:ID_LENGTH]}{when}]"
        )
    return sorted(lines.items()) or [("", ["no position found"])]


def contradictions(situation: Situation) -> list[Table]:
    """One table per contradiction: the sides next to each other, each with its sentences, who says so and when."""
    return [_contradiction(item, situation.claims) for item in situation.contradictions]


def _contradiction(item: Contradiction, claims: dict[str, Claim]) -> Table:
    where = f" ({item.place})" if item.place else ""
    made = table(f"Contradiction: {item.what}{where}", *(side for side, _ in item.sides))
    for column in made.columns:
        column.ratio = 1
    cells = []
    for _, ids in item.sides:
        said = [_sentence(claims[identity]) for identity in distinct(ids, claims)]
        cells.append("\n\n".join(said))
    row(made, *cells)
    return made


def _sentence(claim: Claim) -> str:
    when = claim.published or "publication time unknown"
    return f"“{claim.quote.strip()}”\n— {wording.chain(claim.chain, claim.own_voice)}, {when} [{claim.id[:ID_LENGTH]}]"


def claim_line(claim: Claim, *, counts: bool) -> tuple[str, ...]:
    """One claim as cells: id, when, where, what, who → whom, number, said by, whether it counts."""
    agents, targets = wording.parties(claim)
    number = wording.figure(claim.figure) if claim.figure is not None else ""
    if claim.control is not None and claim.control.share is not None:
        number = f"{claim.control.share:.0%}"
    modality = "" if claim.modality == "actual" else f" ({claim.modality})"
    return (
        claim.id[:ID_LENGTH],
        wording.time(claim.time),
        wording.place(claim),
        f"{claim.kind}: {claim.type}{modality}",
        f"{agents or '?'} → {targets}" if targets else agents,
        number,
        wording.chain(claim.chain, claim.own_voice),
        "counts" if counts else "",
    )


__all__ = [
    "claim_line",
    "contradictions",
    "control",
    "deals",
    "documents",
    "events",
    "figures",
    "row",
    "table",
]
