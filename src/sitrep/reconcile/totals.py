"""Totals beside the single events within them: what a total says beyond the events that are known.

Source: UCDP GED Codebook 19.1: a total over several events is an event of clarity 2, from which the events that are coded singly
are taken off, bound by bound; so low may end above best, and readers of such data must bear it. The total itself stays as told
in `Series.counted` and `Series.all`; nothing is ever added to it.
"""

from collections.abc import Iterable
from dataclasses import replace

from sitrep.model.mention import Number
from sitrep.model.record import HouseEntry, HouseFigure, Series

_HOUSE = "ucdp"
_Key = tuple[str, str, str]


def without_identified(series: Iterable[Series]) -> tuple[Series, ...]:
    """The series, with UCDP's figure of each total less the incidents of its metric, subject, place and period.

    Only incidents of the same reading (counted, or all) are taken off, and only where the place is surely known and the
    total says since when it counts. Each claim that was taken off is an entry of role "subtracted". In the order given.
    """
    every = tuple(series)
    incidents: dict[_Key, list[Series]] = {}
    for each in every:
        if each.measure == "incident" and each.cell and each.as_of is not None:
            incidents.setdefault((each.metric, each.subject, each.cell), []).append(each)
    return tuple(_less(each, incidents.get((each.metric, each.subject, each.cell), ())) for each in every)


def _less(total: Series, incidents: Iterable[Series]) -> Series:
    if total.measure != "cumulative" or total.since is None or total.as_of is None:
        return total
    within = [
        each
        for each in sorted(incidents, key=lambda each: each.id)
        if each.as_of is not None and total.since <= each.as_of <= total.as_of
    ]
    if not within:
        return total
    houses = tuple(
        _taken_off(figure, within) if figure.house == _HOUSE else figure for figure in total.houses
    )
    return replace(total, houses=houses)


def _taken_off(total: HouseFigure, incidents: Iterable[Series]) -> HouseFigure:
    events = [
        figure
        for each in incidents
        for figure in each.houses
        if figure.house == _HOUSE and figure.reading == total.reading and figure.high is not None
    ]
    if not events or all(value is None for value in (total.low, total.best, total.high)):
        return total
    known = {entry.claim for entry in total.entries}
    entries = {
        entry.claim: HouseEntry(entry.claim, True, "subtracted", "identified_event")
        for event in events
        for entry in event.entries
        if entry.used and entry.claim not in known
    }
    return replace(
        total,
        low=_minus(total.low, [event.low for event in events]),
        best=_minus(total.best, [event.best if event.best is not None else event.low for event in events]),
        high=_minus(total.high, [event.high for event in events]),
        entries=tuple(sorted((*total.entries, *entries.values()), key=lambda entry: entry.claim)),
    )


def _minus(total: Number | None, parts: Iterable[Number | None]) -> Number | None:
    if total is None:
        return None
    return max(0, total - sum(part for part in parts if part is not None))
