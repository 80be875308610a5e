"""Words that people choose anew for a claim: what they stand for, in force, kept and taken back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.pipeline.by_hand import opened, read, take_back, told, whole

from sitrep.errors import JudgementError
from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.view import Level
from sitrep.pipeline import Record

REPORT = (
    "🔥 Strike on Mayadin\n\nOctober 14, 2017\n\nRAQQA, Syria (Reuters) - "
    "👩‍👧 A strike by Russian jets killed 12 people, 3 of them guards, in Mayadin on Friday, a nurse told the police.\n"
    "Residents of Tabqa and of Raqqa heard the jets on Thursday, the army said. Nadia Qasem, a baker, was among them.\n"
)
STRIKE = {
    "words": "killed",
    "type": "kill",
    "quantity": "12 people",
    "agent": "Russian jets",
    "target": "people",
    "place": "Mayadin",
    "time": "on Friday",
    "source": "a nurse",
    "cue": "told",
}


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return opened(tmp_path / "record.db")


def found_by_an_engine(record: Record, tmp_path: Path) -> tuple[Document, Claim]:
    """A claim as an engine would give it."""
    with opened(tmp_path / "engine.db") as other:
        claim = told(other, read(other, REPORT), **STRIKE)
    claim = replace(claim, added=False, confidence=0.9, reasons=())
    return read(record, REPORT, claims=(claim,)), claim


def choose(record: Record, claim: Claim, field: str, words: str) -> Claim:
    record.judge(claim.id, "set", by="Rana", field=field, value=words, why="read again")
    return shown(record, claim)


def shown(record: Record, claim: Claim) -> Claim:
    """A claim as people left it."""
    return next(each for each, _ in record.claims(level=Level.RESTRICTED) if each.id == claim.id)


def test_place_time_number_party_and_source_follow_from_the_words(record: Record, tmp_path: Path) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "place.words", '{"words": "Tabqa", "sentence": 2}')
    choose(record, claim, "time.words", '{"words": "Thursday", "sentence": 2}')
    choose(record, claim, "quantity.words", "3")
    choose(record, claim, "target.words", "guards")
    choose(record, claim, "agent.words", '{"words": "the army", "sentence": 2}')
    made = choose(record, claim, "source.words", '{"words": "the army", "sentence": 2}')
    assert [place.name for place in made.places if place.role == "event"] == ["Tabqa"]
    assert (made.time.start, made.time.end) == (date(2017, 10, 12), date(2017, 10, 12))
    assert made.figure is not None and made.figure.best == 3
    assert [party.phrase for party in made.targets] == ["guards"]
    assert [party.span.of(document.text) for party in made.agents if party.span] == ["the army"]
    assert made.chain[0].span is not None and made.chain[0].span.of(document.text) == "the army"
    assert (made.id, made.trigger, made.type) == (claim.id, claim.trigger, claim.type)
    assert record.store.claim(claim.id).places == claim.places, "what was read stays"
    assert record.store.verify() == ()


def test_another_trigger_moves_the_evidence_and_keeps_the_id(record: Record, tmp_path: Path) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    made = choose(record, claim, "trigger.words", '{"words": "heard", "sentence": 2}')
    assert made.trigger.of(document.text) == "heard" and made.quote.startswith("Residents of Tabqa")
    assert made.evidence.of(document.text) == made.quote and made.id == claim.id


def test_several_places_may_be_chosen(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    both = '[{"words": "Tabqa", "sentence": 2}, {"words": "Raqqa", "sentence": 2}]'
    made = choose(record, claim, "place.words", both)
    assert [place.name for place in made.places] == ["Tabqa", "Raqqa"]
    with pytest.raises(JudgementError, match="1 at most"):
        choose(record, claim, "trigger.words", both)


def test_the_figure_moves_with_its_place(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    record.judge(claim.id, "accept", by="Rana")
    assert {series.place for series in record.situation().series} == {"Mayadin"}
    choose(record, claim, "place.words", '{"words": "Tabqa", "sentence": 2}')
    assert {series.place for series in record.situation().series} == {"Tabqa"}
    take_back(record, claim.id)
    assert {series.place for series in record.situation().series} == {"Mayadin"}


def test_the_origin_of_a_figure_follows_its_source(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "source.words", '{"words": "the army", "sentence": 2}')
    [series] = record.situation(Level.RESTRICTED).series
    assert [voice.root for voice in series.voices] != [f"unnamed:{claim.document}"]
    made = choose(record, claim, "source.words", "null")
    assert made.own_voice and made.chain[0].role == "agency"


def test_the_later_of_words_and_value_holds(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "place", "Deir ez-Zor, Syria")
    made = choose(record, claim, "place.words", '{"words": "Tabqa", "sentence": 2}')
    assert made.places[0].name == "Tabqa"
    take_back(record, claim.id)
    assert shown(record, claim).places[0].name == "Deir ez-Zor"
    choose(record, claim, "quantity.words", "3")
    made = choose(record, claim, "figure.high", "5")
    assert made.figure is not None and (made.figure.best, made.figure.high) == (3, 5)


def test_words_are_kept_when_the_report_is_read_again_and_their_days_follow_it(
    record: Record, tmp_path: Path
) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "time.words", '{"words": "Thursday", "sentence": 2}')
    read(record, REPORT, datetime(2017, 10, 21, tzinfo=UTC), claims=(claim,))
    assert shown(record, claim).time.start == date(2017, 10, 19)
    read(record, REPORT)  # an engine that no longer finds it
    assert claim.id in record.store.kept_by_review(document.id) and record.store.verify() == ()
    made = choose(record, claim, "place.words", '{"words": "Tabqa", "sentence": 2}')
    assert made.places[0].name == "Tabqa" and claim.id in record.store.kept_by_review(document.id)
    assert record.store.verify() == ()


def test_taking_words_back_leaves_the_record_as_it_was_to_the_byte(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    record.judge(claim.id, "accept", by="Rana")
    before = whole(record)
    for field, words in (("place", "Tabqa"), ("agent", "the army"), ("time", "Thursday")):
        choose(record, claim, f"{field}.words", f'{{"words": "{words}", "sentence": 2}}')
    assert whole(record) != before
    for _ in range(3):
        take_back(record, claim.id)
    assert whole(record) == before and record.store.claim(claim.id) == claim


def test_an_added_claim_takes_other_words_too(record: Record) -> None:
    document = read(record, REPORT)
    claim = told(record, document, **STRIKE)
    made = choose(record, claim, "quantity.words", "3")
    assert made.figure is not None and made.figure.best == 3 and made.added
    made = choose(record, made, "place.words", '{"words": "Tabqa", "sentence": 2}')
    assert made.figure is not None and made.figure.best == 3 and made.places[0].name == "Tabqa"
    read(record, REPORT)
    assert shown(record, claim) == made


def test_who_holds_a_place_can_be_chosen_anew_and_the_share_stays(record: Record, tmp_path: Path) -> None:
    text = "Raqqa\n\nOctober 14, 2017\n\nThe army holds 90 percent of Raqqa. Islamic State is in the rest.\n"
    document = read(record, text)
    claim = told(
        record, document, words="holds", type="hold", agent="The army", place="Raqqa", quantity="90 percent"
    )
    assert claim.control is not None and claim.control.share == 0.9
    made = choose(record, claim, "agent.words", '{"words": "Islamic State", "sentence": 2}')
    assert made.control is not None and (made.control.holder, made.control.share) == ("Islamic State", 0.9)


def test_a_person_who_is_chosen_as_a_target_is_masked(record: Record, tmp_path: Path) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "target.words", '{"words": "Nadia Qasem", "sentence": 3}')
    [(public, _)] = list(record.claims())
    assert "Qasem" not in str(public) and public.chosen == ()
    assert "Nadia Qasem" in str(shown(record, claim).targets)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("place.words", "Damascus"),
        ("place.words", "@0-9999"),
        ("place.words", '{"words": "Tabqa", "sentence": 88}'),
        ("venue.words", "Tabqa"),
        ("trigger.words", "null"),
        ("quantity.words", "null"),
    ],
)
def test_words_that_cannot_be_are_refused(record: Record, tmp_path: Path, field: str, words: str) -> None:
    _, claim = found_by_an_engine(record, tmp_path)
    with pytest.raises(JudgementError):
        choose(record, claim, field, words)
    assert record.store.judgements() == ()


def test_words_hold_for_the_same_sentence_in_the_storys_other_copies(record: Record, tmp_path: Path) -> None:
    copied = REPORT.replace("🔥 Strike on Mayadin", "🔥🔥 Jets hit Mayadin, nurse says")
    with opened(tmp_path / "engine.db") as other:
        engine = [
            replace(told(other, read(other, text), **STRIKE), added=False, confidence=0.9, reasons=())
            for text in (REPORT, copied)
        ]
    results = []
    for number, order in enumerate(((0, 1), (1, 0))):
        with opened(tmp_path / f"copies{number}.db") as copies:
            texts = (REPORT, copied)
            read(copies, texts[order[0]], claims=(engine[order[0]],))
            if number == 0:
                read(copies, texts[order[1]], claims=(engine[order[1]],))
            before = whole(copies)
            first = engine[order[0]]
            choose(copies, first, "target.words", "guards")
            choose(copies, first, "quantity.words", "3")
            if number == 1:
                read(copies, texts[order[1]], claims=(engine[order[1]],))
            assert len(copies.situation().stories) == 1
            best = [claim.figure.best for claim, _ in copies.claims() if claim.figure is not None]
            assert best == [3, 3] and copies.store.verify() == ()
            results.append(best)
            if number == 0:
                for _ in range(2):
                    take_back(copies, first.id)
                assert whole(copies) == before
    assert results[0] == results[1]
