"""The synthetic record, small: what is measured, and that a flood changes nothing but the number of copies."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice
from pathlib import Path

from benchmarks.synthetic.claims import item
from benchmarks.synthetic.reports import Report, reports
from benchmarks.synthetic.words import OUTLETS
from benchmarks.tasks import synthetic_record

from benchmarks.synthetic import measuring
from sitrep.codebook.counting import thresholds
from sitrep.model.record import Event, Series
from sitrep.pipeline.committing import Committer
from sitrep.pipeline.refreshing import refresh
from sitrep.store import Store, open_store

COPIES = 40


def put(store: Store, found: list[Report]) -> None:
    committer = Committer(store, "sitrep")
    for report in found:
        made = item(report)
        committer.commit(measuring.task(made), made)
    refresh(store, thresholds(), actor="sitrep", at=measuring.AT)


def copy(report: Report, number: int) -> Report:
    kept = report.sentences if number % 2 else report.sentences[: max(4, len(report.sentences) - number % 3)]
    return replace(
        report,
        url=f"https://flood.example/{number}",
        title=f"Copy {number}",
        outlet=OUTLETS[number % len(OUTLETS)],
        published=report.published + timedelta(minutes=number),
        sentences=kept,
        original=False,
    )


def shown(event: Event) -> tuple[object, ...]:
    days = (event.start, event.end)
    return (event.types, event.place, days, event.agents, event.targets, len(event.roots), event.id)


def told(series: Series) -> tuple[object, ...]:
    """All of a series but ids of claims; an unnamed voice goes by its story, whose name its copies may change."""
    voices = sorted(
        (voice.root.split(":")[0], voice.says, str(voice.as_of), voice.counted) for voice in series.voices
    )
    return (series.id, series.measure, series.since, series.counted, series.all, voices)


def parts(store: Store) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], int]:
    found = list(store.parts())
    return (
        [shown(event) for part in found for event in part.events],
        [told(series) for part in found for series in part.series],
        len({story for story in store.stories().values()}),
    )


def test_a_flood_of_copies_changes_nothing_but_their_number(tmp_path: Path) -> None:
    found = list(islice(reports(5), 60))
    flooded = next(each for each in found if each.agency and each.toll and each.original)
    with open_store(tmp_path / "record.db") as store:
        put(store, found)
        before = parts(store)
        put(store, [copy(flooded, number) for number in range(COPIES)])
        assert parts(store) == before
        assert store.counts()["documents"] == len(found) + COPIES
        story = store.stories()[item(flooded).document.id]
        assert len(store.documents_of_story(story)) >= COPIES + 1


def test_the_record_is_scored_against_what_was_put_in(tmp_path: Path) -> None:
    answer = measuring.built(tmp_path / "record.db", 120)
    scores = answer["scores"]["120"]
    assert scores["story_precision"] == scores["story_recall"] == 100.0
    assert 50 < scores["precision"] <= 100 and 30 < scores["recall"] <= 100
    assert answer["memory_mb"] > 0


def test_time_is_told_in_units_of_an_empty_record() -> None:
    times = [(500, 5.0, 10.0, 10.0), (500, 7.0, 20.0, 12.0)]
    assert measuring._window(times, 1000) == [12.0, 30.0, 12.0 / 11.0]  # noqa: SLF001


def test_the_task_gives_the_ratio_between_sizes() -> None:
    scores = {
        name: 90.0
        for name in (
            "precision",
            "recall",
            "f1",
            "story_precision",
            "story_recall",
            "story_f1",
            "toll_within",
        )
    }
    scores |= {"stories": 4, "events": 2}
    found = {
        "per_document": {"1000": [10.0, 20.0, 1.0], "10000": [11.0, 22.0, 1.1]},
        "scores": {"1000": scores, "10000": scores},
        "memory_mb": 100.0,
        "bytes": 1_000_000,
        "read": None,
    }
    made = synthetic_record.result(10_000, found)
    assert made.figures["time_10000_to_1000"] == 1.1
    assert [row[0] for row in made.table] == ["documents", "1,000", "10,000"]
