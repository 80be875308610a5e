"""Chosen words → code points of the report, whatever stands before them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pipeline.by_hand import document_of

from sitrep.errors import JudgementError
from sitrep.model.document import Document
from sitrep.model.span import Span
from sitrep.pipeline.selecting import (
    Selection,
    as_reporting,
    parsed,
    selected,
    sentences_of,
)
from sitrep.reconcile.chosen import is_written, spans_of, written

REPORT = (
    "Fire at the depot 🔥\n\nOctober 14, 2017\n\n"
    "👩‍👩‍👧 In Cafe\u0301 Süd, police said police guarded the door. Three guards were hurt, police said.\n\n"
    "© 2017 The Daily Example\n"
)


def report(text: str = REPORT) -> Document:
    return document_of(text)[1].document


def quoted(document: Document, **chosen: object) -> str:
    return selected(document, Selection(**chosen)).of(document.text)  # type: ignore[arg-type]


def test_words_behind_emoji_and_combining_marks_are_counted_in_code_points() -> None:
    document = report()
    span = selected(document, Selection("Three guards"))
    assert span.of(document.text) == "Three guards"
    assert span.start == document.text.index("Three guards")


@pytest.mark.parametrize(("occurrence", "before"), [(1, "Süd, "), (2, "said "), (3, "hurt, ")])
def test_which_of_the_same_words_is_told_by_their_number(occurrence: int, before: str) -> None:
    document = report()
    span = selected(document, Selection("police", occurrence))
    assert document.text[: span.start].endswith(before)


def test_the_number_counts_within_the_sentence_that_is_named() -> None:
    document = report()
    [second] = [each for each in sentences_of(document) if each.span.of(document.text).startswith("Three")]
    by_number = selected(document, Selection("police", 1, second.index))
    by_span = selected(document, Selection("police", 1, None, second.span))
    assert by_number == by_span and by_number.start > second.span.start


def test_letters_may_be_typed_composed_or_not_and_no_mark_is_cut_off() -> None:
    document = report()
    assert quoted(document, words="Café") == "Cafe\u0301"
    assert quoted(document, words="Cafe\u0301") == "Cafe\u0301"
    with pytest.raises(JudgementError):
        selected(document, Selection("Cafe"))


def test_line_ends_are_as_good_as_spaces() -> None:
    document = report("Raid\n\nOctober 14, 2017\n\nThree guards\nwere hurt in the raid on the depot.\n")
    assert quoted(document, words="guards were   hurt") == "guards\nwere hurt"


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"words": "five guards"}, "words_not_found"),
        ({"words": "police", "occurrence": 4}, "words_not_found"),
        ({"words": "police", "occurrence": 0}, "words_not_found"),
        ({"words": "  "}, "words_not_found"),
        ({"words": "x" * 501}, "words_not_found"),
        ({"words": "police", "sentence": 99}, "no_such_sentence"),
        ({"words": "police", "within": Span(0, 10_000)}, "no_such_sentence"),
    ],
)
def test_what_the_text_does_not_hold_is_refused_with_its_reason(
    chosen: dict[str, object], reason: str
) -> None:
    with pytest.raises(JudgementError) as error:
        quoted(report(), **chosen)
    assert error.value.reason == reason


def test_words_that_touch_a_masked_name_are_not_found_and_are_not_counted() -> None:
    document = report(
        "Raid\n\nOctober 14, 2017\n\nNadia Qasem fell. A friend of Nadia Qasem and Nadia Haj ran.\n"
    )
    hidden = frozenset({"Nadia Qasem"})
    assert quoted(document, words="Nadia") == "Nadia"
    span = selected(document, Selection("Nadia"), hidden=hidden)
    assert document.text[span.start :].startswith("Nadia Haj")
    for words in ("Nadia Qasem", "friend of Nadia", "Qasem"):
        with pytest.raises(JudgementError) as error:
            selected(document, Selection(words), hidden=hidden)
        assert error.value.reason == "words_not_found"


def test_blocks_that_report_nothing_have_numbers_behind_the_others() -> None:
    document = report()
    reporting = [each for each in sentences_of(document) if each.role in ("title", "body", "caption")]
    assert [each.index for each in reporting] == list(range(len(reporting)))
    [notice] = [each for each in sentences_of(document) if "©" in each.span.of(document.text)]
    assert notice.index >= len(reporting)
    changed = as_reporting(document, notice.span)
    assert changed.text == document.text and changed.blocks[notice.block].role == "body"


def test_words_and_spans_as_a_program_writes_them() -> None:
    assert parsed("8,000") == (Selection("8,000"),)
    assert parsed("  ") == ()
    assert parsed('{"words": "8,000", "occurrence": 2, "sentence": 3}') == (Selection("8,000", 2, 3),)
    assert parsed('[{"words": "a"}, {"words": "b", "span": [1, 9]}]') == (
        Selection("a"),
        Selection("b", within=Span(1, 9)),
    )
    for wrong in (
        '{"words": 3}',
        '{"word": "a"}',
        '{"words": "a", "span": [9, 1]}',
        "{",
        '{"words": "a", "occurrence": true}',
    ):
        with pytest.raises(JudgementError):
            parsed(wrong)
    spans = (Span(3, 9), Span(12, 14))
    assert spans_of(written(spans)) == spans and is_written(written(spans))
    for wrong in ("", "3-9", "@3", "@3-9,@12-14", "@٣-٩"):
        assert not is_written(wrong)
        with pytest.raises(ValueError, match="stretches of a text"):
            spans_of(wrong)


ALPHABET = ["a", "b", "8", " ", "é", "e\u0301", "🔥", "👩‍👧", "\u202e", "ß", "И"]


@given(st.lists(st.sampled_from(ALPHABET), min_size=1, max_size=40), st.data())
def test_every_word_of_a_text_is_found_where_it_was_taken_from(
    letters: list[str], data: st.DataObject
) -> None:
    """What a page does: it sends the words and how many of them end no later. Whatever stands before, the span is theirs."""
    start = data.draw(st.integers(0, len(letters) - 1))
    end = data.draw(st.integers(start + 1, len(letters)))
    words = "".join(letters[start:end])
    before, text = "".join(letters[:start]), "".join(letters)
    if words != words.strip() or not words or "  " in words:
        return
    document = Document("d", "c", text, ())
    even = unicodedata.normalize(
        "NFC", " ".join((before + words).split()) if before.strip() else before.lstrip() + words
    )
    sought = unicodedata.normalize("NFC", words)
    number = sum(even.startswith(sought, at) for at in range(len(even)))
    span = selected(document, Selection(words, number))
    assert unicodedata.normalize("NFC", span.of(text)) == sought
    assert span.start == len(before)
