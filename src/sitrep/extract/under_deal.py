"""What stands under a deal, where the document's deal is, and what it is about."""

from collections import Counter
from collections.abc import Container, Iterable

from sitrep.codebook.frames_deals import DealWords
from sitrep.extract.assembly import Draft, Page, happened_at, main_place
from sitrep.model.claim import Claim
from sitrep.model.mention import PlaceMention

DEALS = frozenset(("agree", "ceasefire", "negotiate"))
SAME_DEAL = "inherited: same_deal"
"""Reason of a place that a deal or a movement under it gives; the report's main place is told apart."""
TOLD = frozenset(("agree", "ceasefire"))


def under_deal(draft: Draft, page: Page, words: DealWords) -> bool:
    """Whether a frame of leaving, handing over, evacuating or releasing stands under a deal.

    Inside what is agreed or, where the document tells of a deal, denied; in a sentence that says so or that
    tells of the deal itself.
    """
    outer = page.drafts[draft.inside] if draft.inside is not None else None
    if outer is not None and outer.type.name in DEALS:
        return True
    if outer is not None and outer.type.name == "deny" and told_of_deal(page):
        return True
    if words.under.search(page.text(draft.evidence).lower()):
        return True
    return any(other.type.name in TOLD for other in page.neighbours(draft))


def told_of_deal(page: Page) -> bool:
    """Whether the document tells of an agreement or truce."""
    return not page.told.isdisjoint(TOLD)


def deal_place(page: Page, words: DealWords) -> tuple[PlaceMention | None, str]:
    """The place of the document's deal and how it was found, None where it has none.

    The place that most deals of the document name themselves, else the one that most movements under a deal
    leave, else the document's main place. A country gives way to any town.
    """
    drafts = page.drafts.values()
    if page.told.isdisjoint(DEALS):
        return None, ""
    own = [place for draft in drafts if draft.type.family == "deals" for place in draft.places[:1]]
    moved = [
        place
        for draft in drafts
        if draft.type.term and draft.type.family != "deals" and under_deal(draft, page, words)
        for place in draft.places
        if place.role != "destination"
    ]
    for places in (own, moved):
        towns = [place for place in places if place.kind != "country" and place.lat is not None]
        if towns:
            return happened_at(_most_told(towns)), SAME_DEAL
    place = main_place(drafts)
    return (place, "inherited: main_place") if place is not None else (None, "")


def deal_action(page: Page, words: DealWords) -> str:
    """What the document's deal is about, by the topics of its deal frames and by what stands under it."""
    for draft in page.drafts.values():
        if draft.type.name == "agree":
            action = words.action(page.lower(draft.resolved.frame.spans("topic")))
            if action:
                return action
    bound = (draft for draft in page.drafts.values() if draft.type.term and draft.type.family != "deals")
    return next((draft.type.term for draft in bound if under_deal(draft, page, words)), "")


def _most_told(places: list[PlaceMention]) -> PlaceMention:
    counted = Counter((place.name, place.geonameid) for place in places)
    return max(places, key=lambda place: (counted[place.name, place.geonameid], -places.index(place)))


def without_echoes(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims without those terms that a sentence denies and, by the deal's own noun, seems to affirm as well.

    "Foreign fighters did not leave under the withdrawal deal" denies that they leave; the noun "withdrawal" names
    the deal and takes no position of its own. So does "the remaining fighters will leave under a deal": who is told
    to leave does not stay by it.
    """
    claims = tuple(claims)
    denied = {
        _position(claim) for claim in claims if claim.term is not None and claim.term.stance == "denies"
    }
    leaving = {
        _position(claim)[:2]
        for claim in claims
        if claim.term is not None and claim.term.action == "leave" and claim.type not in DEALS
    }
    return tuple(claim for claim in claims if not _is_echo(claim, denied, leaving))


def _is_echo(
    claim: Claim, denied: Container[tuple[int, str, str, str]], leaving: Container[tuple[int, str]]
) -> bool:
    term = claim.term
    if term is None:
        return False
    if term.stance != "denies" and _position(claim) in denied:
        return True
    return term.action == "stay" and claim.type in DEALS and _position(claim)[:2] in leaving


def _position(claim: Claim) -> tuple[int, str, str, str]:
    """Sentence, speaker and term of a claim: what another speaker says in the same sentence is no echo."""
    speaker = claim.chain[0].name if claim.chain else ""
    if claim.term is None:
        return claim.sentence, speaker, "", ""
    return claim.sentence, speaker, claim.term.action, claim.term.party_class
