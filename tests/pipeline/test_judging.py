"""People decide about events, through the library, over records of whole reports."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sitrep.errors import JudgementError, NotFoundError
from sitrep.model.claim import Claim
from sitrep.model.record import Event
from sitrep.model.view import Level
from sitrep.pipeline import ClaimFilter, Record, open_record
from sitrep.settings import Settings

NOW = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)

REPORTS = {
    "a.txt": """Strike on Mayadin

October 14, 2017

An air strike killed 12 civilians in the town of Mayadin on Friday, residents said.
""",
    "b.txt": """Jets hit Raqqa

October 18, 2017

An air strike killed 30 civilians in the city of Raqqa on Tuesday, activists said.
""",
    "c.txt": """Mayadin: residents count their dead

October 15, 2017

An air strike on Friday killed 12 civilians in Mayadin, a doctor in the town said.
""",
}


def ticking() -> Callable[[], datetime]:
    """A clock that goes on by a minute each time: later decisions are later."""
    times = (NOW + timedelta(minutes=minute) for minute in range(10_000))
    return lambda: next(times)


def opened(path: Path) -> Record:
    return open_record(replace(Settings.load(), db=path), clock=ticking())


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, files: Path) -> Path:
    path = tmp_path_factory.mktemp("made") / "record.db"
    with opened(path) as record:
        assert all(reading.ok for reading in record.read(sorted(files.iterdir())))
    return path


@pytest.fixture
def record(made: Path, tmp_path: Path) -> Iterator[Record]:
    shutil.copy(made, tmp_path / "record.db")
    with opened(tmp_path / "record.db") as record:
        yield record


def strikes(record: Record) -> list[Event]:
    return [event for event in record.situation(Level.RESTRICTED).events if "airstrike" in event.types]


def strike_in(record: Record, text: str) -> Claim:
    """The air strike's claim of the report that holds some words."""
    [document] = [each.id for each in record.store.documents() if text in each.text]
    return next(
        claim
        for claim in record.store.claims(ClaimFilter(document=document, kind="event"))
        if claim.type == "airstrike"
    )


def parts(record: Record) -> list[object]:
    record.refresh()
    return list(record.store.parts())


def test_two_outlets_tell_of_one_strike_and_the_link_says_why(record: Record) -> None:
    one, other = strike_in(record, "residents said"), strike_in(record, "a doctor")
    [event] = [event for event in strikes(record) if event.place == "Mayadin"]
    assert {one.id, other.id} <= set(event.claims)
    [link] = event.links
    assert {link.claim, link.to} <= set(event.claims) and link.by == "rule" and link.score > 0.8
    found = dict((name, what) for name, what, _ in link.features)
    assert found["type"].startswith("same type") and found["figures"] == "equal: civilians killed 12"
    [public] = [each for each in record.situation().events if each.id == event.id]
    assert [(name, what) for name, what, _ in public.links[0].features] == [
        (name, what.partition(":")[0]) for name, what in found.items()
    ]


def test_a_claim_joins_an_event_elsewhere_and_leaves_it_as_it_was(record: Record) -> None:
    before = parts(record)
    raqqa, mayadin = strike_in(record, "activists said"), strike_in(record, "residents said")
    [event] = [event for event in strikes(record) if mayadin.id in event.claims]
    made = record.judge(raqqa.id, "same-as", by="Rana", why="the monitor's list", value=event.id[:9])
    assert made.value in event.claims
    [joined] = strikes(record)
    assert (joined.id, joined.place) == (event.id, "Mayadin")
    assert set(event.claims) < set(joined.claims) and raqqa.id in joined.claims
    by = {link.claim: link.by for link in joined.links}
    assert by[raqqa.id] == "person"
    tolls = [
        s
        for s in record.situation().series
        if s.metric == "killed" and raqqa.document in {record.store.claim(c).document for c in s.claims}
    ]
    assert len(tolls) == 1 and len(tolls[0].claims) == 3
    record.judge(raqqa.id, "not-same", by="Rana", why="it was the next week", value=mayadin.id)
    assert parts(record) == before
    assert record.store.verify() == ()


def test_a_parted_claim_leaves_and_taking_it_back_restores_the_record(record: Record) -> None:
    before = parts(record)
    moved = strike_in(record, "a doctor")
    [event] = [event for event in strikes(record) if moved.id in event.claims]
    record.judge(moved.id, "not-same", by="Rana", why="another street", value=event.id)
    assert sorted(len(event.claims) for event in strikes(record) if event.place == "Mayadin") == [2, 2]
    record.judge(moved.id, "set", by="Rana", field="event", value="")
    assert parts(record) == before


def test_decisions_survive_reading_anew_and_any_order_of_files(
    record: Record, files: Path, tmp_path: Path
) -> None:
    raqqa, mayadin = strike_in(record, "activists said"), strike_in(record, "residents said")
    record.judge(raqqa.id, "same-as", by="Rana", why="the monitor's list", value=mayadin.id)
    after = parts(record)
    list(record.read(sorted(files.iterdir()), reparse=True))
    assert parts(record) == after
    out = tmp_path / "judgements.jsonl"
    assert record.export_judgements(out) == 1
    with opened(tmp_path / "other.db") as other:
        assert other.import_judgements(out).waiting == 1
        assert other.import_judgements(out).waiting == 1
        list(other.read(sorted(files.iterdir(), reverse=True)))
        assert parts(other) == after
        assert other.store.waiting() == () and other.store.verify() == ()
        assert other.import_judgements(out).known == 1


def test_bad_lines_are_refused_and_the_others_are_taken(record: Record, tmp_path: Path) -> None:
    good = strike_in(record, "activists said")
    at = NOW.isoformat()
    lines = [
        json.dumps({"claim": good.id, "verdict": "accept", "by": "Rana", "at": at}),
        "{",
        "[]",
        json.dumps({"claim": good.id, "verdict": "maybe", "by": "Rana", "at": at}),
        json.dumps({"claim": good.id, "verdict": "same-as", "by": "Rana", "at": at}),
        json.dumps(
            {"claim": good.id, "verdict": "set", "by": "R", "at": at, "field": "colour", "value": "red"}
        ),
        json.dumps({"claim": good.id, "verdict": "accept", "by": " ", "at": at}),
        "\ud800",
        json.dumps({"claim": "0" * 20, "verdict": "reject", "by": "Rana", "at": at}),
    ]
    file = tmp_path / "judgements.jsonl"
    file.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
    outcome = record.import_judgements(file)
    assert (outcome.added, outcome.known, outcome.waiting) == (1, 0, 1)
    assert [(line.line, line.reason) for line in outcome.refused] == [
        (2, "malformed_row"),
        (3, "malformed_row"),
        (4, "malformed_row"),
        (5, "malformed_row"),
        (6, "impossible_judgement"),
        (7, "malformed_row"),
        (8, "malformed_row"),
    ]
    assert record.import_judgements(file).known == 1
    assert record.store.verify() == ()


def test_history_says_what_holds(record: Record) -> None:
    raqqa, mayadin = strike_in(record, "activists said"), strike_in(record, "residents said")
    record.judge(raqqa.id, "reject", by="Rana", why="a slip")
    record.judge(raqqa.id, "accept", by="Omar", why="checked")
    record.judge(raqqa.id, "same-as", by="Rana", why="the list", value=mayadin.id)
    told = [
        (decided.judgement.verdict.value, decided.state)
        for decided in record.explain(raqqa.id).history
        if decided.judgement.claim == raqqa.id
    ]
    assert told == [("reject", "replaced by a later one"), ("accept", "holds"), ("same-as", "holds")]
    record.judge(raqqa.id, "set", by="Rana", field="event", value="")
    states = {d.judgement.verdict.value: d.state for d in record.explain(raqqa.id).history}
    assert states["same-as"] == "taken back" and states["set"] == "takes back"
    event = record.explain_event(record.explain(mayadin.id).event.id)  # type: ignore[union-attr]
    assert {"same-as"} <= {decided.judgement.verdict.value for decided in event.history}


def test_what_cannot_be_joined_is_refused_and_nothing_is_noted(record: Record) -> None:
    raqqa = strike_in(record, "activists said")
    [event] = [event for event in strikes(record) if raqqa.id in event.claims]
    for verdict, value, error, says in (
        ("same-as", raqqa.id, JudgementError, "same as itself"),
        ("not-same", event.id, JudgementError, "holds nothing but"),
        ("same-as", "zzzz", NotFoundError, "no claim or event starts with"),
        ("perhaps", "", JudgementError, "is not a verdict"),
    ):
        with pytest.raises(error, match=says):
            record.judge(raqqa.id, verdict, by="Rana", value=value)
    with pytest.raises(JudgementError, match="only be set to nothing"):
        record.judge(raqqa.id, "set", by="Rana", field="event", value=event.id)
    with pytest.raises(JudgementError, match="needs the name"):
        record.judge(raqqa.id, "accept", by=" ")
    assert record.store.judgements() == ()


def test_a_dropped_report_is_nowhere_and_does_not_come_back(record: Record, files: Path) -> None:
    kept, gone = strike_in(record, "residents said"), strike_in(record, "a doctor")
    record.judge(gone.id, "same-as", by="Rana", why="sure", value=kept.id)
    assert record.drop(gone.document[:10], by="Rana", why="the doctor asks for it") == (gone.document,)
    situation = record.situation(Level.RESTRICTED)
    assert gone.document not in {document.id for document in situation.documents}
    assert gone.id not in situation.claims
    [event] = [event for event in strikes(record) if kept.id in event.claims]
    assert event.links == ()
    for reparse in (False, True):
        [reading] = list(record.read([files / "c.txt"], reparse=reparse))
        assert reading.reason == "dropped" and not reading.ok
    assert "a doctor" not in "".join(document.text for document in record.store.documents())
    assert record.store.verify() == ()
    before = record.store.counts()
    assert record.drop(gone.document, by="Rana", why="again") == (gone.document,)
    assert record.store.counts() == before
    with pytest.raises(NotFoundError, match="no document is called"):
        record.drop("f" * 20, by="Rana", why="again")
    with pytest.raises(JudgementError, match="a name and a reason"):
        record.drop(kept.document, by="Rana", why=" ")


def test_the_same_report_from_other_bytes_does_not_come_back_either(record: Record, tmp_path: Path) -> None:
    record.drop(strike_in(record, "a doctor").document, by="Rana", why="asked")
    other = tmp_path / "c2.txt"
    other.write_bytes(REPORTS["c.txt"].replace("\n", "\r\n").encode())
    before = record.store.counts()
    [reading] = list(record.read([other]))
    assert reading.reason == "dropped" and record.store.counts() == before


def test_judgements_about_what_was_dropped_are_refused(record: Record, tmp_path: Path) -> None:
    gone = strike_in(record, "a doctor")
    record.judge(gone.id, "accept", by="Rana", why="sure")
    out = tmp_path / "judgements.jsonl"
    record.export_judgements(out)
    record.drop(gone.document, by="Rana", why="asked")
    [refused] = record.import_judgements(out).refused
    assert refused.reason == "dropped"


STORY = (
    "Fighters left the town of Mayadin on Saturday after weeks of air strikes, the Syrian army said.",
    "About forty buses carried them and their families to the desert near the border, an official told reporters.",
    "The army, which had ringed the town since spring, did not fire on the convoy as it crossed the river.",
    "Government troops killed 20 militants in Mayadin on Friday, the Syrian army said.",
    "Aid agencies have asked for the road from the coast to be opened so that flour and fuel can come in.",
)


def test_a_reprint_follows_its_original_whether_it_comes_before_or_after_the_decision(tmp_path: Path) -> None:
    for name, title in (("one", "Fighters leave Mayadin"), ("two", "Army: militants gone")):
        text = "\n\n".join((title, "October 14, 2017", *STORY)) + "\n"
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "far.txt").write_text(REPORTS["b.txt"], encoding="utf-8")
    one, two, far = (tmp_path / f"{name}.txt" for name in ("one", "two", "far"))
    with opened(tmp_path / "early.db") as early, opened(tmp_path / "late.db") as late:
        list(early.read([one, two, far]))
        list(late.read([one, far]))
        home = strike_in(early, "activists said")
        first = min(early.store.documents(), key=lambda document: document.title != "Fighters leave Mayadin")
        [moved] = [
            claim
            for claim in early.store.claims(ClaimFilter(document=first.id, kind="event", grep="killed 20"))
            if claim.type == "kill"
        ]
        for record in (early, late):
            record.judge(moved.id, "same-as", by="Rana", why="one and the same", value=home.id)
        list(late.read([two]))
        assert parts(early) == parts(late)
        [event] = [event for event in strikes(early) if home.id in event.claims]
        titles = {document.id: document.title for document in early.store.documents()}
        assert {titles[early.store.claim(id_).document] for id_ in event.claims} == set(titles.values())


def test_a_judged_claim_that_a_new_reading_misses_stays_in_its_event_and_says_so(record: Record) -> None:
    missed, named = strike_in(record, "a doctor"), strike_in(record, "activists said")
    record.judge(missed.id, "same-as", by="Rana", why="the list", value=named.id)
    before = strikes(record)
    for claim in (missed, named):
        with record.store.writing("another engine", NOW) as w:
            rest = [each for each in w.read.claims_of_document(claim.document) if each.id != claim.id]
            keys = {each.id: w.read.partitions_of_claims([each.id]) for each in rest}
            assert w.claims(claim.document, rest, keys).kept == (claim.id,)
    assert strikes(record) == before
    assert record.explain(missed.id).kept_by_review and record.explain(named.id).kept_by_review
    assert not record.explain(strike_in(record, "residents said").id).kept_by_review
    assert record.store.verify() == ()


def test_the_story_of_a_dropped_reprint_is_told_by_what_is_left(tmp_path: Path) -> None:
    texts = {"whole": STORY, "first": STORY[:3], "last": STORY[2:]}
    for name, sentences in texts.items():
        body = "\n\n".join((f"The {name} of it", "October 14, 2017", *sentences))
        (tmp_path / f"{name}.txt").write_text(body + "\n", encoding="utf-8")
    with opened(tmp_path / "all.db") as record, opened(tmp_path / "left.db") as left:
        list(record.read([tmp_path / f"{name}.txt" for name in texts]))
        assert len(record.situation().stories) == 1
        [whole] = [document.id for document in record.store.documents() if "whole" in document.title]
        record.drop(whole, by="Rana", why="asked")
        list(left.read([tmp_path / "last.txt", tmp_path / "first.txt"]))
        assert record.store.stories() == left.store.stories()
        assert parts(record) == parts(left)
