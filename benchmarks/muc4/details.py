"""What else a template says, from the frames of its incident: date, place, victims' number and effect, confidence.

Formats are those of the task's documentation, section 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from benchmarks.muc4.scoring import normal
from sitrep.model.mention import AttributionLink, PartyMention, Quantity, ResolvedFrame
from sitrep.model.span import Span

Interval = tuple[date | None, date]
"""First and last day; None as first: on or before the last."""

EFFECTS = {"kill": "DEATH", "execute": "DEATH", "injure": "INJURY", "release": "REGAINED FREEDOM"}
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AUTHORITIES = frozenset({"state", "state_force", "authority"})


@dataclass(frozen=True, slots=True)
class Victim:
    """A mention of people whom something is done to, with their number as a key writes it and the effect on them."""

    mention: str
    number: str
    effect: str


def when(frames: Sequence[ResolvedFrame], published: date | None) -> Interval | None:
    """The date of an incident: of its first dated frame, else on or before publication.

    A weekday is no date by the task's rules (section 7.3, note 1).
    """
    for resolved in frames:
        time = resolved.time
        if time.start is None or time.end is None or time.basis != "phrase":
            continue
        if any(day in time.phrase.lower() for day in DAYS):
            return None if published is None else (None, published)
        return time.start, time.end
    return None if published is None else (None, published)


def where(frames: Sequence[ResolvedFrame], others: Sequence[ResolvedFrame]) -> tuple[str, tuple[str, ...]]:
    """Country and names of the place of an incident, upper case; the names are empty where only a country is known.

    The country of the incident's first placed frame, else the one that the report's frames name most.
    """
    for resolved in frames:
        for place in resolved.places:
            if place.role == "event" and place.country:
                names = {
                    normal(name).upper() for name in (place.name, place.gazetteer_name, place.phrase) if name
                }
                inner = () if place.kind == "country" else tuple(sorted(names))
                return place.country.upper(), inner
    named = [place.country.upper() for resolved in others for place in resolved.places if place.country]
    return (max(sorted(set(named)), key=named.count), ()) if named else ("", ())


def victims(frames: Sequence[ResolvedFrame], text: str) -> list[Victim]:
    """The people that the frames of an incident name as targets, in the frames' order."""
    found = []
    for resolved in frames:
        negated = resolved.frame.modality == "negated"
        effect = EFFECTS.get(resolved.frame.type, "")
        if negated:
            effect = {"DEATH": "NO DEATH", "INJURY": "NO INJURY"}.get(effect, "")
        for span in resolved.frame.spans("target"):
            party = next(
                (one for one in resolved.targets if one.span is not None and one.span.overlaps(span)), None
            )
            found.append(Victim(normal(span.of(text)), number(resolved, span, party), effect))
    return found


def number(resolved: ResolvedFrame, span: Span, party: PartyMention | None) -> str:
    """How many people a target span stands for, as a key writes it; empty where it cannot be told."""
    inside = [quantity for quantity in resolved.quantities if span.start <= quantity.span.start < span.end]
    if len(inside) == 1:
        return written(inside[0])
    if not inside and len(resolved.quantities) == 1 and len(resolved.frame.spans("target")) == 1:
        return written(resolved.quantities[0])
    if party is None or party.plural is None:
        return "1" if party is not None and party.is_named and party.kind == "person" else ""
    return "PLURAL" if party.plural else "1"


def written(quantity: Quantity) -> str:
    """A number as a key writes it: 6, ~100, 6-8, 6- or PLURAL (section 7.22)."""
    low, best, high = quantity.low, quantity.best, quantity.high
    if quantity.quantifier == "vague" or (low is None and best is None and high is None):
        return "PLURAL"
    if quantity.quantifier in ("about", "nearly") and best is not None:
        return f"~{best}"
    if low is not None and high is not None and low != high:
        return f"{low}-{high}"
    if quantity.quantifier in ("at_least", "more_than") and low is not None:
        return f"{low}-"
    one = best if best is not None else low if low is not None else high
    return str(one)


def confidence(organisation: str, frames: Sequence[ResolvedFrame], text: str) -> str:
    """How a report sees an organisation's part in an incident (section 7.12), from who says so.

    Its own word: claimed or admitted. Somebody's accusation, or a frame that is merely possible: suspected or accused, by
    authorities where a state speaks. Else reported as fact.
    """
    holding = [
        resolved
        for resolved in frames
        if any(f" {organisation} " in f" {normal(span.of(text))} " for span in resolved.frame.spans("agent"))
    ]
    accusing = [
        resolved
        for resolved in frames
        if resolved.frame.type == "accuse"
        and any(
            f" {organisation} " in f" {normal(span.of(text))} " for span in resolved.frame.spans("target")
        )
    ]
    if any(_own_word(organisation, resolved.chain) for resolved in holding):
        return "CLAIMED OR ADMITTED"
    if accusing or any(resolved.frame.modality == "possible" for resolved in holding):
        state = any(agent.kind in AUTHORITIES for resolved in accusing for agent in resolved.agents)
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if state else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def _own_word(organisation: str, chain: Sequence[AttributionLink]) -> bool:
    names = [normal(name) for link in chain for name in (link.name, link.party) if name]
    return any(f" {organisation} " in f" {name} " for name in names)
