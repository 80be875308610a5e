"""Names by which the mark-up of news pages says what something is (`page_words_markup.yaml`)."""

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sitrep.codebook import read_yaml


@dataclass(frozen=True, slots=True)
class MarkupWords:
    """The lists of the file, in order and in lower case; `_classes` find parts of class names."""

    article_types: tuple[str, ...]
    opengraph_published: tuple[str, ...]
    meta_published: tuple[str, ...]
    opengraph_title: tuple[str, ...]
    meta_title: tuple[str, ...]
    opengraph_outlet: tuple[str, ...]
    meta_outlet: tuple[str, ...]
    meta_author: tuple[str, ...]
    published_classes: re.Pattern[str]
    caption_classes: re.Pattern[str]
    not_caption_classes: re.Pattern[str]
    credit_classes: re.Pattern[str]
    author_classes: re.Pattern[str]
    outside_classes: re.Pattern[str]
    outside_tags: tuple[str, ...]


@cache
def markup_words() -> MarkupWords:
    """The lists, read once a process."""
    content = read_yaml("page_words_markup.yaml")
    lists: dict[str, Any] = {field.name: tuple(content[field.name]) for field in fields(MarkupWords)}
    for name in lists:
        if name.endswith("_classes"):
            lists[name] = _parts(lists[name])
    return MarkupWords(**lists)


def _parts(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in words))
