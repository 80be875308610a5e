"""Where a claim is about: the cell that claims about one place share, and the place's words."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from sitrep.model.claim import Claim
from sitrep.model.mention import PlaceMention

UNPLACED = "unplaced"
"""Cell of claims that name no place of their own."""

_ROLES = ("event", "origin", "destination")
"""Roles that say where something happened, best first; a dateline or the place of a statement never does."""

_WIDER = ("", "other", "adm2", "area", "adm1", "region", "country")
"""Levels of places, narrowest first: "other" is a facility, "area" a line or stretch of land."""

_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Where:
    """A claim's place.

    `linkable`: known surely enough that claims of two stories may be about the same place.
    """

    cell: str
    name: str
    country: str
    lat: float | None
    lon: float | None
    linkable: bool
    level: str = ""
    """Widest kind among the places; empty for a town."""


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """A name or sentence as a key: no case, accents or punctuation, words joined by one space."""
    text = text.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in text if not unicodedata.combining(character))
    return _NOT_A_WORD.sub(" ", text).strip()


def where(claim: Claim) -> Where:
    """Where a claim is about.

    The places in the event role, else the origins, else the destinations; several together are one place of
    their own ("in Raqqa and Mayadin"), so that nothing is copied or divided. The cell holds the country's
    code, the gazetteer's name and, where there is one, its number; a governorate never shares a cell with the
    town of its name; an unresolved place goes by its spelling.
    """
    mentions = _mentions(claim)
    if not mentions:
        return Where(UNPLACED, "", "", None, None, linkable=False)
    cells = {_cell(mention): mention for mention in sorted(mentions, key=_order)}
    first = next(iter(cells.values()))
    alone = len(cells) == 1
    return Where(
        cell="+".join(sorted(cells)),
        name=" and ".join(dict.fromkeys(_name(mention) for mention in cells.values())),
        country=first.country if len({mention.country for mention in cells.values()}) == 1 else "",
        lat=first.lat if alone else None,
        lon=first.lon if alone else None,
        linkable=all(_resolved(mention) for mention in cells.values()),
        level=max((_level(mention) for mention in cells.values()), key=_breadth),
    )


def _level(mention: PlaceMention) -> str:
    return "" if mention.kind == "town" else mention.kind


def _breadth(level: str) -> tuple[int, str]:
    return (_WIDER.index(level) if level in _WIDER else len(_WIDER), level)


def _mentions(claim: Claim) -> list[PlaceMention]:
    for role in _ROLES:
        found = [mention for mention in claim.places if mention.role == role]
        if found:
            return found
    return []


def _order(mention: PlaceMention) -> tuple[str, str, str]:
    return (_cell(mention), mention.name, mention.phrase)


def place_name(places: Iterable[Where]) -> str:
    """The name that most claims call a place by; of equally common ones the first in the alphabet."""
    counts = Counter(place.name for place in places)
    return min(counts, key=lambda name: (-counts[name], name), default="")


def _name(mention: PlaceMention) -> str:
    return mention.name or mention.gazetteer_name or mention.phrase


def _key(mention: PlaceMention) -> str:
    return fold(mention.gazetteer_name or mention.name or mention.phrase)


def _resolved(mention: PlaceMention) -> bool:
    return mention.geonameid is not None or mention.lat is not None or bool(mention.iso2 or mention.country)


def _cell(mention: PlaceMention) -> str:
    country = mention.iso2 or fold(mention.country) or "?"
    if mention.kind == "country":
        return country
    kind = "" if mention.kind in ("town", "") else f"{mention.kind} "
    number = "" if mention.geonameid is None else f"#{mention.geonameid}"
    return f"{country}:{kind}{_key(mention)}{number}"
