"""The measures of the benchmarks on small made-up inputs."""

import json
from collections import Counter
from itertools import islice
from types import SimpleNamespace

import pytest
from benchmarks.tasks import engine_speed, pages, reprints, resolvers, speed, timexes, toponyms

from sitrep.model.document import BlockRole, Sentence
from sitrep.model.span import Span


def test_a_page_body_that_is_equal_shares_all_its_shingles() -> None:
    assert pages.shares("one two three four five", "one two three four five") == (1.0, 0.0, 0.0)


def test_a_page_body_with_more_text_loses_precision_only() -> None:
    precision, recall, f1 = pages.scores(
        [pages.shares("one two three four five six", "one two three four five")]
    )
    assert (round(precision, 1), recall) == (66.7, 100.0)
    assert round(f1, 1) == 80.0


def test_a_refused_page_costs_recall() -> None:
    whole = pages.shares("one two three four", "one two three four")
    assert pages.scores([whole, pages.shares("", "one two three four")]) == pytest.approx(
        (100.0, 50.0, 200 / 3)
    )


def test_phrases_meet_once_and_values_are_compared() -> None:
    row = {
        "text": "They met on Friday and again on Monday.",
        "date": "2017-10-15",
        "timex": [
            {"start": 12, "end": 18, "type": "DATE", "value": "2017-10-13"},
            {"start": 32, "end": 38, "type": "DATE", "value": "2017-10-16"},
        ],
    }
    counted = timexes.count([row])
    assert counted == Counter(gold=2, given=2, relaxed=2, strict=2, type=2, value=1)


def test_a_name_without_a_point_is_no_answer() -> None:
    assert toponyms.near([0.0, 161.0, 162.0, None]) == 50.0


def test_words_that_are_no_names_are_left_out() -> None:
    row = {"toponyms": [{"toponym_type": "Literal"}, {"toponym_type": "Non_Toponym"}, {}]}
    assert len(toponyms.names_of(row)) == 2


def test_places_with_and_without_a_phrase_are_told_apart() -> None:
    score = SimpleNamespace(
        same_all=lambda one, other, same: same(one, other),
        same_place=lambda one, other: one == other,
        same_name=lambda one, other: one == other,
    )
    frame = {"norm": {"place": "Raqqa, Syria", "agent": "army"}, "roles": {"agent": [[0, 3]]}}
    found = dict(resolvers.judged(score, frame, {"place": "Raqqa, Syria"}))  # type: ignore[arg-type]
    assert found == {"place": True, "place_context": True, "party": False, "party_phrase": False}


def test_annotated_frames_keep_their_spans() -> None:
    gold = {
        "type": "attack",
        "modality": "actual",
        "trigger": [5, 9],
        "roles": {"time": [[20, 25], [10, 15]]},
        "said": {"source": [0, 4], "cue": None, "direct": True},
    }
    sentence = Sentence(0, Span(0, 30), 0, BlockRole.BODY)
    frame = resolvers.frame_of(gold, [sentence])
    assert frame.spans("time") == (Span(10, 15), Span(20, 25))
    assert frame.said is not None and frame.said.source == Span(0, 4) and frame.said.cue is None


def report(name: str) -> reprints.Report:
    lines = tuple(
        f"{name} number {n} was told in the town by a man who had seen the river rise {n * 7} times."
        for n in range(12)
    )
    return reprints.Report(name, "s", None, lines)


def test_copies_are_found_and_another_report_is_not() -> None:
    one, other = report("Harvest"), report("Quarrel")
    original = reprints.signed("a", one.sentences)
    made = reprints.copies(one, other)
    assert reprints.joined(original, reprints.signed("b", made["retitled, in other paragraphs"]))
    assert not reprints.joined(
        original,
        reprints.signed("c", ["The mayor opened a bridge on Monday before a small crowd of people."]),
    )


def test_a_copy_never_borrows_most_of_its_donor() -> None:
    one, short = report("Harvest"), reprints.Report("d", "s", None, report("Quarrel").sentences[:8])
    borrowed = set(reprints.copies(one, short)["up to 30 % own text added"]) & set(short.sentences)
    assert 0 < len(borrowed) <= 0.3 * len(short.sentences)


def test_negatives_come_from_one_source() -> None:
    pairs = list(reprints.hard_pairs([report("a"), report("b"), report("c"), report("d")]))
    assert pairs == [("a", "b"), ("a", "c"), ("b", "c"), ("b", "d"), ("c", "d")]


def rounds(*processor: float) -> SimpleNamespace:
    return SimpleNamespace(processor=processor, wall=processor, starts=(0.5, 0.7), ready={})


def test_engines_are_compared_round_by_round() -> None:
    assert engine_speed.beside_of(rounds(1.0, 4.0, 1.0), rounds(2.0, 4.0, 3.0)) == 2.0


def test_without_the_peer_the_table_says_how_to_get_it() -> None:
    found = engine_speed.result({"ours": rounds(2.0, 3.0, 2.0)}, {"ours": 99.6}, None, 12_000, "0" * 12)
    assert found.table[1][:3] == ["engine, int8", "6,000", ""]
    assert found.table[2][:2] == [engine_speed.PEER, "not installed: make bench installs it"]
    assert found.figures == {"memory_mb": 100, "cold_start_s": 0.6}


def test_texts_to_be_timed_are_whole_sentences_of_the_length_asked_for(tmp_path) -> None:
    lines = ["Town", "12 May", *(f"Shelling hit street number {n} of the town." for n in range(20))]
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps({"text": "\n".join(lines)}) + "\n", encoding="utf-8")
    assert [len(report) for report in islice(speed.cut([source], 24), 5)] == [3, 3, 3, 3, 3]
