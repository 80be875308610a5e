"""JSON-LD of a page: the node that describes the article itself, not one of its neighbours."""

import html
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sitrep.codebook.page_words_markup import markup_words
from sitrep.ingest.decode import clean
from sitrep.ingest.identity import canonical_url
from sitrep.ingest.lines import same_key

_MAX_SCRIPT = 2_000_000
_MAX_NODES = 2000
"""A page describes a handful of things; beyond this it is not looked at."""


@dataclass(frozen=True, slots=True)
class LinkedArticle:
    """What JSON-LD says of the article; empty where it says nothing. `published` is as written."""

    headline: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    url: str = ""
    body: str = ""


def linked_article(scripts: list[str], *, titles: tuple[str, ...], url: str) -> LinkedArticle | None:
    """The article node that matches the page, or None.

    A node matches by its address or its headline. Where none matches, the only article node of the page is
    taken; several that do not match are teasers of other reports.

    Args:
        scripts: Contents of the JSON-LD scripts, in page order.
        titles: Headlines that the page shows.
        url: Canonical address of the page, or empty.
    """
    articles = [node for script in scripts for node in _nodes(script) if _is_article(node)]
    wanted = {same_key(title) for title in titles if title}
    for node in articles:
        if url and url in _urls(node):
            return _article(node)
    for node in articles:
        headline = same_key(_text(node.get("headline")) or _text(node.get("name")))
        if headline and any(headline in title or title in headline for title in wanted):
            return _article(node)
    return _article(articles[0]) if len(articles) == 1 else None


def _nodes(script: str) -> Iterator[dict[str, Any]]:
    """Every object of a script, outer before inner. Damaged scripts give none."""
    if len(script) > _MAX_SCRIPT:
        return
    try:
        content = json.loads(script.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return
    pending: list[Any] = [content]
    for _ in range(_MAX_NODES):
        if not pending:
            return
        node = pending.pop(0)
        if isinstance(node, dict):
            yield node
            pending.extend(value for value in node.values() if isinstance(value, dict | list))
        elif isinstance(node, list):
            pending.extend(value for value in node if isinstance(value, dict | list))


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.rpartition("/")[2].lower() in markup_words().article_types
        for kind in kinds
    )


def _article(node: dict[str, Any]) -> LinkedArticle:
    urls = _urls(node)
    return LinkedArticle(
        headline=_text(node.get("headline")) or _text(node.get("name")),
        published=_text(node.get("datePublished")) or _text(node.get("dateCreated")),
        authors=tuple(dict.fromkeys(name for name in _names(node.get("author")) if name)),
        publisher=next(iter(_names(node.get("publisher"))), ""),
        url=urls[0] if urls else "",
        body=clean(html.unescape(str(node["articleBody"])))
        if isinstance(node.get("articleBody"), str)
        else "",
    )


def _urls(node: dict[str, Any]) -> list[str]:
    found = []
    for key in ("url", "mainEntityOfPage", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        address = canonical_url(value) if isinstance(value, str) else ""
        if address:
            found.append(address)
    return found


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in values[:20]]


def _text(value: Any) -> str:
    """A string value on one line; a list's first string; else empty."""
    if isinstance(value, list):
        value = next((one for one in value if isinstance(one, str)), "")
    return " ".join(html.unescape(clean(value)).split()) if isinstance(value, str) else ""
