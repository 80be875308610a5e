"""Judgements that name another claim, and judgements that wait for one."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.model.review import Judgement, Verdict
from sitrep.store import Store, open_store

NEW = report(1)
ONE, TWO, THREE = (claim.id for claim in NEW.claims)


def same(claim: str, other: str) -> Judgement:
    return Judgement(claim, Verdict.SAME_AS, "anna", AT, value=other)


def test_judgements_are_found_by_the_claim_that_they_name(store: Store) -> None:
    add_reading(store, NEW, actor="sitrep", at=AT)
    with store.writing("anna", AT) as w:
        w.judgement(same(ONE, TWO))
        w.judgement(Judgement(ONE, Verdict.SET, "anna", AT, field="place", value=TWO))
    assert store.judgements_naming([TWO]) == (same(ONE, TWO),)
    assert store.judgements_naming([ONE, THREE]) == ()


def test_a_named_claim_that_is_no_longer_found_stays(store: Store) -> None:
    add_reading(store, NEW, actor="sitrep", at=AT)
    assert NEW.document is not None
    with store.writing("anna", AT) as w:
        w.judgement(same(ONE, TWO))
        change = w.claims(NEW.document.id, NEW.claims[:1], NEW.partitions)
    assert (change.kept, change.removed) == ((TWO,), (THREE,))
    assert store.verify() == ()


def test_waiting_judgements_are_found_by_either_claim_and_wait_no_longer_once_made(store: Store) -> None:
    waits = same("f" * 20, ONE)
    with store.writing("anna", AT) as w:
        w.wait(waits)
        w.wait(same(TWO, THREE))
    assert store.waiting(["f" * 20]) == store.waiting([ONE]) == (waits,)
    assert len(store.waiting()) == 2
    assert store.verify() == ()
    add_reading(store, NEW, actor="sitrep", at=AT)
    with store.writing("anna", AT) as w:
        w.judgement(same(TWO, THREE))
    assert store.waiting() == (waits,)
    assert store.verify() == ()


def added(claim: str) -> Judgement:
    assert NEW.document is not None
    return Judgement(claim, Verdict.ADD, "anna", AT, field=NEW.document.id, value="{}")


def test_an_addition_is_found_by_the_document_that_it_adds_to(store: Store) -> None:
    add_reading(store, NEW, actor="sitrep", at=AT)
    assert NEW.document is not None
    with store.writing("anna", AT) as w:
        w.judgement(added(ONE))
        w.wait(added("f" * 20))
    assert store.judgements_naming([NEW.document.id]) == (added(ONE),)
    assert store.waiting([NEW.document.id]) == (added("f" * 20),)
    assert store.verify() == ()


def test_a_claim_that_is_taken_back_goes_although_it_was_judged_and_its_judgements_stay(store: Store) -> None:
    add_reading(store, NEW, actor="sitrep", at=AT)
    assert NEW.document is not None
    with store.writing("anna", AT) as w:
        w.judgement(added(ONE))
        change = w.claims(NEW.document.id, NEW.claims[1:], NEW.partitions, withdrawn=[ONE])
    assert (change.removed, change.kept) == ((ONE,), ())
    assert store.judgements([ONE]) == (added(ONE),) and store.verify() == ()
    with store.writing("anna", AT) as w:
        w.drop(NEW.document.id, "the author asks for it")
    assert store.judgements() == () and store.verify() == ()


def test_a_claim_that_is_there_by_review_alone_can_be_written_anew_and_stays_so(store: Store) -> None:
    add_reading(store, NEW, actor="sitrep", at=AT)
    assert NEW.document is not None
    with store.writing("anna", AT) as w:
        w.judgement(same(ONE, TWO))
        w.claims(NEW.document.id, NEW.claims[1:], NEW.partitions)
    assert store.kept_by_review() == (ONE,)
    corrected = replace(NEW.claims[0], instrument="a rocket")
    with store.writing("anna", AT) as w:
        claims = (corrected, *NEW.claims[1:])
        change = w.claims(NEW.document.id, claims, NEW.partitions, kept=[ONE])
    assert change.changed == (ONE,) and store.claim(ONE) == corrected
    assert store.kept_by_review() == (ONE,) and store.verify() == ()


@pytest.mark.parametrize(
    "script",
    [
        "DELETE FROM waiting_judgements",
        "UPDATE waiting_judgements SET payload = replace(payload, 'anna', 'ben')",
        "UPDATE waiting_judgements SET claim_id = 'x'",
    ],
)
def test_a_waiting_judgement_that_was_changed_is_found(path: Path, script: str) -> None:
    with open_store(path) as store, store.writing("anna", AT) as w:
        w.wait(same("f" * 20, ONE))
    connection = sqlite3.connect(path)
    connection.execute(script)
    connection.commit()
    connection.close()
    with open_store(path) as store:
        assert {finding.what for finding in store.verify()} == {"waiting"}


def test_a_judgement_whose_named_claim_was_changed_is_found(path: Path) -> None:
    with open_store(path) as store:
        add_reading(store, NEW, actor="sitrep", at=AT)
        with store.writing("anna", AT) as w:
            w.judgement(same(ONE, TWO))
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER judgements_keep_their_rows")
    connection.execute("UPDATE judgements SET other = ?", (THREE,))
    connection.commit()
    connection.close()
    with open_store(path) as store:
        assert {finding.what for finding in store.verify()} == {"judgement"}


def test_a_record_of_the_first_schema_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sitrep.store import schema

    scripts = schema.migrations()
    connection = sqlite3.connect(path)
    connection.executescript(scripts[1])
    connection.execute("PRAGMA user_version = 1")
    connection.execute(f"PRAGMA application_id = {0x53495452}")
    connection.commit()
    connection.close()
    with open_store(path) as store:
        add_reading(store, NEW, actor="sitrep", at=AT)
        assert store.drops() == () and store.waiting() == () and store.verify() == ()
