import gzip
import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="needs the training extra")

from training.auxiliary.labels import ENTITIES, FILLS, PROPBANK, TRIGGERS, kept_apart  # noqa: E402
from training.corpus import IGNORED  # noqa: E402
from training.labels import KEYS  # noqa: E402

from sitrep.annotate.engine.files import FOLDER, VOCABULARY  # noqa: E402
from sitrep.annotate.engine.tokens import WordPieces  # noqa: E402
from training.auxiliary import readers  # noqa: E402

pytestmark = pytest.mark.needs_torch
PIECES = WordPieces(FOLDER / VOCABULARY)
NONE: frozenset[str] = frozenset()


def write(path: Path, *rows: dict) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())


def names(labels: np.ndarray, kinds: tuple[str, ...]) -> list[str]:
    return [kept_apart(kinds)[label] for label in labels]


def test_nested_spans_give_way_to_the_longest():
    marks = readers.marked([(0, 4, 1), (1, 2, 0), (5, 6, 0), (5, 5, 2)], 7)
    assert names(marks, ("a", "b", "c")) == ["B-b", "I-b", "I-b", "I-b", "O", "B-a", "O"]


def test_doubted_entities_and_documents_left_out_are_not_read(tmp_path):
    text = "Troops left Harim."
    sure = {"start": 12, "end": 17, "type": "Location", "confidence": 1}
    doubted = {"start": 0, "end": 6, "type": "Organisation", "confidence": 0}
    row = {"id": "re3d-1", "text": text, "entities": [sure, doubted]}
    write(tmp_path / "a_open/entities/re3d.open.train.jsonl", row, row | {"id": "re3d-2"})
    write(tmp_path / "b_sharealike/entities/re3d.wikipedia.bysa.jsonl")
    (found,) = readers.re3d(tmp_path, PIECES, frozenset({"re3d-2"}))
    assert names(found.labels, ENTITIES) == ["O", "O", "B-Location", "O"]


def test_brackets_close_what_they_open():
    marks = ["(1-person-new(2-place-new)", "", "1)", "(3-object-giv", "3)", "(4-place-new)"]
    assert readers.bracketed(marks) == [(0, 1, "place"), (0, 3, "person"), (3, 5, "object"), (5, 6, "place")]


def test_what_a_verb_of_speech_reports_has_a_source(tmp_path):
    tokens = "Police said rebels shelled Harim .".split()
    say = {"pred": 1, "roleset": "say.01", "args": [["ARG0", 0, 0], ["ARG1", 2, 4]]}
    shell = {"pred": 3, "roleset": "shell.01", "args": [["ARG0", 2, 2], ["ARG1", 4, 4]]}
    row = {"sent_id": "s", "tokens": tokens, "frames": [say, shell]}
    write(tmp_path / "b_sharealike/srl/propbank_ewt.train.jsonl.gz", row)
    (found,) = readers.speech(tmp_path, PIECES, NONE)
    (frame,) = found.frames
    assert (frame.first, frame.said, frame.modality) == (3, 1, IGNORED)
    assert frame.spans == {KEYS.index("source"): [(0, 1)], KEYS.index("cue"): [(1, 2)]}
    assert frame.unsure == set(range(len(KEYS))) - set(frame.spans)
    assert found.unsure == set(range(6))  # no trigger is learned from it
    (predicates,) = readers.propbank(tmp_path, PIECES, NONE)
    assert [frame.first for frame in predicates.frames] == [1, 3]
    assert predicates.frames[1].spans == {
        PROPBANK.index("ARG0"): [(2, 3)],
        PROPBANK.index("ARG1"): [(4, 5)],
    }


def test_triggers_of_wider_types_are_left_open(tmp_path):
    text = "Crowds rallied as convoys drove north."
    events = [
        {"start": 7, "end": 14, "type": "Conflict:Demonstrate"},
        {"start": 26, "end": 31, "type": "Movement:Transport"},
    ]
    row = {"id": "m2e2-VOA_EN_NW_2015.01.02.3", "text": text, "events": events}
    path = tmp_path / "c_unlicensed_annotation/events/m2e2.dev-train.jsonl"
    write(path, row)
    (found,) = readers.m2e2(tmp_path, PIECES, NONE)
    protest = list(TRIGGERS).index("Conflict:Demonstrate") + 1
    assert found.labels.tolist() == [0, protest, 0, 0, IGNORED, 0, 0]
    assert readers.m2e2(tmp_path, PIECES, frozenset({"voa-2015.01.02.3"})) == []


def test_strings_of_the_answer_key_are_found_in_the_text(tmp_path):
    row = {
        "id": "muc4-1",
        "text": "A MAYOR WAS KILLED BY\nREBELS.",
        "templates": [{"perp_individual": ['"REBELS"'], "hum_tgt_desc": ['"MAYOR"']}],
    }
    write(tmp_path / "c_unlicensed_annotation/events/muc4.train.jsonl", row)
    (found,) = readers.muc(tmp_path, PIECES, NONE)
    assert names(found.labels, FILLS) == ["O", "B-hum_tgt", "O", "O", "O", "B-perp_individual", "O"]


def test_only_certainty_that_settles_a_modality_is_taken(tmp_path):
    text = "He denied the raid and may resign."
    events = [
        {"start": 14, "end": 18, "certainty": "CERTAIN", "polarity": "NEG", "tense": "PAST"},
        {"start": 27, "end": 33, "certainty": "UNDERSPECIFIED", "polarity": "POS", "tense": "NONE"},
    ]
    write(tmp_path / "a_open/coref/meantime.train.jsonl", {"id": "m", "text": text, "events": events})
    (found,) = readers.certainty(tmp_path, PIECES, NONE)
    assert [(frame.first, frame.modality, frame.said) for frame in found.frames] == [(3, 4, IGNORED)]


def test_factuality_stands_at_the_word_that_it_is_given_for(tmp_path):
    tokens = "They may return tomorrow".split()
    write(
        tmp_path / "b_sharealike/srl/propbank_ewt.train.jsonl.gz",
        {"sent_id": "s", "tokens": tokens, "frames": []},
    )
    good = {"sent_id": "s", "token": 2, "form": "return", "value": -0.4, "confidence": 1.0}
    shifted = good | {"token": 3}
    write(tmp_path / "b_sharealike/factuality/uds_ewt.train.jsonl.gz", shifted, good)
    (found,) = readers.factuality(tmp_path, PIECES, NONE)
    assert found.labels.tolist() == [IGNORED, IGNORED, -0.4, IGNORED]
