"""What lists show of the record is the same in whatever order reports and decisions came, and follows every one of them."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from sitrep import Settings, open_record
from sitrep.model.document import SourceAttributes
from sitrep.model.view import Level
from sitrep.pipeline import Record
from sitrep.pipeline.listing import spots_shown, things_page
from sitrep.report.spots import spots
from sitrep.store import ClaimFilter

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "raqqa"
NOW = datetime(2026, 1, 2, tzinfo=UTC)
EVERYTHING = {"limit": 10_000, "offset": 0}

THINGS = "SELECT partition_key, kind, id, type, subject, measure, measured, cell, place, country, sorted_place, start, "
THINGS += "sorted_start, as_of, claims, voices, grade, counted_number, told FROM things"
KEYED = "SELECT kind, id, partition_key, {} FROM {} JOIN things ON seq = thing"
ROWS = {
    "things": THINGS,
    "members": KEYED.format("claim_id, weight, positions", "thing_claims"),
    "roots": KEYED.format("root, alone", "thing_roots"),
    "root claims": KEYED.format("root, claim_id, outlet", "root_claims"),
    "points": KEYED.format("claim_id, level, lat, lon, ucdp_prec, radius_km", "thing_points"),
    **{
        name: f"SELECT * FROM {name}"  # noqa: S608 - names of this table
        for name in (
            "names", "claim_names", "standings", "influences", "place_sizes", "place_points", "root_things", "root_outlets",
        )
    },
}  # fmt: skip
"""What is kept beside the parts → a query that gives it without numbers that depend on the order of writing."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("things") / "record.db"
    with opened(path) as record:
        list(record.read(sorted(EXAMPLES.glob("*-*.*"))))
    return path


@pytest.fixture
def record(example: Path, tmp_path: Path) -> Iterator[Record]:
    with opened(Path(shutil.copy(example, tmp_path / "record.db"))) as made:
        yield made


def opened(path: Path) -> Record:
    ticks = count()
    return open_record(
        replace(Settings.load(), db=path, seconds_per_document=120.0),
        clock=lambda: NOW + timedelta(seconds=next(ticks)),
    )


def kept(record: Record) -> dict[str, list[Any]]:
    with record.store._connection() as connection:
        return {
            name: sorted(tuple(row) for row in connection.execute(text(query)))
            for name, query in ROWS.items()
        }


def anew(record: Record) -> dict[str, list[Any]]:
    """The same after everything was computed again from nothing."""
    with record.store.writing("test", NOW) as w:
        w.things(dict.fromkeys(w.read.partitions(), ()))
        w.dirty_all()
    assert {name for name, rows in kept(record).items() if rows} == {"names", "claim_names", "standings"}
    record.refresh()
    return kept(record)


def judged(record: Record) -> None:
    """Decisions of each kind: one rejected, one accepted, a place and a number corrected, two events made one."""
    figures = [claim for claim, _ in record.claims(ClaimFilter(kind="figure"))]
    events = record.situation(Level.RESTRICTED).events
    record.judge(figures[0].id, "reject", by="Rana")
    record.judge(figures[1].id, "accept", by="Rana")
    record.judge(figures[2].id, "set", by="Rana", field="figure.best", value="17")
    record.judge(events[3].claims[0], "set", by="Rana", field="place", value="Mosul")
    record.judge(events[5].claims[0], "same-as", by="Rana", value=events[6].id)


def shown(record: Record, kind: str, level: Level, wanted: ClaimFilter | None = None) -> tuple[Any, ...]:
    return things_page(record.store, kind, level, wanted, order="", houses=True, **EVERYTHING)[0]  # type: ignore[arg-type]


def test_computing_everything_anew_gives_the_same_rows(record: Record) -> None:
    judged(record)
    before = kept(record)
    assert all(before.values())
    assert anew(record) == before


def test_the_order_of_reading_leaves_no_trace(record: Record, tmp_path: Path) -> None:
    with opened(tmp_path / "other.db") as other:
        for file in sorted(EXAMPLES.glob("*-*.*"), reverse=True):
            list(other.read([file]))
        assert kept(other) == kept(record)


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("decided", [False, True])
def test_lists_hold_what_the_situation_holds_in_its_order(
    record: Record, level: Level, decided: bool
) -> None:
    if decided:
        judged(record)
    situation = record.situation(level)
    assert shown(record, "event", level) == situation.events
    assert shown(record, "series", level) == situation.series
    assert shown(record, "control", level) == situation.control
    assert shown(record, "deal", level) == situation.deals
    assert shown(record, "contradiction", level) == situation.contradictions
    assert record.store.counting(situation.claims) == situation.counting
    found, families, undrawn = spots_shown(record.store, level, None)
    assert (found, undrawn) == (spots(situation), 0)
    assert all(sum(families[each.country, each.name].values()) == each.events for each in found)
    numbers = record.store.numbers()
    assert (numbers.documents, numbers.stories) == (len(situation.documents), len(situation.stories))
    assert (numbers.claims, numbers.counted) == (len(situation.claims), len(situation.counting))
    assert (numbers.first, numbers.last) == (situation.first, situation.as_of)


def test_a_corrected_place_moves_the_claim_in_filters_and_comes_back(record: Record) -> None:
    (claim,) = [each for each, _ in record.claims(ClaimFilter(kind="figure", grep="1,300"))]

    def found(place: str) -> bool:
        return claim.id in record.store.claim_ids(ClaimFilter(place=place))

    record.judge(claim.id, "set", by="Rana", field="place", value="Mosul")
    assert found("Mosul") and not found("Raqqa")
    record.judge(claim.id, "set", by="Rana", field="place", value="")
    assert found("Raqqa") and not found("Mosul")


def test_a_dropped_document_leaves_no_row(record: Record) -> None:
    documents = {document.title: document for document in record.store.documents()}
    (gone,) = [each for title, each in documents.items() if title.startswith("Monitors differ")]
    claims = {claim.id for claim in record.store.claims_of_document(gone.id)}
    assert any(claim in str(rows) for claim in claims for rows in kept(record).values())
    record.drop(gone.id, by="Rana", why="sent by mistake")
    after = kept(record)
    assert not any(claim in str(rows) for claim in claims for rows in after.values())
    assert anew(record) == after


def test_another_outlet_by_hand_shows_under_sources(record: Record) -> None:
    list(
        record.read(
            [EXAMPLES / "11-raqqa-toll-monitor.txt"], attributes=SourceAttributes(outlet="Valley Tribune")
        )
    )
    outlets = record.store.outlets_of_roots(["Airwars"], None)
    assert "Valley Tribune" in outlets["Airwars"]
    assert anew(record) == kept(record)


def test_a_filter_leaves_what_a_claim_that_matches_is_in(record: Record) -> None:
    whole = record.situation(Level.PUBLIC)
    for wanted in (ClaimFilter(place="Mayadin"), ClaimFilter(source="Airwars"), ClaimFilter(kind="control")):
        claims = record.store.claim_ids(wanted)
        expected = tuple(event for event in whole.events if claims & set(event.claims))
        assert shown(record, "event", Level.PUBLIC, wanted) == expected
        with record.store.snapshot() as snapshot:
            assert snapshot.things_page("event", wanted)[1] == len(expected)
            assert snapshot.place_sizes(wanted) == {
                where: len(
                    {
                        claim
                        for thing in (*expected, *(s for s in whole.control if claims & set(s.claims)))
                        if (thing.country, thing.place) == where
                        for claim in thing.claims
                    }
                )
                for where in snapshot.place_sizes(wanted)
            }
