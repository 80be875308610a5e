"""Claim: a dated, placed, quantified statement, tied to its characters and to the chain of who said it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from sitrep.model.mention import (
    AttributionLink,
    Number,
    PartyMention,
    PlaceMention,
    TimeMention,
)
from sitrep.model.span import Span


class ClaimKind(StrEnum):
    """What a claim states; `frames.yaml` says which frame types give which kinds."""

    EVENT = "event"
    FIGURE = "figure"
    CONTROL = "control"
    DEAL = "deal"
    ACCESS = "access"
    MOVEMENT = "movement"
    STATEMENT = "statement"
    RELATION = "relation"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a claim states. Bounds are null where the text does not give them.

    `metric`: killed, injured, casualties, missing, detained, abducted, displaced, fled, evacuated, returned, trapped, in_need,
    reached, released, surrendered, housing_destroyed, fighters_present. `measure`: incident, cumulative, stock.
    `idmc`: flow, stock or None, by table from the metric. `subject`: civilians, people, children, combatants:<party>, ...
    `subset_of`: id of the claim that this number is a part of ("including 12 children"), else empty.
    """

    metric: str
    low: Number | None
    best: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    quantifier: str
    unit: str
    measure: str
    idmc: str | None
    subject: str
    subset_of: str = ""
    increment: bool = False
    running_total: bool = False
    span: Span | None = None
    reason: str = ""
    household_size: Number | None = None
    """People in one of the households or families that are counted, as a person set it; never assumed."""
    household_source: str = ""
    """Where that size was read."""


@dataclass(frozen=True, slots=True)
class Control:
    """What a control claim states: `change` is held, gained or lost; `share` 0-1 with its basis, None where not stated.

    `holder` is the party's canonical name. `whole`: the party itself and the whole place are meant, so that the
    claim may change who holds the place.
    """

    holder: str
    change: str
    share: Number | None
    basis: str
    quantifier: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a deal: who may or must do what.

    `action`: leave, stay, hand_over, release, stop_firing, enter. `party_class`: canonical party or class of people
    ("foreign fighters"). `stance`: affirms, denies, demands, open.
    """

    action: str
    party_class: str
    stance: str


@dataclass(frozen=True, slots=True)
class Codes:
    """Codes in the event codebooks, each with the rule of `codebook/frames.yaml` that produced it; empty where none applies."""

    plover: str = ""
    plover_mode: str = ""
    cameo: str = ""
    acled: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the claim would be if the words that a person chose in the text were its own.

    `field` and `value` are those of the judgement that chose them ("place.words", "@120-126"), or "add" and the judgement's
    value where a person had added a claim that an engine has found since. A judgement takes from here only what its
    field speaks of, so that it needs neither gazetteer nor text; every reading makes it anew.
    """

    field: str
    value: str
    type: str
    modality: str
    sentence: int
    evidence: Span
    quote: str
    trigger: Span
    agents: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    mediators: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    time: TimeMention
    chain: tuple[AttributionLink, ...]
    own_voice: bool
    figure: Figure | None = None
    control: Control | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. Frozen: corrections are judgements beside it, never changes of it.

    `id` is `claim_id(...)`: nothing that a new model may change is in it. `frame` groups the claims that one frame
    gave. `evidence` is the sentence's span; `trigger` the trigger's. `further` are the sentences of the same
    document that make the same statement. `published` is the ISO publication date, empty where unknown.
    `confidence` (0 to 1) is the engine's calibrated probability that the claim's frame is right as a whole.
    `headline_only`: only the title says so; it does not count.
    """

    id: str
    frame: str
    kind: ClaimKind
    type: str
    modality: str
    document: str
    sentence: int
    evidence: Span
    quote: str
    trigger: Span
    agents: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    mediators: tuple[PartyMention, ...]
    places: tuple[PlaceMention, ...]
    time: TimeMention
    chain: tuple[AttributionLink, ...]
    own_voice: bool
    codes: Codes
    confidence: float
    published: str
    block_role: str
    figure: Figure | None = None
    control: Control | None = None
    term: Term | None = None
    instrument: str = ""
    topic: str = ""
    topic_span: Span | None = None
    event_frame: str = ""
    """Frame of the event that this claim's figure or death belongs to, where it attaches to another frame."""
    headline_only: bool = False
    further: tuple[Span, ...] = ()
    model: str = ""
    """First 12 hex digits of the engine's SHA-256."""
    relation: str = ""
    """Of a relation claim: backed_by, member_of, ally_of."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Pairs (field, reason) for every null and every inherited or inferred value; shown by `explain`."""
    added: bool = False
    """A person added it: no engine found it. Its confidence is 1."""
    chosen: tuple[Chosen, ...] = ()
    """What words that people chose for it in the text stand for, by field and value; empty where nobody did."""


def digest(*parts: str) -> str:
    """20 hex digits of SHA-256 over parts joined by NUL: the identity of documents, claims and record parts."""
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def claim_id(document: str, kind: str, trigger_start: int, slot: str) -> str:
    """Identity of a claim: document, kind, trigger start and slot.

    `slot` is the start of the quantity span for figures, of the place span for control, else empty.
    """
    return digest(document, kind, str(trigger_start), slot)


def root(chain: tuple[AttributionLink, ...], story: str) -> str:
    """The independent origin that a claim rests on.

    The first link if named; its party if only described; otherwise ("unnamed", wire story), which is never joined
    with a named root: unnamed sources are one voice for each story.

    Args:
        chain: Attribution, origin first.
        story: Identity of the wire story that the document belongs to.
    """
    if not chain:
        return f"unnamed:{story}"
    first = chain[0]
    if first.named == "named":
        return first.name
    if first.named == "described" and first.party:
        return first.party
    return f"unnamed:{story}"
