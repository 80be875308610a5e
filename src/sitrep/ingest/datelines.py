"""Datelines: place, date and agency in front of a report's first sentence."""

import re
from dataclasses import dataclass
from functools import cache

from sitrep.codebook.agencies_lines import agencies
from sitrep.codebook.page_words import page_words
from sitrep.codebook.page_words_times import time_words
from sitrep.ingest.outlets import has_agency_word, named_agency

_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.]{0,20}(?:[ /-][A-ZÀ-ÖØ-Þ'’.]{1,20}){0,5}"
_TITLE = r"[A-ZÀ-ÖØ-Þ][\w'’.-]{1,24}(?:[ /](?:[A-ZÀ-ÖØ-Þ][\w'’.-]{0,24}|al|el|de|la|of|and|ez|es)){0,4}"
_MONTH_DAY = r"(?!(?i:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s\d)"
_REGION = rf"(?:,\s{_MONTH_DAY}[A-ZÀ-ÖØ-Þ][\w.'’ -]{{1,30}}?){{0,2}}"
_LETTERS = re.compile(r"[^\W\d_]")
_LOWER = re.compile(r"[a-zß-öø-ÿ]{2}")
_HEAD = 200
"""A dateline is over within this many characters."""
_MARK = r"(?:\[(?:TEXT|Text|text|Excerpts?|EXCERPTS?)\]\s{0,4}){0,2}"


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline at the start of a paragraph, or one that has a line of its own ("ORESH, Valia (May 8, 2017)").

    The report's words begin at `end`, an offset in the paragraph. `place` is as
    printed, `agency` the canonical name (as printed where it is none of the codebook's) or empty, `date` the
    printed date or empty. `certain`: it names a date or an agency.
    """

    end: int
    place: str
    agency: str
    date: str
    certain: bool


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    months = "|".join(sorted(time_words().months, key=lambda name: (-len(name), name)))
    days = "|".join(sorted(time_words().weekdays, key=lambda name: (-len(name), name)))
    date = (
        rf"(?i:(?:(?:{days})\b\.?,?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:{months})\b\.?(?:,?\s\d{{4}}|\s\d{{2}}(?!\d))?"
        rf"|(?:{months})\b\.?\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?)|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}})"
    )
    lead = r"(?:,\s?|\s?[–—-]{1,2}\s|\s|\s?\()"
    tail = (
        rf"(?:\s\((?P<country>[A-Z][\w ]{{2,30}})\)(?=,\s))?(?:{lead}(?P<date>{date})\)?)?"
        rf"(?:,?\s?[(\[](?P<agency>[^()\[\]\n]{{2,60}})[)\]])?(?:,?\s(?P<late>{date}))?"
        r"(?P<dash>\s?\.?--?\s|\s?\.-\s|\s?[–—]\s?|\s?:\s|(?<=[)\]])\s?-\s?|(?=\s\[T)|(?<=\d\))(?:\s+(?=[A-Z\"“‘])|$)"
        r"|(?<=[^\W\d_][)\]])(?:\s+(?=[A-Z\"“‘])|$))"
    )
    body = rf"(?P<place>{_UPPER}|{_TITLE})(?P<region>{_REGION}){tail}\s{{0,4}}{_MARK}"
    bare = rf"[(\[](?P<agency>[^()\[\]\n]{{2,60}})[)\]]\s?[–—-]{{1,2}}\s{_MARK}"
    return re.compile(rf"{_MARK}{body}"), re.compile(bare)


def dateline(text: str, *, first: bool) -> Dateline | None:
    """The dateline with which a paragraph begins, or None.

    Args:
        text: The paragraph.
        first: Whether nothing of the report's body stands before it: then a place and a dash are enough.
    """
    head = text[:_HEAD]
    full, bare = _patterns()
    match = full.match(head)
    if match is None:
        match = bare.match(head)
        if match is None:
            return None
        agency = _agency(match["agency"])
        return Dateline(match.end(), "", agency, "", True) if agency and match.end() < len(text) else None
    place = match["place"] + match["region"]
    if match["country"]:
        place += f" ({match['country']})"
    date = match["date"] or match["late"] or ""
    agency = _agency(match["agency"] or "")
    certain = bool(date or agency)
    if not _is_place(match["place"]):
        return None
    if not match["dash"].strip() and match["place"].upper() != match["place"]:
        return None  # "Oresh (15 May 2017)" without a dash may be anything
    if match["dash"] and match.end() >= len(text.rstrip()):
        return None
    named = agency or named_agency(match["agency"] or "")
    bare_bracket = (
        not match["dash"].strip() and match["agency"] is not None and not text[match.end() :].startswith("[")
    )
    if bare_bracket and not (named and date):
        return None  # "ORESH, 21 MAR 90 (EFE) THE ARMY": without a dash it takes place, day and agency
    if not certain and not _plausible(match, text, first=first, agency=named):
        return None
    return Dateline(match.end(), " ".join(place.split()), named, date, bool(date or named))


@cache
def _inner() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\s)(?P<place>{_UPPER})(?P<region>{_REGION})(?:\s\((?P<agency>[^()\n]{{2,60}})\))?\s(?:--|[–—-])\s(?=[A-Z\"“‘'])"
    )


def is_header(text: str) -> bool:
    """Whether a line is nothing but a wire's header: place, day and agency ("SAN SALVADOR, 21 MAR 90 (EFE)")."""
    line = dateline(text, first=True)
    return line is not None and line.end == len(text) and bool(line.date and line.agency)


def inner_dateline(text: str) -> Dateline | None:
    """A dateline in capitals within a line whose headline was fused in front of it, or None."""
    head = text[:_HEAD]
    if not _LOWER.search(head):
        return None
    for match in _inner().finditer(head):
        if len(_LETTERS.findall(match["place"])) >= 4 and _is_place(match["place"]):
            agency = _agency(match["agency"] or "") or named_agency(match["agency"] or "")
            return Dateline(match.end(), match["place"] + match["region"], agency, "", bool(agency))
    return None


def _agency(text: str) -> str:
    """Canonical agency of the words in the brackets; the first of several ("Reuters/AFP")."""
    whole = agencies().name(text)
    if whole:
        return whole
    for part in text.replace("/", ",").split(","):
        name = agencies().name(part.strip())
        if name:
            return name
    return ""


def _is_place(place: str) -> bool:
    words = place.lower().replace(".", "").split()
    if words[0] in time_words().weekdays:
        return False
    return " ".join(words) not in page_words().not_datelines and words[0] not in page_words().not_datelines


def _plausible(match: re.Match[str], text: str, *, first: bool, agency: str) -> bool:
    """A place and a dash only, or with unknown words in brackets: it must look like nothing else."""
    place, dash, rest = match["place"], match["dash"].strip(), text[match.end() :]
    capitals = place.upper() == place
    if match["agency"] and not _LOWER.search(rest[:80]):
        return False
    if match["agency"] and not capitals and not has_agency_word(agency):
        return False
    if not rest[:1].isupper() and rest[:1] not in "\"'“‘[":
        return False
    if capitals:
        # In a text all in capitals every word looks like a place.
        letters = len(_LETTERS.findall(place))
        return letters >= 4 and bool(_LOWER.search(rest[:80])) and (first or dash != ":")
    spaced = match["dash"].startswith(" ") and dash in ("–", "—", "--", "-")
    return first and spaced and len(place.split()) <= 3 and f" {dash} " not in rest[:120]
