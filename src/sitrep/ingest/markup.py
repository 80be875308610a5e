"""What a page's mark-up says about the report: title, address, outlet, author, every publication time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import lxml.etree

from sitrep.codebook.page_words_markup import MarkupWords, markup_words
from sitrep.ingest.assembly import Facts
from sitrep.ingest.identity import canonical_url
from sitrep.ingest.linked import LinkedArticle, linked_article
from sitrep.ingest.marks import is_name
from sitrep.ingest.moments import parse_moment
from sitrep.ingest.publication import candidate
from sitrep.model.document import DateCandidate

Element = Any
"""An lxml element; the library has no types of its own."""

_GAP = re.compile(r" ([,.;:!?)])")
_SUFFIXES = (" | ", " – ", " — ", " - ", " :: ", " » ")
_MAX_TIMES = 3
"""More time elements than this belong to lists of other reports."""
_MAX_BYLINE = 160


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Facts for the document, the visible publication time (or empty), and JSON-LD's article body."""

    facts: Facts
    printed_time: str
    linked_body: str


@dataclass(slots=True)
class _Raw:
    """What one walk over the tree collects."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    canonical: str = ""
    headings: list[str] = field(default_factory=list)
    page_title: str = ""
    times: list[tuple[str, str, bool]] = field(default_factory=list)
    """datetime attribute, visible text, whether it is marked as the publication time."""
    authors: list[str] = field(default_factory=list)


def page_facts(tree: Element, scripts: list[str], *, latest: datetime) -> PageFacts:
    """What the mark-up says.

    Args:
        tree: The parsed page without its scripts; not changed.
        scripts: Its JSON-LD.
        latest: Dates after it are no publication times.
    """
    words = markup_words()
    raw = _collect(tree, words)
    url = canonical_url(raw.canonical) or canonical_url(_first(raw, ("og:url", "twitter:url")))
    shown = (*raw.headings[:3], _first(raw, words.opengraph_title), raw.page_title)
    linked = linked_article(scripts, titles=shown, url=url) or LinkedArticle()
    outlet, outlet_origin = _outlet(raw, linked, words)
    candidates, notes, printed = _times(raw, linked, words, latest)
    facts = Facts(
        title=_title(raw, linked, words, outlet),
        url=url or linked.url,
        outlet=outlet,
        outlet_origin=outlet_origin,
        byline=_byline(raw, linked, words),
        candidates=candidates,
        notes=notes,
    )
    return PageFacts(facts, printed, linked.body)


def take_scripts(tree: Element) -> list[str]:
    """JSON-LD of a page, in order; scripts, styles and templates are removed from the tree."""
    scripts = [
        element.text
        for element in tree.iter("script")
        if "ld+json" in (element.get("type") or "").lower() and element.text
    ]
    lxml.etree.strip_elements(tree, "script", "style", "template", with_tail=False)
    return scripts


def paragraph_text(element: Element) -> str:
    """The text of a paragraph on one line; inline elements leave no gap."""
    return " ".join("".join(element.itertext()).split())


def visible_text(element: Element) -> str:
    """The text of an element with parts of its own (a heading, a caption), the parts a space apart."""
    return _GAP.sub(r"\1", " ".join(" ".join(element.itertext()).split()))


def classes(element: Element) -> str:
    """Class and id of an element in lower case, for the search of parts of names."""
    return f"{element.get('class') or ''} {element.get('id') or ''}".lower()[:300]


def _collect(tree: Element, words: MarkupWords) -> _Raw:
    raw = _Raw()
    for element in tree.iter("meta", "link", "title", "h1", "time", "a", "span", "div", "p", "address"):
        tag = element.tag
        if tag == "meta":
            _meta(raw, element)
        elif tag == "link":
            if (element.get("rel") or "").lower() == "canonical" and not raw.canonical:
                raw.canonical = element.get("href") or ""
        elif tag in ("title", "h1"):
            _heading(raw, element)
        else:
            _signature(raw, element, words)
    return raw


def _meta(raw: _Raw, element: Element) -> None:
    name = element.get("property") or element.get("name") or element.get("itemprop")
    content = " ".join((element.get("content") or "").split())
    if name and content:
        raw.meta.setdefault(name.strip().lower(), []).append(content[:1000])


def _heading(raw: _Raw, element: Element) -> None:
    text = visible_text(element)[:500]
    if text and element.tag == "h1":
        raw.headings.append(text)
    elif (
        text and not raw.page_title and element.getparent() is not None and element.getparent().tag == "head"
    ):
        raw.page_title = text


def _signature(raw: _Raw, element: Element, words: MarkupWords) -> None:
    """Time elements and authors."""
    itemprop = (element.get("itemprop") or "").lower()
    if element.tag == "time" or itemprop == "datepublished":
        value = element.get("datetime") or element.get("content") or ""
        named = itemprop == "datepublished" or element.get("pubdate") is not None
        marked = named or bool(words.published_classes.search(classes(element)))
        updated = "modif" in itemprop + classes(element) or "updat" in classes(element)
        if not updated and len(raw.times) < 50:
            raw.times.append((value, visible_text(element)[:120], marked))
    elif len(raw.authors) < 10 and (
        "author" in (element.get("rel") or "").lower().split()
        or itemprop == "author"
        or (element.get("class") and words.author_classes.search(classes(element)))
    ):
        text = visible_text(element)
        if 0 < len(text) <= _MAX_BYLINE:
            raw.authors.append(text)


def _first(raw: _Raw, names: Iterable[str]) -> str:
    return next((raw.meta[name][0] for name in names if name in raw.meta), "")


def _title(raw: _Raw, linked: LinkedArticle, words: MarkupWords, outlet: str) -> str:
    """Headline: Open Graph, JSON-LD, the only h1, meta, the page's title; without the outlet's name."""
    heading = raw.headings[0] if len(raw.headings) == 1 else ""
    options = (
        _first(raw, words.opengraph_title),
        linked.headline,
        heading,
        _first(raw, words.meta_title),
        raw.page_title,
    )
    title = next((option for option in options if option), "")
    for suffix in _SUFFIXES:
        head, found, tail = title.rpartition(suffix)
        if found and (
            tail.casefold() == outlet.casefold() or (head in raw.headings and len(tail.split()) <= 5)
        ):
            return head.strip()
    return title


def _outlet(raw: _Raw, linked: LinkedArticle, words: MarkupWords) -> tuple[str, str]:
    for value, origin in (
        (linked.publisher, "json-ld"),
        (_first(raw, words.opengraph_outlet), "opengraph"),
        (_first(raw, words.meta_outlet), "meta"),
    ):
        if value and "://" not in value and len(value) <= 80:
            return value, origin
    return "", ""


def _byline(raw: _Raw, linked: LinkedArticle, words: MarkupWords) -> str:
    if linked.authors:
        return ", ".join(linked.authors)[:_MAX_BYLINE]
    for value in (*(value for name in words.meta_author for value in raw.meta.get(name, ())), *raw.authors):
        name = value[3:].strip() if value[:3].lower() == "by " else value
        if "://" not in name and len(name) <= _MAX_BYLINE and is_name(name):
            return name
    return ""


def _written(raw: _Raw, linked: LinkedArticle, words: MarkupWords) -> Iterator[tuple[str, str]]:
    """Publication times as written, with their origin."""
    if linked.published:
        yield "json-ld", linked.published
    for name in words.opengraph_published:
        for value in raw.meta.get(name, ())[:1]:
            yield "opengraph", value
    for name in words.meta_published:
        for value in raw.meta.get(name, ())[:1]:
            yield "meta", value
    for value, visible, _ in _chosen_times(raw):
        if value or visible:
            yield "time-element", value or visible


def _chosen_times(raw: _Raw) -> list[tuple[str, str, bool]]:
    """Time elements marked as publication, else the first ones where there are few."""
    marked = [entry for entry in raw.times if entry[2]]
    return (marked or raw.times)[:1] if marked or len(raw.times) <= _MAX_TIMES else []


def _times(
    raw: _Raw, linked: LinkedArticle, words: MarkupWords, latest: datetime
) -> tuple[tuple[DateCandidate, ...], tuple[str, ...], str]:
    candidates: list[DateCandidate] = []
    notes: list[str] = []
    for origin, written in _written(raw, linked, words):
        moment = parse_moment(written, latest=latest)
        if moment is None:
            continue
        one, note = candidate(moment, origin, written)
        if one is not None and one not in candidates:
            candidates.append(one)
        if note and note not in notes:
            notes.append(note)
    printed = next(
        (visible for _, visible, _ in _chosen_times(raw) if parse_moment(visible, latest=latest)), ""
    )
    return tuple(candidates), tuple(notes), printed
