"""The Word file read back: headings, tables with heads, pictures with text alternatives, numbers that lead to notes."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from tests.report.situations import situated, small

from sitrep.report import Report, content, render_docx
from sitrep.report.blocks import Heading, Opposed, Picture, Table, runs_of
from sitrep.report.runs import plain


@pytest.fixture(scope="module")
def made() -> Report:
    return content(situated(small()))


@pytest.fixture(scope="module")
def file(made: Report) -> Any:
    return Document(BytesIO(render_docx(made)))


def blocks(made: Report, kind: type) -> list[Any]:
    return [block for section in made.sections for block in section.blocks if isinstance(block, kind)]


def test_the_title_and_every_section_are_headings_in_order(made: Report, file: Any) -> None:
    styled = [
        (p.style.name, p.text) for p in file.paragraphs if p.style.name.startswith(("Title", "Heading"))
    ]
    assert styled[0] == ("Title", plain(made.title))
    assert [text for style, text in styled if style == "Heading 1"] == [each.title for each in made.sections]
    levels = [int(style[-1]) for style, _ in styled[1:]]
    assert all(level - before <= 1 for before, level in zip(levels, levels[1:], strict=False)), (
        "no level is left out"
    )
    assert len(styled) == 1 + len(made.sections) + len(blocks(made, Heading)) + len(blocks(made, Opposed))


def test_every_table_stands_whole_with_a_head_that_is_repeated(made: Report, file: Any) -> None:
    tables = [
        *blocks(made, Table),
        *(picture.table for picture in blocks(made, Picture) if picture.table is not None),
    ]
    headed = [table for table in file.tables if table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None]
    told = {(table.head, len(table.rows)) for table in tables}
    assert len(headed) == len(tables) > 0
    for table in headed:
        head = tuple(cell.text for cell in table.rows[0].cells)
        assert (head, len(table.rows) - 1) in told
        for row in table.rows[1:]:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None


def test_no_table_is_wider_than_the_text(file: Any) -> None:
    section = file.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for table in file.tables:
        assert not table.autofit
        for row in table.rows:
            assert sum(cell.width for cell in row.cells) <= width + len(row.cells)


def test_every_picture_has_a_text_alternative_and_fits(made: Report, file: Any) -> None:
    pictures = blocks(made, Picture)
    section = file.sections[0]
    assert len(file.inline_shapes) == len(pictures) > 0
    for shape, picture in zip(file.inline_shapes, pictures, strict=True):
        properties = shape._inline.docPr
        assert properties.get("descr") == plain(picture.caption) != ""
        assert properties.get("title") == plain(picture.description) != ""
        assert shape.width <= section.page_width - section.left_margin - section.right_margin
        assert shape.height <= section.page_height - section.top_margin - section.bottom_margin


def test_every_number_leads_to_the_note_of_its_claim(made: Report, file: Any) -> None:
    body = file.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == len(made.notes)
    links = [
        (link.get(qn("w:anchor")), "".join(each.text for each in link.iter(qn("w:t"))).strip())
        for link in body.iter(qn("w:hyperlink"))
    ]
    expected = {(f"c_{claim}", str(made.numbers[claim])) for run in runs_of(made) for claim in run.claims}
    assert set(links) == expected and {anchor for anchor, _ in links} <= set(marks)


def test_every_bookmark_stands_at_its_own_note(made: Report, file: Any) -> None:
    notes = {f"c_{note.claim}": note for note in made.notes}
    found = 0
    for paragraph in file.paragraphs:
        for mark in paragraph._p.iter(qn("w:bookmarkStart")):
            note = notes[mark.get(qn("w:name"))]
            assert paragraph.text.startswith(f"{note.number}. ")
            assert all(plain(line) in paragraph.text for line in note.lines)
            found += 1
    assert found == len(made.notes) > 0


def test_the_file_leads_nowhere_outside(file: Any) -> None:
    outside = [part.target_ref for part in file.part.rels.values() if part.is_external]
    assert outside == []


def test_the_same_report_gives_the_same_properties(made: Report, file: Any) -> None:
    core = file.core_properties
    assert (core.title, core.author, core.language) == (plain(made.title), "sitrep", made.language)
    again = Document(BytesIO(render_docx(made)))
    assert again.core_properties.created == core.created
