"""Roles put right before anything is compared: whose place is lost, what is a place at all, which is said twice.

Every rule is one of language, told in the draft's reasons; none guesses at what the text leaves open.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sitrep.codebook import frames_figures, frames_sides
from sitrep.codebook.frames_sides import SideWords
from sitrep.extract.assembly import Draft, party_name
from sitrep.model.mention import PartyMention, PlaceMention
from sitrep.model.span import Span

_FROM = re.compile(r"\bfrom\s+(?:the\s+)?")
_CLAUSE_END = re.compile(r"[,;:]|\b(?:and|after|but|while|as|when|before|because)\b")
_RELATIVE = re.compile(r"\b(?:who|which|that)\b")
_ARTICLE = re.compile(r"(?:the|an?)\s+")
_APPOSED = re.compile(r"\s*,\s*$")
_DESCRIBING = re.compile(r"(?:the|an?|its|their)\s")
_NAME_WORDS = 6  # words of the longest party name looked for after "from"
_HARM = frozenset(("violence", "custody"))


def put_right(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """Drafts whose agents, targets, places and numbers are on the right side.

    The party that a place is taken "from" loses it and never holds it; who takes it is then the speaker, where
    the agent is a pronoun. Nobody attacks himself. An adjective of people ("Syrian fighters") is no place, a
    description after a comma is the place before it, and a place stands once in a frame. A number inside the
    target of another frame belongs to that frame, not to an adjective of the people counted
    ("killed 75 displaced people").
    """
    words = frames_sides.load()
    named = _named(drafts)
    counted = _governors(drafts, text)
    found = []
    for draft in drafts:
        draft = _without_numbers(draft)
        draft = _loser(draft, text, words, named)
        draft = _not_itself(draft, named)
        draft = _placed(draft, text, words)
        found.append(_attributive(draft, counted.get(draft.index, "")))
    return tuple(found)


def _named(drafts: Iterable[Draft]) -> Mapping[str, PartyMention]:
    """Names and phrases by which the document calls its parties, lower case; no pronouns, no descriptions."""
    found: dict[str, PartyMention] = {}
    for draft in drafts:
        for party in (*draft.resolved.agents, *draft.resolved.targets):
            if party.party_id and party.is_named:
                found.setdefault(_plain(party.phrase), party)
                found.setdefault(party_name(party).lower(), party)
    return found


def _plain(phrase: str) -> str:
    return _ARTICLE.sub("", phrase.lower(), count=1) if _ARTICLE.match(phrase.lower()) else phrase.lower()


def _without_numbers(draft: Draft) -> Draft:
    """A bare number beside the people that it counts ("51", "civilian") is no target of its own."""
    targets = draft.resolved.targets
    numbers = [quantity.span for quantity in draft.resolved.quantities]
    kept = tuple(
        party
        for party in targets
        if party.span is None or not any(number.contains(party.span) for number in numbers)
    )
    if not kept or len(kept) == len(targets):
        return draft
    return replace(draft, resolved=replace(draft.resolved, targets=kept))


def _loser(draft: Draft, text: str, words: SideWords, named: Mapping[str, PartyMention]) -> Draft:
    if draft.type.control != "gained":
        return draft
    loser = _taken_from(draft, text, named)
    if loser is None:
        return draft
    lost = party_name(loser)
    agents = draft.resolved.agents
    kept = tuple(party for party in agents if party_name(party) != lost)
    reasons = draft.reasons
    if len(kept) < len(agents):
        reasons = (*reasons, ("agents", "loser_after_from"))
        speaker = _speaker(draft, named)
        pronoun = next(
            (p for p in agents if p not in kept and p.phrase.lower() in words.speaker_pronouns), None
        )
        if not kept and pronoun is not None and speaker is not None and party_name(speaker) != lost:
            kept = (replace(speaker, span=pronoun.span, phrase=pronoun.phrase, reason="speaker"),)
            reasons = (*reasons, ("agents", "pronoun_is_the_speaker"))
    targets = draft.resolved.targets
    if all(party_name(party) != lost for party in targets):
        targets = (*targets, loser)
        reasons = (*reasons, ("targets", "loser_after_from"))
    return replace(draft, resolved=replace(draft.resolved, agents=kept, targets=targets), reasons=reasons)


def _taken_from(draft: Draft, text: str, named: Mapping[str, PartyMention]) -> PartyMention | None:
    """The party right after "from" in the trigger's clause."""
    start = draft.trigger.end
    clause = text[start : max(start, draft.evidence.end)]
    end = _CLAUSE_END.search(clause)
    clause = clause[: end.start()] if end else clause
    for match in _FROM.finditer(clause):
        at = start + match.end()
        for party in (*draft.resolved.agents, *draft.resolved.targets):
            if party.span is not None and party.party_id and start + match.start() < party.span.start <= at:
                return party
        rest = re.findall(r"[^\s.,;:!?]+", clause[match.end() :])[:_NAME_WORDS]
        for size in range(len(rest), 0, -1):
            phrase = " ".join(rest[:size])
            known = named.get(phrase.lower().strip("\"'”’"))
            if known is not None:
                return replace(known, span=Span(at, at + len(phrase)), phrase=phrase, reason="after_from")
    return None


def _speaker(draft: Draft, named: Mapping[str, PartyMention]) -> PartyMention | None:
    if draft.own_voice or not draft.chain:
        return None
    link = draft.chain[0]
    return named.get(link.party.lower()) or named.get(link.name.lower())


def _not_itself(draft: Draft, named: Mapping[str, PartyMention]) -> Draft:
    """A target that only a pronoun or description made the agent's own is left without its party."""
    frame = draft.resolved
    if draft.type.family not in _HARM or not frame.agents or not frame.targets:
        return draft
    own = {party_name(party) for party in frame.agents if party.party_id}
    targets = tuple(
        replace(party, name=_plain(party.phrase), party_id="", members_of="", reason="not_its_own_attacker")
        if party.party_id and party_name(party) in own and not party.is_named
        else party
        for party in frame.targets
    )
    if targets == frame.targets:
        return draft
    reasons = (*draft.reasons, ("targets", "not_its_own_attacker"))
    return replace(draft, resolved=replace(frame, targets=targets), reasons=reasons)


def _placed(draft: Draft, text: str, words: SideWords) -> Draft:
    people = [p.span for p in (*draft.resolved.agents, *draft.resolved.targets) if p.span is not None]
    kept: list[PlaceMention] = []
    reasons: list[tuple[str, str]] = []
    for place in draft.places:
        if _is_demonym(place, people, text, words):
            reasons.append(("places", f"{place.phrase}: adjective_of_people"))
        elif kept and _is_apposed(kept[-1], place, text):
            reasons.append(("places", f"{place.phrase}: same_place_described"))
        elif not any(_same_place(place, other) for other in kept):
            kept.append(place)
    if len(kept) == len(draft.places):
        return draft
    return replace(draft, places=tuple(kept), reasons=(*draft.reasons, *reasons))


def _is_demonym(place: PlaceMention, people: Iterable[Span], text: str, words: SideWords) -> bool:
    if place.kind != "country" or place.span is None or _plain(place.phrase) not in words.demonyms:
        return False
    span = place.span
    after = text[span.end : span.end + 30].lower().split()[:2]
    counts = bool(frames_figures.load().subject(" ".join(after).strip(".,;:")))
    return counts or any(one.overlaps(span) for one in people)


def _is_apposed(before: PlaceMention, place: PlaceMention, text: str) -> bool:
    """Whether a mention describes the place named right before it ("Tabqa, the last town held by ...")."""
    if before.span is None or place.span is None or place.span.start < before.span.end:
        return False
    phrase = place.phrase.lower()
    named = place.name.lower() in phrase or before.role != place.role
    return bool(
        not named and _DESCRIBING.match(phrase) and _APPOSED.match(text[before.span.end : place.span.start])
    )


def _same_place(one: PlaceMention, other: PlaceMention) -> bool:
    return one.role == other.role and (one.name, one.geonameid, one.kind) == (
        other.name,
        other.geonameid,
        other.kind,
    )


def _governors(drafts: Iterable[Draft], text: str) -> Mapping[int, str]:
    """Index of a frame whose trigger is an adjective of counted people → type of the frame that counts them."""
    by_number: dict[Span, list[Draft]] = {}
    for draft in drafts:
        for quantity in draft.resolved.quantities:
            by_number.setdefault(quantity.span, []).append(draft)
    found: dict[int, str] = {}
    for number, group in by_number.items():
        for draft in group:
            holder = next((one for one in group if _describes_target(draft, one, number, text)), None)
            if holder is not None:
                found[draft.index] = holder.type.name
    return found


def _describes_target(draft: Draft, outer: Draft, number: Span, text: str) -> bool:
    """Whether a trigger stands behind the number in another frame's target, and in no clause of its own."""
    trigger = draft.trigger
    return any(
        span.contains(number)
        and span.contains(trigger)
        and number.end <= trigger.start
        and trigger.end < span.end
        and not _RELATIVE.search(text[number.end : trigger.start])
        for span in outer.resolved.frame.spans("target")
        if not span.contains(outer.trigger)
    )


def _attributive(draft: Draft, governor: str) -> Draft:
    """A frame that only describes people of another frame: number, day and place are that frame's."""
    if not governor:
        return draft
    nothing = replace(
        draft.time, span=None, phrase="", start=None, end=None, basis=None, ucdp_prec=None,
        acled_prec=None, acled_date=None, reason=f"describes_people_of_{governor}",
    )  # fmt: skip
    resolved = replace(draft.resolved, quantities=(), time=nothing, measure=None)
    reasons = (("figure", f"counted_by_{governor}"), ("places", f"describes_people_of_{governor}"))
    return replace(
        draft,
        resolved=resolved,
        time=nothing,
        places=(),
        describes=True,
        reasons=(*draft.reasons, *reasons),
    )
