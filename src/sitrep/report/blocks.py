"""Blocks: what a report is made of, before any format. All formats are written from the same blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sitrep.report.runs import Cell, Line, Run


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within a section, of level 3 or 4."""

    line: Line
    level: int = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. `style`: "" or note (smaller: caveats, explanations)."""

    line: Line
    style: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure: the figure, what it counts, and who says so."""

    figure: Line
    what: Line
    who: Line


@dataclass(frozen=True, slots=True)
class Cards:
    """Headline figures side by side."""

    items: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. `widths` are relative, one a column; `ids` name rows as targets of links, where they are."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[int, ...]
    caption: str = ""
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing: SVG of `width` × `height` pixels, with its caption and a description for those who do not see it.

    Whatever it shows stands in a table too: `table` where no other block of the report holds it.
    """

    svg: str
    width: int
    height: int
    caption: Line
    description: Line
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Opposed:
    """A contradiction: what is disputed, and the sides, each with what it says as lines."""

    what: Line
    sides: tuple[tuple[Line, tuple[Line, ...]], ...]


Block = Heading | Paragraph | Bullets | Cards | Table | Picture | Opposed


@dataclass(frozen=True, slots=True)
class Section:
    """One section with its anchor."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a number leads to: one claim, with its sentence and who said it."""

    number: int
    claim: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: title, facts about it, sections, and the notes that its numbers lead to.

    `numbers` gives the note of each claim that is cited.
    """

    title: Line
    facts: tuple[tuple[str, Line], ...]
    sections: tuple[Section, ...]
    notes: tuple[Note, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    language: str = "en"


def lines_of(block: Block) -> Iterator[Line]:
    """Every line of a block, in reading order."""
    match block:
        case Heading(line=line) | Paragraph(line=line):
            yield line
        case Bullets(items=items):
            yield from items
        case Cards(items=cards):
            for card in cards:
                yield from (card.figure, card.what, card.who)
        case Table():
            yield from (line for row in block.rows for cell in row for line in cell)
        case Picture():
            yield block.caption
            if block.table is not None:
                yield from lines_of(block.table)
        case Opposed():
            yield block.what
            for side, said in block.sides:
                yield from (side, *said)


def runs_of(report: Report) -> Iterator[Run]:
    """Every run of a report in reading order, the notes' own left out."""
    yield from report.title
    for _, line in report.facts:
        yield from line
    for section in report.sections:
        for block in section.blocks:
            for line in lines_of(block):
                yield from line
