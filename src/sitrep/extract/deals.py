"""Deal claims: deals, truces, talks, and the terms that are affirmed, denied or demanded."""

import re
from collections.abc import Iterator
from dataclasses import replace

from sitrep.codebook import frames_deals
from sitrep.codebook.families import families
from sitrep.codebook.frames_deals import DealWords
from sitrep.extract.assembly import Draft, Page, build, party_name
from sitrep.extract.under_deal import told_of_deal, under_deal
from sitrep.model.claim import Claim, ClaimKind, Term
from sitrep.model.mention import PartyMention
from sitrep.model.span import Span

_FIGHTERS = frozenset(("armed_group", "state_force", "coalition"))
_GENERAL = ("civilians", "fighters")  # give way to "fighters of" a party, where it is known
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)\s+(?:[\w'’-]+\s+)?$")
_LOOK_BACK = 100  # characters before "included" in which the class stands


def claims(draft: Draft, page: Page) -> Iterator[Claim]:
    """The deal that a frame is, or the term of a deal that it speaks of.

    Agreements, truces, breaches and talks are deals, with a term where their sentence or topic gives one.
    Leaving, surrendering, evacuating and releasing are terms where their sentence or the topic that holds
    them stands under a deal. A denial or a demand is a term itself only where its topic holds no such
    frame, which would carry it.
    """
    words = frames_deals.load()
    name = draft.type.name
    if draft.type.kinds[0] == ClaimKind.DEAL:
        yield _claim(draft, page, _term_of_deal(draft, page, words) if name != "violate" else None)
    elif name in ("deny", "demand"):
        term = _term_of_speech(draft, page, words)
        if term is not None:
            yield _claim(draft, page, term)
    elif under_deal(draft, page, words):
        parties = draft.resolved.agents if name in ("withdraw", "surrender") else draft.resolved.targets
        people = _class(parties, words)
        if people:
            yield _claim(draft, page, Term(draft.type.term, people, _stance(draft, page)))


def _claim(draft: Draft, page: Page, term: Term | None) -> Claim:
    reasons = () if term is not None else (("term", "not_stated"),)
    places = draft.places
    if not places and page.deal_place is not None and (term is not None or _is_the_deal(draft, page)):
        places = (page.deal_place,)
        reasons = (*reasons, ("places", page.deal_place_reason))
    return replace(build(draft, page, ClaimKind.DEAL, places=places, reasons=reasons), term=term)


def _is_the_deal(draft: Draft, page: Page) -> bool:
    """Whether a mention without a place points to the document's deal.

    It does with a definite article ("the deal", "that agreement"), or beside such a mention or a placed one, or
    a movement that is placed, in its sentence.
    """
    if draft.type.family != "deals":
        return False
    return any(
        bool(other.places) or _is_definite(other, page)
        for other in page.neighbours(draft)
        if other.type.family == "deals" or (other.type.term and other.modality != "negated")
    )


def _is_definite(draft: Draft, page: Page) -> bool:
    before = page.text(Span(draft.evidence.start, max(draft.evidence.start, draft.trigger.start)))
    return draft.type.family == "deals" and bool(_DEFINITE.search(before.lower()))


def _stance(draft: Draft, page: Page) -> str:
    """Inside a denial a term is denied, whatever the engine says of its modality."""
    outer = page.drafts[draft.inside] if draft.inside is not None else None
    if outer is not None and outer.type.name == "deny":
        return "denies" if outer.modality == "actual" else "open"
    if outer is not None and outer.type.name == "demand" and draft.modality != "negated":
        return "demands"
    return families().stances.get(draft.modality, "open")


def _term_of_deal(draft: Draft, page: Page, words: DealWords) -> Term | None:
    """The term in the deal's own words: who is in or out of it, else what its topic allows whom."""
    if draft.type.name == "ceasefire":
        parties = sorted(dict.fromkeys(party_name(party) for party in draft.resolved.agents))
        return Term("stop_firing", "; ".join(parties), _stance(draft, page)) if parties else None
    membership = _membership(draft, page, words)
    if membership is not None:
        return membership
    if draft.type.name == "negotiate" or _carried(draft, page):
        return None
    topic = page.lower(draft.resolved.frame.spans("topic"))
    action = words.action(topic)
    if not action:
        return None
    people = words.people(topic) or _class(_bound(draft), words)
    return Term(action, people, _stance(draft, page)) if people else None


def _bound(draft: Draft) -> tuple[PartyMention, ...]:
    """Whom a deal's action binds: its targets, else an armed party that is its only agent."""
    agents = draft.resolved.agents
    armed = len(agents) == 1 and (agents[0].kind == "combatants" or agents[0].kind in _FIGHTERS)
    return draft.resolved.targets or (agents if armed else ())


def _membership(draft: Draft, page: Page, words: DealWords) -> Term | None:
    """Whether somebody is said to be in the deal or left out of it: affirms or denies its action for them."""
    sentence = page.text(draft.evidence).lower()
    if not words.says_who(sentence):
        return None
    out, inside = words.excluded.search(sentence), words.included.search(sentence)
    match = out or inside
    if match is None:
        return None
    before = sentence[max(0, match.start() - _LOOK_BACK) : match.start()]
    people = words.people(before) or words.people(sentence[match.end() : match.end() + _LOOK_BACK])
    action = words.action(sentence) or page.deal_action
    if not people or not action:
        return None
    stance = _stance(draft, page)
    if out is not None and stance in ("affirms", "denies"):
        stance = "denies"
    return Term(action, people, stance)


def _term_of_speech(draft: Draft, page: Page, words: DealWords) -> Term | None:
    """The term that a denial or demand speaks of, where no frame in its topic carries it."""
    topic = page.lower(draft.resolved.frame.spans("topic"))
    told = draft.type.name == "deny" and told_of_deal(page)
    if _carried(draft, page) or not (told or words.deal.search(topic)):
        return None
    action, people = words.action(topic), words.people(topic)
    if not action or not people or draft.modality != "actual":
        return None
    return Term(action, people, "denies" if draft.type.name == "deny" else "demands")


def _carried(draft: Draft, page: Page) -> bool:
    return draft.index in page.holding


def _class(parties: tuple[PartyMention, ...], words: DealWords) -> str:
    """Canonical class of people; members of an armed party, and the party itself, are its fighters."""
    names = []
    for party in parties:
        people = words.people(party.phrase.lower())
        if people and people not in _GENERAL:
            names.append(people)
        elif party.members_of or (party.kind in _FIGHTERS and party.name):
            names.append(f"fighters of {party.members_of or party.name}")
        elif people:
            names.append(people)
        elif party.name:
            names.append(party.name)
    return "; ".join(sorted(dict.fromkeys(names)))
