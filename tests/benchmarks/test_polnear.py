"""The attribution task on made-up rows and frames."""

import json
from pathlib import Path

import pytest
from benchmarks.joined import join
from benchmarks.tasks import polnear

from sitrep.model.frame import Frame, Said
from sitrep.model.span import Span

ROW = ["``", "Troops", "shelled", "Aleppo", ",", "''", "the", "envoy", "said", ".", "He", "left", "."]
JOINED = join("made-up", [ROW])
TEXT = JOINED.document.text


def span(part: str) -> Span:
    start = TEXT.index(part)
    return Span(start, start + len(part))


def frame(trigger: str, said: Said | None) -> Frame:
    return Frame(span(trigger), "shelling", "actual", 0, said=said)


def test_spans_are_formed_as_in_the_published_evaluation() -> None:
    labels = ["I-cue", "B-cue", "I-cue", "I-source", "B-source", "B-source", "O", "B-content"]
    assert polnear.spans(labels) == {"cue": {(1, 3)}, "source": {(4, 5), (5, 6)}, "content": {(7, 8)}}


def test_direct_speech_is_the_quotation_with_its_marks() -> None:
    said = Said(source=span("the envoy"), cue=span("said"), direct=True)
    (row,) = polnear.given_by([frame("shelled", said)], JOINED)
    assert row == {"source": {(6, 8)}, "cue": {(8, 9)}, "content": {(0, 6)}}


def test_indirect_speech_is_the_sentence_without_source_and_cue() -> None:
    said = Said(source=span("the envoy"), cue=span("said"))
    (row,) = polnear.given_by([frame("shelled", said)], JOINED)
    assert row["content"] == {(0, 6)}
    leading = join("made-up", [["Activists", "said", "on", "Monday", "that", "shells", "fell", "."]])
    text = leading.document.text
    told = Frame(
        Span(text.index("shells"), text.index("shells") + 6),
        "shelling",
        "actual",
        0,
        said=Said(source=Span(0, 9), cue=Span(10, 14)),
    )
    (row,) = polnear.given_by([told], leading)
    assert row["content"] == {(2, 7)}


def test_a_frame_in_the_reports_own_voice_gives_nothing() -> None:
    (row,) = polnear.given_by([frame("left", None)], JOINED)
    assert row == {"source": set(), "cue": set(), "content": set()}


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert polnear.sentence_of(frame("left", None), JOINED).of(TEXT) == "He left"
    assert polnear.sentence_of(frame("shelled", None), JOINED).of(TEXT).endswith("the envoy said")


def test_the_figures_on_file_are_shown_where_nothing_was_trained(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    last = tmp_path / "polnear.json"
    monkeypatch.setattr(polnear, "checkpoint", lambda: None)
    monkeypatch.setattr(polnear, "LAST", last)
    assert polnear.trained_row({}, []) == (["research checkpoint: never trained", *[""] * 9], {})
    last.write_text(
        json.dumps({"commit": "abc1234", "dev": {kind: [80.0, 70.0, 74.67] for kind in polnear.KINDS}})
    )
    row, figures = polnear.trained_row({}, [])
    assert "not trained here" in row[0] and "abc1234" in row[0]
    assert row[1:4] == ["80.0", "70.0", "74.7"]
    assert figures == {"trained_source": 74.7, "trained_cue": 74.7, "trained_content": 74.7}


def test_a_checkpoint_that_is_here_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    gold = [{"source": {(0, 1)}, "cue": {(1, 2)}, "content": {(2, 4)}}]
    given = [{"source": {(0, 1)}, "cue": {(1, 2)}, "content": {(2, 5)}}]
    monkeypatch.setattr(polnear, "checkpoint", lambda: lambda _articles: given)
    _, figures = polnear.trained_row({}, gold)
    assert figures == {"trained_source": 100.0, "trained_cue": 100.0, "trained_content": 0.0}
