"""Words by which a line of a saved page shows what it is for (`page_words.yaml`)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class PageWords:
    """The lexicons of the line classifier. Sets are lower case; patterns ignore case.

    `interface`, `comment_headings` and `list_headings` are for a whole line; `notices` are phrases and
    `caption_cues` and `text_credits` patterns searched for in one. The fields are those of the file.
    """

    interface: frozenset[str]
    interface_patterns: re.Pattern[str]
    comment_headings: re.Pattern[str]
    list_headings: re.Pattern[str]
    notices: tuple[str, ...]
    bar_separators: frozenset[str]
    byline_connectors: frozenset[str]
    byline_openers: tuple[str, ...]
    byline_posts: frozenset[str]
    caption_cues: re.Pattern[str]
    caption_hints: tuple[str, ...]
    caption_verbs: re.Pattern[str]
    caption_date_end: re.Pattern[str]
    photo_credit_words: tuple[str, ...]
    photo_credit_openers: tuple[str, ...]
    text_credits: re.Pattern[str]
    text_credit_hints: tuple[str, ...]
    not_datelines: frozenset[str]
    timestamp_labels: frozenset[str]
    updated_labels: frozenset[str]


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _words(phrases: Iterable[str]) -> tuple[str, ...]:
    """Phrases in lower case, longest first, so that an alternation finds the longest."""
    return tuple(sorted({phrase.lower() for phrase in phrases}, key=lambda phrase: (-len(phrase), phrase)))


@cache
def page_words() -> PageWords:
    """The lexicons, parsed and compiled once a process."""
    content = read_yaml("page_words.yaml")
    return PageWords(
        interface=frozenset(content["interface"]),
        interface_patterns=_any(content["interface_patterns"]),
        comment_headings=_any(content["comment_headings"]),
        list_headings=_any(content["list_headings"]),
        notices=tuple(content["notices"]),
        bar_separators=frozenset(content["bar_separators"]),
        byline_connectors=frozenset(content["byline_connectors"]),
        byline_openers=_words(content["byline_openers"]),
        byline_posts=frozenset(content["byline_posts"]),
        caption_cues=_any(content["caption_cues"]),
        caption_hints=tuple(content["caption_hints"]),
        caption_verbs=re.compile(content["caption_verbs"], re.IGNORECASE),
        caption_date_end=re.compile(content["caption_date_end"], re.IGNORECASE),
        photo_credit_words=_words(content["photo_credit_words"]),
        photo_credit_openers=_words(content["photo_credit_openers"]),
        text_credits=_any(content["text_credits"]),
        text_credit_hints=tuple(content["text_credit_hints"]),
        not_datelines=frozenset(content["not_datelines"]),
        timestamp_labels=frozenset(content["timestamp_labels"]),
        updated_labels=frozenset(content["updated_labels"]),
    )
