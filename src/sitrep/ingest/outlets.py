"""Who published a page, by its own words: copyright, "Published by" and "Source" lines; agencies in brackets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.agencies_lines import agencies
from sitrep.codebook.areas import first_order_areas, regions
from sitrep.codebook.countries import countries
from sitrep.codebook.page_words import page_words
from sitrep.codebook.page_words_outlets import outlet_words
from sitrep.codebook.page_words_times import time_words

_LONGEST = 200
"""A line about the publisher is no longer than this."""
_SIGN = r"(?:©|\([cC]\)|(?i:copyright))"
_YEARS = r"(?:1[89]|20)\d\d(?:\s?[-–—/]\s?(?:1[89]|20)?\d\d)?"
_LEADING = re.compile(
    rf"{_SIGN}(?:\s?{_SIGN})?[\s,:–—-]{{0,3}}(?P<years>{_YEARS})?[\s,:.–—|-]{{0,4}}(?:(?i:by)\s)?"
)
_TRAILING = re.compile(rf"[\s,.|–—-]{{1,4}}{_SIGN}(?:\s?{_SIGN})?[\s,]{{0,2}}{_YEARS}\b")
_YEARS_AT_END = re.compile(rf"[\s,(]{{1,3}}{_YEARS}\)?$")
_NAME_ENDS = re.compile(
    r"\.\s|\s?[|•·;–—]\s?|\s-\s|,\s(?=(?i:all|inc|llc|ltd|plc|or)\b)|[,.]?\s?(?i:all rights reserved)|\.$"
)
_PUBLISHED = re.compile(r"(?i:(?:first |originally )?published by)\s?:?\s")
_SOURCE = re.compile(r"(?i:source)\s?:\s")
_DOMAIN = re.compile(r"(?:www\.)?[a-z0-9-]{2,40}(?:\.[a-z]{2,8}){1,3}", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.&-]{1,40}")
_MOST_WORDS = 8
_MOST_AGENCY_WORDS = 4
_SHORTEST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Publisher:
    """A name on a line about the page's publisher. `how`: published, copyright or source, best first."""

    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the lines about the publisher say together; empty where they say nothing."""

    outlet: str = ""
    agency: str = ""
    """Canonical name of an agency that owns the text."""
    note: str = ""


def publisher(line: str) -> Publisher | None:
    """The publisher that a line names, or None where the line is about something else.

    "© 2017 The Karsa Herald. All rights reserved.", "Published by The Karsa Herald", "Source: The Karsa Herald". The
    owner of a copyright may have any name; on the other lines, where persons and ministries stand as often, the
    name must be an outlet's by one of its words.
    """
    if len(line) > _LONGEST:
        return None
    text = " ".join(line.split())
    for pattern, how in ((_PUBLISHED, "published"), (_SOURCE, "source")):
        opened = pattern.match(text)
        if opened:
            name = _cut(text[opened.end() :])
            return Publisher(name, how) if _is_outlet(name) else None
    name = _owner(text)
    return Publisher(name, "copyright") if name and _is_owner(name) else None


def imprint(publishers: Iterable[Publisher], *, agency: str) -> Imprint:
    """What several lines say together.

    An agency's copyright names the agency of the text, and the outlet only where no other line names one.

    Args:
        publishers: The names, in the order of the page.
        agency: Agency that the dateline names, or empty.
    """
    named = list(publishers)
    wires = {one.name: _agency(one.name, agency) for one in named}
    ranks = ("published", "copyright", "source")
    own = sorted((one for one in named if not wires[one.name]), key=lambda one: ranks.index(one.how))
    of_text = next((wires[one.name] for one in named if wires[one.name]), "")
    if not own:
        return Imprint(of_text, of_text)
    others = dict.fromkeys(one.name for one in own if not _same(one.name, own[0].name))
    note = (
        f"outlet: {own[0].name!r} taken, the page also names {', '.join(map(repr, others))}" if others else ""
    )
    return Imprint(own[0].name, of_text, note)


def named_agency(text: str) -> str:
    """The name in brackets behind a dateline's place, where it can only be an agency's; else empty.

    By news convention the agency stands there. One to four capitalised words; not a country, first-order area,
    region, date, state's abbreviation or a remark such as "Updated".
    """
    tokens = text.split()
    words = outlet_words()
    if not 0 < len(tokens) <= _MOST_AGENCY_WORDS or not all(_is_capitalised(token) for token in tokens):
        return ""
    plain = [token.lower() for token in tokens]
    if not words.not_agencies.isdisjoint(plain) or any(token.endswith(".") for token in tokens):
        return ""
    name = " ".join(tokens)
    if has_agency_word(name):
        return name if len(tokens) > 1 else ""
    if (
        len(name) < _SHORTEST_ACRONYM
        or any(_is_no_agency(word) for word in plain)
        or _folded(name) in _areas()
    ):
        return ""
    return name


def has_agency_word(name: str) -> bool:
    """Whether one word of a name is an agency's, such as "Wire" or "Press"."""
    return not outlet_words().agency_words.isdisjoint(name.lower().split())


def same_organisation(name: str, other: str) -> bool:
    """Whether a byline such as "Meridian Wire staff" names the organisation."""
    posts = page_words().byline_posts
    folded = _folded(name)
    return bool(other) and (
        folded == _folded(other) or any(folded == f"{_folded(other)} {post}" for post in posts)
    )


def _owner(text: str) -> str:
    leading = _LEADING.match(text)
    if leading:
        rest = _cut(text[leading.end() :])
        dated = leading["years"] or _YEARS_AT_END.search(rest) or "©" in leading.group()
        return _YEARS_AT_END.sub("", rest) if dated else ""
    trailing = _TRAILING.search(text)
    return _cut(text[: trailing.start()]) if trailing else ""


def _cut(text: str) -> str:
    end = _NAME_ENDS.search(text)
    return (text[: end.start()] if end else text).strip(" ,.:|–—-()")


def _is_owner(name: str) -> bool:
    tokens = name.split()
    if not 0 < len(tokens) <= _MOST_WORDS or {token.lower() for token in tokens} <= outlet_words().rights:
        return False
    if len(tokens) == 1 and _DOMAIN.fullmatch(name) and "." in name:
        return True
    connectors = outlet_words().connectors
    if not all(_WORD.fullmatch(token) for token in tokens) or not any(map(str.isalpha, name)):
        return False
    return _is_capitalised(tokens[0]) and all(
        _is_capitalised(token) or token in connectors or token.isdigit() for token in tokens
    )


def _is_outlet(name: str) -> bool:
    if not _is_owner(name):
        return False
    return not outlet_words().outlet_words.isdisjoint(name.lower().split()) or bool(_DOMAIN.fullmatch(name))


def _agency(name: str, dateline: str) -> str:
    if dateline and _same(name, dateline):
        return dateline
    return agencies().name(name) or agencies().name(name.removeprefix("The "))


def _same(name: str, other: str) -> bool:
    return _folded(name) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split()).removeprefix("the ")


def _is_capitalised(token: str) -> bool:
    return token[:1].isupper() and bool(_WORD.fullmatch(token))


def _is_no_agency(word: str) -> bool:
    times = time_words()
    return (
        word in outlet_words().area_words
        or word in page_words().not_datelines
        or word in times.weekdays
        or word in times.months
    )


@cache
def _areas() -> frozenset[str]:
    """Names of countries, first-order areas and regions, folded; built only where a name has to be told from them."""
    names = [
        spelling
        for nation in countries().values()
        for spelling in (nation.name, nation.iso3, *nation.aliases, *nation.adjectives)
    ]
    for area in first_order_areas():
        names.extend((area.name, *area.aliases))
    for region in regions():
        names.extend((region.name, *region.aliases))
    return frozenset(map(_folded, names))
