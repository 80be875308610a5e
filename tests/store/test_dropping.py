"""A dropped document leaves nothing but hashes and its tombstone, and the record still verifies."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.errors import NotFoundError, StoreError
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement, Verdict
from sitrep.store import Store, open_store

GONE, LEFT = report(1), report(2)


def filled(store: Store) -> None:
    for new in (GONE, LEFT):
        add_reading(store, replace(new, story="story"), actor="sitrep", at=AT)
    with store.writing("anna", AT) as w:
        w.judgement(Judgement(GONE.claims[0].id, Verdict.REJECT, "anna", AT, why="names a shelter"))
        w.judgement(Judgement(LEFT.claims[0].id, Verdict.SAME_AS, "anna", AT, value=GONE.claims[0].id))
        w.wait(Judgement("f" * 20, Verdict.SAME_AS, "ben", AT, value=GONE.claims[1].id))
        w.attribute(GONE.claims[0].document, "outlet", "The Daily Example")
        w.parts((RecordPart(partition), "h") for partition in w.read.partitions_dirty())


def drop(store: Store) -> tuple[str, ...]:
    with store.writing("anna", AT) as w:
        return w.drop(GONE.claims[0].document, "asked by the author")


def test_everything_of_it_is_gone_and_the_rest_stays(store: Store) -> None:
    filled(store)
    assert drop(store) == (GONE.claims[0].document,)
    assert tuple(store.claims()) == LEFT.claims
    assert [document.id for document in store.documents()] == [LEFT.claims[0].document]
    assert not store.capture_known(GONE.capture.id)
    assert store.readings(GONE.capture.id) == ()
    assert [judgement.claim for judgement in store.judgements()] == [LEFT.claims[0].id]
    assert [judgement.claim for judgement in store.waiting()] == ["f" * 20]
    assert store.stories() == {LEFT.claims[0].document: "story"}
    assert store.verify() == ()


def test_parts_of_its_claims_go_at_once_and_become_dirty(store: Store) -> None:
    filled(store)
    with store.writing("s", AT) as w:
        w.parts((RecordPart(key, contradictions=()), "h") for key in ("all", "p0"))
    drop(store)
    assert set(store.partitions_dirty()) >= {"all", "p0", "p1", "p2"}
    assert list(store.parts()) == []


def test_its_tombstone_says_who_and_why_and_names_what_went(store: Store) -> None:
    filled(store)
    drop(store)
    [told] = store.drops()
    assert (told.document, told.by, told.why) == (GONE.claims[0].document, "anna", "asked by the author")
    ids = {GONE.capture.id, GONE.claims[0].document, *(claim.id for claim in GONE.claims)}
    assert store.dropped([*ids, LEFT.claims[0].id]) == ids
    assert list(store.ledger())[-1].verb == "drop"


def test_no_word_of_it_is_left_in_the_file(path: Path) -> None:
    with open_store(path) as store:
        filled(store)
        drop(store)
        store.compact()
    held = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"of report 2 killed" in held
    assert b"of report 1 killed" not in held and b"names a shelter" not in held


def test_unknown_document_cannot_be_dropped(store: Store) -> None:
    filled(store)
    with pytest.raises(NotFoundError, match="no document nowhere"), store.writing("anna", AT) as w:
        w.drop("nowhere", "why not")
    drop(store)
    with pytest.raises(NotFoundError, match="no document"):
        drop(store)


def test_what_came_from_the_same_bytes_goes_too(store: Store) -> None:
    filled(store)
    twin = replace(GONE.document, id="e" * 20)  # type: ignore[type-var]
    with store.writing("sitrep", AT) as w:
        w.document(twin)
        w.reading(GONE.capture.id, twin.id)
    assert drop(store) == tuple(sorted((GONE.claims[0].document, twin.id)))
    assert [document.id for document in store.documents()] == [LEFT.claims[0].document]
    assert store.verify() == ()


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE drops SET why = 'no reason'",
        "DELETE FROM dropped WHERE kind = 'claim'",
        "INSERT INTO dropped SELECT id, 'document', (SELECT document_id FROM drops) FROM documents",
    ],
)
def test_a_tombstone_that_was_changed_is_found(path: Path, script: str) -> None:
    with open_store(path) as store:
        filled(store)
        drop(store)
    connection = sqlite3.connect(path)
    for trigger in ("drops_keep_their_rows", "dropped_lose_no_row"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(script)
    connection.commit()
    connection.close()
    with open_store(path) as store:
        assert "drop" in {finding.what for finding in store.verify()}


def test_judgements_of_what_stays_cannot_be_deleted(path: Path) -> None:
    with open_store(path) as store:
        filled(store)
        drop(store)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute("DELETE FROM judgements")
    connection.close()


def test_a_document_is_found_by_its_first_characters_or_address(store: Store) -> None:
    filled(store)
    document = LEFT.document
    assert document is not None
    assert store.document_named(document.id[:8]) == store.document_named(document.url) == document
    with pytest.raises(NotFoundError, match="no document is called 'nothing'"):
        store.document_named("nothing")


def test_another_kind_of_error_leaves_the_document_where_it_is(store: Store) -> None:
    filled(store)
    with pytest.raises(StoreError), store.writing("anna", AT) as w:
        w.drop(GONE.claims[0].document, "why")
        raise StoreError("the disk is full")
    assert len(tuple(store.documents())) == 2 and store.drops() == ()
