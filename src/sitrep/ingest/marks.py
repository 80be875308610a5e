"""What a single line is by its own words, before its neighbours are looked at."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from sitrep.codebook.page_words import PageWords, page_words
from sitrep.codebook.page_words_times import time_words
from sitrep.ingest.credits import Caption, caption, is_text_credit, is_whole_credit
from sitrep.ingest.moments import Moment, moments
from sitrep.ingest.outlets import Publisher, publisher

_EDGE = " \t\n.,:;!?…|•·»«›‹>*#_=~+–—-()[]{}\"'“”‘’\u200b\ufeff"
_COUNTS = re.compile(r"^\d[\d.,]{0,8}[km]?\s|\s\(?\d[\d.,]{0,8}[km]?\)?$", re.IGNORECASE)
_STOP = re.compile(r"[.…][\"'”’)\]»]{0,3}$")
_QUERY = re.compile(r"[!?][\"'”’)\]»]{0,3}$|[\"”’]$")
_INITIALS = re.compile(r"(?:\b[A-Z]\.){2,6}[\"'”’]?$")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_]+")
_BYLINE_WORD = re.compile(r"(?:(?:al|el|as|ad|ar|an|at|ash|az|d|de)[-'’])?[A-ZÀ-ÖØ-Þ][\w.'’-]{0,30},?|&")
_MAX_NOTICE_WORDS = 70


class Kind(Enum):
    """Kinds of lines. PROSE ends like a sentence or is long; SHORT is headings, headlines, menu entries."""

    NOISE = auto()
    INTERFACE = auto()
    COMMENTS = auto()
    LIST = auto()
    NOTICE = auto()
    TIMESTAMP = auto()
    BYLINE = auto()
    TEXT_CREDIT = auto()
    CREDIT = auto()
    CAPTION = auto()
    PROSE = auto()
    SHORT = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """The kind of a line, its number of words, and what was read on the way.

    `byline` is the name on a byline (empty for an empty BY). `closed`: the line ends like a sentence or a
    quotation. `publisher` is set on NOTICE lines that name who published the page.
    """

    kind: Kind
    words: int
    closed: bool = False
    caption: Caption | None = None
    times: tuple[Moment, ...] = ()
    byline: str = ""
    publisher: Publisher | None = None


def mark(text: str, *, latest: datetime) -> Mark:
    """The kind of a line. `latest`: dates after it are no publication times."""
    words = page_words()
    folded = " ".join(text.split()).lower() if len(text) <= 600 else ""
    bare = folded.strip(_EDGE)
    count = len(_WORD.findall(text))
    times = timestamp(text, latest=latest)
    if times is not None:
        return Mark(Kind.TIMESTAMP, count, times=times)
    owner = publisher(text)
    if owner is not None and not (owner.how == "source" and is_text_credit(text)):
        return Mark(Kind.NOTICE, count, publisher=owner)
    page = _page_kind(folded, bare, words)
    if page is not None:
        return Mark(page, count)
    if is_text_credit(text):
        return Mark(Kind.TEXT_CREDIT, count)
    name = byline(text)
    if name is not None:
        return Mark(Kind.BYLINE, count, byline=name)
    if is_whole_credit(text):
        return Mark(Kind.CREDIT, count)
    if count <= _MAX_NOTICE_WORDS and _is_notice(folded, words):
        return Mark(Kind.NOTICE, count)
    described = caption(text)
    if described is not None:
        return Mark(Kind.CAPTION, count, caption=described)
    return _prose(text, count)


def _page_kind(folded: str, bare: str, words: PageWords) -> Kind | None:
    if not folded:
        return None
    if len(bare) <= 1 or bare.replace(" ", "").replace(".", "").replace(",", "").isdigit():
        return Kind.NOISE
    if words.comment_headings.fullmatch(folded.strip(" .:!|–—-")):
        return Kind.COMMENTS
    if words.list_headings.fullmatch(folded.strip(" .!|–—-")):
        return Kind.LIST
    if bare in words.interface or _COUNTS.sub("", bare).strip(_EDGE) in words.interface:
        return Kind.INTERFACE
    if words.interface_patterns.fullmatch(folded) or _is_bar(folded, words):
        return Kind.INTERFACE
    return None


def _is_notice(folded: str, words: PageWords) -> bool:
    return any(map(folded.__contains__, words.notices))


def _is_bar(folded: str, words: PageWords) -> bool:
    """A navigation bar: at least three short entries between separators, or only interface words."""
    tokens = folded.split()
    separators = [token for token in tokens if token in words.bar_separators]
    if len(separators) >= 2:
        return len(tokens) - len(separators) <= 4 * (len(separators) + 1)
    parts = [part.strip(_EDGE) for part in re.split(r"[|•·,]| {2,}", folded) if part.strip(_EDGE)]
    return len(parts) >= 2 and all(part in words.interface for part in parts)


def _prose(text: str, count: int) -> Mark:
    stop = bool(_STOP.search(text)) and not (_INITIALS.search(text) and count < 15)
    query = bool(_QUERY.search(text))
    prose = (stop and count >= 5) or (query and count >= 20) or count >= 25
    return Mark(Kind.PROSE if prose else Kind.SHORT, count, closed=stop or query)


_PLACE = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:[ -][^\W\d_]+){0,2}, ")
"""One to three words, the first with a capital, and a comma."""


def timestamp(text: str, *, latest: datetime) -> tuple[Moment, ...] | None:
    """The dates on a line that holds nothing but dates, times and the words around them; else None.

    A place may stand before a date with a time of day: "Bamako, 12 Aug 2023 - 09:10 GMT".
    """
    if len(text) > 200 or not _DIGIT.search(text):
        return None
    found = moments(text, latest=latest)
    if not found:
        return None
    rest = text
    for moment in reversed(found):
        rest = f"{rest[: moment.start]} {rest[moment.end :]}"
    place = _PLACE.match(text)
    if place is not None and place.end() == found[0].start and found[0].precision == "minute":
        rest = rest[place.end() :]
    times = time_words()
    for word in _WORD.findall(rest):
        lower = word.lower()
        known = lower in page_words().timestamp_labels or lower in times.weekdays or word in times.zones
        if not known and not lower.isdigit():
            return None
    return tuple(found)


def byline(text: str) -> str | None:
    """The name on a byline, empty where it names nobody ("BY"), or None where the line is no byline."""
    if len(text) > 160:
        return None
    folded = text.lower().rstrip(" :")
    for opener in page_words().byline_openers:
        if folded == opener:
            return ""
        if not folded.startswith(opener) or text[len(opener)] not in " :\t\n":
            continue
        name = text[len(opener) :].strip(" :\t\n")
        return name if name.lower() == "" or is_name(name) else None
    return None


def is_name(text: str) -> bool:
    """Whether words are names of people or desks: capitalised, no final stop, at most twelve words."""
    tokens = text.replace("|", " ").replace("/", " ").replace(",", ", ").split()
    if not 0 < len(tokens) <= 12 or any(character.isdigit() for character in text):
        return False
    words = page_words()
    if text.lower().strip() in words.byline_posts:
        return True
    if text.endswith((".", "!", "?")) and len(tokens[-1]) > 3:
        return False
    capitals = 0
    for token in tokens:
        plain = token.strip("(),;–—-").lower()
        if _BYLINE_WORD.fullmatch(token.strip("(),;")) and plain not in words.byline_connectors:
            capitals += 1
        elif (
            plain
            and plain not in words.byline_connectors
            and plain not in words.byline_posts
            and plain != "by"
        ):
            return False
    return capitals > 0
