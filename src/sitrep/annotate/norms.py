"""The "norm" object of a frame: names, places, times and numbers as the annotation guidelines write them.

Only what is known is given: a role that is not expressed, or did not resolve, has no key. Several names are
joined by "; ".
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sitrep.annotate.times import norm_value
from sitrep.codebook import parties as party_book
from sitrep.codebook import people as people_book
from sitrep.codebook.parties import words_of
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, Quantity, ResolvedFrame
from sitrep.model.span import Span

_PLACE_KEYS = (("event", "place"), ("origin", "origin"), ("destination", "destination"))
_CLASSES = frozenset({"civilians", "people", "combatants"})
_PLAIN_CLASSES = frozenset(
    {"people", "residents", "villagers", "families", "citizens", "inhabitants", "others", "peasants"}
)
"""Words that the guidelines write as "civilians" where they are acted on.

The mention itself keeps its own word.
"""


def norm(resolved: ResolvedFrame) -> dict[str, Any]:
    """What the guidelines call "norm", for one frame.

    Returns:
        Some of agent, target, place, origin, destination, time, said (strings) and quantity (low, best, high,
        q, unit, measure). Time only where the frame has a time phrase of its own; of several numbers the
        first.
    """
    values: dict[str, Any] = {
        "agent": party_norm(resolved.agents, "agent", resolved.frame.spans("agent")),
        "target": party_norm(resolved.targets, "target", resolved.frame.spans("target")),
    }
    for role, key in _PLACE_KEYS:
        values[key] = _joined(place_norm(place) for place in resolved.places if place.role == role)
    values["time"] = norm_value(resolved.time) if resolved.time.basis == "phrase" else ""
    values["said"] = said_norm(resolved.chain) if not resolved.own_voice else ""
    if resolved.quantities:
        values["quantity"] = quantity_norm(resolved.total or resolved.quantities[0], resolved.measure)
    return {key: value for key, value in values.items() if value}


def place_norm(place: PlaceMention) -> str:
    """A place as "Name, Country", in the document's longest spelling; a country alone is its name.

    Empty where it is no place.
    """
    if place.reason in {"pronoun_unresolved", "not_a_place"} or not place.name:
        return ""
    return f"{place.name}, {place.country}" if place.country and place.country != place.name else place.name


def quantity_norm(quantity: Quantity, measure: str | None) -> dict[str, Any]:
    """A number with its bounds; `q` "counted" (a singular counts 1) is exact in the guidelines' words."""
    return {
        "low": quantity.low,
        "best": quantity.best,
        "high": quantity.high,
        "q": "exact" if quantity.quantifier == "counted" else quantity.quantifier,
        "unit": quantity.unit,
        "measure": measure or "incident",
    }


def said_norm(chain: Sequence[AttributionLink]) -> str:
    """Canonical name of the source: a name, or party and role ("Syrian Democratic Forces spokesman")."""
    speaker = next((link for link in chain if link.role == "speaker"), chain[0] if chain else None)
    if speaker is None:
        return ""
    if speaker.named != "described" or not speaker.party:
        return speaker.name
    people, book = people_book.load(), party_book.load()
    words = words_of(speaker.name)
    role = next(
        (low for word in words if {low := word.text.lower(), low.removesuffix("s")} & people.titles), ""
    )
    said = next((word.text.replace(".", "") for word in words if word.key in book.adjectives), "")
    party = book.by_name.get(speaker.party)
    state = party is not None and party.kind == "state"
    side = (said or book.adjective_of.get(party.home, party.name)) if state and party else speaker.party
    return f"{side} {role}" if role else speaker.name


def _joined(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(name for name in names if name))


def party_norm(mentions: Sequence[PartyMention], role: str, spans: Sequence[Span] = ()) -> str:
    """Names of an agent or target, joined by "; "; empty where nothing is known.

    Those of one phrase ("the police and the army") stay joined as in it, which is what the annotators write for it
    twice as often.

    Args:
        mentions: Resolved mentions of the role, in text order.
        role: "agent" or "target".
        spans: The role's spans.
    """
    phrases = [
        [one for one in mentions if one.span is not None and span.contains(one.span)] for span in spans
    ]
    loose = [[one] for one in mentions if not any(one in phrase for phrase in phrases)]
    return _joined(_listed([_name(one, role) for one in group]) for group in (*phrases, *loose))


def _listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence: "A, B and C"."""
    each = list(dict.fromkeys(name for name in names if name))
    return " and ".join([", ".join(each[:-1]), each[-1]]) if len(each) > 1 else "".join(each)


def _name(mention: PartyMention, role: str) -> str:
    people = people_book.load()
    if mention.reason == "class of people" or (
        mention.kind in _CLASSES and mention.reason.startswith(("pronoun", "definite description", "context"))
    ):
        words = mention.name.lower().split(" of ")[0].split()
        if role == "target" and (
            " ".join(words) in _PLAIN_CLASSES or words[-1:] in (["people"], ["civilians"])
        ):
            return "civilians"
        if mention.plural is False and mention.name != "civilians":
            head = next((noun for noun in _tails(mention.name) if noun in people.singular), "")
            if head and head != "civilians":
                return mention.name.removesuffix(head) + people.singular[head]
    return mention.name


def _tails(name: str) -> list[str]:
    words = name.split()
    return [" ".join(words[-size:]) for size in (2, 1)]
