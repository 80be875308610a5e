"""The consistency pass over the frames of a document, on text written for these tests."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitrep.annotate.completion import complete
from sitrep.model.document import BlockRole, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

TEXT = "Rebels entered the village and killed dozens of farmers. Later 12 people were wounded."
SENTENCES = (
    Sentence(0, Span(0, 57), 0, BlockRole.BODY),
    Sentence(1, Span(57, len(TEXT)), 0, BlockRole.BODY),
)


def span(quote: str) -> Span:
    return Span(TEXT.index(quote), TEXT.index(quote) + len(quote))


FRAMES = (
    Frame(span("entered"), "advance", "actual", 0, {"agent": (span("Rebels"),)}),
    Frame(span("killed"), "kill", "actual", 0, {"target": (span("dozens of farmers"),)}),
    Frame(span("wounded"), "injure", "actual", 1),
)


def test_frames_get_their_numbers_and_shared_agents() -> None:
    done = complete(FRAMES, TEXT, SENTENCES)
    assert [[one.of(TEXT) for one in frame.spans("quantity")] for frame in done] == [
        [],
        ["dozens of"],
        ["12"],
    ]
    assert [[one.of(TEXT) for one in frame.spans("agent")] for frame in done] == [["Rebels"], ["Rebels"], []]


def test_triggers_types_and_other_roles_stay() -> None:
    done = complete(FRAMES, TEXT, SENTENCES)
    assert [(frame.trigger, frame.type, frame.modality) for frame in done] == [
        (frame.trigger, frame.type, frame.modality) for frame in FRAMES
    ]
    assert done[1].spans("target") == FRAMES[1].spans("target")


def test_the_pass_is_stable() -> None:
    done = complete(FRAMES, TEXT, SENTENCES)
    assert complete(done, TEXT, SENTENCES) == done


def test_two_cut_pieces_of_one_number_become_one() -> None:
    text = "Tens of thousands fled."
    cut = Frame(Span(18, 22), "displace", "actual", 0, {"quantity": (Span(0, 4), Span(0, 17))})
    sentences = (Sentence(0, Span(0, len(text)), 0, BlockRole.BODY),)
    (done,) = complete([cut], text, sentences)
    assert done.spans("quantity") == (Span(0, 17),)


@pytest.mark.parametrize(
    ("marked", "whole"),
    [
        ("last", "last week"),
        ("25", "25 August"),
        ("last week", "last week"),
        ("the raid", "the raid"),
        ("May", "May"),
        ("June", "June 12"),
    ],
)
def test_a_time_cut_before_its_last_word_is_made_whole(marked: str, whole: str) -> None:
    text = "Troops left last week, on 25 August, after the raid. It was May when they came, and June 12 when they went."
    start = text.index(marked)
    frame = Frame(Span(7, 11), "withdraw", "actual", 0, {"time": (Span(start, start + len(marked)),)})
    sentences = (Sentence(0, Span(0, len(text)), 0, BlockRole.BODY),)
    (done,) = complete([frame], text, sentences)
    assert [one.of(text) for one in done.spans("time")] == [whole]


def test_a_time_is_not_extended_beyond_its_sentence() -> None:
    text = "It fell last week"
    frame = Frame(Span(3, 7), "capture", "actual", 0, {"time": (Span(8, 12),)})
    assert complete([frame], text, (Sentence(0, Span(0, 12), 0, BlockRole.BODY),)) == (frame,)


def test_a_frame_outside_the_sentences_stays_as_it_is() -> None:
    assert complete(FRAMES, TEXT, ()) == FRAMES


@settings(max_examples=100, deadline=None)
@given(
    text=st.text(st.sampled_from("12 dozens of killed and shot, men.\n"), min_size=4, max_size=80),
    data=st.data(),
)
def test_added_spans_lie_in_the_sentence(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    frames = [
        Frame(Span(cuts[0], cuts[1]), "kill", "actual", 0, {"agent": (Span(0, cuts[0]),)}),
        Frame(Span(cuts[2], cuts[3]), "injure", "actual", 0),
    ]
    sentences = (Sentence(0, Span(0, len(text)), 0, BlockRole.BODY),)
    for frame in complete(frames, text, sentences):
        assert all(one.end <= len(text) for spans in frame.roles.values() for one in spans)
