"""Claims that people add: made as the engine's are, counted, kept, taken back."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pipeline.by_hand import opened, read, take_back, told, whole

from sitrep.errors import JudgementError, NotFoundError
from sitrep.model.claim import ClaimKind, claim_id
from sitrep.model.document import SourceAttributes
from sitrep.model.review import Verdict
from sitrep.model.view import Level
from sitrep.pipeline import Record
from sitrep.pipeline.adding import addition_of
from sitrep.pipeline.additions import add

REPORT = (
    "🔥 Raqqa: fire at the depot\n\nOctober 14, 2017\n\nRAQQA, Syria (Reuters) - "
    "👩‍👧 Two guards died in the town of Mayadin overnight, a nurse said.\n"
    "Fighters of Islamic State gave up Raqqa on Friday, and 40 families now sleep in a school in Tabqa. "
    "The army and the council shook hands on a truce.\n\n© 2017 The Daily Example\n"
)
DEATHS = {
    "words": "died",
    "type": "kill",
    "quantity": "Two",
    "target": "guards",
    "place": "Mayadin",
    "time": "overnight",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return opened(tmp_path / "record.db")


def test_an_added_figure_is_resolved_as_the_engines_are(record: Record) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS, source="a nurse", cue="said")
    assert claim.kind is ClaimKind.FIGURE and claim.figure is not None and claim.added
    assert (claim.figure.metric, claim.figure.low, claim.figure.best, claim.figure.high) == (
        "killed",
        2,
        2,
        2,
    )
    assert claim.figure.span is not None and claim.figure.span.of(document.text) == "Two"
    assert [(place.name, place.country) for place in claim.places] == [("Mayadin", "Syria")]
    assert (claim.time.start, claim.time.end) == (date(2017, 10, 13), date(2017, 10, 14))
    assert [(link.role, link.name) for link in claim.chain][:1] == [("speaker", "a nurse")]
    assert claim.trigger.of(document.text) == "died" and claim.quote.startswith("👩‍👧 Two guards")
    assert claim.confidence == 1.0 and dict(claim.reasons)["added"] == "by_person"
    assert record.store.verify() == ()


def test_its_id_follows_the_rule_of_all_claims(record: Record) -> None:
    document = read(record, REPORT)
    figure = told(record, document, **DEATHS)
    at = document.text.index
    assert figure.id == claim_id(document.id, "figure", at("died"), str(at("Two")))
    control = told(
        record,
        document,
        words="gave up",
        type="withdraw",
        kind="control",
        agent="Islamic State",
        place="Raqqa",
    )
    assert control.control is not None and control.control.change == "lost"
    where = document.text.index("Raqqa", at("gave up"))
    assert control.id == claim_id(document.id, "control", at("gave up"), str(where))
    deal = told(record, document, words="truce", type="ceasefire")
    assert deal.id == claim_id(document.id, "deal", at("truce"), "")


def test_without_a_source_the_report_speaks_through_its_own_chain(record: Record) -> None:
    claim = told(record, read(record, REPORT), **DEATHS)
    assert claim.own_voice and [link.role for link in claim.chain][:1] == ["agency"]


def test_it_counts_at_once_in_events_series_deals_and_control(record: Record) -> None:
    document = read(record, REPORT)
    deaths = told(record, document, **DEATHS)
    fled = told(record, document, words="sleep", type="displace", quantity="40 families", place="Tabqa")
    lost = told(
        record,
        document,
        words="gave up",
        type="withdraw",
        kind="control",
        agent="Islamic State",
        place="Raqqa",
    )
    truce = told(
        record,
        document,
        words="truce",
        type="ceasefire",
        agent="The army",
        place='{"words": "Raqqa", "sentence": 2}',
    )
    found = record.situation(Level.RESTRICTED)
    assert {deaths.id, fled.id, lost.id, truce.id} <= found.counting
    tolls = {(series.metric, series.place): series for series in found.series}
    assert tolls["killed", "Mayadin"].counted is not None and tolls["killed", "Mayadin"].counted.low == 2
    assert ("fled", "Tabqa") in tolls or ("displaced", "Tabqa") in tolls
    assert any(lost.id in state.claims for state in found.control)
    assert any(truce.id in deal.claims for deal in found.deals)
    assert any(deaths.id in event.claims for event in found.events)


def test_a_number_that_the_words_do_not_say_is_given_beside_them(record: Record) -> None:
    said = {**DEATHS, "low": "2", "best": "3", "high": "4", "quantifier": "about", "measure": "cumulative"}
    claim = told(record, read(record, REPORT), **said)
    assert claim.figure is not None
    assert (claim.figure.low, claim.figure.best, claim.figure.high) == (2, 3, 4)
    assert (claim.figure.quantifier, claim.figure.measure) == ("about", "cumulative")


def test_words_for_no_number_of_people_still_give_the_figure_that_a_person_reads(record: Record) -> None:
    claim = told(record, read(record, REPORT), words="sleep", type="displace", quantity="a school", low="200")
    assert claim.figure is not None and claim.figure.low == 200 and claim.figure.quantifier == "at_least"
    assert claim.figure.metric in ("fled", "displaced")


def test_words_in_a_block_that_was_taken_for_boilerplate_can_be_claims(record: Record) -> None:
    document = read(record, REPORT)
    claim = told(record, document, words="The Daily Example", type="protest")
    assert claim.quote.strip().startswith("©") and record.store.verify() == ()


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"words": "perished", "type": "kill"}, "words_not_found"),
        ({**DEATHS, "place": "Tabqa"}, "words_not_found"),
        ({"words": '{"words": "died", "sentence": 77}', "type": "kill"}, "no_such_sentence"),
        ({"words": "died", "type": "kill", "kind": "deal"}, "no_such_kind"),
        ({"words": "died", "type": "perish"}, ""),
        ({"words": "died", "type": "kill", "modality": "perhaps"}, ""),
        ({"words": "died", "type": "kill", "low": "5", "high": "2"}, ""),
        ({"words": "died", "type": "kill", "low": "nan"}, ""),
        ({"words": "died", "type": "kill", "quantifier": "some"}, ""),
        ({"words": "died", "type": "kill", "measure": "sum"}, ""),
        ({"words": "died", "type": "kill", "colour": "red"}, ""),
        ({"type": "kill"}, "words_not_found"),
        ({"words": "said.\nFighters", "type": "kill"}, ""),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_trace(
    record: Record, said: dict[str, str], reason: str
) -> None:
    document = read(record, REPORT)
    head = list(record.store.ledger())
    with pytest.raises(JudgementError) as error:
        told(record, document, **said)
    assert error.value.reason == reason
    assert list(record.store.ledger()) == head and record.store.judgements() == ()


def test_a_claim_that_is_there_is_not_added_again_but_named(record: Record) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS)
    with pytest.raises(JudgementError) as error:
        told(record, document, **{**DEATHS, "place": ""})
    assert (error.value.reason, error.value.claim) == ("claim_known", claim.id)
    with pytest.raises(JudgementError, match="accept it"):
        record.judge(claim.id, "add", by="Rana")
    with pytest.raises(NotFoundError):
        add(record, "ffffffff", addition_of(DEATHS), by="Rana")
    with pytest.raises(JudgementError, match="name of the person"):
        add(record, document.id, addition_of(DEATHS), by=" ")


def test_it_is_kept_when_the_report_is_read_again_and_its_days_follow_the_publication(record: Record) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS)
    read(record, REPORT)
    assert record.store.claim(claim.id) == claim
    read(record, REPORT, datetime(2017, 10, 20, tzinfo=UTC))
    moved = record.store.claim(claim.id)
    assert (moved.time.start, moved.time.end) == (date(2017, 10, 19), date(2017, 10, 20))
    assert moved.id in record.situation(Level.RESTRICTED).counting
    assert moved.id not in record.store.kept_by_review() and record.store.verify() == ()


def test_an_engine_that_finds_it_later_leaves_the_persons_words_in_force(
    record: Record, tmp_path: Path
) -> None:
    with opened(tmp_path / "other.db") as other:
        found = told(other, read(other, REPORT), words="died", type="kill", quantity="Two", place="Mayadin")
    from dataclasses import replace

    engine = replace(found, added=False, places=(), confidence=0.4)
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS)
    read(record, REPORT, claims=(engine,))
    [(shown, counts)] = list(record.claims(level=Level.RESTRICTED))
    assert counts and shown.added and [place.name for place in shown.places] == ["Mayadin"]
    take_back(record, claim.id)
    assert [each for each, _ in record.claims(level=Level.RESTRICTED)] == [engine]


def test_taking_it_back_leaves_the_record_as_it_was_to_the_byte(record: Record) -> None:
    document = read(record, REPORT)
    told(record, document, words="truce", type="ceasefire")
    before = whole(record)
    claim = told(record, document, **DEATHS)
    assert whole(record) != before
    take_back(record, claim.id)
    assert whole(record) == before and record.store.verify() == ()
    assert [each.verdict for each in record.store.judgements([claim.id])] == [Verdict.ADD, Verdict.SET]
    again = told(record, document, **DEATHS)
    assert again == claim


def test_a_rejection_of_it_can_be_undone_by_itself(record: Record) -> None:
    claim = told(record, read(record, REPORT), **DEATHS)
    before = whole(record)
    record.judge(claim.id, "reject", by="Omar")
    assert claim.id not in record.situation(Level.RESTRICTED).counting
    take_back(record, claim.id)
    assert whole(record) == before
    take_back(record, claim.id)
    with pytest.raises(NotFoundError):
        record.store.claim(claim.id)


TRIGGERS = [
    DEATHS,
    {"words": "sleep", "type": "displace", "quantity": "40 families", "place": "Tabqa"},
    {"words": "gave up", "type": "withdraw", "kind": "control", "agent": "Islamic State", "place": "Raqqa"},
    {"words": "shook hands", "type": "agree", "agent": "The army and the council"},
    {"words": "truce", "type": "ceasefire", "modality": "planned"},
]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(TRIGGERS))), st.data())
def test_adding_and_taking_back_in_any_order_leaves_what_was_kept(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], data: st.DataObject
) -> None:
    """Whatever is added and taken back meanwhile, the record is that of what stays."""
    kept = data.draw(st.sets(st.sampled_from(range(len(TRIGGERS)))))
    with opened(tmp_path_factory.mktemp("mixed") / "record.db") as record:
        document = read(record, REPORT)
        ids = {number: told(record, document, **TRIGGERS[number]).id for number in order}
        for number in data.draw(st.permutations(sorted(set(order) - kept))):
            take_back(record, ids[number])
        mixed = whole(record)
        assert record.store.verify() == ()
    with opened(tmp_path_factory.mktemp("plain") / "record.db") as record:
        document = read(record, REPORT)
        for number in sorted(kept):
            told(record, document, **TRIGGERS[number])
        assert whole(record) == mixed


def test_judgements_may_come_before_the_report_and_in_any_order(record: Record, tmp_path: Path) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS)
    record.judge(claim.id, "set", by="Omar", field="place.words", value='{"words": "Tabqa", "sentence": 2}')
    gone = told(record, document, words="truce", type="ceasefire")
    take_back(record, gone.id)
    record.export_judgements(tmp_path / "all.jsonl")
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(lines) == 4
    for number, turned in enumerate((lines, lines[::-1])):
        (tmp_path / f"{number}.jsonl").write_text("".join(turned), encoding="utf-8")
        with opened(tmp_path / f"before{number}.db") as other:
            outcome = other.import_judgements(tmp_path / f"{number}.jsonl")
            assert (outcome.waiting, outcome.refused) == (4, ())
            read(other, REPORT)
            assert whole(other) == whole(record) and other.store.verify() == ()
        with opened(tmp_path / f"after{number}.db") as other:
            read(other, REPORT)
            assert other.import_judgements(tmp_path / f"{number}.jsonl").refused == ()
            assert whole(other) == whole(record) and other.store.verify() == ()
            assert other.import_judgements(tmp_path / f"{number}.jsonl").added == 0
            assert other.export_judgements(tmp_path / "again.jsonl") == 4


def test_a_file_cannot_add_what_the_text_does_not_hold(record: Record, tmp_path: Path) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **DEATHS)
    take_back(record, claim.id)
    record.export_judgements(tmp_path / "all.jsonl")
    line = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()[0]
    wrong = [
        line.replace(claim.id, "f" * 20),
        line.replace('\\"end\\":', '\\"end\\":9'),
        line.replace('\\"type\\":\\"kill\\"', '\\"type\\":\\"perish\\"'),
        line.replace('\\"kind\\":\\"figure\\"', '\\"kind\\":\\"deal\\"'),
        line.replace('\\"modality\\":\\"actual\\"', '\\"modality\\":\\"perhaps\\"'),
        line.replace('\\"place\\":', '\\"venue\\":'),
        line.replace("{\\", "[{\\"),
    ]
    assert len({line, *wrong}) == len(wrong) + 1
    (tmp_path / "wrong.jsonl").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    with opened(tmp_path / "other.db") as other:
        read(other, REPORT)
        outcome = other.import_judgements(tmp_path / "wrong.jsonl")
        assert [each.reason for each in outcome.refused] == ["impossible_judgement"] * len(wrong)
        assert list(other.claims()) == []


def test_dropping_the_report_removes_what_was_added_and_what_was_taken_back(
    record: Record, tmp_path: Path
) -> None:
    document = read(record, REPORT)
    told(record, document, **DEATHS)
    gone = told(record, document, words="truce", type="ceasefire")
    take_back(record, gone.id)
    record.drop(document.id, by="Rana", why="the author asks for it")
    assert list(record.claims()) == [] and record.store.judgements() == () and record.store.waiting() == ()
    assert record.store.verify() == ()
    assert b"Two guards" not in (tmp_path / "record.db").read_bytes()


def test_a_person_who_is_named_as_killed_is_masked_as_in_the_engines_claims(record: Record) -> None:
    text = "Raid\n\nOctober 14, 2017\n\nShells fell on Mayadin. Samira Qasem died there, a nurse said.\n"
    document = read(record, text)
    claim = told(record, document, words="died", type="kill", target="Samira Qasem")
    [(shown, _)] = list(record.claims())
    assert "Qasem" not in str(shown) and "[private person]" in shown.quote
    assert claim.figure is not None and claim.figure.best == 1


def test_the_engine_reads_around_it_and_it_stays(record: Record, tmp_path: Path) -> None:
    """The whole way: reading processes, a person, the bytes parsed anew, another day of publication."""
    file = tmp_path / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    [reading] = record.read([file])
    document = record.store.document(reading.document)
    claim = told(
        record, document, words="sleep", type="displace", quantity="40 families", place="Tabqa", time="now"
    )
    engines = {each.id for each in record.store.claims_of_document(document.id)} - {claim.id}
    assert engines, "the engine finds something of its own"
    assert [each.document for each in record.read([file], reparse=True)] == [document.id]
    assert record.store.claim(claim.id) == claim
    attributes = SourceAttributes(published=datetime(2017, 11, 2, tzinfo=UTC))
    assert [each.document for each in record.read([file], attributes=attributes)] == [document.id]
    moved = record.store.claim(claim.id)
    assert moved.published == "2017-11-02" and moved.added and moved.places == claim.places
    assert {each.id for each in record.store.claims_of_document(document.id)} == engines | {claim.id}
    assert claim.id in record.situation(Level.RESTRICTED).counting and record.store.verify() == ()
