"""Record: what is computed from claims and judgements. Nothing in here is ever edited by hand.

Every computed thing keeps the ids of the claims it rests on, and two readings: *counted* (accepted by a
person, or above the counting threshold of its kind) and *all* (unreviewed claims included).
"""

from dataclasses import dataclass
from datetime import date

from sitrep.model.mention import Number
from sitrep.model.span import Span


@dataclass(frozen=True, slots=True)
class Version:
    """What one document of a wire story is to those before it.

    `kind`: original (the first), correction (says so itself), copy (all that it tells stands in an earlier version: cut,
    retitled, in other paragraphs), update (it tells something that no earlier version has). `of`: the version that it
    carries or goes on from; empty for the first. `newest`: the latest version that is no copy.
    """

    document: str
    kind: str
    of: str = ""
    newest: bool = False


@dataclass(frozen=True, slots=True)
class WireStory:
    """Reprints of one story: one voice. `lead` is the earliest full version or its correction.

    `chain` holds every document by time, as what it is to those before it.
    """

    id: str
    documents: tuple[str, ...]
    lead: str
    corrections: tuple[str, ...] = ()
    reason: str = ""
    chain: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence in which a document of a story differs from the story's lead.

    `kind`: cut (the lead has it, the document has not), added (the other way round), reworded (both have it, in other words).
    `lead`, `here`: the sentence's characters in either text; `before`, `after`: its words there; None and empty
    where it does not stand.
    """

    kind: str
    lead: Span | None
    here: Span | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """low, best and high of a series as its claims give them; None where no claim gives it.

    A range of reports, not a confidence interval. An open bound is excluded, or somebody goes beyond it: high
    20 with `high_open` reads "20 or more", low 12 with `low_open` "12 or fewer"; without a number, nobody
    gives that bound.
    """

    low: Number | None
    best: Number | None
    high: Number | None
    low_open: bool
    high_open: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent root within a series or control part: its latest claim and every claim it made."""

    root: str
    claim: str
    claims: tuple[str, ...]
    as_of: date | None
    counted: bool = False
    """Whether the latest claim counts; a voice of unreviewed claims alone is shown, labelled so."""
    value: Range | None = None
    """What the latest claim states, in a series."""
    says: str = ""
    """What the latest claim states, in words with its hedge: "more than 1,000", "holds 90 %"."""


@dataclass(frozen=True, slots=True)
class Grade:
    """How well something is attested, always proposed: only a person signs a grade.

    `value`: confirmed, fair, weak, contested. `reasons`: reason codes, why it is not graded otherwise. `interested`: roots
    with a stake in what they say. Sources: Airwars methodology (grades), docs/reference on grades.
    """

    value: str
    reasons: tuple[str, ...] = ()
    interested: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HouseEntry:
    """One claim as one house reads it: whether it went in, as what (low, best, high, ...), and why or why not."""

    claim: str
    used: bool
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class HouseFigure:
    """A series under the coding rules of one house: acled, ucdp, airwars, idmc.

    Bounds are None where that house gives none; `quantifier` is the house's own word where it has one (IDMC: More than,
    Less than, Exact, Approximately). `reading`: counted, or all where nothing counts yet; never both. `parts`: what the house
    keeps apart, as triples (name, low, high), both the same where it keeps one number: "combatants:" and a party, civilians,
    unknown (UCDP); men, women, children, militants (Airwars); households, people (IDMC); the days or places over which
    ACLED's coders would divide a total.
    """

    house: str
    low: Number | None
    best: Number | None
    high: Number | None
    quantifier: str = ""
    entries: tuple[HouseEntry, ...] = ()
    reading: str = "counted"
    parts: tuple[tuple[str, Number | None, Number | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Why two groups of claims are one event: a decision with what it rests on.

    `claim` was joined to `to`. `by`: rule or person. `features`: triples (name, value in words, weight in the score).
    """

    claim: str
    to: str
    score: float
    by: str
    features: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Claims about the same event.

    `start`/`end` are the most precise days that its claims give, of a campaign the hull; None where no claim
    is dated.
    """

    id: str
    types: tuple[str, ...]
    family: str
    place: str
    country: str
    lat: float | None
    lon: float | None
    start: date | None
    end: date | None
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    claims: tuple[str, ...]
    counted: tuple[str, ...]
    roots: tuple[str, ...]
    """Independent origins over all claims."""
    grade: Grade | None = None
    links: tuple[Link, ...] = ()
    """Why its claims are one event, a link for each group that was joined."""
    houses: tuple[HouseFigure, ...] = ()
    """Its deaths, all subjects together, under the rules of acled, ucdp and airwars."""


@dataclass(frozen=True, slots=True)
class Series:
    """One toll or number over time.

    `counted` and `all` are its readings; None where no claim belongs to that reading.
    """

    id: str
    metric: str
    subject: str
    place: str
    measure: str
    key: str
    since: date | None
    as_of: date | None
    counted: Range | None
    all: Range | None
    voices: tuple[Voice, ...]
    claims: tuple[str, ...]
    beside: tuple[tuple[str, str], ...] = ()
    """Claims shown beside, never in a reading, as pairs (claim, why).

    stated_zero ("no one was killed"), denied ("not 40 were killed"), increment ("another 12"), subset
    ("including 3 children"), corrected.
    """
    houses: tuple[HouseFigure, ...] = ()
    """The same claims under the rules of acled, ucdp, airwars and idmc, as far as a house codes such a series."""
    grade: Grade | None = None
    cell: str = ""
    """Place cell that its claims share; empty where the place is not surely known."""


@dataclass(frozen=True, slots=True)
class Position:
    """What one holder says about one term of a deal, or about the deal itself (term empty), and when."""

    holder: str
    term: str
    stance: str
    claim: str
    as_of: date | None
    counted: bool


@dataclass(frozen=True, slots=True)
class TermState:
    """How one term of a deal stands: what the latest credible claim says, with everyone who says otherwise.

    `term` in words, empty for the deal itself; `action` and `party_class` as in `claim.Term`. `status` of a term: included,
    excluded, demanded, open, contested; of the deal itself: in_talks, proposed, agreed, in_effect, violated, denied, contested.
    `holders` say so; `dissent` are holders who last said the opposite. `counted`: whether it rests on claims that count.
    """

    term: str
    action: str
    party_class: str
    status: str
    holders: tuple[str, ...]
    dissent: tuple[str, ...]
    claim: str
    as_of: date | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Deal:
    """Agree, ceasefire and negotiate claims that share a place, and a party or a term, within 14 days.

    `positions` are all that anyone said on it, of any modality; `claims` hold those of its terms too. `terms` say how the deal
    itself (first) and each of its terms stand.
    """

    id: str
    place: str
    parties: tuple[str, ...]
    start: date | None
    end: date | None
    positions: tuple[Position, ...]
    claims: tuple[str, ...]
    counted: tuple[str, ...]
    terms: tuple[TermState, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlReading:
    """Who is said to hold a place on one day, in one reading.

    `status`: claimed, contested, lost (by `holder`). `basis` is what the share is a share of, as told (area, districts,
    population, unstated), empty without a share. `roots` say so, by `claims`; of a contested day all who speak.
    """

    holder: str
    share: Number | None
    status: str
    as_of: date | None
    basis: str = ""
    roots: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlState:
    """Who is said to hold a place at the latest day that claims speak of, with every claim beside it."""

    id: str
    place: str
    country: str
    holder: str
    """Latest claimed holder of the counted reading, or of all claims where nothing counts.

    Who lost it where the status is lost; empty where claims disagree (contested).
    """
    share: Number | None
    status: str
    """claimed, contested, lost."""
    as_of: date | None
    voices: tuple[Voice, ...]
    claims: tuple[str, ...]
    counted: tuple[str, ...]
    counted_reading: ControlReading | None = None
    """The place by claims that count alone; None where none does."""
    all_reading: ControlReading | None = None
    """The place with unreviewed claims included."""
    history: tuple[ControlReading, ...] = ()
    """One reading a day on which claims speak, oldest first, of the same claims as `holder`."""
    basis: str = ""
    """What the share is a share of, as told; empty without a share."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Claims that cannot all stand.

    `kind`: term, figure, control, event. `what` names the disputed thing in words.
    """

    id: str
    kind: str
    what: str
    place: str
    sides: tuple[tuple[str, tuple[str, ...]], ...]
    """Pairs (stance or value in words, claim ids), at least two."""
    counted: bool = False
    """Whether at least two sides rest on a claim that counts."""


@dataclass(frozen=True, slots=True)
class RecordPart:
    """What one partition gives; the record is the union of all its parts."""

    partition: str
    events: tuple[Event, ...] = ()
    series: tuple[Series, ...] = ()
    deals: tuple[Deal, ...] = ()
    control: tuple[ControlState, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
