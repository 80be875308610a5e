"""Places from context: which place named in a report a frame without a place phrase, or a phrase without a name, means.

A ranking of the places that the report names, by linear weights over what stands where; the weights are data
(`place_words_context.yaml`).
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sitrep.codebook.place_words import PlaceWords, place_weights, place_words
from sitrep.model.frame import Frame
from sitrep.model.mention import PlaceMention
from sitrep.model.span import Span

_ACTS = {
    "violence": "clash airstrike shelling bombing chemical attack execute kill injure abduct abuse destroy",
    "ground": "hold capture advance withdraw surrender present deploy",
    "people": "displace evacuate return trap aid block need",
    "talk": "agree ceasefire violate negotiate demand threaten accuse deny release",
    "state": "support ally govern protest sanction prosecute detain",
}
_ACT_OF = {kind: act for act, kinds in _ACTS.items() for kind in kinds.split()}
_HEADS = ("country", "town", "adm1", "quarter", "region", "line", "facility")


@dataclass(slots=True)
class Candidate:
    """A place that the report names: every mention of it, `starts` in text order, `roles` those in place roles."""

    mention: PlaceMention
    starts: list[int] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    adjectives: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Query:
    """What a place is wanted for.

    Attributes:
        position: Start of the phrase or trigger.
        sentence: The sentence it stands in.
        before: The sentence before, None for the first.
        head: Level of the phrase's noun (town, country, facility, ...), "other", or empty without a phrase.
        act: Family of the frame's type.
        role: place, origin or destination.
        inside: Spans of the frame's other roles.
    """

    position: int
    sentence: Span
    before: Span | None
    head: str
    act: str
    role: str
    inside: tuple[Span, ...]


def act_of(frame: Frame | None) -> str:
    """Family of a frame's type, for the weights."""
    return _ACT_OF.get(frame.type, "state") if frame else "none"


def head_of(words: Iterable[str]) -> str:
    """Level of the noun of a phrase without a name: "the city" → town."""
    found = set(words)
    lists: PlaceWords = place_words()
    for head in _HEADS:
        if found & getattr(lists, head):
            return head
    return "here" if found & lists.anaphor_here else "other"


def features(candidate: Candidate, query: Query, most: int, main: str) -> Iterator[tuple[str, float]]:
    """Named evidence for a candidate; the names are those of the weights file.

    Args:
        candidate: The place.
        query: What it is wanted for.
        most: Most mentions that any candidate has.
        main: ISO code of the country that the document is most about.
    """
    mention = candidate.mention
    want = query.head or f"none {query.act}"
    kind = mention.kind if mention.kind in ("town", "adm1", "country", "region") else "other"
    yield f"{kind} for {want}", 1.0
    yield f"count {kind}", math.log1p(len(candidate.starts)) / math.log1p(max(1, most))
    yield "roles", math.log1p(len(candidate.roles))
    yield "main country", float(mention.iso2 == main)
    yield f"{kind} role {query.role}", 1.0
    yield from _place_in_text(candidate, query)


def _place_in_text(candidate: Candidate, query: Query) -> Iterator[tuple[str, float]]:
    here = query.sentence
    now = [start for start in candidate.starts if here.start <= start < here.end]
    if now:
        yield "same sentence", 1.0
        yield "same sentence near", 1.0 / (1.0 + min(abs(start - query.position) for start in now) / 40.0)
    if any(span.start <= start < span.end for span in query.inside for start in now):
        yield "in another role", 1.0
    if any(here.start <= start < here.end for start in candidate.adjectives):
        yield "adjective in sentence", 1.0
    if any(span.start <= start < span.end for span in query.inside for start in candidate.adjectives):
        yield "adjective in role", 1.0
    if any(here.start <= start < here.end for start in candidate.roles):
        yield "role in sentence", 1.0
    before = query.before
    if before is not None and any(before.start <= start < before.end for start in candidate.starts):
        yield "sentence before", 1.0
    if before is not None and any(before.start <= start < before.end for start in candidate.roles):
        yield "role in sentence before", 1.0
    earlier = [start for start in candidate.starts if start < query.position]
    if earlier:
        yield "distance", math.exp(-(query.position - earlier[-1]) / 600.0)
    else:
        yield "only later", 1.0
    first = candidate.starts[0] if candidate.starts else 10**6
    yield "early", math.exp(-first / 400.0)


def rank(candidates: Sequence[Candidate], query: Query, main: str) -> list[tuple[float, Candidate]]:
    """Candidates with their probabilities (0 to 1, together 1), best first; ties fall to text order."""
    if not candidates:
        return []
    weights = place_weights()
    most = max(len(candidate.starts) for candidate in candidates)
    scores = [
        sum(weights.get(name, 0.0) * value for name, value in features(candidate, query, most, main))
        for candidate in candidates
    ]
    top = max(scores)
    odds = [math.exp(score - top) for score in scores]
    total = sum(odds)
    ranked = [(odd / total, candidate) for odd, candidate in zip(odds, candidates, strict=True)]
    return sorted(ranked, key=lambda pair: -pair[0])
