import pytest

pytest.importorskip("torch", reason="needs the training extra")

from training.research.paragraphs import from_rows, from_text, quoted  # noqa: E402

pytestmark = pytest.mark.needs_torch

TEXT = 'The envoy said: "We\'ll meet in Geneva."\n\nTalks resumed, the U.N. announced.'


def span(part, text=TEXT):
    return [text.index(part), text.index(part) + len(part)]


DOCUMENT = {
    "id": "made-up",
    "text": TEXT,
    "attributions": [
        {
            "source": [span("The envoy")],
            "cue": [span("said")],
            "content": [span('"We\'ll meet in Geneva."')],
        },
        {"source": [span("the U.N.")], "cue": [span("announced")], "content": [span("Talks resumed")]},
    ],
}


def named(paragraph):
    return [(kind, " ".join(paragraph.words[start:end])) for kind, start, end in paragraph.spans]


def test_lines_are_paragraphs_and_spans_are_counted_in_their_words():
    first, second = from_text(DOCUMENT).paragraphs
    assert named(first) == [
        ("source", "The envoy"),
        ("cue", "said"),
        ("content", "“ We 'll meet in Geneva . ”"),
    ]
    assert named(second) == [("content", "Talks resumed"), ("source", "the U.N."), ("cue", "announced")]


def test_published_tokens_give_the_same_words_as_the_raw_text():
    rows = [
        {"tokens": ["The", "envoy", "said", ":", "``", "We", "'ll", "meet", "in", "Geneva", ".", "''"]},
        {"tokens": ["Talks", "resumed", ",", "the", "U.N.", "announced", "."]},
    ]
    raw, tokens = from_text(DOCUMENT), from_rows("made-up", rows)
    assert [paragraph.words for paragraph in tokens.paragraphs] == [
        paragraph.words for paragraph in raw.paragraphs
    ]


def test_a_token_of_several_words_keeps_its_first():
    (paragraph,) = from_rows("made-up", [{"tokens": ["Rebel-held", "-LRB-", "and\\/or", "…"]}]).paragraphs
    assert paragraph.words == ("Rebel", "-", "held", "(", "and", "/", "or", "…")
    assert paragraph.tokens == (0, 3, 4, 7, 8)


def test_a_source_of_two_attributions_is_one_span():
    twice = {"source": [span("The envoy")], "cue": [], "content": []}
    document = DOCUMENT | {"attributions": [*DOCUMENT["attributions"], twice]}
    assert from_text(document) == from_text(DOCUMENT)


def test_words_inside_quotation_marks_are_told_from_the_marks():
    assert quoted(["He", "said", "“", "no", "”", "and", "“", "left"]) == [0, 0, 2, 1, 2, 0, 2, 1]
    assert quoted(["”", "he", "said"]) == [2, 0, 0]
