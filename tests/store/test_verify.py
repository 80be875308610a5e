"""Whatever is changed behind the record's back is found and named."""

import os
import random
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.reports import AT, add_reading, report

from sitrep.errors import StoreError
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span
from sitrep.store import Finding, dialect, open_store

LIFT = """
    DROP TRIGGER ledger_keeps_its_rows;
    DROP TRIGGER ledger_loses_no_row;
    DROP TRIGGER ledger_grows_at_its_end;
    DROP TRIGGER judgements_keep_their_rows;
    DROP TRIGGER judgements_lose_no_row;
"""
"""Somebody with the file in hand can take the triggers away: the chain must tell nevertheless."""


@pytest.fixture
def head(path: Path) -> str:
    """A record of two reports, a judgement and an attribute; the newest hash of its ledger."""
    with open_store(path) as store:
        for number in (1, 2):
            add_reading(store, report(number), actor="sitrep", at=AT)
        claims = report(1).claims
        with store.writing("anna", AT) as w:
            w.judgement(Judgement(claims[0].id, Verdict.ACCEPT, "anna", AT))
            w.judgement(Judgement(claims[1].id, Verdict.REJECT, "anna", AT))
            w.attribute(claims[0].document, "published", "2017-10-02")
        assert store.verify() == ()
        return list(store.ledger())[-1].hash


def tampered(path: Path, script: str, head: str = "") -> tuple[Finding, ...]:
    connection = sqlite3.connect(path)
    connection.executescript(LIFT)
    connection.executescript(script)
    connection.close()
    with open_store(path) as store:
        return store.verify(head)


def test_a_whole_record_has_no_findings(path: Path, head: str) -> None:
    assert tampered(path, "", head) == ()


@pytest.mark.parametrize(
    ("script", "what"),
    [
        ("UPDATE documents SET text = replace(text, 'fighters', 'civilians')", {"document", "quote"}),
        ("UPDATE documents SET text = 'short'", {"document", "quote", "span"}),
        ("UPDATE documents SET text = x'01'", {"document", "columns", "quote", "span"}),
        ("UPDATE documents SET outlet = 'Another Paper'", {"columns"}),
        ("UPDATE documents SET payload = replace(payload, 'Daily', 'Nightly')", {"document", "columns"}),
        ("UPDATE documents SET payload = '{'", {"document", "columns"}),
        ("UPDATE captures SET bytes = x'00'", {"capture"}),
        ("UPDATE captures SET bytes = (SELECT bytes FROM captures ORDER BY id DESC)", {"capture"}),
        ("UPDATE captures SET origin = 'elsewhere.txt'", {"capture"}),
        ("UPDATE captures SET retrieved_at = 'today'", {"capture"}),
        ("""UPDATE claims SET payload = replace(payload, '"best":1,', '"best":900,')""", {"claims"}),
        ("UPDATE claims SET payload = replace(payload, 'Raqqa.', 'Mosul!')", {"claims", "quote", "columns"}),
        ("UPDATE claims SET payload = '[]'", {"claims", "columns"}),
        ("UPDATE claims SET place = 'Mosul'", {"columns"}),
        ("UPDATE claims SET confidence = 1.0", {"columns"}),
        ("UPDATE claims SET kept_by_review = 1", {"claims"}),
        ("DELETE FROM claims WHERE id NOT IN (SELECT claim_id FROM judgements)", {"claims", "file"}),
        ("UPDATE readings SET reason = 'nothing_found'", {"reading"}),
        ("DELETE FROM readings", {"reading"}),
        ("UPDATE attributes SET value = '2017-10-09'", {"attribute"}),
        ("DELETE FROM attributes", {"attribute"}),
        ("INSERT INTO attributes SELECT 9, document_id, name, 'x', at, actor FROM attributes", {"attribute"}),
        ("UPDATE judgements SET verdict = 'reject'", {"judgement"}),
        ("UPDATE judgements SET payload = replace(payload, 'anna', 'ben')", {"judgement"}),
        ("UPDATE judgements SET payload = ''", {"judgement"}),
        ("DELETE FROM judgements WHERE seq = 1", {"judgement"}),
        ("UPDATE ledger SET actor = 'x' WHERE seq = 3", {"ledger"}),
        ("UPDATE ledger SET at = 'x' WHERE seq = 1", {"ledger"}),
        ("UPDATE ledger SET payload_hash = 'x' WHERE verb = 'capture'", {"ledger", "capture"}),
        ("DELETE FROM ledger WHERE seq = 2", {"ledger", "document"}),
        ("UPDATE ledger SET seq = seq + 100 WHERE seq > 5", {"ledger"}),
        ("UPDATE ledger SET seq = 100 - seq", {"ledger", "judgement", "reading"}),
        ("DELETE FROM ledger WHERE verb = 'attribute'", {"attribute"}),
    ],
)
def test_a_change_from_outside_is_found(path: Path, head: str, script: str, what: set[str]) -> None:
    found = tampered(path, script)
    assert {finding.what for finding in found} == what
    assert all(finding.where and finding.message for finding in found)


def test_a_missing_document_or_capture_is_found(path: Path, head: str) -> None:
    gone = "DELETE FROM documents; DELETE FROM captures;"
    found = tampered(path, gone)
    assert {"file", "document", "capture"} <= {finding.what for finding in found}
    assert sum(finding.message == "the ledger knows it and it is not there" for finding in found) == 4


def test_findings_name_the_thing(path: Path, head: str) -> None:
    claims = sorted(claim.id for number in (1, 2) for claim in report(number).claims)
    assert tampered(path, "UPDATE claims SET place = 'Mosul' WHERE id = (SELECT max(id) FROM claims)") == (
        Finding("columns", f"claim {claims[-1]}", "columns differ from the payload: place"),
    )


def test_a_ledger_cut_at_its_end_or_rebuilt_does_not_hold_the_noted_hash(path: Path, head: str) -> None:
    # with the attribute's row gone as well the rest is consistent: only the noted hash can tell
    assert tampered(path, "DELETE FROM attributes; DELETE FROM ledger WHERE verb = 'attribute'") == ()
    with open_store(path) as store:
        assert [finding.what for finding in store.verify(head)] == ["head"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET at = ''",
        "DELETE FROM ledger WHERE seq = 1",
        "REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 1",
        "INSERT INTO ledger SELECT seq + 50, at, actor, verb, object, payload_hash, hash, 'h' FROM ledger",
    ],
)
def test_the_ledger_refuses_to_be_changed(path: Path, head: str, statement: str) -> None:
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()
    with open_store(path) as store:
        assert store.verify(head) == ()


def told_of_damage(path: Path) -> bool:
    """Whether opening or verifying says that something is wrong."""
    try:
        with open_store(path) as store:
            return store.verify() != ()
    except StoreError as error:
        return str(path) in str(error)


BYTES_A_FLIP = 4_096
"""One bit a page on average: many fall where a small record has nothing."""


def test_damaged_pages_are_told(path: Path, head: str) -> None:
    whole = path.read_bytes()
    chance = random.Random(7)
    for _ in range(12):
        damaged = bytearray(whole)
        for _ in range(len(whole) // BYTES_A_FLIP):
            damaged[chance.randrange(4096, len(damaged))] ^= 1 << chance.randrange(8)
        path.write_bytes(damaged)
        assert told_of_damage(path)


def test_a_truncated_record_is_told(path: Path, head: str) -> None:
    os.truncate(path, path.stat().st_size // 2)
    assert told_of_damage(path)


def test_damage_met_on_the_way_ends_the_checks_and_is_a_finding(
    path: Path, head: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        dialect, "damage", lambda connection: connection.exec_driver_sql("SELECT * FROM nowhere")
    )
    with open_store(path) as store:
        (finding,) = store.verify()
    assert finding.what == "file"
    assert "nowhere" in finding.message


def test_a_span_beyond_the_text_is_found_even_in_a_true_ledger(path: Path) -> None:
    new = report(1, sentences=1)
    beyond = replace(new.claims[0], topic_span=Span(0, 10_000))
    with open_store(path) as store:
        add_reading(store, replace(new, claims=(beyond,)), actor="sitrep", at=AT)
        assert [finding.what for finding in store.verify()] == ["span"]


def test_a_changed_sentence_in_the_index_is_named(path: Path, head: str) -> None:
    claims = report(1).claims
    with open_store(path) as store, store.writing("sitrep", AT) as w:
        w.evidence(claims[0].document, {claim.id: claim.quote for claim in claims}, ["Mary Doe"])
    with open_store(path) as store:
        assert store.verify() == ()
    script = "UPDATE evidence SET quote = 'Nothing happened.' WHERE seq = (SELECT min(seq) FROM evidence)"
    assert [finding.what for finding in tampered(path, script)] == ["evidence"]
