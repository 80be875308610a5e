"""Sentences → claims by the real rules of numbers and figures; only the frames are given, as the engine would give them.

told("Shelling killed [12] civilians in Raqqa.") marks each number by brackets.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from tests.extract.builders import NO_TIME, Report, days, party, says
from tests.reconcile.builders import Record, place, record

from sitrep.annotate.quantities import parse
from sitrep.model.claim import Claim
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention
from sitrep.model.record import HouseFigure, Series
from sitrep.model.span import Span

_MARKED = re.compile(r"\[([^\]]+)\]")


def told(
    sentence: str,
    *,
    kind: str = "kill",
    trigger: str = "killed",
    target: str | PartyMention = "civilians",
    agent: PartyMention | None = None,
    places: Sequence[str | PlaceMention] = ("Raqqa",),
    on: str | tuple[str, str] = "2017-10-12",
    said: AttributionLink | None = None,
    measure: str = "incident",
    document: str = "report",
    published: str = "2017-10-15",
    modality: str = "actual",
) -> tuple[Claim, ...]:
    """Figure and event claims of one sentence, with its numbers in brackets; the place need not stand in it."""
    text = _MARKED.sub(r"\1", sentence)
    shift, spans = 0, []
    for found in _MARKED.finditer(sentence):
        start = found.start() - shift
        spans.append(Span(start, start + len(found[1])))
        shift += 2
    whom = party(target, kind="civilians") if isinstance(target, str) else target
    first, last = (on, on) if isinstance(on, str) else on
    report = Report(text, identity=document, published=datetime.fromisoformat(published).replace(tzinfo=UTC))
    roles = {"agent": agent} if agent is not None else {}
    report.frame(
        kind,
        trigger,
        quantity=[parse(text, span) for span in spans],
        target=whom,
        said=(said,) if said is not None else (),
        measure=measure,
        modality=modality,
        **roles,
    )
    made = report.claims()
    time = replace(days("", first, last)) if first else NO_TIME
    found = tuple(place(name) if isinstance(name, str) else name for name in places)
    return tuple(replace(claim, time=time, places=found) for claim in made)


def monitor(name: str = "Syrian Observatory for Human Rights") -> AttributionLink:
    return says(name)


def speaker_for(side: str, cue: str = "said") -> AttributionLink:
    """A party's spokesman."""
    return replace(says("a spokesman", named="described", by=side), cue=cue)


def series_of(*claims: Claim, metric: str = "killed", subject: str = "civilians") -> Series:
    """The only series of a metric and subject in the record of these claims."""
    found = [
        each for each in record(*claims).all("series") if (each.metric, each.subject) == (metric, subject)
    ]
    [series] = found
    return series


def house(series: Series, name: str) -> HouseFigure:
    """The figure of one house."""
    [figure] = [each for each in series.houses if each.house == name]
    return figure


def bounds(figure: HouseFigure) -> tuple[float | None, float | None, float | None]:
    return (figure.low, figure.best, figure.high)


def reasons(figure: HouseFigure) -> dict[str, str]:
    """Claim id → reason code."""
    return {entry.claim: entry.reason for entry in figure.entries}


def used(figure: HouseFigure) -> dict[str, str]:
    """Claim id → role, of what went in."""
    return {entry.claim: entry.role for entry in figure.entries if entry.used}


__all__ = [
    "Record",
    "bounds",
    "house",
    "monitor",
    "reasons",
    "record",
    "series_of",
    "speaker_for",
    "told",
    "used",
]
