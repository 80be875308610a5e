"""Captions, credits of pictures and credits of the text, as a line shows them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.agencies_lines import agencies
from sitrep.codebook.page_words import page_words

_STOP = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s*$")
_PAST = re.compile(r"\b(?:said|told|was|were|had|added|reported)\b")
_TEXT_CREDIT_AT_END = re.compile(
    r"\s[(\[]?(?:(?:Additional |Further )?(?:[Rr]eporting|[Ww]riting)|[Ee]diting|[Ee]dited|Compiled) "
    r"(?:and (?:\w+) )?by [^()\[\]]{2,300}[)\]]?\s*$"
)
_SOURCE = re.compile(r"^\(?sources?\s?:\s?", re.IGNORECASE)
_TAIL = 160
"""A credit at the end of a line is no longer than this."""
_MAX_CREDIT_WORDS = 60


@cache
def _photo_credit() -> re.Pattern[str]:
    """A picture's credit at the end of a line; the group `credit` starts at its first word or bracket."""
    words = page_words()
    owner = (
        rf"(?:{agencies().alternation}|(?i:{'|'.join(re.escape(word) for word in words.photo_credit_words)}))"
    )
    opener = rf"(?i:{'|'.join(re.escape(word) for word in words.photo_credit_openers)})"
    name = r"[\w.'’&, -]{1,60}"
    suffix = r"(?:\s(?i:photos?|images?|file|handout|tv|video|pool|staff|pic))?"
    body = rf"(?:the\s)?{owner}{suffix}(?:\s?[/|,]\s?{name}){{0,3}}"
    inside = r"[^()\[\]]{0,60}"
    bracket = rf"[(\[](?:{opener}\s?:?\s[^()\[\]]{{2,80}}|{inside}?(?<!\w){owner}(?!\w){inside})[)\]]"
    after_dash = rf"(?:(?<=\s)[–—|-]{{1,2}}\s?|(?<=\w)\s?[–—]\s?|(?<=\s)/\s?|(?<=[.])\s)(?P<plain>{body})"
    # Capitals only: "posted a video by" in a sentence opens no credit.
    opened = (
        r"(?:(?<=\s)|^)(?:(?:Photo|PHOTO|Image|IMAGE|Picture|PICTURE|Photograph|Video|VIDEO)(?:s|S|graphy)?"
        r"(?:\s(?i:credit|source|courtesy(?:\sof)?))?(?:\s(?i:by)\b|\s?:)"
        r"|(?:Courtesy|COURTESY)\s(?i:of)\b|(?:Credit|CREDIT|Source|SOURCE)s?\s?:)"
        r"\s?[A-Z@][\w.'’&,/| -]{1,70}"
    )
    upper = rf"(?:(?<=\s)|^)(?:REUTERS|AFP|AP Photo|EPA)\s?/\s?{name}"
    return re.compile(rf"(?P<credit>{bracket}|{opened}|{upper}|{after_dash})\.?\s*$")


@cache
def _whole_credit() -> re.Pattern[str]:
    words = page_words()
    owner = (
        rf"(?:{agencies().alternation}|(?i:{'|'.join(re.escape(word) for word in words.photo_credit_words)}))"
    )
    return re.compile(
        rf"^[(\[–—-]{{0,2}}\s?(?:©\s?)?(?:[\w.'’ -]{{1,40}}[/|,]\s?)?{owner}"
        r"(?:\s(?i:photos?|images?|file|handout|tv|pool))?"
        r"(?:\s?[/|,]\s?[\w.'’& -]{1,60}){0,3}[)\]]?\.?$"
    )


@cache
def _hints() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Agencies as written, and lower-case words, of which every credit of a picture has one."""
    words = page_words()
    openers = ("photo", "image", "picture", "video", "credit", "source")
    others = (*words.photo_credit_words, *words.photo_credit_openers, *openers)
    return _shortest(agencies().names), _shortest(others)


def _shortest(phrases: Iterable[str]) -> tuple[str, ...]:
    """The phrases that contain no other one: enough for looking whether any is there."""
    every = sorted(set(phrases))
    return tuple(word for word in every if not any(other != word and other in word for other in every))


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption, with the offset where the picture's credit begins (the line's length for none)."""

    credit: int


def caption(text: str) -> Caption | None:
    """Whether a line describes a picture, and where its credit begins; None for anything else.

    A cue ("are seen", "file photo") is enough; a credit at the end needs a description without a final
    stop, or with a cue or date; a date at the end needs a verb in the present and none of telling.
    """
    credit = photo_credit(text)
    described = text[:credit].rstrip()
    words = page_words()
    if not described or len(described) > 900:
        return None
    lower = described[:600].lower()
    if any(map(lower.__contains__, words.caption_hints)) and words.caption_cues.search(lower):
        return Caption(credit)
    dated = bool(words.caption_date_end.search(described[-60:]))
    if credit < len(text) and (dated or _is_pictorial(text[credit:]) or not _STOP.search(described)):
        return Caption(credit)
    if dated and words.caption_verbs.search(described) and not _PAST.search(described):
        return Caption(credit)
    return None


def photo_credit(text: str) -> int:
    """Offset where a picture's credit at the end of a line begins; the line's length where there is none."""
    offset = max(0, len(text) - _TAIL)
    tail = text[offset:]
    names, others = _hints()
    if not any(map(tail.__contains__, names)) and not any(map(tail.lower().__contains__, others)):
        return len(text)
    match = _photo_credit().search(text, offset)
    if match is None:
        return len(text)
    start = match.start("credit")
    return start + len(text[start:]) - len(text[start:].lstrip())


def _is_pictorial(credit: str) -> bool:
    """Whether a credit can only be a picture's: it is more than an agency's bare name."""
    return not agencies().name(credit.strip(" –—-|/()[].\n"))


def is_whole_credit(text: str) -> bool:
    """Whether the line is nothing but the name of an owner, such as "AFP/Getty Images"."""
    if len(text) > _TAIL:
        return False
    return bool(_whole_credit().match(text)) or photo_credit(text) == 0


def is_text_credit(text: str) -> bool:
    """Whether the line says who reported, wrote, edited or supplied the text."""
    if len(text.split()) > _MAX_CREDIT_WORDS:
        return False
    source = _SOURCE.match(text)
    if source and agencies().pattern.match(text, source.end()):
        return True
    words = page_words()
    return any(map(text.lower().__contains__, words.text_credit_hints)) and bool(
        words.text_credits.search(text)
    )


def text_credit_at_end(text: str) -> int:
    """Offset where a credit of the text begins at the end of a paragraph; its length where there is none.

    "(Reporting by A; Editing by B)" after the last sentence, or "– Reuters" after its stop.
    """
    offset = max(0, len(text) - 400)
    match = _TEXT_CREDIT_AT_END.search(text, offset) if " by " in text[offset:] else None
    if match and _STOP.search(text[: match.start()]):
        return match.start() + 1
    start = photo_credit(text)
    bare = start < len(text) and not _is_pictorial(text[start:])
    return start if bare and _STOP.search(text[:start].rstrip(" –—-")) else len(text)


def credited_agency(text: str) -> str:
    """Canonical name of the first agency named in a credit or byline, or empty."""
    match = agencies().pattern.search(text)
    return agencies().name(match.group()) if match else ""
