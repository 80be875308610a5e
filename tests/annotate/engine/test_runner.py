import json
import shutil
from dataclasses import fields

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitrep.annotate.engine import Engine, runner
from sitrep.annotate.engine.files import FILES, FOLDER, MANIFEST, VOCABULARY, engine_hash
from sitrep.annotate.sentences import split
from sitrep.errors import EngineError
from sitrep.model.document import Block, BlockRole, Document
from sitrep.model.frame import MODALITIES, ROLES, Frame
from sitrep.model.span import Span

REPORT = """A car bomb killed at least 14 people at a market in the town of Harim on Friday, police said.
Government troops recaptured the village of Tal Safra on Monday after three days of clashes with rebels.
The United Nations said more than 20,000 civilians had fled the fighting since May.
“We did not shell the hospital,” army spokesman Yusuf Darwish told reporters.
The rebels agreed to release 40 prisoners under a ceasefire deal brokered by Turkey."""

OTHER = """Warplanes bombed the port overnight. Officials called on both sides to allow aid into the city.
Forty thousand residents are trapped there without food, a doctor said by telephone. """


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine.load()


def document(*parts: tuple[str, BlockRole] | str) -> Document:
    text, blocks = "", []
    for part in parts:
        content, role = part if isinstance(part, tuple) else (part, BlockRole.BODY)
        blocks.append(Block(Span(len(text), len(text) + len(content)), role))
        text += content + "\n"
    return Document("0" * 20, "0" * 64, text, tuple(blocks))


def read(engine: Engine, *parts: tuple[str, BlockRole] | str) -> tuple[str, tuple[Frame, ...]]:
    whole = document(*parts)
    return whole.text, engine.frames(whole, split(whole))


def by_trigger(text: str, frames: tuple[Frame, ...]) -> dict[str, Frame]:
    return {frame.trigger.of(text): frame for frame in frames}


def quotes(text: str, frame: Frame, role: str) -> list[str]:
    return [span.of(text) for span in frame.spans(role)]


def test_the_shipped_engine_reads_a_plain_report(engine):
    text, frames = read(engine, *REPORT.split("\n"))
    found = by_trigger(text, frames)
    expected = {
        "killed": ("kill", "actual"),
        "recaptured": ("capture", "actual"),
        "clashes": ("clash", "actual"),
        "fled": ("displace", "actual"),
        "release": ("release", "planned"),
        "ceasefire": ("ceasefire", found["ceasefire"].modality),
    }
    assert {key: (found[key].type, found[key].modality) for key in expected} == expected
    killed = found["killed"]
    assert quotes(text, killed, "quantity") == ["at least 14"]
    assert "Friday" in quotes(text, killed, "time")[0]
    assert killed.said is not None and killed.said.source is not None
    assert killed.said.source.of(text) == "police"
    assert killed.said.cue is not None and killed.said.cue.of(text) == "said"
    captured = found["recaptured"]
    assert quotes(text, captured, "agent") == ["Government troops"]
    assert "Tal Safra" in quotes(text, captured, "place")[0]
    assert captured.said is None
    fled = found["fled"]
    assert quotes(text, fled, "target") == ["more than 20,000 civilians"]
    assert fled.said is not None and fled.said.source is not None
    assert "United Nations" in fled.said.source.of(text)


def test_every_frame_is_within_the_closed_vocabulary_and_its_sentence(engine):
    whole = document(*REPORT.split("\n"), OTHER)
    sentences = split(whole)
    frames = engine.frames(whole, sentences)
    assert frames
    for frame in frames:
        assert frame.modality in MODALITIES
        assert set(frame.roles) <= set(ROLES)
        assert 0 <= frame.claim_confidence <= 1
        assert 0 < frame.confidence <= 1
        home = sentences[frame.sentence].span
        assert home.contains(frame.trigger)
        assert all(home.contains(span) for spans in frame.roles.values() for span in spans)
    triggers = [frame.trigger for frame in frames]
    assert triggers == sorted(triggers)
    assert not any(a.overlaps(b) for a, b in zip(triggers[:-1], triggers[1:], strict=True))


def logits(engine: Engine, whole: Document) -> list[np.ndarray]:
    _, found = engine.found(whole, split(whole))
    return [np.asarray(getattr(batch, field.name)) for batch in found for field in fields(batch)]


def test_scores_are_the_same_bit_for_bit_alone_among_others_and_on_two_threads(engine):
    long = document(*(REPORT.split("\n") * 6), OTHER)
    first = logits(engine, long)
    assert len(first) > len(logits(engine, document(OTHER)))  # several batches
    for again in (logits(engine, long), logits(Engine.load(threads=2), long)):
        assert len(again) == len(first)
        assert all(a.tobytes() == b.tobytes() for a, b in zip(first, again, strict=True))


class Recorder:
    """A session of onnxruntime that keeps what it gave for which input, both as bytes."""

    def __init__(self, session):
        self.session, self.given = session, {}

    def run(self, names, inputs):
        outputs = self.session.run(names, inputs)
        key = tuple((name, inputs[name].tobytes()) for name in sorted(inputs))
        self.given[key] = tuple(output.tobytes() for output in outputs)
        return outputs


def recorded(monkeypatch, documents: list[Document], threads: int) -> list[dict]:
    """What both networks gave, input by input, while the documents were read one after another."""
    recorders = []

    def session(graph):
        recorders.append(Recorder(session_of(graph)))
        return recorders[-1]

    session_of = runner._session
    with monkeypatch.context() as patch:
        patch.setattr(runner, "_session", session)
        engine = Engine.load(threads=threads)
    for whole in documents:
        engine.frames(whole, split(whole))
    return [recorder.given for recorder in recorders]


def others(count: int) -> list[Document]:
    return [
        document(f"Shelling of village {number} killed {number + 2} people, officials said.", OTHER)
        for number in range(count)
    ]


@pytest.mark.parametrize("threads", [1, 2])
@pytest.mark.parametrize("count", [5, 63])
def test_logits_are_the_same_bit_for_bit_whatever_else_is_read(monkeypatch, count, threads):
    report = document(*(REPORT.split("\n") * 8), OTHER)
    alone = recorded(monkeypatch, [report], threads=1)
    assert all(len(by_itself) > 1 for by_itself in alone)  # encoder and roles, several batches
    company = others(count)
    among = recorded(monkeypatch, [*company[: count // 2], report, *company[count // 2 :]], threads)
    for by_itself, in_company in zip(alone, among, strict=True):
        assert len(in_company) > len(by_itself)
        assert {key: in_company.get(key) for key in by_itself} == by_itself


def test_a_caption_between_paragraphs_parts_neither_and_lends_them_nothing(engine):
    lines = REPORT.split("\n")
    whole = document(lines[0], ("A doctor said rebels had killed a child.", BlockRole.CAPTION), *lines[1:])
    sentences = split(whole)
    frames = engine.frames(whole, sentences)
    assert {"killed", "recaptured", "fled", "release"} <= set(by_trigger(whole.text, frames))
    for frame in frames:
        role = sentences[frame.sentence].role
        spans = [span for found in frame.roles.values() for span in found]
        if frame.said is not None and frame.said.source is not None:
            spans.append(frame.said.source)
        assert all(s.role is role for s in sentences for span in spans if s.span.overlaps(span))


def test_blocks_that_report_nothing_have_no_frames(engine):
    text, frames = read(engine, ("Rebels killed three soldiers on Monday.", BlockRole.BOILERPLATE))
    assert frames == ()


def test_no_sentences_and_sentences_without_words_give_no_frames(engine):
    assert read(engine, "")[1] == ()
    assert read(engine, " \n\t ")[1] == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.text(alphabet="killed troops 3,000 “”.!?\u0301é\U0001f600\u200b\n'’s-", max_size=120), max_size=4
    )
)
def test_offsets_count_code_points_whatever_the_text(engine, parts):
    whole = document(*parts, "😀 Rebels killed 12 soldiers in Harim.")
    for frame in engine.frames(whole, split(whole)):
        for span in (frame.trigger, *(s for spans in frame.roles.values() for s in spans)):
            quote = span.of(whole.text)
            assert quote and quote == quote.strip()


def test_a_very_long_sentence_is_read_in_parts(engine):
    text, frames = read(engine, "The rebels, " * 200 + "killed three soldiers near Harim on Monday.")
    assert "killed" in by_trigger(text, frames)


@pytest.fixture
def folder(tmp_path):
    copy = tmp_path / "weights"
    shutil.copytree(FOLDER, copy)
    return copy


def test_the_hash_names_the_files(engine, folder):
    manifest = json.loads((folder / MANIFEST).read_text())
    assert set(manifest["files"]) == set(FILES)
    assert engine.sha256 == engine_hash(manifest["files"]) == manifest["engine"]
    assert Engine.load(folder).sha256 == engine.sha256


def test_shipped_files_stay_small():
    assert sum((FOLDER / name).stat().st_size for name in FILES) <= 24_000_000


def test_a_changed_file_is_refused(folder):
    with (folder / VOCABULARY).open("a", encoding="utf-8") as file:
        file.write("extra\n")
    with pytest.raises(EngineError, match=r"vocab\.txt.*damaged"):
        Engine.load(folder)


def test_a_missing_file_is_refused(folder):
    (folder / "roles.onnx").unlink()
    with pytest.raises(EngineError, match=r"roles\.onnx.*install"):
        Engine.load(folder)


def test_a_file_that_the_manifest_does_not_name_is_refused(folder):
    path = folder / MANIFEST
    manifest = json.loads(path.read_text())
    del manifest["files"]["labels.json"]
    path.write_text(json.dumps(manifest))
    with pytest.raises(EngineError, match=r"labels\.json"):
        Engine.load(folder)


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"format": 1, "files": 3}'])
def test_a_malformed_manifest_is_refused(folder, content):
    (folder / MANIFEST).write_text(content)
    with pytest.raises(EngineError, match="manifest"):
        Engine.load(folder)


def test_weights_of_another_format_are_refused(folder):
    path = folder / MANIFEST
    path.write_text(json.dumps(json.loads(path.read_text()) | {"format": 99}))
    with pytest.raises(EngineError, match="format 99"):
        Engine.load(folder)
