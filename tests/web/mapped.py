"""A record to be seen on a map: towns near and far, areas, what nobody may place nearer, and what is no place of an event."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.report.situations import TOWNS, place
from tests.store.reports import AT, add_reading, report

from sitrep import Settings, open_record
from sitrep.model.claim import Claim, ClaimKind
from sitrep.model.mention import PlaceMention
from sitrep.reconcile import partition_keys
from sitrep.store import open_store

TYPES = ("airstrike", "shelling", "capture", "withdraw", "displace", "detain", "clash", "protest")
HOSTILE = '<img src=x onerror="alert(1)">\u202eemos'
"""A name that would like to be an element, with a character that turns the rest around."""

PLACES = (
    *(place(*town) for town in TOWNS),
    place("Idlib Governorate", "Syria", 35.8, 36.7, precision=4, radius=55.0),
    place("Iraq", "Iraq", 33.0, 44.0, precision=6, radius=400.0),
    # Two that no zoom takes apart
    place("Old Quarter", "Syria", 35.951, 39.011),
    place("New Quarter", "Syria", 35.951, 39.011),
    replace(place("Al-Noor hospital", "Syria", 34.8123, 37.4567), phrase="Al-Noor hospital"),
    place(HOSTILE, "Syria", 34.23, 38.93),
    replace(place("Geneva", "Switzerland", 46.2, 6.15), role="statement"),
    replace(place("Nicosia", "Cyprus", 35.17, 33.36), role="dateline"),
)


def mapped(path: Path, where: Sequence[PlaceMention] = PLACES) -> Path:
    """A record with a report a place; the first ones are told of the most often."""
    with open_store(path) as store:
        for number, each in enumerate(where):
            made = report(number, sentences=max(1, 6 - number // 2), outlet=f"Outlet {number}")
            claims = tuple(_event(claim, each, number + i) for i, claim in enumerate(made.claims))
            partitions = {claim.id: partition_keys(claim, []) for claim in claims}
            add_reading(
                store, replace(made, claims=claims, partitions=partitions, story=""), actor="sitrep", at=AT
            )
    clock = lambda: datetime(2017, 12, 1, tzinfo=UTC)  # noqa: E731
    with open_record(replace(Settings.load(), db=path), clock=clock) as record:
        record.refresh()
    return path


def _event(claim: Claim, where: PlaceMention, number: int) -> Claim:
    day = date(2017, 9, 1) + timedelta(days=number * 3)
    time = replace(claim.time, start=day, end=day, basis="phrase")
    type_ = TYPES[number % len(TYPES)]
    return replace(
        claim, kind=ClaimKind.EVENT, type=type_, figure=None, places=(where,), time=time, confidence=0.95
    )
