"""The signs that rank places from context, one candidate at a time, by the names of the weights file.

The resolver computes the same sums for all candidates at once (`sitrep/annotate/places/context.py`); a test holds the
two together.
"""

import math
from collections.abc import Iterable, Sequence

from sitrep.annotate.places.context import EARLY, FAR, NEAR, Candidate, Query
from sitrep.model.span import Span

KINDS = ("town", "adm1", "country", "region")
NEVER = 10**6
"""Stands for the first mention of a place that only an adjective names."""


def signs(candidates: Sequence[Candidate], query: Query, main: str) -> tuple[dict[str, float], ...]:
    """The signs of each candidate.

    Args:
        candidates: The places that come into question, in text order.
        query: What a place is wanted for.
        main: ISO code of the country that the document is most about.
    """
    most = max((len(each.starts) for each in candidates), default=0)
    return tuple(
        {**_of_place(each, query, most, main), **_of_text(each, query), **_of_distance(each, query)}
        for each in candidates
    )


def _of_place(candidate: Candidate, query: Query, most: int, main: str) -> dict[str, float]:
    mention = candidate.mention
    kind = mention.kind if mention.kind in KINDS else "other"
    found = {
        f"{kind} for {query.head or f'none {query.act}'}": 1.0,
        f"{kind} role {query.role}": 1.0,
        f"count {kind}": math.log1p(len(candidate.starts)) / math.log1p(max(1, most)),
        "roles": math.log1p(len(candidate.roles)),
        "early": math.exp(-min(candidate.starts, default=NEVER) / EARLY),
    }
    return found | ({"main country": 1.0} if mention.iso2 == main else {})


def _of_text(candidate: Candidate, query: Query) -> dict[str, float]:
    here, before = [query.sentence], [query.before] if query.before is not None else []
    now = _inside(candidate.starts, here)
    marks = {
        "same sentence": bool(now),
        "in another role": bool(_inside(now, query.inside)),
        "adjective in sentence": bool(_inside(candidate.adjectives, here)),
        "adjective in role": bool(_inside(candidate.adjectives, query.inside)),
        "role in sentence": bool(_inside(candidate.roles, here)),
        "sentence before": bool(_inside(candidate.starts, before)),
        "role in sentence before": bool(_inside(candidate.roles, before)),
    }
    found = {name: 1.0 for name, holds in marks.items() if holds}
    if now:
        nearest = min(abs(start - query.position) for start in now)
        found["same sentence near"] = 1.0 / (1.0 + nearest / NEAR)
    return found


def _of_distance(candidate: Candidate, query: Query) -> dict[str, float]:
    earlier = [start for start in candidate.starts if start < query.position]
    if not earlier:
        return {"only later": 1.0}
    return {"distance": math.exp(-(query.position - max(earlier)) / FAR)}


def _inside(starts: Iterable[int], spans: Iterable[Span]) -> list[int]:
    """The starts that lie in one of the spans."""
    return [start for start in starts if any(span.start <= start < span.end for span in spans)]
