"""One sentence whose triggers and spans are given by hand, as if the network had found them."""

import numpy as np
import pytest

from sitrep.annotate.engine.assemble import Found, Labels, assemble
from sitrep.annotate.engine.calibration import Calibration
from sitrep.annotate.engine.files import FOLDER, VOCABULARY
from sitrep.annotate.engine.tokens import WordPieces
from sitrep.annotate.engine.words import Words, lay_out
from sitrep.model.document import BlockRole, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

TEXT = "The rebels left Harim for the coast on Monday, a witness said. He told Reuters."
KEYS = ("agent", "origin", "destination", "time", "quantity", "source", "cue", "via")
LABELS = Labels.of(
    {
        "types": ["withdraw"],
        "modalities": ["actual", "planned"],
        "keys": KEYS,
        "local_keys": 5,
        "core": ["agent", "origin", "time"],
        "never": {},
        "trimmed": ["the", "a", "on", ","],
        "whole": ["quantity", "cue"],
        "shared": [["agent", "quantity"]],
        "bias": {"outside": 0.0, "begin": 0.0, "source_floor": -6.0},
    }
)
CALIBRATION = Calibration((0.0, 1.0), (0.0, 1.0, 1.0, 1.0, 1.0))
SAID, OWN, DIRECT = (-3.0, -0.1, -3.0), (-0.1, -3.0, -3.0), (-3.0, -3.0, -0.1)


@pytest.fixture(scope="module")
def words() -> Words:
    cut = TEXT.index("He told")
    sentences = (
        Sentence(4, Span(0, cut), 0, BlockRole.BODY),
        Sentence(5, Span(cut, len(TEXT)), 0, BlockRole.BODY),
    )
    return lay_out(TEXT, sentences, WordPieces(FOLDER / VOCABULARY))


def frame(words: Words, *spans: tuple[str, str] | tuple[str, str, float], said=OWN) -> Frame:
    """The frame of "left" with spans of given keys; the third part is a log probability."""
    ranges = []
    for _, quote, *_score in spans:
        start = TEXT.index(quote)
        inside = np.flatnonzero((words.starts >= start) & (words.ends <= start + len(quote)))
        ranges.append((inside[0], inside[-1]))
    trigger = np.flatnonzero(words.starts == TEXT.index("left"))
    found = Found(
        first=trigger,
        last=trigger,
        types=np.array([0]),
        type_scores=np.array([-0.2]),
        modality=np.array([[-2.0, -0.3]]),
        said=np.array([said]),
        role_scores=np.array([-1.0]),
        span_trigger=np.zeros(len(spans), dtype=np.int64),
        span_key=np.array([KEYS.index(span[0]) for span in spans], dtype=np.int64),
        span_first=np.array([first for first, _ in ranges], dtype=np.int64),
        span_last=np.array([last for _, last in ranges], dtype=np.int64),
        span_scores=np.array([span[2] if len(span) > 2 else -0.1 for span in spans]),
    )
    (made,) = assemble(TEXT, words, [found], LABELS, CALIBRATION)
    return made


def quotes(made: Frame) -> dict[str, list[str]]:
    return {role: [span.of(TEXT) for span in spans] for role, spans in made.roles.items()}


def test_a_frame_has_its_sentence_trigger_and_likeliest_modality(words):
    made = frame(words, ("agent", "The rebels"), ("time", "Monday"))
    assert (made.trigger.of(TEXT), made.type, made.modality, made.sentence) == (
        "left",
        "withdraw",
        "planned",
        4,
    )
    assert quotes(made) == {"agent": ["The rebels"], "time": ["Monday"]}
    assert made.said is None
    assert made.confidence == pytest.approx(np.exp(-0.2), abs=1e-4)
    assert 0 < made.claim_confidence < made.confidence


def test_a_span_does_not_end_with_a_function_word(words):
    made = frame(words, ("agent", "rebels left"), ("time", "Monday, a"), ("destination", "the"))
    assert quotes(made) == {"agent": ["rebels left"], "time": ["Monday"]}


def test_a_number_phrase_may_end_with_any_word(words):
    assert quotes(frame(words, ("quantity", "on"))) == {"quantity": ["on"]}


def test_the_likelier_of_two_roles_keeps_a_span(words):
    made = frame(words, ("origin", "Harim", -0.2), ("destination", "Harim", -0.9))
    assert quotes(made) == {"origin": ["Harim"]}


def test_roles_that_share_spans_in_the_corpus_may_share_one(words):
    made = frame(words, ("agent", "The rebels"), ("quantity", "The rebels", -0.5))
    assert quotes(made) == {"agent": ["The rebels"], "quantity": ["The rebels"]}


def test_spans_of_a_role_are_in_text_order(words):
    assert quotes(frame(words, ("origin", "coast"), ("origin", "Harim"))) == {"origin": ["Harim", "coast"]}


def test_a_source_of_the_same_sentence_comes_before_a_likelier_one(words):
    made = frame(words, ("source", "a witness", -2.0), ("source", "He", -0.1), ("cue", "said"), said=SAID)
    assert made.said is not None
    assert made.said.source is not None and made.said.source.of(TEXT) == "a witness"
    assert made.said.cue is not None and made.said.cue.of(TEXT) == "said"
    assert (made.said.via, made.said.direct) == (None, False)


def test_cue_and_agency_are_taken_beside_the_source(words):
    made = frame(words, ("source", "He"), ("cue", "said", -0.1), ("cue", "told", -1.0), said=DIRECT)
    assert made.said is not None
    assert made.said.cue is not None and made.said.cue.of(TEXT) == "told"
    assert made.said.direct


def test_a_frame_that_nobody_says_is_the_texts_own_voice(words):
    assert frame(words, ("source", "a witness"), said=OWN).said is None
    assert frame(words, ("via", "Reuters"), said=SAID).said is None
    assert frame(words, ("cue", "said"), said=SAID).said is not None


def test_nothing_found_gives_no_frames(words):
    assert assemble(TEXT, words, [], LABELS, CALIBRATION) == ()
