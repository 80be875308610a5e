"""What people reviewed as training data: read back by the loader that trains the engine and by the scorer."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from tests.pipeline.by_hand import opened, read, take_back, told
from tests.pipeline.test_handmade import REPORT, choose, found_by_an_engine
from training.corpus import encode, read_documents
from training.labels import KEYS, TYPES

from sitrep.annotate.engine.files import FOLDER, VOCABULARY
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.pipeline import Record
from sitrep.pipeline.reviewed import ReviewsWritten, export_reviews, reviewed


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return opened(tmp_path / "record.db")


def quotes(row: dict[str, Any], frame: dict[str, Any]) -> dict[str, list[str]]:
    """The words of a frame's roles, its trigger included."""
    text = row["text"]
    roles = {role: [text[a:b] for a, b in spans] for role, spans in frame["roles"].items()}
    return {"trigger": [text[slice(*frame["trigger"])]], **roles}


def test_an_accepted_frame_has_its_words_in_a_text_of_one_sentence_a_line(
    record: Record, tmp_path: Path
) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    record.judge(claim.id, "accept", by="Rana")
    row = reviewed(record.store, document)
    assert row["text"].split("\n")[0] == "🔥 Strike on Mayadin" and len(row["text"].split("\n")) == 4
    [frame] = row["frames"]
    assert quotes(row, frame) == {
        "trigger": ["killed"],
        "agent": ["Russian jets"],
        "target": ["people"],
        "place": ["Mayadin"],
        "time": ["on Friday"],
        "quantity": ["12 people"],
    }
    said = {key: row["text"][slice(*span)] for key, span in frame["said"].items() if isinstance(span, list)}
    assert said["source"] == "a nurse" and said["cue"] == "told"
    assert (frame["type"], frame["modality"], frame["status"]) == ("kill", "actual", "accepted")
    assert frame["norm"]["quantity"]["best"] == 12 and frame["norm"]["place"] == "Mayadin, Syria"
    assert frame["claims"] == [claim.id] and row["rejected"] == []


def test_chosen_words_are_in_it_and_values_without_words_are_in_doubt(record: Record, tmp_path: Path) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "place.words", '{"words": "Tabqa", "sentence": 2}')
    choose(record, claim, "figure.high", "14")
    row = reviewed(record.store, document)
    [frame] = row["frames"]
    assert frame["status"] == "corrected" and quotes(row, frame)["place"] == ["Tabqa"]
    assert frame["unsure"] == ["quantity"] and frame["norm"]["quantity"]["high"] == 14


def test_another_trigger_leaves_the_one_that_was_read_in_doubt(record: Record, tmp_path: Path) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    choose(record, claim, "trigger.words", "strike")
    row = reviewed(record.store, document)
    [frame] = row["frames"]
    assert quotes(row, frame)["trigger"] == ["strike"]
    assert [row["text"][a:b] for a, b in row["unsure"]] == ["killed"]


def test_added_rejected_and_unreviewed_frames_are_told_apart(record: Record, tmp_path: Path) -> None:
    document, claim = found_by_an_engine(record, tmp_path)
    heard = told(record, document, words="heard", type="airstrike", instrument="the jets")
    row = reviewed(record.store, document)
    assert [frame["status"] for frame in row["frames"]] == ["added"]
    assert quotes(row, row["frames"][0]) == {"trigger": ["heard"], "instrument": ["the jets"]}
    assert [row["text"][a:b] for a, b in row["unsure"]] == ["killed"], "nobody has looked at it yet"
    record.judge(claim.id, "reject", by="Rana")
    row = reviewed(record.store, document)
    assert [frame["claims"] for frame in row["rejected"]] == [[claim.id]] and row["unsure"] == []
    take_back(record, claim.id)
    take_back(record, heard.id)
    assert export_reviews(record.store, tmp_path / "none.jsonl") == ReviewsWritten(0, 0, 0)


def test_a_claim_in_a_block_that_reports_nothing_brings_its_line(record: Record) -> None:
    document = read(record, REPORT + "\n© 2017 The Daily Example, riots photographed\n")
    told(record, document, words="riots", type="protest")
    row = reviewed(record.store, document)
    assert row["text"].endswith("riots photographed")
    assert quotes(row, row["frames"][0])["trigger"] == ["riots"]


def written(record: Record, tmp_path: Path) -> Path:
    document, claim = found_by_an_engine(record, tmp_path)
    record.judge(claim.id, "accept", by="Rana")
    told(record, document, words="heard", type="airstrike", instrument="the jets", place="Tabqa")
    out = tmp_path / "reviews.jsonl"
    assert export_reviews(record.store, out) == ReviewsWritten(1, 2, 0)
    return out


def test_the_loader_that_trains_the_engine_reads_it(record: Record, tmp_path: Path) -> None:
    documents = read_documents(written(record, tmp_path))
    [text] = encode(documents, WordPieces(FOLDER / VOCABULARY))
    assert [TYPES[frame.type] for frame in text.frames] == ["kill", "airstrike"]
    kill, strike = text.frames
    assert kill.spans[KEYS.index("quantity")] and kill.spans[KEYS.index("source")]
    assert strike.spans[KEYS.index("instrument")] and not text.unsure


@pytest.mark.needs_corpora
def test_the_scorer_reads_it_as_gold(record: Record, tmp_path: Path, corpora_folder: Path) -> None:
    spec = importlib.util.spec_from_file_location("score", corpora_folder / "corpus" / "score.py")
    assert spec is not None and spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    gold = score.read(str(written(record, tmp_path)))
    itself, _ = score.score(gold, {row["id"]: row for row in gold})
    nothing, _ = score.score(gold, {})
    assert itself["claim"]["F1"] == itself["role_exact"]["F1"] == itself["attribution"]["F1"] == 100.0
    assert itself["frame"]["gold"] == 2 and nothing["frame"]["F1"] == 0.0
    assert json.dumps(gold)
