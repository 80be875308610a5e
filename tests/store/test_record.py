"""Opening, changing and asking a record, as its users do it."""

import hashlib
import os
import sqlite3
import threading
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from tests.store.reports import AT, NewReading, add_reading, report

from sitrep.errors import ConflictError, NotFoundError, SchemaVersionError, SpanError, StoreError
from sitrep.model.document import Capture
from sitrep.model.record import Event, RecordPart
from sitrep.model.review import Judgement, Verdict
from sitrep.store import Store, Writing, open_store
from sitrep.store.schema import migrations


def accept(claim: str) -> Judgement:
    return Judgement(claim, Verdict.ACCEPT, "anna", AT, why="read the original")


def event_part(partition: str, claim: str) -> RecordPart:
    event = Event(
        "e1", ("clash",), "violence", "Raqqa", "Syria", 35.95, 39.01, None, None, (), (), (claim,), (), ("a",)
    )
    return RecordPart(partition, events=(event,))


def test_a_reading_can_be_asked_back(path: Path) -> None:
    new = report(1)
    assert new.document is not None
    with open_store(path) as store:
        add_reading(store, new, actor="sitrep", at=AT)
    with open_store(path, create=False) as store:
        assert store.capture_known(new.capture.id)
        assert store.capture(new.capture.id) == (new.capture, new.data)
        assert store.document(new.document.id) == new.document
        assert tuple(store.documents()) == (new.document,)
        assert tuple(store.claims()) == new.claims
        assert store.stories() == {new.document.id: new.story}
        assert store.documents_of_story(new.story) == (new.document.id,)
        assert store.documents_of_bands(new.bands, most=5) == dict.fromkeys(new.bands, (new.document.id,))
        assert [(r.document, r.reason) for r in store.readings(new.capture.id)] == [(new.document.id, "")]
        assert store.claims_per_document() == {new.document.id: 3}


def test_a_capture_may_give_no_document_and_says_why(store: Store) -> None:
    new = report(1)
    add_reading(store, NewReading(new.capture, new.data, reason="no_article"), actor="sitrep", at=AT)
    assert store.capture_known(new.capture.id)
    assert [(r.document, r.reason) for r in store.readings(new.capture.id)] == [(None, "no_article")]
    assert list(store.documents()) == []


def test_nothing_is_known_of_what_was_never_read(store: Store) -> None:
    assert not store.capture_known("0" * 64)
    with pytest.raises(NotFoundError, match="no document d1"):
        store.document("d1")
    with pytest.raises(NotFoundError, match="no capture c1"):
        store.capture("c1")
    assert store.claims_of_partitions(["p"])["p"] == ()
    assert store.readings("c1") == ()


def test_reading_the_same_again_changes_nothing_but_the_list_of_readings(store: Store) -> None:
    new = report(1)
    add_reading(store, new, actor="sitrep", at=AT)
    with store.writing("sitrep", AT) as w:
        w.parts((RecordPart(partition), "h") for partition in w.read.partitions_dirty())
    before = store.counts()
    add_reading(store, new, actor="sitrep", at=AT)
    changed = {name for name, count in store.counts().items() if count != before[name]}
    assert changed == {"readings", "ledger"}
    assert store.partitions_dirty() == ()


def test_bytes_must_be_those_that_the_capture_names(store: Store) -> None:
    new = report(1)
    with pytest.raises(StoreError, match="another hash"), store.writing("sitrep", AT) as w:
        w.capture(new.capture, new.data + b" ")
    with pytest.raises(StoreError, match="another hash or size"), store.writing("sitrep", AT) as w:
        w.capture(replace(new.capture, size=1), new.data)
    assert store.counts()["captures"] == 0


def test_a_change_that_fails_half_way_leaves_nothing(store: Store) -> None:
    new = report(1)

    def fail(_: Writing) -> None:
        raise RuntimeError("reconciling failed")

    with pytest.raises(RuntimeError):
        add_reading(store, new, actor="sitrep", at=AT, then=fail)
    assert set(store.counts().values()) == {0}


def test_a_quote_must_be_the_text_under_its_span(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    wrong = replace(new.claims[0], quote="Nobody was killed.")
    with pytest.raises(SpanError, match="the quote is not the text"):
        add_reading(store, replace(new, claims=(wrong,)), actor="sitrep", at=AT)
    assert store.counts()["claims"] == 0


def test_claims_belong_to_their_document_and_come_once(store: Store) -> None:
    first, second = report(1), report(2)
    with pytest.raises(StoreError, match="another document"):
        add_reading(store, replace(first, claims=second.claims), actor="sitrep", at=AT)
    with pytest.raises(StoreError, match="comes twice"):
        add_reading(store, replace(first, claims=first.claims + first.claims), actor="sitrep", at=AT)
    with pytest.raises(NotFoundError, match="no document"), store.writing("sitrep", AT) as w:
        w.claims("d1", (), {})


def test_a_document_needs_its_capture(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    with pytest.raises(StoreError, match="FOREIGN KEY"), store.writing("sitrep", AT) as w:
        w.document(new.document)


def test_a_known_document_may_be_resolved_anew_but_keeps_its_text(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    add_reading(store, new, actor="sitrep", at=AT)
    dated = replace(new.document, published=AT, published_origin="given")
    with store.writing("anna", AT) as w:
        assert w.document(dated) is False
        w.attribute(dated.id, "published", "2017-10-16")
        w.attribute(dated.id, "published", "2017-10-15")
    assert store.document(dated.id) == dated
    assert [(a.value, a.actor) for a in store.attributes(dated.id)] == [
        ("2017-10-16", "anna"),
        ("2017-10-15", "anna"),
    ]
    with pytest.raises(StoreError, match="known with another text"), store.writing("anna", AT) as w:
        w.document(replace(dated, text=dated.text + " "))


def test_what_no_record_can_hold_is_refused(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    with pytest.raises(StoreError, match="lone surrogate"), store.writing("sitrep", AT) as w:
        w.capture(new.capture, new.data)
        w.document(replace(new.document, title="\ud800"))
    with pytest.raises(StoreError, match="no time zone"), store.writing("s", datetime(2017, 1, 1)):  # noqa: DTZ001
        raise AssertionError("the change must not begin")


def test_changed_claims_replace_the_old_ones(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    add_reading(store, new, actor="sitrep", at=AT)
    with store.writing("sitrep", AT) as w:
        w.parts((RecordPart(partition), "h") for partition in w.read.partitions_dirty())
    first, second, third = new.claims
    surer = replace(first, confidence=0.99)
    partitions = {first.id: ("p0", "all"), second.id: ("moved",)}
    with store.writing("sitrep", AT) as w:
        change = w.claims(new.document.id, (surer, second), partitions)
    assert change.changed == tuple(sorted((first.id, second.id)))
    assert (change.added, change.removed, change.kept) == ((), (third.id,), ())
    assert tuple(store.claims()) == (surer, second)
    assert store.partitions_dirty() == ("all", "moved", "p0", "p1", "p2")
    assert store.claims_of_partitions(["p2"])["p2"] == ()
    assert store.claims_of_partitions(["moved"])["moved"] == (second,)
    assert store.verify() == ()


def test_a_judged_claim_that_is_no_longer_found_stays_and_is_marked(store: Store) -> None:
    new = report(1)
    assert new.document is not None
    add_reading(store, new, actor="sitrep", at=AT)
    judged, other, found = new.claims
    with store.writing("anna", AT) as w:
        w.judgement(accept(judged.id))
        change = w.claims(new.document.id, (found,), new.partitions)
    assert (change.removed, change.kept) == ((other.id,), (judged.id,))
    assert store.kept_by_review() == store.kept_by_review(new.document.id) == (judged.id,)
    assert tuple(store.claims()) == (judged, found)
    assert store.claims_of_partitions(["p0"])["p0"] == (judged,)
    assert store.verify() == ()
    with store.writing("sitrep", AT) as w:
        again = w.claims(new.document.id, new.claims, new.partitions)
    assert (again.added, again.changed) == ((other.id,), (judged.id,))
    assert store.kept_by_review() == ()
    assert store.verify() == ()


def test_judgements_keep_their_order_and_are_never_changed(store: Store, path: Path) -> None:
    new = report(1)
    add_reading(store, new, actor="sitrep", at=AT)
    first, second, _ = new.claims
    made = (accept(first.id), accept(second.id), Judgement(first.id, Verdict.REJECT, "ben", AT))
    with store.writing("anna", AT) as w:
        for judgement in made:
            w.judgement(judgement)
    assert store.judgements() == made
    assert store.judgements([first.id]) == (made[0], made[2])
    with pytest.raises(NotFoundError, match="no claim c1"), store.writing("anna", AT) as w:
        w.judgement(accept("c1"))
    with sqlite3.connect(path) as connection:
        for statement in ("DELETE FROM judgements", "UPDATE judgements SET verdict = 'reject'"):
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                connection.execute(statement)
    connection.close()


def test_partitions_are_dirty_until_their_part_is_written(store: Store) -> None:
    new = report(1)
    claim = new.claims[0]

    def recompute(w: Writing) -> None:
        dirty = w.read.partitions_dirty()
        assert dirty == ("all", "p0", "p1", "p2")
        assert w.read.claims_of_partitions(dirty) == {
            "all": new.claims,
            "p0": new.claims[:1],
            "p1": new.claims[1:2],
            "p2": new.claims[2:],
        }
        w.parts((event_part(partition, claim.id), f"hash {partition}") for partition in dirty)

    add_reading(store, new, actor="sitrep", at=AT, then=recompute)
    assert store.partitions_dirty() == ()
    assert list(store.parts()) == [event_part(p, claim.id) for p in ("all", "p0", "p1", "p2")]
    assert [part.partition for part in store.parts("p")] == ["p0", "p1", "p2"]
    assert store.input_hashes(["p1", "nowhere"]) == {"p1": "hash p1"}

    with store.writing("anna", AT) as w:
        w.judgement(accept(claim.id))
    assert store.partitions_dirty() == ("all", "p0")
    with store.writing("sitrep", AT) as w:
        w.parts([(RecordPart("all"), "h"), (event_part("p0", claim.id), "new")])
    assert store.partitions_dirty() == ()
    assert [part.partition for part in store.parts()] == ["p0", "p1", "p2"]
    assert store.partitions() == ("all", "p0", "p1", "p2")


def test_another_story_makes_the_partitions_of_the_document_dirty(store: Store) -> None:
    first, second = report(1, sentences=1), report(2, sentences=2)
    for new in (first, second):
        add_reading(store, new, actor="sitrep", at=AT)
    assert second.document is not None
    with store.writing("sitrep", AT) as w:
        w.parts((RecordPart(partition), "h") for partition in w.read.partitions_dirty())
        w.story(second.document.id, second.story)
        assert w.read.partitions_dirty() == ()
        w.story(second.document.id, "another")
        assert w.read.partitions_dirty() == ("all", "p0", "p1")
        assert w.read.stories([second.document.id]) == {second.document.id: "another"}


def test_everything_can_be_made_dirty_for_a_rebuild(store: Store) -> None:
    add_reading(store, report(1), actor="sitrep", at=AT)
    with store.writing("sitrep", AT) as w:
        w.parts([*((RecordPart(p), "h") for p in w.read.partitions_dirty()), (event_part("old", "c"), "h")])
        w.dirty_all()
    assert store.partitions_dirty() == ("all", "old", "p0", "p1", "p2")


def test_facts_about_the_record_can_be_set_and_changed(store: Store) -> None:
    with store.writing("sitrep", AT) as w:
        w.meta("model", "abc")
        w.meta("model", "def")
        w.meta("thresholds", "{}")
    assert store.meta() == {"model": "def", "thresholds": "{}"}


def test_a_reader_sees_the_record_as_it_was_while_a_writer_goes_on(store: Store) -> None:
    add_reading(store, report(1), actor="sitrep", at=AT)
    claims = store.claims()
    first = next(claims)
    add_reading(store, report(2), actor="sitrep", at=AT)
    assert len([first, *claims]) == 3
    assert len(list(store.claims())) == 6


def test_within_a_change_only_its_own_reads_see_it(store: Store) -> None:
    new = report(1)
    with store.writing("sitrep", AT) as w:
        w.capture(new.capture, new.data)
        assert w.read.capture_known(new.capture.id)
        assert not store.capture_known(new.capture.id)
    assert store.capture_known(new.capture.id)


def test_two_writers_take_turns(path: Path) -> None:
    failures: list[BaseException] = []

    def write(start: int) -> None:
        try:
            with open_store(path) as store:
                for number in range(start, start + 15):
                    add_reading(store, report(number), actor=f"writer {start}", at=AT)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)

    threads = [threading.Thread(target=write, args=(start,)) for start in (0, 100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with open_store(path) as store:
        assert store.counts()["documents"] == 30
        assert store.counts()["claims"] == 90
        assert store.verify() == ()


def test_a_writer_that_waits_too_long_is_told_so(path: Path) -> None:
    with open_store(path, wait_s=0.05) as store, open_store(path, wait_s=0.05) as other:
        with (
            store.writing("sitrep", AT),
            pytest.raises(ConflictError, match=r"record\.db: another process is writing"),
            other.writing("sitrep", AT),
        ):
            raise AssertionError("the second change must not begin")
        add_reading(other, report(1), actor="sitrep", at=AT)


def test_a_full_disk_keeps_what_was_there_and_names_the_path(store: Store) -> None:
    add_reading(store, report(1), actor="sitrep", at=AT)
    noise = os.urandom(4_000_000)
    big = Capture("", len(noise), "big.txt", "file", "text/plain", AT)
    with pytest.raises(StoreError, match=r"record\.db: the disk is full"), store.writing("sitrep", AT) as w:
        pages = w.read.counts()["documents"] * 200
        w._connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        w.capture(replace(big, id=hashlib.sha256(noise).hexdigest()), noise)
    assert store.counts()["captures"] == 1
    assert store.verify() == ()


def test_a_record_that_may_not_be_written_says_so(store: Store) -> None:
    with pytest.raises(StoreError, match="read-only"), store.writing("sitrep", AT) as w:
        w._connection.exec_driver_sql("PRAGMA query_only = 1")
        w.meta("key", "value")


def test_only_a_record_is_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="this is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="not an existing folder"):
        open_store(tmp_path / "nowhere" / "record.db")
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreError, match="not an existing folder"):
        open_store(tmp_path / "file" / "record.db")
    with pytest.raises(StoreError, match="there is no record here"):
        open_store(tmp_path / "none.db", create=False)
    (tmp_path / "notes.txt").write_text("These are my notes on the reports of October.\n" * 40)
    with pytest.raises(StoreError, match=r"notes\.txt: this is not a record of sitrep"):
        open_store(tmp_path / "notes.txt")


def test_an_empty_file_is_no_record_yet(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="there is no record here"):
        open_store(tmp_path / "empty.db", create=False)
    with open_store(tmp_path / "empty.db") as store:
        assert store.counts()["claims"] == 0


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE claims (id)")
    connection.close()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="a database of another program"):
        open_store(other)
    assert other.read_bytes() == before


def test_a_record_of_a_newer_sitrep_is_left_alone(path: Path) -> None:
    with open_store(path) as store:
        add_reading(store, report(1), actor="sitrep", at=AT)
    newer = len(migrations()) + 1
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {newer}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(
        SchemaVersionError, match=rf"written by a newer sitrep \(schema {newer}; this one knows"
    ):
        open_store(path)
    assert path.read_bytes() == before
