"""Places from context: which place named in a report a frame without a place phrase, or a phrase without a name, means.

A ranking of the places that the report names, by linear weights over what stands where; the weights are data
(`place_words_context.yaml`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

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
_KINDS = ("town", "adm1", "country", "region", "other")
NEAR, FAR, EARLY = 40.0, 600.0, 400.0
"""Characters over which nearness within a sentence, distance back and earliness in the text fade (fitted with the weights)."""
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


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where something stands, in text order, and whose it is (index of the candidate)."""

    starts: NDArray[np.int64]
    owners: NDArray[np.int64]

    @classmethod
    def of(cls, positions: Iterable[Sequence[int]]) -> "_Marks":
        pairs = sorted((start, owner) for owner, starts in enumerate(positions) for start in starts)
        table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        return cls(table[:, 0], table[:, 1])

    def within(self, span: Span) -> slice:
        first, last = np.searchsorted(self.starts, (span.start, span.end))
        return slice(int(first), int(last))

    def whose(self, spans: Iterable[Span]) -> NDArray[np.int64]:
        """Candidates with a mark in one of the spans; each once."""
        found = [self.owners[self.within(span)] for span in spans]
        return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


class Ranking:
    """A document's candidates, laid out so that a query costs array arithmetic, not a look at every mention.

    Args:
        candidates: The places that the document names, in text order.
        main: ISO code of the country that the document is most about.
    """

    def __init__(self, candidates: Sequence[Candidate], main: str) -> None:
        self._candidates = candidates
        kinds = [each.mention.kind if each.mention.kind in _KINDS else "other" for each in candidates]
        self._kinds = np.array([_KINDS.index(kind) for kind in kinds], np.int64)
        self._countries = np.array([each.mention.iso2 for each in candidates], np.str_)
        self._counts = np.array([len(each.starts) for each in candidates], np.float64)
        self._starts = _Marks.of(each.starts for each in candidates)
        self._roles = _Marks.of(each.roles for each in candidates)
        self._adjectives = _Marks.of(each.adjectives for each in candidates)
        firsts = np.array([min(each.starts, default=10**6) for each in candidates], np.float64)
        weights = place_weights()
        self._fixed = (
            weights.get("roles", 0.0) * np.log1p([len(each.roles) for each in candidates])
            + weights.get("main country", 0.0) * (self._countries == main)
            + weights.get("early", 0.0) * np.exp(-firsts / EARLY)
        )

    def best(self, query: Query, *, country: str = "") -> tuple[float, Candidate] | None:
        """The likeliest place and its probability (0 to 1) among those asked for; ties fall to text order.

        Args:
            query: What a place is wanted for.
            country: ISO code: only places of this country; empty for all.
        """
        chosen = self._countries == country if country else np.ones(len(self._candidates), bool)
        if not chosen.any():
            return None
        scores = self._scores(query, float(self._counts[chosen].max()))[chosen]
        odds = np.exp(scores - scores.max())
        first = int(np.argmax(odds))
        number = int(np.flatnonzero(chosen)[first])
        return float(odds[first] / odds.sum()), self._candidates[number]

    def _scores(self, query: Query, most: float) -> NDArray[np.float64]:
        weights = place_weights()
        want = query.head or f"none {query.act}"
        of_kind = [
            weights.get(f"{kind} for {want}", 0.0) + weights.get(f"{kind} role {query.role}", 0.0)
            for kind in _KINDS
        ]
        of_count = np.array([weights.get(f"count {kind}", 0.0) for kind in _KINDS])
        often = np.log1p(self._counts) / np.log1p(max(1.0, most))
        scores: NDArray[np.float64] = (
            self._fixed + np.array(of_kind)[self._kinds] + of_count[self._kinds] * often
        )
        self._add_sentence(scores, query, weights)
        self._add_distance(scores, query, weights)
        return scores

    def _add_sentence(self, scores: NDArray[np.float64], query: Query, weights: Mapping[str, float]) -> None:
        """Evidence from the sentence, its roles and the sentence before."""
        here = self._starts.within(query.sentence)
        near = np.full(len(scores), np.inf)
        np.minimum.at(near, self._starts.owners[here], np.abs(self._starts.starts[here] - query.position))
        there = np.isfinite(near)
        scores[there] += weights.get("same sentence", 0.0)
        scores[there] += weights.get("same sentence near", 0.0) / (1.0 + near[there] / NEAR)
        shared = [_overlap(span, query.sentence) for span in query.inside]
        inside = [span for span in shared if span is not None]
        for name, found in (
            ("in another role", self._starts.whose(inside)),
            ("adjective in sentence", self._adjectives.whose([query.sentence])),
            ("adjective in role", self._adjectives.whose(query.inside)),
            ("role in sentence", self._roles.whose([query.sentence])),
        ):
            scores[found] += weights.get(name, 0.0)
        if query.before is not None:
            scores[self._starts.whose([query.before])] += weights.get("sentence before", 0.0)
            scores[self._roles.whose([query.before])] += weights.get("role in sentence before", 0.0)

    def _add_distance(self, scores: NDArray[np.float64], query: Query, weights: Mapping[str, float]) -> None:
        """How far back each place was last named, or that it is named only later."""
        earlier = int(np.searchsorted(self._starts.starts, query.position))
        last = np.full(len(scores), -1, np.int64)
        last[self._starts.owners[:earlier]] = self._starts.starts[
            :earlier
        ]  # in text order: the last one stays
        named = last >= 0
        scores[named] += weights.get("distance", 0.0) * np.exp(-(query.position - last[named]) / FAR)
        scores[~named] += weights.get("only later", 0.0)


def _overlap(a: Span, b: Span) -> Span | None:
    start, end = max(a.start, b.start), min(a.end, b.end)
    return Span(start, end) if start < end else None
