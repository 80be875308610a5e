"""When claims are about the same event: weights of the features that `reconcile.linking` compares."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from sitrep.codebook import read_yaml
from sitrep.errors import CodebookError

FEATURES = ("type", "place", "days", "parties", "targets", "figures", "site", "words")
"""Features of a comparison, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Linking:
    """The table of `linking.yaml`.

    Attributes:
        threshold: Score (0 to 1) from which two groups of claims are one event.
        margin: Lead in score that one of two events needs over the other to be the one that a group belongs to.
        start: Log-odds before any feature speaks.
        weights: Feature → what was found → log-odds.
        neighbours: Pairs of kinds that one happening may be told as.
        general: Kind told in general words → kinds that it may stand for.
        near: Factor within which two figures may count one happening.
        far: Factor beyond which early and late counts of one happening seldom differ.
        recent: Days up to its publication within which an undated report's event happened.
        lead: Sentences of a report that tell its news.
        sites: Site → pattern of its words.
    """

    threshold: float
    margin: float
    start: float
    weights: Mapping[str, Mapping[str, float]]
    neighbours: frozenset[frozenset[str]]
    general: Mapping[str, frozenset[str]]
    near: float
    far: float
    recent: int
    lead: int
    sites: Mapping[str, re.Pattern[str]]


@cache
def linking() -> Linking:
    """The table of `linking.yaml`, read once.

    Raises:
        CodebookError: If a feature has no weights, or the threshold is no score.
    """
    data = read_yaml("linking.yaml")
    if sorted(data["weights"]) != sorted(FEATURES):
        raise CodebookError(f"linking.yaml: weights must be those of {', '.join(FEATURES)}")
    if not 0 < data["threshold"] < 1 or not 1 <= data["near"] <= data["far"]:
        raise CodebookError(
            "linking.yaml: the threshold lies between 0 and 1, near is 1 or more and far is no less"
        )
    return Linking(
        threshold=float(data["threshold"]),
        margin=float(data["margin"]),
        start=float(data["start"]),
        weights=MappingProxyType(
            {
                feature: MappingProxyType({found: float(weight) for found, weight in table.items()})
                for feature, table in data["weights"].items()
            }
        ),
        neighbours=frozenset(frozenset(pair) for pair in data["neighbours"]),
        general=MappingProxyType({kind: frozenset(others) for kind, others in data["general"].items()}),
        near=float(data["near"]),
        far=float(data["far"]),
        recent=int(data["recent"]),
        lead=int(data["lead"]),
        sites=MappingProxyType({site: _pattern(words) for site, words in data["sites"].items()}),
    )


def _pattern(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})(?:e?s)?\b", re.IGNORECASE)


def sites_of(text: str) -> frozenset[str]:
    """The sites that a sentence names: market, hospital, school, ..."""
    return frozenset(site for site, pattern in linking().sites.items() if pattern.search(text))
