"""Views: what of a claim leaves for whom. Nothing leaves by another way.

public (default of report, export and show): persons named as targets of harm or movement, and named persons without a public
role, are replaced by "[private person]" in fields and quotes; points of shelters, hospitals, camps and convoys are cut to
0.1 degrees. restricted: everything. Source: Every Casualty standards, OCHA data responsibility.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from sitrep.model.claim import Claim
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention
from sitrep.model.record import ControlState, Deal, Event, Series

Placed = TypeVar("Placed", Event, Series, Deal, ControlState)

PRIVATE_PERSON = "[private person]"
PROTECTED_PLACE = re.compile(
    r"\b(shelters?|hospitals?|clinics?|camps?|convoys?|ambulances?|field hospitals?|evacuation routes?)\b",
    re.IGNORECASE,
)
COARSE_DECIMALS = 1
"""0.1 degrees is about 11 km: within the 10 km cell that data responsibility guidance asks for."""
COARSE_RADIUS_KM = 8.0
"""Half the diagonal of a cell of 0.1 degrees: a coarse point says no more than this."""
COARSE_UCDP_PREC = 2
"""UCDP's where_prec of a coarse point: within about 25 km of a known place."""
PROTECTED_TARGETS = frozenset(
    {"kill", "injure", "execute", "abduct", "detain", "abuse", "displace", "evacuate", "trap", "release"}
)
"""Frame types whose named targets are masked whatever their role."""
_WORD = re.compile(r"[^\W_]+")
SHORTEST_SURNAME = 4
"""Shorter last names are too often other words; the full name is masked in any case."""


class Level(StrEnum):
    """Who may see: PUBLIC masks, RESTRICTED shows everything."""

    PUBLIC = "public"
    RESTRICTED = "restricted"


def private_names(claims: Iterable[Claim]) -> frozenset[str]:
    """Every spelling of a private person's name in the claims: full names, phrases and last names.

    A name that the same claims resolve as a place is none: a slip about a party must not hide where things happened.
    """
    names: set[str] = set()
    places: set[str] = set()
    for claim in (state for each in claims for state in _states(each)):
        places.update(place.name for place in claim.places if place.lat is not None)
        for mention in (*claim.agents, *claim.targets, *claim.mediators):
            if is_private(mention, claim):
                names.add(" ".join(mention.name.split()))
        names.update(" ".join(link.name.split()) for link in claim.chain if link.private)
    found = {spelling for name in names - places for spelling in spellings(name)}
    return frozenset(found - places)


def public_names(claims: Collection[Claim]) -> frozenset[str]:
    """Names in the claims that are no secret: resolved places, parties, and persons with a public role."""
    found: set[str] = set()
    for claim in claims:
        found.update(place.name for place in claim.places if place.lat is not None)
        for mention in (*claim.agents, *claim.targets, *claim.mediators):
            if mention.party_id or (mention.kind == "person" and not is_private(mention, claim)):
                found.update((mention.name, mention.name.split(" ")[-1]))
        for link in claim.chain:
            if link.named == "named" and not link.private:
                found.update((link.name, link.name.split(" ")[-1]))
    return frozenset(found) - private_names(claims)


def _states(claim: Claim) -> Iterator[Claim]:
    """The claim, and what it would be with words that people chose: names in these are as private."""
    yield claim
    for each in claim.chosen:
        parts = {name: getattr(each, name) for name in ("type", "agents", "targets", "mediators", "chain")}
        yield replace(claim, **parts)


def is_private(mention: PartyMention, claim: Claim) -> bool:
    """Whether the public view masks a mention: a private person, or a person named as the target of harm."""
    if mention.private:
        return True
    named = mention.kind == "person" and mention.is_named and not mention.party_id
    return named and claim.type in PROTECTED_TARGETS and mention in claim.targets


def spellings(name: str) -> Iterable[str]:
    """A name, its last name where that is long enough, and both in capitals, as some reports are written."""
    name = " ".join(name.split())
    if not name:
        return
    last = name.split(" ")[-1]
    alone = last != name and len(last) >= SHORTEST_SURNAME and last[:1].isupper()
    for spelling in (name, last) if alone else (name,):
        yield spelling
        yield spelling.upper()


def mask(text: str, names: frozenset[str]) -> str:
    """The text with every one of the names replaced by "[private person]"; longest names first."""
    made, done = [], 0
    for start, end in masked_ranges(text, names):
        made += [text[done:start], PRIVATE_PERSON]
        done = end
    return "".join((*made, text[done:])) if made else text


def masked_ranges(text: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where the names stand in the text, in order, without overlap: what `mask` replaces."""
    present = [name for name in names if name in text]
    if not present:
        return []
    alternatives = "|".join(re.escape(name) for name in sorted(present, key=lambda name: (-len(name), name)))
    return [match.span() for match in re.finditer(rf"(?<!\w)(?:{alternatives})(?!\w)", text)]


def without_names(url: str, names: Iterable[str]) -> str:
    """A document's address; empty where its words spell one of the names in full ("/teacher-samir-haddad-killed")."""
    words = _WORD.findall(url.casefold())
    for name in names:
        wanted = _WORD.findall(name.casefold())
        if len(wanted) > 1 and any(
            words[start : start + len(wanted)] == wanted for start in range(len(words))
        ):
            return ""
    return url


def render(claim: Claim, level: Level, names: frozenset[str]) -> Claim:
    """The claim as a view shows it. Offsets stay; in the public view the quote may differ from the text under them.

    Args:
        claim: As it stands in the record.
        level: The view.
        names: Private names of the claim's document (`private_names`).
    """
    if level is Level.RESTRICTED:
        return claim
    return replace(
        claim,
        quote=mask(claim.quote, names),
        topic=mask(claim.topic, names),
        instrument=mask(claim.instrument, names),
        agents=tuple(_party(mention, claim, names) for mention in claim.agents),
        targets=tuple(_party(mention, claim, names) for mention in claim.targets),
        mediators=tuple(_party(mention, claim, names) for mention in claim.mediators),
        chain=tuple(_link(link, names) for link in claim.chain),
        reasons=tuple((field, mask(reason, names)) for field, reason in claim.reasons),
        places=tuple(shown for place in claim.places if (shown := _place(place, claim, names)) is not None),
        chosen=(),
    )


def is_hidden(place: PlaceMention, names: frozenset[str]) -> bool:
    """Whether a place is a private name and nothing else: the public view then shows no place there.

    "Shelling in Samir Haddad" names no place that exists; a town found in the last name of "the house of Samir Homs" is not
    where anything happened, and says how he is called.
    """
    phrase = mask(place.phrase, names)
    if place.lat is None or phrase == place.phrase:
        return not _words(mask(place.name, names)) and bool(place.name)
    return not _words(phrase) & _words(place.name)


def _words(text: str) -> frozenset[str]:
    """Words of a text in small letters, without masked names."""
    return frozenset(_WORD.findall(text.replace(PRIVATE_PERSON, " ").casefold()))


def without_private_place(item: Placed, hidden: Mapping[str, frozenset[str]]) -> Placed:
    """A part of the record without the place that it took from a private name in each of its claims.

    Args:
        item: An event, series, deal or control state.
        hidden: Claim id → names of its places that the public view hides.
    """
    named = [hidden.get(claim, frozenset()) for claim in item.claims]
    if not item.place or not named or not all(item.place in names for names in named):
        return item
    if isinstance(item, Event):
        return replace(item, place="", country="", lat=None, lon=None)
    if isinstance(item, ControlState):
        return replace(item, place="", country="")
    return replace(item, place="")


def coarse_points(claims: Iterable[Claim]) -> dict[str, frozenset[tuple[float, float]]]:
    """Claim id → exact points (latitude, longitude) that its public view cuts; claims without one are left out."""
    found = {}
    for claim in claims:
        cut = {
            (place.lat, place.lon)
            for place in claim.places
            if place.lat is not None and place.lon is not None and _place(place, claim, frozenset()) != place
        }
        if cut:
            found[claim.id] = frozenset(cut)
    return found


def _party(mention: PartyMention, claim: Claim, names: frozenset[str]) -> PartyMention:
    if is_private(mention, claim):
        return replace(mention, name=PRIVATE_PERSON, phrase=PRIVATE_PERSON)
    return replace(mention, name=mask(mention.name, names), phrase=mask(mention.phrase, names))


def _link(link: AttributionLink, names: frozenset[str]) -> AttributionLink:
    return replace(link, name=PRIVATE_PERSON if link.private else mask(link.name, names))


def _place(place: PlaceMention, claim: Claim, names: frozenset[str]) -> PlaceMention | None:
    if is_hidden(place, names):
        return None
    place = replace(place, phrase=mask(place.phrase, names))
    if place.lat is None or place.lon is None:
        return replace(place, name=mask(place.name, names))
    phrases = [place.phrase, place.name, place.gazetteer_name, place.kind]
    phrases.extend(mention.phrase for mention in (*claim.agents, *claim.targets))
    if not any(PROTECTED_PLACE.search(phrase) for phrase in phrases):
        return place
    return replace(
        place,
        lat=round(place.lat, COARSE_DECIMALS),
        lon=round(place.lon, COARSE_DECIMALS),
        geonameid=None,  # it leads to the point that the cut has just hidden
        ucdp_prec=max(place.ucdp_prec or COARSE_UCDP_PREC, COARSE_UCDP_PREC),
        acled_prec=place.acled_prec and max(place.acled_prec, 2),
        radius_km=max(place.radius_km or 0.0, COARSE_RADIUS_KM),
    )
