"""The ledger tells what was put in, in order, and nothing that somebody might have to erase."""

import sqlite3
from itertools import pairwise
from pathlib import Path

from tests.store.reports import AT, add_reading, report

from sitrep.model.review import Judgement, Verdict
from sitrep.store import open_store
from sitrep.store.ledger import GENESIS, VERBS


def test_every_capture_claim_set_and_judgement_has_its_row(path: Path) -> None:
    new = report(1)
    assert new.document is not None
    with open_store(path) as store:
        add_reading(store, new, actor="sitrep 0.1", at=AT)
        with store.writing("Anna Example", AT) as w:
            w.judgement(
                Judgement(new.claims[0].id, Verdict.ACCEPT, "Anna Example", AT, why="the author says so")
            )
            w.attribute(new.document.id, "outlet", "The Daily Example")
            w.wait(Judgement("f" * 20, Verdict.REJECT, "Anna Example", AT))
            w.viewed("view restricted", "/claims")
            w.viewed("export restricted", "/export/claims.csv")
            w.drop(new.document.id, "the author asks for it")
        entries = list(store.ledger())
        actors = store.actors()
    assert [(entry.verb, entry.object) for entry in entries] == [
        ("capture", new.capture.id),
        ("document", new.document.id),
        ("claims", new.document.id),
        ("reading", new.capture.id),
        ("judgement", new.claims[0].id),
        ("attribute", new.document.id),
        ("waiting", "f" * 20),
        ("view restricted", "/claims"),
        ("export restricted", "/export/claims.csv"),
        ("drop", new.document.id),
    ]
    assert {entry.verb for entry in entries} == set(VERBS)
    assert [entry.seq for entry in entries] == list(range(1, 11))
    assert entries[0].prev_hash == GENESIS
    assert all(before.hash == after.prev_hash for before, after in pairwise(entries))
    assert [actors[entry.actor] for entry in entries] == ["sitrep 0.1"] * 4 + ["Anna Example"] * 6


def test_it_holds_no_text_and_no_name(path: Path) -> None:
    new = report(1)
    with open_store(path) as store:
        add_reading(store, new, actor="Anna Example", at=AT)
    connection = sqlite3.connect(path)
    written = "\n".join(str(row) for row in connection.execute("SELECT * FROM ledger"))
    for word in ("Anna", "Example", "Raqqa", "fighters", "report", "activists"):
        assert word not in written
    connection.execute("DELETE FROM actors")
    connection.commit()
    connection.close()
    with open_store(path) as store:
        assert store.verify() == ()


def test_a_change_of_nothing_leaves_no_row(path: Path) -> None:
    with open_store(path) as store:
        with store.writing("sitrep", AT):
            pass
        assert list(store.ledger()) == []
        assert store.actors() == {}
