"""The line classifier: which part of a saved page each paragraph is, and the facts it states."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sitrep.codebook.page_words import page_words
from sitrep.ingest.credits import credited_agency, text_credit_at_end
from sitrep.ingest.datelines import Dateline, dateline, is_header
from sitrep.ingest.lines import Piece, same_key
from sitrep.ingest.marks import Kind, Mark, is_name, mark
from sitrep.ingest.moments import Moment
from sitrep.ingest.outlets import Imprint, imprint, same_organisation
from sitrep.model.document import Block, BlockRole
from sitrep.model.span import Span

_COMMENTS_AFTER_WORDS = 25
"""Words of prose after which a comments heading ends the report; before, it is a button above it."""
_TITLE_WORDS = 4
_MAX_TITLE_WORDS = 45
_MENU_WORDS = 4
"""A line without a stop, up to this length, between title and report is a section name or a button."""
_TAIL_WORDS = 20
_ADDED = ("-", "–", "—", "|", "·", "»")

_SIMPLE = {
    Kind.NOISE: BlockRole.BOILERPLATE,
    Kind.INTERFACE: BlockRole.BOILERPLATE,
    Kind.COMMENTS: BlockRole.BOILERPLATE,
    Kind.LIST: BlockRole.BOILERPLATE,
    Kind.NOTICE: BlockRole.BOILERPLATE,
    Kind.TIMESTAMP: BlockRole.TIMESTAMP,
    Kind.BYLINE: BlockRole.BYLINE,
    Kind.TEXT_CREDIT: BlockRole.CREDIT,
    Kind.CREDIT: BlockRole.CREDIT,
    Kind.CAPTION: BlockRole.CAPTION,
    Kind.PROSE: BlockRole.BODY,
    Kind.SHORT: BlockRole.BODY,
}


@dataclass(slots=True)
class Layout:
    """Blocks of a text, and what its lines say about its publication. Built up by `layout`."""

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    byline: str = ""
    agency: str = ""
    agency_evidence: str = ""
    dateline: Dateline | None = None
    times: list[tuple[Moment, str]] = field(default_factory=list)
    """Printed publication times with their lines; those labelled as updates stand last."""
    imprint: Imprint = field(default_factory=Imprint)


def layout(
    text: str, found: Sequence[Piece], *, latest: datetime, preset: Mapping[int, BlockRole] | None = None
) -> Layout:
    """Blocks and facts of a report.

    Args:
        text: The whole text.
        found: Its paragraphs in order.
        latest: Dates after it are no publication times.
        preset: Roles that are known already (from mark-up), by index of the paragraph.
    """
    preset = preset or {}
    marks = [_as_header(piece.text, mark(piece.text, latest=latest)) for piece in found]
    datelines = _datelines(found, marks, preset)
    roles = _roles(found, marks, datelines, preset)
    result = Layout()
    updates: list[tuple[Moment, str]] = []
    for index, (piece, role) in enumerate(zip(found, roles, strict=True)):
        _add(result, piece, role, marks[index], datelines.get(index))
        if role is BlockRole.TIMESTAMP:
            _note_times(result, updates, piece.text, marks[index])
    result.times.extend(updates)
    _note_names(result, found, roles, marks)
    result.blocks = _with_repeats(result.blocks, text)
    return result


def _as_header(text: str, one: Mark) -> Mark:
    """A wire's header that looks like a caption with its picture's credit is a line of its own."""
    return (
        replace(one, kind=Kind.SHORT, caption=None) if one.kind is Kind.CAPTION and is_header(text) else one
    )


def _datelines(
    found: Sequence[Piece], marks: Sequence[Mark], preset: Mapping[int, BlockRole]
) -> dict[int, Dateline]:
    """The report's dateline, by index of its paragraph: the first one only."""
    first = True
    for index, (piece, one) in enumerate(zip(found, marks, strict=True)):
        if preset.get(index, BlockRole.BODY) is not BlockRole.BODY or one.kind not in (
            Kind.PROSE,
            Kind.SHORT,
        ):
            continue
        line = dateline(piece.text, first=first)
        alone = line is not None and line.end == len(piece.text)
        if one.kind is Kind.SHORT and not one.closed and one.words < _TITLE_WORDS * 3 and not alone:
            continue
        if line is not None:
            return {index: line}
        first = first and one.kind is not Kind.PROSE
    return {}


def _roles(
    found: Sequence[Piece],
    marks: Sequence[Mark],
    datelines: Mapping[int, Dateline],
    preset: Mapping[int, BlockRole],
) -> list[BlockRole]:
    roles = [_SIMPLE[one.kind] for one in marks]
    start = _report_start(marks, datelines, preset)
    _head(roles, found, marks, preset, start)
    end = _report_end(marks, start, datelines)
    for index in range(end, len(roles)):
        if roles[index] not in (BlockRole.CREDIT, BlockRole.TIMESTAMP) or marks[end].kind is Kind.COMMENTS:
            roles[index] = BlockRole.BOILERPLATE
    _lists(roles, marks, start, end)
    _names(roles, found, marks)
    _bare_agencies(roles, marks, start)
    for index, role in preset.items():
        if not (role is BlockRole.BODY and roles[index] is not BlockRole.BOILERPLATE):
            roles[index] = role if role is not BlockRole.BODY else _trusted(marks[index])
    return roles


def _trusted(one: Mark) -> BlockRole:
    """Role of a paragraph that mark-up places in the report: only plain interface words leave it."""
    return BlockRole.BODY if one.kind in (Kind.PROSE, Kind.SHORT, Kind.LIST) else _SIMPLE[one.kind]


def _report_start(
    marks: Sequence[Mark], datelines: Mapping[int, Dateline], preset: Mapping[int, BlockRole]
) -> int:
    """Index of the report's first paragraph: the one with the dateline, else the first prose."""
    for index, role in sorted(preset.items()):
        if role is BlockRole.BODY:
            return index
    prose = [index for index, one in enumerate(marks) if one.kind is Kind.PROSE]
    first = prose[0] if prose else len(marks)
    return min([first, *datelines])


def _report_end(marks: Sequence[Mark], start: int, datelines: Mapping[int, Dateline]) -> int:
    """Index from which nothing is the report any more: the comments, or what trails after the last prose."""
    words = 0
    last_dateline = max(datelines, default=-1)
    end = len(marks)
    for index in range(start, len(marks)):
        one = marks[index]
        if one.kind is Kind.COMMENTS and words >= _COMMENTS_AFTER_WORDS and index > last_dateline:
            end = index
            break
        if one.kind is Kind.PROSE:
            words += one.words
    while end > start + 1 and _trails(marks[end - 1]):
        end -= 1
    return end


def _trails(one: Mark) -> bool:
    if one.kind in (Kind.PROSE, Kind.CAPTION):
        return False
    return one.kind is not Kind.SHORT or (not one.closed and one.words < _TAIL_WORDS)


def _head(
    roles: list[BlockRole],
    found: Sequence[Piece],
    marks: Sequence[Mark],
    preset: Mapping[int, BlockRole],
    start: int,
) -> None:
    """Title and menu entries in front of the report."""
    shorts = [
        index
        for index in range(min(start, len(marks)))
        if marks[index].kind is Kind.SHORT and index not in preset
    ]
    title = None if BlockRole.TITLE in preset.values() else _title(shorts, found, marks)
    key = same_key(found[title].text) if title is not None else ""
    for index in shorts:
        if title is not None and same_key(found[index].text) == key:
            roles[index] = BlockRole.TITLE
        elif marks[index].words <= _MENU_WORDS or title is None or index < title:
            roles[index] = BlockRole.BOILERPLATE


def _title(shorts: Sequence[int], found: Sequence[Piece], marks: Sequence[Mark]) -> int | None:
    """The line printed twice (page title and headline), else the first of some length, else the longest."""
    fitting = [index for index in shorts if marks[index].words <= _MAX_TITLE_WORDS]
    counts: dict[str, int] = {}
    for index in fitting:
        key = same_key(found[index].text)
        counts[key] = counts.get(key, 0) + 1
    long = [index for index in fitting if marks[index].words >= _TITLE_WORDS]
    for index in long:
        key = same_key(found[index].text)
        # The browser's title adds the outlet: "Headline - Outlet" above "Headline".
        longer = any(
            other.startswith(key) and other[len(key) :].lstrip()[:1] in _ADDED
            for other in counts
            if other != key
        )
        if counts[key] > 1 or longer:
            return index
    if long:
        return long[0]
    return max(fitting, key=lambda index: (marks[index].words, -index), default=None)


def _lists(roles: list[BlockRole], marks: Sequence[Mark], start: int, end: int) -> None:
    """Headlines after "Related" or "Most read", up to the next prose."""
    inside = False
    for index in range(start + 1, min(end, len(marks))):
        kind = marks[index].kind
        if kind is Kind.LIST:
            inside = True
        elif kind is Kind.PROSE:
            inside = False
        elif inside and kind is Kind.SHORT:
            roles[index] = BlockRole.BOILERPLATE


def _names(roles: list[BlockRole], found: Sequence[Piece], marks: Sequence[Mark]) -> None:
    """The name on the line after an empty BY."""
    for index in range(1, len(found)):
        before, one = marks[index - 1], marks[index]
        if (
            before.kind is Kind.BYLINE
            and not before.byline
            and one.words <= 6
            and roles[index] is not BlockRole.TITLE
        ):
            if one.kind in (Kind.SHORT, Kind.CREDIT) and is_name(found[index].text):
                roles[index] = BlockRole.BYLINE


def _bare_agencies(roles: list[BlockRole], marks: Sequence[Mark], start: int) -> None:
    """The name of an agency alone on a line above the report signs it, unless it stands under a picture."""
    for index in range(min(start, len(marks))):
        under_picture = index > 0 and roles[index - 1] is BlockRole.CAPTION
        if marks[index].kind is Kind.CREDIT and not under_picture:
            roles[index] = BlockRole.BYLINE


def _add(result: Layout, piece: Piece, role: BlockRole, one: Mark, line: Dateline | None) -> None:
    """The blocks of one paragraph: its dateline and its credit are blocks of their own."""
    blocks = result.blocks
    if role is BlockRole.CAPTION and one.caption is not None and one.caption.credit < len(piece.text):
        blocks.append(Block(_trimmed(piece, 0, one.caption.credit), role))
        blocks.append(Block(piece.span(one.caption.credit), BlockRole.CREDIT))
    elif role is BlockRole.BODY:
        start = 0
        if line is not None:
            result.dateline = line
            blocks.append(Block(_trimmed(piece, 0, line.end), BlockRole.DATELINE))
            start = line.end
        end = text_credit_at_end(piece.text)
        if end < len(piece.text) and end > start:
            _claim(result, credited_agency(piece.text[end:]), "credit")
            blocks.append(Block(_trimmed(piece, start, end), role))
            blocks.append(Block(piece.span(end), BlockRole.CREDIT))
        elif start < len(piece.text):
            blocks.append(Block(piece.span(start), role))
    else:
        blocks.append(Block(piece.span(), role))


def _trimmed(piece: Piece, start: int, end: int) -> Span:
    return piece.span(start, start + len(piece.text[start:end].rstrip()))


def _claim(result: Layout, agency: str, evidence: str) -> None:
    """Takes the first agency found, whatever it was found by."""
    if agency and not result.agency:
        result.agency, result.agency_evidence = agency, evidence


def _note_times(result: Layout, updates: list[tuple[Moment, str]], line: str, one: Mark) -> None:
    """Times of a timestamp line; those after "Updated" are kept for last."""
    position = 0
    for moment in one.times:
        label = line[position : moment.start].lower()
        updated = any(word in label for word in page_words().updated_labels)
        (updates if updated else result.times).append((moment, line[moment.start : moment.end]))
        position = moment.end


def _note_names(
    result: Layout, found: Sequence[Piece], roles: Sequence[BlockRole], marks: Sequence[Mark]
) -> None:
    """Title, byline and the agency of the text, byline before dateline before credit."""
    credit, result.agency, result.agency_evidence = result.agency, "", ""
    last_body = max((index for index, role in enumerate(roles) if role is BlockRole.BODY), default=-1)
    for index, role in enumerate(roles):
        text = " ".join(found[index].text.split())
        if role is BlockRole.TITLE and not result.title:
            result.title = text
        elif role is BlockRole.BYLINE:
            name = marks[index].byline if marks[index].kind is Kind.BYLINE else text
            result.byline = result.byline or " ".join(name.split())
            printed = result.dateline.agency if result.dateline else ""
            signed = printed if same_organisation(name, printed) else credited_agency(name)
            _claim(result, signed, "byline")
        elif role is BlockRole.CREDIT and marks[index].kind is Kind.TEXT_CREDIT:
            credit = credit or credited_agency(text)
        elif role is BlockRole.CREDIT and marks[index].kind is Kind.CREDIT and index > last_body >= 0:
            # A bare agency name under the last paragraph is the text's, under a caption the picture's.
            if roles[index - 1] is not BlockRole.CAPTION:
                credit = credit or credited_agency(text)
    if result.dateline is not None:
        _claim(result, result.dateline.agency, "dateline")
    result.imprint = _imprint(result, roles, marks, last_body)
    _claim(result, result.imprint.agency or credit, "credit")


def _imprint(result: Layout, roles: Sequence[BlockRole], marks: Sequence[Mark], last_body: int) -> Imprint:
    """What the lines above and below the report say of its publisher; right under a picture they speak of it."""
    first_body = roles.index(BlockRole.BODY) if BlockRole.BODY in roles else len(roles)
    named = [
        one.publisher
        for index, one in enumerate(marks)
        if one.publisher is not None
        and not first_body < index < last_body
        and not (index > 0 and roles[index - 1] is BlockRole.CAPTION)
    ]
    return imprint(named, agency=result.dateline.agency if result.dateline else "")


def _with_repeats(blocks: Sequence[Block], text: str) -> list[Block]:
    """The same blocks, each pointing to the first earlier one with the same words."""
    first: dict[str, int] = {}
    result: list[Block] = []
    for index, block in enumerate(blocks):
        earlier = first.setdefault(same_key(block.span.of(text)), index)
        result.append(Block(block.span, block.role, earlier if earlier != index else None))
    return result
