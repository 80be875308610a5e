import json
import random

import pytest
from training.corpus import corpora, encode, read_documents
from training.labels import KEYS, TYPES

from sitrep.annotate.engine.files import FOLDER, VOCABULARY
from sitrep.annotate.engine.tokens import WordPieces

TEXT = "Rebels seized Harim overnight.\n“They killed two guards,” police said."


def span(text: str) -> list[int]:
    start = TEXT.index(text)
    return [start, start + len(text)]


def document() -> dict:
    said = {"source": span("police"), "cue": span("said"), "via": None, "origin": None, "direct": True}
    return {
        "id": "own-1",
        "text": TEXT,
        "frames": [
            {
                "type": "kill",
                "modality": "actual",
                "trigger": span("killed"),
                "roles": {"agent": [span("They")], "target": [span("two guards")], "place": [span("Harim")]},
                "said": said,
            },
            {
                "type": "capture",
                "modality": "actual",
                "trigger": span("seized"),
                "roles": {"agent": [span("Rebels")], "place": [span("Hari")]},
                "said": None,
            },
        ],
    }


@pytest.fixture(scope="module")
def pieces() -> WordPieces:
    return WordPieces(FOLDER / VOCABULARY)


def test_annotated_spans_become_word_ranges(pieces):
    (text,) = encode([document()], pieces)
    words = "Rebels seized Harim overnight . “ They killed two guards , ” police said .".split()
    assert text.sentences == [(0, 5), (5, 15)]
    assert [TYPES[frame.type] for frame in text.frames] == ["capture", "kill"]
    capture, kill = text.frames
    shown = {KEYS[k]: [" ".join(words[a:b]) for a, b in v] for k, v in kill.spans.items()}
    assert words[kill.first : kill.last] == ["killed"]
    assert shown == {
        "agent": ["They"],
        "target": ["two guards"],
        "place": [],  # in another sentence: the role head does not look there
        "source": ["police"],
        "cue": ["said"],
    }
    assert (kill.said, capture.said) == (2, 0)
    assert capture.spans[KEYS.index("place")] == [(2, 3)]  # widened to the whole word


def test_long_lines_are_cut(pieces):
    (text,) = encode([{"id": "x", "text": "go " * 250, "frames": []}], pieces)
    assert text.sentences == [(0, 110), (110, 220), (220, 250)]


def test_documents_are_read_a_line_each(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(document()) + "\n\n" + json.dumps(document()) + "\n", encoding="utf-8")
    assert len(read_documents(path)) == 2


def test_corpora_must_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SITREP_CORPORA", str(tmp_path))
    with pytest.raises(RuntimeError, match="SITREP_CORPORA"):
        corpora()


def test_windows_tile_the_documents_and_are_drawn_anew(pieces):
    pytest.importorskip("torch", reason="needs the training extra")
    from training.batches import WINDOW, cut, group

    (text,) = encode([{"id": "x", "text": "Rebels seized Harim overnight.\n" * 60, "frames": []}], pieces)
    first, second = (cut([text], random.Random(seed)) for seed in (1, 2))
    for windows in (first, second):
        assert [n for w in windows for n in range(*w.sentences)] == list(range(60))
        assert all(w.size <= WINDOW for w in windows)
    assert [w.sentences for w in first] != [w.sentences for w in second]
    grouped = group(list(first), random.Random(0), 384)
    assert sorted(w.sentences for batch in grouped for w in batch) == sorted(w.sentences for w in first)
