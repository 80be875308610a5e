"""The situation by place: what happened where, in order of days, and who holds what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.record import ControlState, Event, Voice
from sitrep.report.blocks import Block, Heading, Paragraph, Table
from sitrep.report.known import Known, figure, grade
from sitrep.report.runs import Cell, Line, cited, count, day, days, joined, name, stated, words

MOST_PLACES = 30
"""Places with a heading of their own; those with fewer claims stand together in one table."""

FEWEST_EVENTS = 2
"""Events from which on a place gets a heading."""

HEAD = ("When", "What", "Who and whom", "Said by")
WIDTHS = (15, 27, 31, 27)


def by_place(known: Known) -> tuple[Block, ...]:
    """Events place by place, the most reported first, countries kept together."""
    events = known.situation.events
    if not events:
        return (Paragraph((words("No report tells of an event."),)),)
    groups: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in events:
        groups[event.country, event.place].append(event)
    ranked = sorted(groups, key=lambda place: (-_weight(groups[place]), place))
    chosen = [place for place in ranked if place[1] and len(groups[place]) >= FEWEST_EVENTS][:MOST_PLACES]
    blocks: list[Block] = []
    control = {(state.country, state.place): state for state in known.situation.control}
    for country in dict.fromkeys(country for country, _ in chosen):
        for place in [place for place in chosen if place[0] == country]:
            blocks.append(Heading((name(_full(*place)),)))
            if place in control:
                blocks.append(Paragraph(control_line(known, control[place])))
            blocks.append(_table(known, groups[place]))
    rest = [event for place in ranked if place not in chosen for event in groups[place]]
    if rest:
        blocks.append(Heading((words("Other places, and events without a place" if chosen else "Events"),)))
        blocks.append(_table(known, rest, places=True))
    return tuple(blocks)


def _weight(events: Iterable[Event]) -> int:
    return sum(len(event.claims) for event in events)


def _full(country: str, place: str) -> str:
    return f"{place}, {country}" if country and country != place else place


def _order(event: Event) -> tuple[date, date, str]:
    return event.start or date.max, event.end or date.max, event.id


def _table(known: Known, events: Sequence[Event], places: bool = False) -> Table:
    rows = tuple(_row(known, event, places) for event in sorted(events, key=_order))
    if places:
        return Table(("When", "Where", *HEAD[1:]), rows, (14, 16, 23, 25, 22))
    return Table(HEAD, rows, WIDTHS)


def _row(known: Known, event: Event, places: bool) -> tuple[Cell, ...]:
    where: list[Cell] = []
    if places:
        full = (name(_full(event.country, event.place)),) if event.place else (words("place not stated"),)
        where = [(full,)]
    status = (words("; "), *known.status(event.claims, event.counted))
    said: list[Line] = [(*known.roots(event.roots), *status, cited(known.notes(event.claims)))]
    if event.grade is not None:
        said.append(grade(event.grade))
    return ((days(event.start, event.end),),), *where, what(known, event), (_parties(event),), tuple(said)


def _parties(event: Event) -> Line:
    if not event.agents and not event.targets:
        return (words("not stated"),)
    agents = joined([(name(agent),) for agent in event.agents]) or (words("not stated who"),)
    if not event.targets:
        return agents
    return (*agents, words(" → "), *joined([(name(target),) for target in event.targets]))


def what(known: Known, event: Event) -> Cell:
    """What an event is, and the numbers that are told of it, each once."""
    lexicon = report_words()
    made: list[Line] = [(words(", ".join(dict.fromkeys(map(lexicon.event, event.types)))),)]
    told: dict[tuple[str, str], list[str]] = {}
    for identity in event.claims:
        claim = known.claims.get(identity)
        if claim is None or claim.figure is None or claim.modality != "actual":
            continue
        thing = wording.counted_thing(claim.figure.subject, claim.figure.metric)
        told.setdefault((thing, figure(claim)), []).append(identity)
    for (thing, number), ids in told.items():
        made.append((name(thing), words(": "), stated(number, known.notes(ids))))
    return tuple(made)


CONTROL: Line = (words("Control: "),)


def control_line(known: Known, state: ControlState, about: Line = CONTROL) -> Line:
    """Who is said to hold a place, by whom, and as of when; who says otherwise of that day or a later one."""
    agreeing = [voice for voice in state.voices if _agrees(known, state, voice)] or list(state.voices)
    ids = known.notes([voice.claim for voice in agreeing])
    if state.status == "contested" or not state.holder:
        made = [words("contested between reports")]
    elif state.status == "lost":
        made = [words("said to be lost by "), name(state.holder)]
    else:
        made = [words("said to be held by "), name(state.holder)]
        if state.share is not None:
            made += [words(", "), stated(f"{wording.number(round(state.share * 100, 1))} %", ids)]
    if state.as_of is not None:
        made += [words(", as of "), day(state.as_of)]
    made += [words(" ("), *known.roots(voice.root for voice in agreeing), cited(ids), words(")")]
    if not state.counted:
        made.append(words(", unreviewed"))
    others = [each for each in state.voices if each not in agreeing and str(each.as_of) >= str(state.as_of)]
    if others:
        made += [words("; otherwise: "), *joined([known.voice(voice) for voice in others])]
    return (*about, *made, words("."))


def _agrees(known: Known, state: ControlState, voice: Voice) -> bool:
    claim = known.claims.get(voice.claim)
    if claim is None or claim.control is None or not state.holder:
        return False
    return claim.control.holder == state.holder and (claim.control.change == "lost") == (
        state.status == "lost"
    )


def control_table(known: Known) -> Table:
    """Who is said to hold which place, with every voice."""
    rows = []
    for state in known.situation.control:
        holder: Line = (name(state.holder),) if state.holder else (words("contested"),)
        standing: list[Line] = [
            (words(report_words().status(state.status)),),
            known.status(state.claims, state.counted),
        ]
        when: Line = (words("undated"),) if state.as_of is None else (day(state.as_of),)
        where = (name(_full(state.country, state.place)),)
        rows.append(((where,), (holder,), tuple(standing), (when,), known.voices(state.voices)))
    return Table(("Place", "Holder", "Status", "As of", "Who says so"), tuple(rows), (17, 19, 16, 12, 36))


def undated(known: Known) -> Line:
    """How many events bear no date and no place."""
    events = known.situation.events
    without_day = sum(event.start is None for event in events)
    without_place = sum(not event.place for event in events)
    return (
        words("Events told of: "), count(len(events)), words("; without a date: "), count(without_day),
        words("; without a place: "), count(without_place), words("."),
    )  # fmt: skip
