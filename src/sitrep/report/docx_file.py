"""The report as DOCX: real headings and tables, notes as links to bookmarks, map and charts as pictures."""

from datetime import UTC, datetime
from importlib import import_module
from io import BytesIO
from typing import Any

from sitrep.errors import MissingExtraError
from sitrep.report.blocks import (
    Block,
    Bullets,
    Cards,
    Heading,
    Note,
    Opposed,
    Paragraph,
    Picture,
    Report,
    Table,
)
from sitrep.report.pdf import png
from sitrep.report.runs import Cell, Kind, Line, Run, plain, words

PAGE_CM, MARGIN_CM = (21.0, 29.7), 1.8
TEXT_CM = PAGE_CM[0] - 2 * MARGIN_CM
COLOURS = {"soft": "56616F", "warn": "8A4B00", "link": "0B5C8A"}
HEADLINE_PT, TABLE_PT, NOTE_PT = 13.0, 8.5, 8.0
FONT = "Arial"
CARDS_IN_A_ROW = 3


def render_docx(report: Report) -> bytes:
    """The report as a Word file.

    Raises:
        MissingExtraError: If python-docx is not installed, or typst, which draws the pictures.
    """
    return _File(report).made()


class _File:
    """One Word file while it is written. python-docx has no links to bookmarks: those are written as XML."""

    def __init__(self, report: Report) -> None:
        try:
            self.docx = import_module("docx")
            self.shared = import_module("docx.shared")
            self.oxml = import_module("docx.oxml")
        except ImportError as error:
            raise MissingExtraError("this format needs python-docx: pip install 'sitrep[report]'") from error
        self.report = report
        self.file: Any = self.docx.Document()
        self._styles()

    def made(self) -> bytes:
        """The file's bytes."""
        self.paragraph(self.file.add_heading(level=0), self.report.title)
        for label, value in self.report.facts:
            self.paragraph(self.file.add_paragraph(), (words(f"{label}: ", "strong"), *value))
        for section in self.report.sections:
            self.file.add_heading(section.title, level=1)
            for block in section.blocks:
                self.block(block)
        for note in self.report.notes:
            self.note(note)
        out = BytesIO()
        self.file.save(out)
        return out.getvalue()

    def _styles(self) -> None:
        cm, pt = self.shared.Cm, self.shared.Pt
        section = self.file.sections[0]
        section.page_width, section.page_height = cm(PAGE_CM[0]), cm(PAGE_CM[1])
        section.left_margin = section.right_margin = cm(MARGIN_CM)
        section.top_margin = section.bottom_margin = cm(MARGIN_CM)
        for style in self.file.styles:
            if getattr(style, "font", None) is not None and style.name.startswith(
                ("Normal", "Heading", "Title", "List")
            ):
                style.font.name = FONT
                properties = style.element.get_or_add_rPr()
                fonts = properties.get_or_add_rFonts()
                for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                    fonts.attrib.pop(self._name(name), None)
        self.file.styles["Normal"].font.size = pt(10)
        self.file.styles["Normal"].paragraph_format.space_after = pt(4)
        core = self.file.core_properties
        core.title, core.author, core.comments, core.language = (
            plain(self.report.title),
            "sitrep",
            "",
            self.report.language,
        )
        core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC)  # the same report gives the same file

    def _name(self, name: str) -> str:
        return str(self.oxml.ns.qn(f"w:{name}"))

    def element(self, tag: str, **attributes: str) -> Any:
        """An element of WordprocessingML."""
        made = self.oxml.OxmlElement(f"w:{tag}")
        for key, value in attributes.items():
            made.set(self._name(key), value)
        return made

    def paragraph(self, paragraph: Any, line: Line, size: float | None = None, notes: bool = True) -> Any:
        """A line's runs put into a paragraph."""
        for run in line:
            self._run(paragraph, run, size)
            if notes:
                for claim in run.claims:
                    if claim in self.report.numbers:
                        self._link(paragraph, claim, self.report.numbers[claim])
        return paragraph

    def _run(self, paragraph: Any, run: Run, size: float | None) -> None:
        if not run.text:
            return
        made = paragraph.add_run(run.text)
        made.bold = run.style == "strong" or None
        if run.style in COLOURS:
            made.font.color.rgb = self.shared.RGBColor.from_string(COLOURS[run.style])
        if run.kind is Kind.CODE:
            made.font.name = "Courier New"
        if size is not None:
            made.font.size = self.shared.Pt(size)

    def _link(self, paragraph: Any, claim: str, number: int) -> None:
        """A raised number that leads to the claim's note."""
        link = self.element("hyperlink", anchor=f"c_{claim}", history="1")
        run = paragraph.add_run(f" {number}")
        run.font.superscript = True
        run.font.color.rgb = self.shared.RGBColor.from_string(COLOURS["link"])
        link.append(run._r)  # python-docx gives no other way to a run's element
        paragraph._p.append(link)

    def block(self, block: Block) -> None:
        """One block of the content."""
        match block:
            case Heading():
                self.paragraph(self.file.add_heading(level=min(block.level - 1, 3)), block.line)
            case Paragraph():
                self.paragraph(self.file.add_paragraph(), block.line, 9.0 if block.style else None)
            case Bullets():
                for item in block.items:
                    self.paragraph(self.file.add_paragraph(style="List Bullet"), item)
            case Cards():
                self.cards(block)
            case Table():
                self.table(block)
            case Picture():
                self.picture(block)
            case Opposed():
                self.paragraph(self.file.add_heading(level=2), block.what)
                rows = (tuple((side, *said) for side, said in block.sides),)
                self.table(Table(("",) * len(block.sides), rows, (1,) * len(block.sides)), headed=False)

    def cards(self, block: Cards) -> None:
        """Headline figures, some in a row."""
        cells = [(card.figure, card.what, card.who) for card in block.items]
        rows = [cells[start : start + CARDS_IN_A_ROW] for start in range(0, len(cells), CARDS_IN_A_ROW)]
        padded = tuple(tuple([*row, *[()] * (CARDS_IN_A_ROW - len(row))]) for row in rows)
        made = self.table(Table(("",) * CARDS_IN_A_ROW, padded, (1,) * CARDS_IN_A_ROW), headed=False)
        for row in made.rows:
            for cell in row.cells:
                for run in cell.paragraphs[0].runs:
                    if not run.font.superscript:
                        run.font.size = self.shared.Pt(HEADLINE_PT)

    def table(self, table: Table, headed: bool = True) -> Any:
        """A table: its head stands again on every page, and no row is cut."""
        made = self.file.add_table(rows=0, cols=len(table.head))
        made.style = "Table Grid"
        made.autofit = False
        widths = [self.shared.Cm(TEXT_CM * width / sum(table.widths)) for width in table.widths]
        if headed:
            row = made.add_row()
            row._tr.get_or_add_trPr().append(self.element("tblHeader"))
            for cell, head in zip(row.cells, table.head, strict=True):
                self.paragraph(cell.paragraphs[0], (words(head, "strong"),), TABLE_PT)
        for cells in table.rows:
            row = made.add_row()
            row._tr.get_or_add_trPr().append(self.element("cantSplit"))
            for cell, lines in zip(row.cells, cells, strict=True):
                self._fill(cell, lines)
        for row in made.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        self.file.add_paragraph()
        return made

    def _fill(self, cell: Any, lines: Cell) -> None:
        for number, line in enumerate(lines):
            paragraph = cell.paragraphs[0] if not number else cell.add_paragraph()
            paragraph.paragraph_format.space_after = self.shared.Pt(1)
            self.paragraph(paragraph, line, TABLE_PT)

    def picture(self, block: Picture) -> None:
        """A drawing as a picture with its text alternative, its caption, and its table."""
        made = self.file.add_picture(BytesIO(png(block)), width=self.shared.Cm(TEXT_CM))
        properties = made._inline.docPr
        properties.set("descr", plain(block.caption))
        properties.set("title", plain(block.description))
        self.paragraph(self.file.add_paragraph(), block.caption, 9.0)
        if block.table is not None:
            self.table(block.table)

    def note(self, note: Note) -> None:
        """One claim, with the bookmark that its numbers lead to."""
        paragraph = self.file.add_paragraph()
        paragraph.paragraph_format.space_after = self.shared.Pt(3)
        start = self.element("bookmarkStart", id=str(note.number), name=f"c_{note.claim}")
        paragraph._p.append(start)
        self._run(paragraph, words(f"{note.number}. ", "strong"), NOTE_PT)
        paragraph._p.append(self.element("bookmarkEnd", id=str(note.number)))
        for number, line in enumerate(note.lines):
            if number:
                self._run(paragraph, words(" "), NOTE_PT)
            self.paragraph(paragraph, line, NOTE_PT, notes=False)
