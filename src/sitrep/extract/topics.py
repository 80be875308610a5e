"""Frames inside what somebody denies, demands, threatens or agrees on: source and modality."""

from bisect import bisect_left
from dataclasses import replace

from sitrep.codebook.completion import completion_words
from sitrep.extract.assembly import Draft, party_name
from sitrep.model.mention import AttributionLink, PartyMention

ENCLOSING = frozenset(("deny", "demand", "accuse", "threaten", "agree", "ceasefire", "negotiate"))
_SPEECH = frozenset(("deny", "demand", "accuse", "threaten"))
_PARTY_KINDS = frozenset(
    (
        "state",
        "state_force",
        "armed_group",
        "coalition",
        "un",
        "ngo",
        "monitor",
        "agency",
        "outlet",
        "authority",
    )
)
_DEMANDED_HEAD_WORDS = 4


def enclose(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """Drafts that know in whose topic they stand, with the source and modality that this gives them.

    The agent of deny, accuse, demand and threaten is the source of frames inside its topic.
    The first frame of a denial's topic is negated; the frame that heads a demand's topic is
    demanded. Only a frame that the engine called actual is changed, and the change is told in its reasons.
    """
    starts = [draft.trigger.start for draft in drafts]
    holder: dict[int, int] = {}
    first: dict[int, int] = {}
    for position, outer in enumerate(drafts):
        if outer.type.name not in ENCLOSING:
            continue
        for span in outer.resolved.frame.spans("topic"):
            for at in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
                if at == position or not span.contains(drafts[at].trigger):
                    continue
                first.setdefault(position, at)
                # later enclosing frames stand deeper: the nearest one decides
                if at not in holder or _width(drafts[holder[at]]) > _width(outer):
                    holder[at] = position
    return tuple(
        _inside(draft, drafts[holder[at]], text, heads=first[holder[at]] == at) if at in holder else draft
        for at, draft in enumerate(drafts)
    )


def _width(draft: Draft) -> int:
    return min(len(span) for span in draft.resolved.frame.spans("topic"))


def _inside(draft: Draft, outer: Draft, text: str, *, heads: bool) -> Draft:
    draft = replace(draft, inside=outer.index)
    if outer.type.name not in _SPEECH:
        return draft
    draft = _without_speaker(draft, outer)
    draft = _sourced(draft, outer, text)
    modality = _modality(draft, outer, text) if heads and draft.modality == "actual" else draft.modality
    if modality != draft.modality:
        reason = ("modality", f"inside_{outer.type.name}")
        draft = replace(draft, modality=modality, reasons=(*draft.reasons, reason))
    return draft


def _without_speaker(draft: Draft, outer: Draft) -> Draft:
    """Who denies or demands, outside the topic, does not do what stands in it where somebody in it does."""
    agents = draft.resolved.agents
    topics = outer.resolved.frame.spans("topic")
    speakers = outer.resolved.frame.spans("agent")
    kept = tuple(
        party
        for party in agents
        if party.span is None
        or any(topic.contains(party.span) for topic in topics)
        or not any(speaker.overlaps(party.span) for speaker in speakers)
    )
    if not kept or len(kept) == len(agents):
        return draft
    reason = ("agents", f"speaker_of_{outer.type.name}")
    return replace(draft, resolved=replace(draft.resolved, agents=kept), reasons=(*draft.reasons, reason))


def _modality(draft: Draft, outer: Draft, text: str) -> str:
    if outer.modality != "actual":
        return draft.modality
    if outer.type.name == "deny":
        return "negated"
    if outer.type.name == "demand":
        starts = [span.start for span in outer.resolved.frame.spans("topic") if span.contains(draft.trigger)]
        before = text[starts[0] : draft.trigger.start] if starts else ""
        return "demanded" if len(before.split()) <= _DEMANDED_HEAD_WORDS else draft.modality
    return draft.modality


def _sourced(draft: Draft, outer: Draft, text: str) -> Draft:
    if not outer.resolved.agents:
        return replace(draft, chain=outer.chain, own_voice=outer.own_voice) if draft.own_voice else draft
    party = outer.resolved.agents[0]
    if _suffers(party, outer, text):
        return draft
    if any(_same_source(link, party) for link in draft.chain):
        return draft
    rest = outer.chain if draft.own_voice else draft.chain
    rest = tuple(link for link in rest if link.name and not _same_source(link, party))
    link = AttributionLink(
        name=party.name,
        role="origin" if any(link.role in ("origin", "speaker") for link in rest) else "speaker",
        named="named"
        if party.is_named
        else ("described" if party.party_id or party.members_of else "anonymous"),
        party=party_name(party) if party.members_of or party.kind in _PARTY_KINDS else "",
        cue=outer.trigger.of(text),
        span=party.span,
        cue_span=outer.trigger,
        private=party.private,
    )
    reason = ("attribution", f"agent_of_{outer.type.name}")
    return replace(draft, chain=(link, *rest), own_voice=False, reasons=(*draft.reasons, reason))


def _suffers(party: PartyMention, outer: Draft, text: str) -> bool:
    """Whether the verb is passive and the party its subject: "foreign fighters are excluded" says who is, not who says so."""
    if party.span is None or party.span.end > outer.trigger.start:
        return False
    before = text[party.span.end : outer.trigger.start].lower().split()
    return not completion_words().passive.isdisjoint(before[-2:])


def _same_source(link: AttributionLink, party: PartyMention) -> bool:
    overlap = link.span is not None and party.span is not None and link.span.overlaps(party.span)
    name = party_name(party)
    return overlap or link.name == party.name or (bool(name) and link.party == name)
