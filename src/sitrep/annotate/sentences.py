"""Sentences of a document: where a full stop ends one, and where it belongs to an abbreviation.

A terminator ends a sentence when white space and a capital letter, digit or opening mark follow, unless the
word before it is an abbreviation that does not end one there (`codebook/abbreviations.yaml`). Closing
quotation marks and brackets stay with the sentence that they close. Every pattern is linear in the text.
"""

import re

from sitrep.codebook.abbreviations import Abbreviations, abbreviations
from sitrep.model.document import REPORTING_ROLES, Document, Sentence
from sitrep.model.span import Span

_END = re.compile(
    r"(?<![.!?…])[.!?…]++"  # one run of terminators
    r"(?:[\"'”’»)\]]|\s[”»])*+"  # closing marks, also set off by a space
    r"(?P<gap>\s++)(?=[•*–—-]\s|[\"'“‘«(\[—–•-]*\s?[^\W_])"
)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_BEFORE = re.compile(r"[^\s\"'“”‘’«»()\[\]—–/-]*\Z")
_NEXT = re.compile(r"[\"'“‘«(\[—–•*-]*\s?(?P<word>[^\W_]+(?:['’-][^\W_]+)*)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_TIME_OF_DAY = re.compile(r"[ap]\.m", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_DASHES = "—–-"
_REACH = 40
"""No abbreviation is longer: so much of the text before a full stop is looked at."""


def split(document: Document) -> tuple[Sentence, ...]:
    """Sentences of the blocks that report something, in text order.

    Blocks of other roles, and blocks that repeat an earlier one, have none. The sentences of a block tile it:
    white space after a sentence belongs to it.

    Args:
        document: The document. Where its text came with one sentence a line, every block is one sentence.
    """
    words = abbreviations()
    sentences: list[Sentence] = []
    for index, block in enumerate(document.blocks):
        if block.role not in REPORTING_ROLES or block.repeats is not None or not len(block.span):
            continue
        start = block.span.start
        cuts = [] if document.sentence_per_line else _cuts(document.text, block.span, words)
        for end in (*cuts, block.span.end):
            sentences.append(Sentence(len(sentences), Span(start, end), index, block.role))
            start = end
    return tuple(sentences)


def _cuts(text: str, span: Span, words: Abbreviations) -> list[int]:
    """Ends of the sentences of a stretch of text, without its own end."""
    cuts = {match.end() for match in _BLANK_LINE.finditer(text, span.start, span.end)}
    begin = span.start
    for match in _END.finditer(text, span.start, span.end):
        if _ends(text, begin, match, words):
            begin = match.end()
            cuts.add(begin)
    return sorted(cut for cut in cuts if span.start < cut < span.end)


def _ends(text: str, begin: int, match: re.Match[str], words: Abbreviations) -> bool:
    """Whether a terminator ends the sentence that starts at `begin`."""
    following = _NEXT.match(text, match.end())
    word = following.group("word") if following and text[match.end()] not in _DASHES else ""
    mark = text[match.start()]
    if mark != "." or match.group().startswith(".."):
        return not word[:1].islower() and not (mark in "!?" and _speaker_follows(text, match, words))
    low = max(begin, match.start() - _REACH)
    before = _BEFORE.search(text[low : match.start()])
    last = before.group() if before else ""
    if before and not last.strip("0123456789") and low + before.start() == begin:
        return False  # the number of a list item
    return not word[:1].islower() and _may_end(
        last, word, words, marked=match.start("gap") > match.start() + 1
    )


def _may_end(last: str, word: str, words: Abbreviations, *, marked: bool) -> bool:
    """Whether a full stop after `last` and before `word` ends a sentence.

    `marked`: a closing mark lies between them.
    """
    plain, after = last.casefold(), word.casefold()
    initials = len(last) == 1 and last.isalpha() or _INITIALS.fullmatch(last) is not None
    if marked and not initials:
        return True
    if plain in words.titles or plain in ("i.e", "e.g"):
        return False
    if plain in words.numbered:
        return not word[:1].isdigit() and (
            plain in ("no", "mar", "may", "sec", "art", "p") or after in words.starters
        )
    if _TIME_OF_DAY.fullmatch(last):
        return after not in words.after_time
    if initials or plain in words.either:
        return after in words.starters
    return True


def _speaker_follows(text: str, match: re.Match[str], words: Abbreviations) -> bool:
    """Whether a quoted question or exclamation goes on with its speaker: "Why?" Ahmed asked."""
    if match.start("gap") == match.start() + 1:
        return False
    following = _WORD.findall(text[match.end() : match.end() + 2 * _REACH])
    return any(word in words.speech for word in following[1:4])
