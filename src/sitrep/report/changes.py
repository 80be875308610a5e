"""What changed since the last report: the situation then against the situation now, thing by thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.report_words import report_words
from sitrep.model import wording
from sitrep.model.record import ControlState, Series
from sitrep.model.review import Judgement
from sitrep.model.situation import Situation
from sitrep.report.events import what
from sitrep.report.figures import reading_run
from sitrep.report.known import Known
from sitrep.report.runs import Line, Run, cited, count, day, days, joined, name, stated, words

MOST_EVENTS = 12
"""New events told one by one; the tables by place hold all."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The record as reports up to `since` gave it, and what people decided about claims after that day."""

    since: date
    situation: Situation
    judged: tuple[Judgement, ...] = ()


def changes(known: Known, earlier: Earlier) -> tuple[Line, ...]:
    """A line for each change, in the order of the report's sections; one that says so where there is none."""
    before = Known(earlier.situation)
    lines = [
        *_reports(known, before),
        *_figures(known, before),
        *_control(known, before),
        *_positions(known, before),
        *_contradictions(known, before),
        *_events(known, before),
        *_corrections(known, before, earlier),
    ]
    return tuple(lines) or ((words("Nothing has changed."),),)


def _reports(known: Known, before: Known) -> Iterator[Line]:
    new = len(known.documents) - len(before.documents)
    if new > 0:
        fresh = len(known.claims.keys() - before.claims.keys())
        yield (words("New reports: "), count(new), words("; claims in them: "), count(fresh), words("."))


def _figures(known: Known, before: Known) -> Iterator[Line]:
    old = {_name_of(series): series for series in before.situation.series}
    lexicon = report_words()
    for series in sorted(
        known.situation.series, key=lambda each: (lexicon.rank(each.metric), -len(each.claims), each.id)
    ):
        if series.measure == "incident" or not wording.has_number(series.all):
            continue
        was = old.get(_name_of(series))
        now_range, _ = known.reading(series)
        if was is None:
            yield (
                words("New figure: "),
                *_figure(series),
                words(": "),
                reading_run(known, series, now_range),
                words("."),
            )
            continue
        was_range, _ = before.reading(was)
        if was_range is None or now_range is None or wording.span_of(was_range) == wording.span_of(now_range):
            continue
        old_claims = before.notes([voice.claim for voice in was.voices])
        yield (
            words("Changed figure: "), *_figure(series), words(": "), reading_run(known, series, now_range), words(", was "),
            stated(wording.span_of(was_range), old_claims), words("."),
        )  # fmt: skip


def _name_of(series: Series) -> tuple[str, str, str, str, str]:
    return series.metric, series.subject, series.place, series.measure, str(series.since)


def _figure(series: Series) -> Line:
    what = (name(wording.counted_thing(series.subject, series.metric)),)
    where: Line = (words(", "), name(series.place)) if series.place else ()
    since: Line = (words(", since "), day(series.since)) if series.since else ()
    return (*what, *where, *since)


def _control(known: Known, before: Known) -> Iterator[Line]:
    old = {(state.country, state.place): state for state in before.situation.control}
    for state in known.situation.control:
        was = old.get((state.country, state.place))
        if was is not None and (was.holder, was.status) == (state.holder, state.status):
            continue
        ids = known.notes([voice.claim for voice in state.voices])
        then: Line = (
            (words(", before: "), *_holder(was))
            if was is not None
            else (words(", of which no report spoke before"),)
        )
        yield (
            words("Control of "),
            name(state.place),
            words(": "),
            *_holder(state),
            *then,
            cited(ids),
            words("."),
        )


def _holder(state: ControlState) -> Line:
    if state.status == "contested" or not state.holder:
        return (words("contested between reports"),)
    return (
        words("said to be lost by " if state.status == "lost" else "said to be held by "),
        name(state.holder),
    )


def _positions(known: Known, before: Known) -> Iterator[Line]:
    old: dict[tuple[str, str, str], set[str]] = {}
    for deal in before.situation.deals:
        for position in deal.positions:
            old.setdefault((deal.place, position.holder, position.term), set()).add(position.stance)
    lexicon = report_words()
    seen = set()
    for deal in known.situation.deals:
        for position in deal.positions:
            key = (deal.place, position.holder, position.term)
            stances = old.get(key, set())
            if position.stance in stances or (*key, position.stance) in seen:
                continue
            seen.add((*key, position.stance))
            term: Line = (name(f"“{position.term}”"),) if position.term else (words("the deal itself"),)
            place: Line = (words(", "), name(deal.place)) if deal.place else ()
            verb = lexicon.stances.get(position.stance, position.stance)
            made: list[Run] = [
                words("Changed position: " if stances else "New position: "),
                name(known.root(position.holder)),
            ]
            made += [words(" on "), *term, *place, words(f": {verb}")]
            if stances:
                made.append(
                    words(
                        f", before: {', '.join(lexicon.stances.get(each, each) for each in sorted(stances))}"
                    )
                )
            yield (*made, cited((position.claim,)), words("."))


def _contradictions(known: Known, before: Known) -> Iterator[Line]:
    old = {(item.kind, item.what, item.place) for item in before.situation.contradictions}
    now = {(item.kind, item.what, item.place) for item in known.situation.contradictions}
    for item in known.situation.contradictions:
        if (item.kind, item.what, item.place) not in old:
            ids = tuple(identity for _, claims in item.sides for identity in known.notes(claims, 1))
            place: Line = (words(", "), name(item.place)) if item.place else ()
            yield (words("New contradiction: "), name(item.what), *place, cited(ids), words("."))
    for _, about, where in sorted(old - now):
        gone: Line = (words(", "), name(where)) if where else ()
        yield (words("No longer a contradiction: "), name(about), *gone, words("."))


def _events(known: Known, before: Known) -> Iterator[Line]:
    old = {identity for event in before.situation.events for identity in event.claims}
    new = [event for event in known.situation.events if not old & set(event.claims)]
    if not new:
        return
    yield (
        words("New events: "),
        count(len(new)),
        words("; the most reported:" if len(new) > MOST_EVENTS else ":"),
    )
    for event in sorted(new, key=lambda event: (-len(event.claims), event.start or date.max, event.id))[
        :MOST_EVENTS
    ]:
        told = joined(list(what(known, event)), ", ")
        place: Line = (words(", "), name(event.place)) if event.place else ()
        by: Line = (words(" ("), *known.roots(event.roots), words(")"))
        yield (
            days(event.start, event.end),
            words(": "),
            *told,
            *place,
            *by,
            cited(known.notes(event.claims, 2)),
            words("."),
        )


def _corrections(known: Known, before: Known, earlier: Earlier) -> Iterator[Line]:
    old = {each for story in before.situation.stories for each in story.corrections}
    for story in known.situation.stories:
        for identity in story.corrections:
            found = known.documents.get(identity)
            if identity not in old and found is not None:
                outlet: Line = (name(found.outlet), words(", ")) if found.outlet else ()
                yield (
                    words("Corrected report: "),
                    *outlet,
                    name(f"“{found.title or 'untitled'}”"),
                    words("; its sentences beat those that it corrects."),
                )
    judged = {judgement.claim for judgement in earlier.judged}
    held = tuple(identity for identity in sorted(judged) if identity in known.claims)
    if judged:
        yield (
            words("Claims that people decided on since: "),
            count(len(judged)),
            words("."),
            cited(held[:MOST_EVENTS]),
        )
