"""Frames interchange: the text is used untouched."""

from datetime import UTC, datetime

import pytest

from sitrep.errors import ReadError
from sitrep.ingest import frames_document
from sitrep.model.document import BlockRole


def test_text_is_untouched_and_each_line_is_a_block() -> None:
    text = "Army leaves town\nMORVA (Reuters) - The army left.  \n\n Nobody stayed.\r\n"
    document = frames_document({"id": "d1", "text": text, "published": "2017-07-04", "outlet": "Post"})
    assert document.text == text
    assert document.sentence_per_line
    assert document.id == "d1"
    assert [(b.role, b.span.of(text)) for b in document.blocks] == [
        (BlockRole.TITLE, "Army leaves town"),
        (BlockRole.BODY, "MORVA (Reuters) - The army left."),
        (BlockRole.BODY, "Nobody stayed."),
    ]
    assert (document.dateline_place, document.agency, document.agency_evidence) == (
        "MORVA",
        "Reuters",
        "dateline",
    )
    assert (document.published, document.published_precision) == (datetime(2017, 7, 4, tzinfo=UTC), "day")


def test_a_headline_fused_to_the_first_sentence_is_no_title() -> None:
    document = frames_document({"id": 7, "text": "Army Leaves Town MORVA — The army left\nNobody stayed."})
    assert [block.role for block in document.blocks] == [BlockRole.BODY, BlockRole.BODY]
    assert document.dateline_place == "MORVA"
    assert (document.id, document.published) == ("7", None)


def test_a_first_line_equal_to_the_title_is_the_title_whatever_it_looks_like() -> None:
    document = frames_document({"id": "d", "title": "Army leaves.", "text": "Army  leaves.\nNobody stayed."})
    assert document.blocks[0].role is BlockRole.TITLE


def test_only_unusable_characters_are_replaced_one_for_one() -> None:
    document = frames_document({"id": "d", "text": "The army\x00left \ud800today."})
    assert document.text == "The army\ufffdleft \ufffdtoday."


def test_rows_that_are_no_documents() -> None:
    for row, reason in (
        ({"text": "x"}, "malformed_row"),
        ({"id": "d"}, "missing_column"),
        ({"id": True, "text": ""}, "malformed_row"),
    ):
        with pytest.raises(ReadError) as caught:
            frames_document(row)
        assert caught.value.reason == reason


def test_an_unusable_date_is_a_note() -> None:
    document = frames_document({"id": "d", "text": "The army left.", "published": "soon"})
    assert document.published is None
    assert document.notes == ("published 'soon' is no date: not used",)
