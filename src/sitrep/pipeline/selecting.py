"""Selecting: words that a person chose in a report → code points of its text.

The person, or the page, sends the words and how often they stood in the sentence before; the counting is done here, on the text
of the record, so that no browser's way of counting characters comes into it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sitrep.annotate.sentences import split
from sitrep.errors import REASONS, JudgementError
from sitrep.model.document import Block, BlockRole, Document, Sentence
from sitrep.model.span import Span
from sitrep.model.view import masked_ranges

LONGEST_WORDS = 500
"""Characters of words that are chosen: a role is a phrase, not a page."""

MOST_SELECTIONS = 20
"""Phrases for one role."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Words of a report.

    Attributes:
        words: As printed; runs of white space are one, and letters may be composed of base and marks or not.
        occurrence: Which of them in the sentence, or in the text where no sentence is named; from 1.
        sentence: Number of the sentence, as `sentences_of` counts; None for that of the trigger, else the whole text.
        within: Or the span of the sentence, in code points.
    """

    words: str
    occurrence: int = 1
    sentence: int | None = None
    within: Span | None = None


def sentences_of(document: Document) -> tuple[Sentence, ...]:
    """Every sentence of a document that words can be chosen in: those of its reporting blocks keep their numbers.

    Blocks that are taken for something else (a credit, boilerplate) follow as sentences of their own behind all others: the
    reader may have been wrong about them.
    """
    reporting = split(document)
    held = {sentence.block for sentence in reporting}
    others = [
        Sentence(len(reporting) + number, block.span, index, block.role)
        for number, (index, block) in enumerate(
            (index, block) for index, block in enumerate(document.blocks) if index not in held
        )
    ]
    return (*reporting, *others)


def as_reporting(document: Document, span: Span) -> Document:
    """The document with the block that holds a span taken for body: a person found something told in it."""
    blocks = tuple(_told(block) if block.span.overlaps(span) else block for block in document.blocks)
    return replace(document, blocks=blocks)


def _told(block: Block) -> Block:
    reports = block.role in (BlockRole.TITLE, BlockRole.BODY, BlockRole.CAPTION)
    return replace(block, role=block.role if reports else BlockRole.BODY, repeats=None)


def selected(
    document: Document,
    selection: Selection,
    *,
    home: Span | None = None,
    hidden: frozenset[str] = frozenset(),
) -> Span:
    """Where chosen words stand.

    Args:
        document: The report.
        selection: The words.
        home: Span of the sentence to look in where the selection names none; the whole text if left out.
        hidden: Private names that the person's view masks: words that touch one are not found, whatever is asked.

    Raises:
        JudgementError: If the text has no such sentence, or it does not hold the words so often; its `reason` says which.
    """
    words = " ".join(selection.words.split())
    if not words or len(words) > LONGEST_WORDS:
        raise _refused("words_not_found", f"{words[:40]!r}: choose 1 to {LONGEST_WORDS} characters")
    if selection.occurrence < 1:
        raise _refused("words_not_found", f"occurrence {selection.occurrence}: the first is 1")
    where = _sentence(document, selection) or home or Span(0, len(document.text))
    masked = [Span(start, end) for start, end in masked_ranges(document.text, hidden)]
    found = [
        span
        for span in _occurrences(document.text, where, words)
        if not any(span.overlaps(each) for each in masked)
    ]
    if len(found) < selection.occurrence:
        place = _named(document, where)
        if not found:
            raise _refused("words_not_found", f"{words!r} does not stand in {place}")
        times = "once" if len(found) == 1 else f"{len(found)} times"
        asked = f"number {selection.occurrence} was asked for"
        raise _refused("words_not_found", f"{words!r} stands {times} in {place}; {asked}")
    return found[selection.occurrence - 1]


def _refused(reason: str, message: str) -> JudgementError:
    return JudgementError(f"{message}. {REASONS[reason]}", reason=reason)


def _named(document: Document, where: Span) -> str:
    number = next((each.index for each in sentences_of(document) if each.span == where), None)
    return "the report" if number is None else f"sentence {number}"


def _sentence(document: Document, selection: Selection) -> Span | None:
    if selection.within is not None:
        within = selection.within
        if within.end > len(document.text):
            size = f"{len(document.text):,} code points"
            raise _refused("no_such_sentence", f"{within.start}-{within.end}: the text has {size}")
        return within
    if selection.sentence is None:
        return None
    found = next((each for each in sentences_of(document) if each.index == selection.sentence), None)
    if found is None:
        raise _refused("no_such_sentence", f"sentence {selection.sentence}")
    return found.span


def _occurrences(text: str, where: Span, words: str) -> Iterator[Span]:
    """Every place of the words, also where one begins within another; composed and decomposed letters are the same."""
    letters, spans = _composed(text, where)
    composed = unicodedata.normalize("NFC", words).split(" ")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in composed))
    at = 0
    while found := pattern.search(letters, at):
        yield Span(spans[found.start()].start, spans[found.end() - 1].end)
        at = found.start() + 1


def _composed(text: str, where: Span) -> tuple[str, list[Span]]:
    """A stretch of text with its letters composed, and for each character of it the characters of the text that it stands for."""
    letters: list[str] = []
    spans: list[Span] = []
    at = where.start
    while at < where.end:
        end = at + 1
        while end < where.end and unicodedata.combining(text[end]):
            end += 1
        composed = unicodedata.normalize("NFC", text[at:end])
        letters.append(composed)
        if len(composed) == end - at:
            spans.extend(Span(each, each + 1) for each in range(at, end))
        else:
            spans.extend([Span(at, end)] * len(composed))
        at = end
    return "".join(letters), spans


def parsed(text: str) -> tuple[Selection, ...]:
    """Selections as a person or program writes them: the words alone, or JSON with words, occurrence, sentence or span.

    `8,000` · `{"words": "8,000", "occurrence": 2}` · `[{"words": "militia", "sentence": 3}, {"words": "army", "span": [10, 90]}]`

    Raises:
        JudgementError: If it looks like JSON and is none, or says something else.
    """
    text = text.strip()
    if not text.startswith(("{", "[{")):
        return (Selection(text),) if text else ()
    try:
        found = json.loads(text)
        return tuple(_selection(each) for each in (found if isinstance(found, list) else [found]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise _refused("words_not_found", f"{text[:80]!r} does not say which words: {error}") from error


def _selection(found: Mapping[str, Any]) -> Selection:
    unknown = sorted(set(found) - {"words", "occurrence", "sentence", "span"})
    if unknown:
        raise ValueError(f"unknown {unknown[0]!r}; known: words, occurrence, sentence, span")
    words, occurrence, sentence = found["words"], found.get("occurrence", 1), found.get("sentence")
    span = found.get("span")
    whole = [occurrence, *([] if sentence is None else [sentence]), *(span or ())]
    if not isinstance(words, str) or any(type(each) is not int for each in whole):
        raise ValueError("words are text, the others whole numbers")
    if span is not None and (len(span) != 2 or not 0 <= span[0] <= span[1]):
        raise ValueError("span is [start, end] in code points")
    return Selection(words, occurrence, sentence, None if span is None else Span(*span))
