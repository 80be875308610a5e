"""Places that a statement without one takes from its document: its deal, its event, the context.

Only statements that name no place take one; never a dateline or a place of speaking, and never where the sentence
puts it elsewhere ("attacks abroad"). Every place taken is told in the reasons.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sitrep.codebook import frames_deals, frames_places
from sitrep.codebook.frames_places import PlaceRules
from sitrep.extract.assembly import Draft, Page, from_context, known_parties
from sitrep.extract.under_deal import deal_place, under_deal
from sitrep.model.mention import PlaceMention

_TERM_BOUND = frozenset(("withdraw", "surrender", "evacuate", "release", "displace"))


def place_statements(page: Page) -> Page:
    """The page with its deal's place, and with leads that took a place from their document.

    Leaving, handing over and releasing under a deal take the deal's place, deaths and damage that of the
    attack they belong to, other statements the one that annotation found in the context; where it offers none,
    that of the frame before. `codebook/frames_places.yaml` says which families may.
    """
    place, reason = deal_place(page, frames_deals.load())
    page = replace(page, deal_place=place, deal_place_reason=reason)
    rules = frames_places.load()
    own = (draft for draft in page.drafts.values() if _is_known(draft.places) and not draft.placed_by)
    donors = sorted(own, key=lambda draft: draft.trigger)
    sentences = [draft.sentence.index for draft in donors]
    given: dict[int, Draft] = {}
    for lead in sorted(page.leads, key=lambda lead: lead.cause is not None):
        if lead.places or lead.names_a_place:
            given[lead.index] = lead
            continue
        first, last = lead.sentence.index - 1, lead.sentence.index + 1
        around = donors[bisect_left(sentences, first) : bisect_left(sentences, last)]
        draft = _from_deal(lead, page) or _from_event(lead, page, given)
        given[lead.index] = draft or _from_around(lead, page, rules, around) or lead
    leads = tuple(given[lead.index] for lead in page.leads)
    return replace(page, drafts={**page.drafts, **given}, leads=leads)


def _with(draft: Draft, places: Sequence[PlaceMention], reason: str) -> Draft:
    return replace(
        draft,
        places=tuple(replace(place, role="event") for place in places),
        placed_by=reason,
        reasons=(*draft.reasons, ("places", reason)),
    )


def _from_deal(draft: Draft, page: Page) -> Draft | None:
    if draft.type.name not in _TERM_BOUND or page.deal_place is None:
        return None
    if not under_deal(draft, page, frames_deals.load()):
        return None
    return _with(draft, (page.deal_place,), page.deal_place_reason)


def _from_event(draft: Draft, page: Page, given: dict[int, Draft]) -> Draft | None:
    if draft.cause is None:
        return None
    lead = page.lead_of[draft.cause]
    places = _where(given[lead].places if lead in given else page.drafts[lead].places)
    return _with(draft, places, "inherited: same_event") if places else None


def _from_around(draft: Draft, page: Page, rules: PlaceRules, around: Sequence[Draft]) -> Draft | None:
    donors = rules.families.get(draft.type.family)
    if donors is None or draft.describes or rules.elsewhere.search(page.text(draft.evidence).lower()):
        return None
    context = from_context(draft.resolved.places)
    if context:
        return _with(draft, context, "inherited: context") if donors.context else None
    if draft.modality != "actual":
        return None
    here = [one for one in around if one.sentence.index == draft.sentence.index]
    earlier = [one for one in here if one.trigger < draft.trigger]
    if earlier and earlier[-1].type.family in donors.sentence:
        return _with(draft, _where(earlier[-1].places), "inherited: same_sentence")
    before = [one for one in around if one.sentence.index < draft.sentence.index]
    if not here and before and before[-1].type.family in donors.before and _about_one(draft, before[-1]):
        return _with(draft, _where(before[-1].places), "inherited: sentence_before")
    return None


def _about_one(draft: Draft, other: Draft) -> bool:
    """Whether two sentences of one kind of block do not name different parties as agents."""
    one, two = known_parties(draft.resolved.agents), known_parties(other.resolved.agents)
    return draft.sentence.role == other.sentence.role and not (one and two and not one & two)


def _is_known(places: Sequence[PlaceMention]) -> bool:
    return bool(places) and all(place.lat is not None or place.iso2 for place in places)


def _where(places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Places of one role: where it happened, else where it left from, else where it went."""
    for role in ("event", "origin", "destination"):
        found = tuple(place for place in places if place.role == role)
        if found:
            return found
    return ()
