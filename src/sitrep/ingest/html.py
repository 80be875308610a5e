"""Saved HTML pages: the body by trafilatura, everything around it by a pass of our own over the tree."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import lxml.etree
import lxml.html
import trafilatura

from sitrep.errors import ReadError
from sitrep.ingest.assembly import assemble
from sitrep.ingest.decode import Decoded, clean
from sitrep.ingest.lines import Piece, same_key
from sitrep.ingest.marks import is_name
from sitrep.ingest.markup import PageFacts, page_facts, take_scripts
from sitrep.ingest.pictures import Picture, pictures
from sitrep.ingest.publication import latest_allowed
from sitrep.ingest.source import Found, Reading, Source
from sitrep.model.document import BlockRole

# Without a handler the library's warnings about odd pages would go to the user's terminal.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_MAX_TAGS = 80_000
"""The largest news pages have some 20,000 tags; extraction takes the square of paragraphs far above."""
_LONG_TAG = re.compile(r"<[^<>]{30000,}")
_MAX_ATTRIBUTES = 1000
"""Parsing takes the square of the attributes of one tag: 30,000 take seconds."""
_MAX_DEPTH = 240
"""The parser drops everything nested deeper than 256 elements, silently: such a page is refused instead."""
_TOO_DEEP = lxml.etree.XPath(f"boolean(//*[count(ancestor::*) > {_MAX_DEPTH}])")
_MIN_WORDS = 8


def read(source: Source, decoded: Decoded) -> Reading:
    """The report of a saved page.

    The document's text is, one paragraph a line: title, byline, printed time, then the body with each
    caption (and its credit) after the paragraph it follows on the page.

    Raises:
        ReadError: no_article, too_large, language_unsupported.
    """
    tree = _parse(decoded.text, source.origin)
    page = page_facts(tree, take_scripts(tree), latest=latest_allowed(source.retrieved_at))
    body = _body(tree, page, source.origin)
    shown = pictures(tree, body)
    page = replace(page, facts=replace(page.facts, notes=(*decoded.notes, *page.facts.notes)))
    lines = _lines(page, body, shown)
    capture = source.capture()
    document = assemble(
        lines.text(),
        lines.pieces(),
        capture=capture.id,
        origin=source.origin,
        facts=page.facts,
        attributes=source.attributes,
        retrieved_at=source.retrieved_at,
        preset=dict(enumerate(lines.roles)),
    )
    return iter([Found(capture, document, source.data)])


@dataclass(slots=True)
class _Lines:
    """The document's lines with the role that mark-up gives each."""

    texts: list[str] = field(default_factory=list)
    roles: list[BlockRole] = field(default_factory=list)

    def add(self, text: str, role: BlockRole) -> None:
        line = " ".join(clean(text).split())
        if line:
            self.texts.append(line)
            self.roles.append(role)

    def text(self) -> str:
        return "\n".join(self.texts)

    def pieces(self) -> tuple[Piece, ...]:
        found, position = [], 0
        for text in self.texts:
            found.append(Piece(position, position + len(text), text))
            position += len(text) + 1
        return tuple(found)


def _lines(page: PageFacts, body: Sequence[str], shown: Sequence[Picture]) -> _Lines:
    lines = _Lines()
    title = page.facts.title
    lines.add(title, BlockRole.TITLE)
    byline = page.facts.byline
    if byline:
        lines.add(f"By {byline}" if is_name(byline) else byline, BlockRole.BYLINE)
    lines.add(page.printed_time, BlockRole.TIMESTAMP)
    for index in range(-1, len(body)):
        if index >= 0 and same_key(body[index]) != same_key(title):
            lines.add(body[index], BlockRole.BODY)
        for picture in shown:
            if picture.after == index:
                lines.add(picture.caption, BlockRole.CAPTION)
                lines.add(picture.credit, BlockRole.CREDIT)
    return lines


def _parse(text: str, origin: str) -> Any:
    """The tree of a page that is not absurd."""
    if text.count("<") > _MAX_TAGS:
        raise ReadError("too_large", f"{origin}: more than {_MAX_TAGS} tags", origin=origin)
    for match in _LONG_TAG.finditer(text):
        if match.group().count("=") > _MAX_ATTRIBUTES:
            raise ReadError(
                "too_large", f"{origin}: a tag with more than {_MAX_ATTRIBUTES} attributes", origin=origin
            )
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError) as error:
        raise ReadError("no_article", f"{origin}: no page in it: {error}", origin=origin) from error
    if _TOO_DEEP(tree):
        raise ReadError("too_large", f"{origin}: nested deeper than {_MAX_DEPTH} elements", origin=origin)
    return tree


def _body(tree: Any, page: PageFacts, origin: str) -> list[str]:
    """Paragraphs of the body; JSON-LD's article body where extraction finds much less."""
    extracted = trafilatura.bare_extraction(tree, fast=True, include_comments=False, include_tables=False)
    body = _paragraphs(str(getattr(extracted, "text", None) or ""))
    linked = _paragraphs(page.linked_body)
    if _words(linked) > 2 * _words(body) and _words(linked) >= _MIN_WORDS:
        body = linked
    if _words(body) < _MIN_WORDS:
        raise ReadError("no_article", f"{origin}: no paragraph of an article found", origin=origin)
    return body


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(clean(line).split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _words(paragraphs: Sequence[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)
