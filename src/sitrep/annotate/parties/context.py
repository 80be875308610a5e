"""Parties from context: which of those told in a report a role without a phrase, or a phrase without a name, means.

A ranking of what the report's frames and names tell, by linear weights over what stands where; the weights are data
(`party_words_context.yaml`).
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sitrep.annotate.places.context import act_of
from sitrep.codebook.party_words import party_weights
from sitrep.model.frame import Frame
from sitrep.model.mention import PartyMention

FAR, EARLY = 600.0, 400.0
"""Characters over which distance back and earliness in the text fade."""
_SORTS = {
    "state": "state",
    "state_force": "force",
    "armed_group": "group",
    "coalition": "coalition",
    "un": "body",
    "ngo": "body",
    "authority": "body",
    "monitor": "body",
    "agency": "body",
    "outlet": "body",
    "person": "person",
    "people": "people",
    "civilians": "civilians",
    "combatants": "combatants",
}
_CAPPED = 4
"""Sentences back from which nothing further is told apart."""


@dataclass(slots=True)
class Candidate:
    """A party, or several that stand together in a role, with where the report tells it.

    `roles` counts its roles, alone and with the type, the family and the trigger's word of the frame; `starts` is in
    text order.
    `own`: it is what the phrase itself says, under that name for its signs; empty for what stands elsewhere.
    """

    mentions: tuple[PartyMention, ...]
    starts: list[int] = field(default_factory=list)
    roles: Counter[str] = field(default_factory=Counter)
    beside: dict[int, set[str]] = field(default_factory=dict)
    """Sentence → roles that it has there."""
    nouns: set[str] = field(default_factory=set)
    own: str = ""
    names: frozenset[str] = field(init=False)
    """Names of its parties."""
    sort: str = field(init=False)
    """Kind of party, for the signs."""

    def __post_init__(self) -> None:
        self.names = frozenset(one.name for one in self.mentions)
        self.sort = _SORTS.get(self.mentions[0].kind, "thing") if len(self.mentions) == 1 else "several"


@dataclass(frozen=True, slots=True)
class Query:
    """What a party is wanted for.

    Attributes:
        frame: The frame.
        role: agent or target.
        position: Start of the phrase, or of the trigger.
        sentence: Index of the sentence there.
        want: What stands there: "none", a sort of pronoun, or a sort of phrase.
        noun: Head noun of the phrase, or empty.
        plural: Number of the phrase; None where it has none or cannot be told.
        facing: Names on the frame's other side.
        source: Name of who says it, or empty.
        word: The trigger in lower case.
    """

    frame: Frame
    role: str
    position: int
    sentence: int
    want: str
    noun: str = ""
    plural: bool | None = None
    facing: frozenset[str] = frozenset()
    source: str = ""
    word: str = ""


def signs(candidate: Candidate, query: Query, sentence_of: Mapping[int, int]) -> dict[str, float]:
    """What speaks for and against a candidate, by the names of the weights file.

    Args:
        candidate: What comes into question.
        query: What a party is wanted for.
        sentence_of: Start of a mention → index of its sentence.
    """
    sort, role, act = candidate.sort, query.role, act_of(query.frame)
    if candidate.own:
        want = f"own {query.want}"
        return {
            want: 1.0,
            f"{want} {candidate.own}": 1.0,
            f"{want} {role} {act}": 1.0,
            f"own {query.noun}": 1.0,
        }
    found = {
        f"{sort} for {query.want} {role}": 1.0,
        f"{sort} as {role} {query.frame.type}": 1.0,
        f"count {sort}": math.log1p(len(candidate.starts)),
        "role": math.log1p(candidate.roles[role]),
        "role in act": math.log1p(candidate.roles[f"{role} {act}"]),
        "role in type": math.log1p(candidate.roles[f"{role} {query.frame.type}"]),
        "role with word": math.log1p(candidate.roles[f"{role} '{query.word}'"]),
        "other role in type": math.log1p(candidate.roles[f"{_other(role)} {query.frame.type}"]),
        "early": math.exp(-min(candidate.starts) / EARLY),
    }
    if query.want == "none":
        found |= {f"{sort} for none {role} {act}": 1.0}
    found |= dict.fromkeys(_marks(candidate, query), 1.0)
    return found | _distance(candidate, query, sentence_of)


def _marks(candidate: Candidate, query: Query) -> Iterable[str]:
    names, kind = candidate.names, "phrase" if query.want != "none" else "none"
    if names & query.facing:
        yield "facing"
        yield f"facing {query.frame.type}"
    if query.source and query.source in names:
        yield f"source for {query.want} {query.role}"
        yield f"source of {query.frame.type} {kind}"
    if query.noun and query.noun in candidate.nouns:
        yield "same noun"
    if query.plural is not None and len(candidate.mentions) == 1:
        plural = candidate.mentions[0].plural
        yield (
            "number unknown" if plural is None else f"number {'alike' if plural == query.plural else 'other'}"
        )
    for back in (0, 1):
        for role in candidate.beside.get(query.sentence - back, ()):
            yield f"{role} {('here', 'before')[back]} for {query.role} {kind}"


def _distance(candidate: Candidate, query: Query, sentence_of: Mapping[int, int]) -> dict[str, float]:
    earlier = bisect_left(candidate.starts, query.position)
    kind = "phrase" if query.want != "none" else "none"
    if not earlier:
        here = sentence_of[candidate.starts[0]] == query.sentence
        return {f"later here {kind}" if here else f"later {kind}": 1.0}
    last = candidate.starts[earlier - 1]
    back = min(query.sentence - sentence_of[last], _CAPPED)
    return {f"back {back} {kind}": 1.0, f"distance {kind}": math.exp(-(query.position - last) / FAR)}


def _other(role: str) -> str:
    return "target" if role == "agent" else "agent"


class Ranking:
    """Ranks a document's candidates.

    Args:
        candidates: What the document tells, in text order.
        sentence_of: Start of each mention → index of its sentence.
    """

    def __init__(self, candidates: Sequence[Candidate], sentence_of: Mapping[int, int]) -> None:
        self._candidates = candidates
        self._sentence_of = sentence_of

    def best(self, query: Query, own: Candidate | None = None) -> tuple[float, Candidate] | None:
        """The likeliest and its probability (0 to 1); ties fall to what the phrase says, then to text order.

        Args:
            query: What a party is wanted for.
            own: What the phrase itself says, where it says anything.
        """
        choices = self.choices(own)
        if not choices:
            return None
        weights = party_weights()
        scores = [
            sum(
                weights.get(name, 0.0) * value
                for name, value in signs(each, query, self._sentence_of).items()
            )
            for each in choices
        ]
        most = max(scores)
        odds = [math.exp(score - most) for score in scores]
        return 1.0 / sum(odds), choices[scores.index(most)]

    def choices(self, own: Candidate | None) -> list[Candidate]:
        """What comes into question: what the phrase says first."""
        return [*([own] if own is not None else []), *self._candidates]

    def signs(self, query: Query, own: Candidate | None) -> tuple[dict[str, float], ...]:
        """The signs of each choice, for the fit."""
        return tuple(signs(each, query, self._sentence_of) for each in self.choices(own))
