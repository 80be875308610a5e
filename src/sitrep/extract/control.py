"""Control claims: who holds, gains or loses a place, or a share of it."""

from collections.abc import Iterator
from dataclasses import replace

from sitrep.codebook import frames_figures, frames_sides
from sitrep.codebook.frames_figures import FigureWords
from sitrep.extract.assembly import Draft, Page, build, party_name
from sitrep.model.claim import Claim, ClaimKind, Control
from sitrep.model.mention import Number, PartyMention, PlaceMention, Quantity
from sitrep.model.span import Span

_PARTIES = frozenset(("state", "state_force", "armed_group", "coalition", "authority"))
_NO_PLACE = frozenset(("not_a_place", "pronoun_unresolved"))
_AROUND = 40  # characters after a share in which its basis is named


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """One claim for each place held, gained or lost; a share of several places is one claim.

    Withdrawing and surrendering lose the place that is left; without such a place they say nothing of
    control. A place that the frame only took from its document is not one whose control it states.
    """
    words = frames_figures.load()
    places = _concerned(draft)
    share = _share(draft)
    if share is not None and len(places) > 1:
        yield _claim(draft, page, words, places)
        return
    for place in places:
        yield _claim(draft, page, words, (place,))
    if not places and draft.type.kinds[0] == ClaimKind.CONTROL and draft.type.control != "lost":
        yield _claim(draft, page, words, ())


def _concerned(draft: Draft) -> tuple[PlaceMention, ...]:
    if draft.placed_by:
        return ()
    origins = tuple(place for place in draft.places if place.role == "origin")
    if draft.type.control == "lost":
        return origins
    return tuple(place for place in draft.places if place.role == "event") or origins


def _claim(draft: Draft, page: Page, words: FigureWords, places: tuple[PlaceMention, ...]) -> Claim:
    quantity = _share(draft)
    share = _value(quantity)
    part = _part_reason(draft, page, words, places)
    control = Control(
        holder="; ".join(dict.fromkeys(party_name(party) for party in draft.resolved.agents)),
        change=_change(draft, page),
        share=share,
        basis=_basis(draft, page, words, quantity),
        quantifier=quantity.quantifier if quantity else "",
        whole=not part,
    )
    reasons = (("control.whole", part),) if part else ()
    if not control.holder:
        reasons = (*reasons, ("control.holder", "not_expressed"))
    if share is None:
        reasons = (*reasons, ("control.share", "not_stated" if quantity is None else "no_single_value"))
    span = places[0].span if places else None
    slot = str(span.start) if span else ""
    claim = build(draft, page, ClaimKind.CONTROL, slot=slot, places=places, reasons=reasons)
    return replace(claim, control=control)


def _change(draft: Draft, page: Page) -> str:
    """What the frame states; a trigger of giving up ("ceded") makes its agent the one who loses."""
    losing = draft.type.control == "gained" and frames_sides.load().losing.search(
        page.lower((draft.trigger,))
    )
    return "lost" if losing else draft.type.control


def _share(draft: Draft) -> Quantity | None:
    shares = [quantity for quantity in draft.resolved.quantities if quantity.unit == "percent"]
    return shares[0] if shares else None


def _value(quantity: Quantity | None) -> Number | None:
    """The share as 0-1: the best value, else the only bound; a range or a vague word has no single value."""
    if quantity is None:
        return None
    if quantity.best is not None:
        return round(quantity.best / 100, 6)
    bounds = [bound for bound in (quantity.low, quantity.high) if bound is not None]
    if len(bounds) != 1 or quantity.quantifier == "vague":
        return None
    return round(bounds[0] / 100, 6)


def _basis(draft: Draft, page: Page, words: FigureWords, quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    end = min(quantity.span.end + _AROUND, draft.evidence.end)
    return words.basis(page.text(Span(min(quantity.span.end, end), end)).lower())


def _part_reason(draft: Draft, page: Page, words: FigureWords, places: tuple[PlaceMention, ...]) -> str:
    """Why the claim speaks of a part only, or may not change who holds the place; empty where it may."""
    agents = draft.resolved.agents
    if draft.modality != "actual":
        return f"modality_{draft.modality}"
    if not agents:
        return "no_holder"
    if any(not _is_party(party) for party in agents):
        return "agent_is_no_party"
    if any(party.is_part for party in agents) or _has_number(draft, agents):
        return "part_of_the_party"
    if not places or any(place.reason in _NO_PLACE for place in places):
        return "no_place"
    quantity = _share(draft)
    if quantity is not None and _value(quantity) != 1:
        return "share_of_the_place"
    if any(_names_part(draft, page, words, place) for place in places):
        return "part_of_the_place"
    return ""


def _is_party(party: PartyMention) -> bool:
    return party.kind in _PARTIES or (party.kind == "combatants" and bool(party.members_of))


def _has_number(draft: Draft, agents: tuple[PartyMention, ...]) -> bool:
    return any(
        party.span is not None and quantity.unit != "percent" and party.span.contains(quantity.span)
        for party in agents
        for quantity in draft.resolved.quantities
    )


def _names_part(draft: Draft, page: Page, words: FigureWords, place: PlaceMention) -> bool:
    if place.span is None:
        return False
    before = page.text(Span(max(draft.evidence.start, place.span.start - _AROUND), place.span.start))
    roles = ("place", "origin", "destination")
    spans = [span for role in roles for span in draft.resolved.frame.spans(role) if span.contains(place.span)]
    phrase = page.text(spans[0]) if spans else place.phrase
    if words.located_before.search(before.lower()) or _names_building(phrase, place):
        return True
    return bool(words.part_of_place.search(phrase.replace(place.name, " ").lower()))


def _names_building(phrase: str, place: PlaceMention) -> bool:
    """Whether a phrase names neither the place nor a town at all ("the stadium"): something within it."""
    lower = phrase.lower()
    names = (place.name, place.gazetteer_name, place.phrase if place.phrase[:1].isupper() else "")
    named = any(name and name.lower() in lower for name in names)
    return not named and not frames_sides.load().whole_place.search(lower)
