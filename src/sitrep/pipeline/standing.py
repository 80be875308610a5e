"""Where a claim stands in the record's numbers: in which series, what each house made of it, and how it is attested."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.codebook import grades, houses
from sitrep.codebook.families import families
from sitrep.model import wording
from sitrep.model.record import Event, Grade, HouseFigure, RecordPart, Series
from sitrep.reconcile.totals import without_identified
from sitrep.store import Reads


@dataclass(frozen=True, slots=True)
class Standing:
    """One thing that a claim is part of, in words for people.

    `what`: the series or event; `value`: what a house made of it ("ACLED: 12"), or its grade; `why`: what the claim is to it
    and the reason, in the words of the codebook.
    """

    what: str
    value: str
    why: str


def standing(reads: Reads, claim: str) -> tuple[Standing, ...]:
    """Every series and event that rests on a claim, house by house, each with its proposed grade.

    Args:
        reads: The store.
        claim: Id of the claim, in full.
    """
    found: list[Standing] = []
    for partition in reads.partitions_of_claims([claim]):
        for part in reads.parts(partition):
            if part.partition == partition:
                found.extend(_in_part(reads, part, claim))
    return tuple(dict.fromkeys(found))


def _less_identified(reads: Reads, total: Series) -> Series:
    """The series as the situation shows it: a total of deaths less the single events within it."""
    if total.measure != "cumulative" or not total.cell or not total.houses:
        return total
    blocks = (f"event|{families().effect_family}|{total.cell}|", f"series|{total.metric}|")
    others = [each for block in blocks for part in reads.parts(block) for each in part.series]
    first, *_ = without_identified([total, *(each for each in others if each.measure == "incident")])
    return first


def _in_part(reads: Reads, part: RecordPart, claim: str) -> Iterator[Standing]:
    for event in part.events:
        if claim in event.claims:
            yield from _graded(_event(event), event.grade)
    for series in part.series:
        if claim in series.claims:
            yield from _graded(_series(series), series.grade)
            for figure in _less_identified(reads, series).houses:
                yield from _taken(series, figure, claim)


def _graded(what: str, given: Grade | None) -> Iterator[Standing]:
    if given is not None:
        words = grades.load().reasons
        yield Standing(what, wording.grade(given), "; ".join(words[reason] for reason in given.reasons))


def _taken(series: Series, figure: HouseFigure, claim: str) -> Iterator[Standing]:
    book = houses.load()
    for entry in figure.entries:
        if entry.claim == claim:
            role = entry.role if entry.used else "left out"
            value = f"{book.names[figure.house]}: {wording.house_figure(figure)}"
            yield Standing(_series(series), value, f"{role}: {book.reasons[entry.reason]}")


def _series(series: Series) -> str:
    since = f" since {wording.day(series.since)}" if series.since else ""
    where = f" ({series.place})" if series.place else ""
    return f"{wording.counted_thing(series.subject, series.metric)}{since}{where}"


def _event(event: Event) -> str:
    where = f", {event.place}" if event.place else ""
    return f"{', '.join(event.types)}{where}, {wording.days(event.start, event.end)}"
