"""Places that a statement without one takes from its document: its deal, its event, the context.

Only statements that name no place take one; never a dateline or a place of speaking, and never where the sentence
puts it elsewhere ("attacks abroad"). Every place taken is told in the reasons.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from sitrep.codebook import frames_deals, frames_places
from sitrep.extract.assembly import COMPANIONS, Draft, Page, from_context, known_parties
from sitrep.extract.under_deal import SAME_DEAL, deal_action, deal_place, under_deal
from sitrep.model.mention import PlaceMention

_TERM_BOUND = frozenset(("withdraw", "surrender", "evacuate", "release", "displace"))


def place_statements(page: Page) -> Page:
    """The page with its deal's place, and with leads that took a place from their document.

    Leaving, handing over and releasing under a deal take the deal's place, deaths and damage that of the
    attack they belong to, other statements the one that annotation found in the context, and what is left
    that of what the same party does in the sentence. `codebook/frames_places.yaml` says which families may.
    """
    words = frames_deals.load()
    place, reason = deal_place(page, words)
    action = deal_action(page, words)
    page = replace(page, deal_place=place, deal_place_reason=reason, deal_action=action)
    given: dict[int, Draft] = {}
    for lead in sorted(page.leads, key=lambda lead: lead.cause is not None):
        draft = None
        if not (lead.places or lead.names_a_place):
            draft = _from_deal(lead, page) or _from_event(lead, page, given) or _from_context(lead, page)
        given[lead.index] = draft or lead
    given = _with_companions(given)
    leads = tuple(given[lead.index] for lead in page.leads)
    return replace(page, drafts={**page.drafts, **given}, leads=leads)


def _with_companions(given: dict[int, Draft]) -> dict[int, Draft]:
    """What one party does in one sentence is at one place, where only one of its other acts there has one."""
    by_sentence: dict[int, list[Draft]] = defaultdict(list)
    for draft in given.values():
        by_sentence[draft.sentence.index].append(draft)
    placed = dict(given)
    for index, draft in given.items():
        parties = known_parties(draft.resolved.agents)
        if draft.places or draft.names_a_place or draft.type.family not in COMPANIONS or not parties:
            continue
        others = [
            one
            for one in by_sentence[draft.sentence.index]
            if _is_known(one.places)
            and one.type.family in COMPANIONS
            and one.modality == draft.modality
            and known_parties(one.resolved.agents) == parties
        ]
        if len({place.name for one in others for place in one.places}) == 1:
            placed[index] = _with(draft, _where(others[0].places), "inherited: same_event")
    return placed


def _with(draft: Draft, places: Sequence[PlaceMention], reason: str) -> Draft:
    return replace(
        draft,
        places=tuple(replace(place, role="event") for place in places),
        placed_by=reason,
        reasons=(*draft.reasons, ("places", reason)),
    )


def _from_deal(draft: Draft, page: Page) -> Draft | None:
    if draft.type.name not in _TERM_BOUND or page.deal_place is None or page.deal_place_reason != SAME_DEAL:
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


def _from_context(draft: Draft, page: Page) -> Draft | None:
    rules = frames_places.load()
    found = from_context(draft.resolved.places)
    if not found or draft.describes or draft.type.family not in rules.from_context:
        return None
    if rules.elsewhere.search(page.text(draft.evidence).lower()):
        return None
    return _with(draft, found, "inherited: context")


def _is_known(places: Sequence[PlaceMention]) -> bool:
    return bool(places) and all(place.lat is not None for place in places)


def _where(places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Places of one role: where it happened, else where it left from, else where it went."""
    for role in ("event", "origin", "destination"):
        found = tuple(place for place in places if place.role == role)
        if found:
            return found
    return ()
