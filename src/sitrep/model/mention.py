"""Resolved mentions: what times, quantities, places, parties and sources in the text stand for.

Every resolved value keeps its span and a `reason`: how it was resolved, or, where it is null, the
code of why it was not (abstaining is an answer).
"""

from dataclasses import dataclass
from datetime import date

from sitrep.model.document import Document, Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

Number = int | float


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An interval of whole days, both ends inclusive, or an abstention (start and end None, reason says why).

    `basis`: phrase (the text says so), inherited (from the same event in the document), as_of (a stock or
    control claim without a phrase: publication day), or None. `ucdp_prec` 1-5 follows UCDP GED Appendix 2,
    `acled_prec` 1-3 and `acled_date` ACLED's time precision; None where that house would not code it.
    Reasons: no_phrase, no_anchor (publication date unknown), not_a_time, out_of_range; else the rule's name.
    """

    span: Span | None
    phrase: str
    start: date | None
    end: date | None
    basis: str | None
    ucdp_prec: int | None
    acled_prec: int | None
    acled_date: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as reported, with open bounds: nothing that the text does not say is filled in.

    `quantifier`: exact, at_least, more_than, less_than, up_to, about, nearly, range, vague, counted.
    `low_open`/`high_open`: the bound itself is excluded ("more than 1,000": low 1000, low_open True) or the
    side is unbounded by the text (high None, high_open True). `unit`: person, casualty, family, household, percent or a noun.
    `increment`: "another 12". `running_total`: "bringing the toll to 12". `subset`: "including 12 children".
    """

    span: Span
    phrase: str
    low: Number | None
    best: Number | None
    high: Number | None
    low_open: bool
    high_open: bool
    quantifier: str
    unit: str
    reason: str
    increment: bool = False
    running_total: bool = False
    subset: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as mentioned, resolved to a gazetteer entry or abstaining.

    `role`: event, origin, destination, dateline, statement. `name` is the document's longest spelling,
    `gazetteer_name` the gazetteer's. `kind`: town, adm1, adm2, country, region, area, other.
    `ucdp_prec` 1-7 (UCDP GED where_prec), `acled_prec` 1-3 or None where ACLED does not record.
    Abstention: lat and lon None, reason one of not_in_gazetteer, ambiguous, no_area_data, pronoun_unresolved, not_a_place.
    """

    span: Span | None
    phrase: str
    name: str
    country: str
    iso2: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    gazetteer_name: str
    kind: str
    role: str
    ucdp_prec: int | None
    acled_prec: int | None
    radius_km: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A party, class of people or thing as mentioned in an agent, target or mediator span.

    `name` is the canonical name (party), the class ("civilians"), or the head of the phrase where neither is
    known. `kind`: state, state_force, armed_group, coalition, un, ngo, monitor, agency, outlet, authority, person,
    civilians, combatants, people, thing, unknown. `is_part`: a part of the party ("a group of", a number,
    "foreign"). `is_named`: a proper name stands in the text. `private`: a person without a public role; masked in
    the public view. `plural` None where it cannot be told. `members_of`: canonical name of the party whose members
    are meant ("fighters of Islamic State"), else empty.
    """

    span: Span | None
    phrase: str
    name: str
    party_id: str
    kind: str
    is_named: bool
    is_part: bool
    private: bool
    plural: bool | None
    members_of: str
    reason: str


@dataclass(frozen=True, slots=True)
class AttributionLink:
    """One link of an attribution chain, origin first: origin, speaker, agency, outlet.

    `named`: named (a proper name or a named party), described ("a militia spokesman"), anonymous ("activists").
    `party`: canonical name of the party the speaker belongs to or speaks for, else empty.
    """

    name: str
    role: str
    named: str
    party: str = ""
    cue: str = ""
    span: Span | None = None
    cue_span: Span | None = None
    direct: bool = False
    private: bool = False
    """A named person without a public role: masked in the public view."""


@dataclass(frozen=True, slots=True)
class ResolvedFrame:
    """A frame with everything in it resolved. Tuples are in text order; empty where the role is not expressed.

    `chain` is the attribution, origin first, ending in the outlet where it is known. `own_voice` is True where
    nobody is cited.
    """

    frame: Frame
    time: TimeMention
    quantities: tuple[Quantity, ...]
    places: tuple[PlaceMention, ...]
    agents: tuple[PartyMention, ...]
    targets: tuple[PartyMention, ...]
    mediators: tuple[PartyMention, ...]
    chain: tuple[AttributionLink, ...]
    own_voice: bool
    measure: str | None
    """incident, cumulative, stock, or None where the frame has no quantity."""
    total: Quantity | None = None
    """The sum of the quantities, where the text joins people with people ("40 civilians and 11 soldiers")."""
    parts: tuple[Quantity, ...] = ()
    """Parts of the last quantity that the words after it tell ("12 people, including three children"); no quantities."""


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """A document with its sentences and resolved frames, in text order: what `annotate` gives and `extract` takes."""

    document: Document
    sentences: tuple[Sentence, ...]
    frames: tuple[ResolvedFrame, ...]
    model: str
    """First 12 hex digits of the engine's SHA-256."""
