"""Drafts and claims: a frame on its way to claims, and the one function that builds a claim from it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sitrep.codebook.frames import FrameBook, FrameType
from sitrep.model.claim import Claim, ClaimKind, Codes, claim_id, digest
from sitrep.model.document import Document, Sentence
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, ResolvedFrame, TimeMention
from sitrep.model.span import Span

ARMED = frozenset(("combatants", "armed_group", "state_force", "coalition"))
"""Kinds of party whose members are combatants."""

COMPANIONS = frozenset(("violence", "custody", "people"))
"""Families of frame types of which two near each other, with the same parties, are told of one event."""

_EVENT_PLACES = ("event", "origin", "destination")
_CONTEXT = "context"
"""Reason of a place that annotation took from the context."""
_PEOPLE_KINDS = frozenset(("civilians", "combatants", "people", "person", "unknown"))


@dataclass(frozen=True, slots=True)
class Draft:
    """A frame with everything settled that its claims share.

    `index` is its position among the document's frames.

    `cause`: index of the frame of the event that it belongs to. `inside`: index of the frame whose topic
    (what is denied, demanded, agreed) holds it. `part_of`: index of the frame of whose toll its own is a part.
    `evidence` is the sentence without the white space around it. `describes`: it is an adjective of the people
    that another frame counts. `placed_by`: how it took its place from the document, empty where the place is its own.
    """

    index: int
    resolved: ResolvedFrame
    type: FrameType
    sentence: Sentence
    evidence: Span
    modality: str
    time: TimeMention
    places: tuple[PlaceMention, ...]
    chain: tuple[AttributionLink, ...]
    own_voice: bool
    inside: int | None = None
    part_of: int | None = None
    cause: int | None = None
    codes: Codes = Codes()
    further: tuple[Span, ...] = ()
    headline_only: bool = False
    describes: bool = False
    placed_by: str = ""
    reasons: tuple[tuple[str, str], ...] = ()

    @property
    def trigger(self) -> Span:
        """Where the frame's trigger stands."""
        return self.resolved.frame.trigger

    @property
    def names_a_place(self) -> bool:
        """Whether the frame has a phrase for a place, resolved or not, or one that does not count (a dateline)."""
        places, frame = self.resolved.places, self.resolved.frame
        named = any(place.reason != _CONTEXT for place in places)
        return named or any(frame.spans(role) for role in ("place", "origin", "destination"))


@dataclass(frozen=True, slots=True)
class Page:
    """A document in settled drafts: all of them by index, and the leads, one for each statement it makes."""

    document: Document
    model: str
    book: FrameBook
    drafts: Mapping[int, Draft]
    leads: tuple[Draft, ...]
    lead_of: Mapping[int, int]
    """Index of a draft → index of the draft that leads its statement."""
    by_sentence: Mapping[int, tuple[int, ...]]
    """Index of a sentence → indices of its drafts, in text order."""
    holding: frozenset[int]
    """Indices of drafts whose topic holds a frame that may be a term of a deal."""
    told: frozenset[str]
    """Frame types that the document holds."""
    deal_place: PlaceMention | None = None
    """Where the document's deal is, None where it tells of none or does not say."""
    deal_place_reason: str = ""
    deal_action: str = ""
    """What the document's deal lets somebody do, empty where it does not say."""

    def neighbours(self, draft: Draft) -> Iterable[Draft]:
        """All drafts of a draft's sentence, itself included."""
        return (self.drafts[index] for index in self.by_sentence[draft.sentence.index])

    def text(self, span: Span) -> str:
        """The document's characters of a span."""
        return span.of(self.document.text)

    def lower(self, spans: Iterable[Span]) -> str:
        """The characters of spans, joined and in lower case, for the codebook's word lists."""
        return " ".join(self.text(span) for span in spans).lower()

    def frame_id(self, index: int) -> str:
        """Identity of the frame that leads a draft's statement: document and trigger start."""
        return digest(self.document.id, str(self.drafts[self.lead_of[index]].trigger.start))


def party_name(party: PartyMention) -> str:
    """The party that a mention stands for: the one whose members are meant, else its own name."""
    return party.members_of or party.name


def trimmed(span: Span, text: str) -> Span:
    """A span without white space at its ends."""
    quote = span.of(text)
    start = span.start + len(quote) - len(quote.lstrip())
    return Span(start, max(start, span.start + len(quote.rstrip())))


def event_places(places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Places that a frame names of what happened, where it happened first.

    Never the dateline, a place of speaking, or one that only the context offers.
    """
    named = [place for place in places if place.reason != _CONTEXT]
    return tuple(place for role in _EVENT_PLACES for place in named if place.role == role)


def happened_at(place: PlaceMention) -> PlaceMention:
    """A place that something else happened at, as the place of this."""
    return replace(place, role="event")


def from_context(places: Iterable[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Places that no phrase of a frame names and annotation found in the rest of the report."""
    return tuple(place for place in places if place.reason == _CONTEXT)


def known_parties(mentions: Iterable[PartyMention]) -> frozenset[str]:
    """Names of the parties among mentions; classes of people are none."""
    return frozenset(party_name(party) for party in mentions if party.party_id or party.members_of)


def main_place(drafts: Iterable[Draft]) -> PlaceMention | None:
    """The town that most frames name as where something happened or was left, as a place of the event.

    None where the document names no town so, or where two are named equally often. Datelines, places of
    speaking and countries never count.
    """
    towns = [
        place
        for draft in drafts
        if not draft.placed_by
        for place in draft.places
        if place.role != "destination" and place.kind != "country" and place.lat is not None
    ]
    counted = Counter((place.name, place.geonameid) for place in towns).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        return None
    key = counted[0][0]
    return replace(next(place for place in towns if (place.name, place.geonameid) == key), role="event")


def counted_parties(draft: Draft) -> tuple[PartyMention, ...]:
    """The parties that a number counts, by type; the other side where only that names people."""
    frame = draft.resolved
    first, other = (
        (frame.agents, frame.targets) if draft.type.counts == "agent" else (frame.targets, frame.agents)
    )
    if first or not draft.type.family == "people":
        return first
    return tuple(party for party in other if party.kind in _PEOPLE_KINDS)


def build(
    draft: Draft,
    page: Page,
    kind: ClaimKind,
    *,
    slot: str = "",
    places: tuple[PlaceMention, ...] | None = None,
    reasons: tuple[tuple[str, str], ...] = (),
) -> Claim:
    """A claim with everything that a frame's claims share; the extractor adds what its kind states.

    Args:
        draft: The frame that leads the statement.
        page: Its document.
        kind: Kind of the claim.
        slot: What tells the claim from others of the same frame and kind (`claim_id`).
        places: Places of this claim where they are not all of the frame's.
        reasons: Pairs (field, reason) of this claim alone, beside those of the frame.
    """
    frame = draft.resolved.frame
    topics = frame.spans("topic")
    places = draft.places if places is None else places
    return Claim(
        id=claim_id(page.document.id, kind.value, frame.trigger.start, slot),
        frame=page.frame_id(draft.index),
        kind=kind,
        type=draft.type.name,
        modality=draft.modality,
        document=page.document.id,
        sentence=frame.sentence,
        evidence=draft.evidence,
        quote=page.text(draft.evidence),
        trigger=frame.trigger,
        agents=draft.resolved.agents,
        targets=draft.resolved.targets,
        mediators=draft.resolved.mediators,
        places=places,
        time=draft.time,
        chain=draft.chain,
        own_voice=draft.own_voice,
        codes=draft.codes,
        confidence=frame.claim_confidence,
        published=page.document.published.date().isoformat() if page.document.published else "",
        block_role=draft.sentence.role.value,
        instrument="; ".join(page.text(span) for span in frame.spans("instrument")),
        topic=page.text(topics[0]) if topics else "",
        topic_span=topics[0] if topics else None,
        event_frame=page.frame_id(draft.cause) if draft.cause is not None else "",
        headline_only=draft.headline_only,
        further=draft.further,
        model=page.model,
        reasons=_joined((*_null_reasons(draft, places), *draft.reasons, *reasons)),
    )


def _null_reasons(draft: Draft, places: tuple[PlaceMention, ...]) -> Iterable[tuple[str, str]]:
    if draft.time.start is None:
        yield "time", draft.time.reason
    if not places:
        yield "places", "no_place"
    for place in places:
        if place.lat is None:
            yield "places", f"{place.name}: {place.reason}"
    yield from _party_reasons("agents", draft.resolved.agents)
    yield from _party_reasons("targets", draft.resolved.targets)
    if draft.own_voice:
        yield "attribution", "own_voice"
    if not draft.codes.acled:
        yield "codes.acled", f"no_code: {draft.codes.rule}"


def _party_reasons(field: str, parties: tuple[PartyMention, ...]) -> Iterable[tuple[str, str]]:
    if not parties:
        yield field, "not_expressed"
    for party in parties:
        if not party.name:  # a pronoun without an antecedent: its phrase stays with the claim
            yield field, f"{party.phrase}: {party.reason}"


def _joined(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    merged: dict[str, str] = {}
    for field, reason in pairs:
        if field not in merged:
            merged[field] = reason
        elif reason not in merged[field].split("; "):
            merged[field] = f"{merged[field]}; {reason}"
    return tuple(merged.items())
