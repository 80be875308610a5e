"""Six-slot template F1 as Du, Rush and Cardie (2021) score MUC-4.

- A mention is lower-cased and loses punctuation, articles and extra space; it is right if it then equals one of the
  acceptable mentions of a gold entity of the slot: no credit for a head or a part.
- Predicted and gold templates are put side by side one to one, only with the same incident type (any alternative of
  the key's), in the way that gives the report the highest F1; what stays alone is spurious or missing as a whole.
- Precision is over predicted fillers, recall over gold fillers, the incident type being one filler of a template;
  micro-averaged over all reports and the six slots.
"""

import re
import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from benchmarks.muc4.answers import SLOTS, Answer

TYPE = "incident type"
ALL = (TYPE, *SLOTS)

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True)
class Template:
    """A predicted incident: type, and for each entity slot the mention that stands for each entity."""

    type: str
    entities: dict[str, tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=100_000)
def normal(mention: str) -> str:
    """A mention as it is compared."""
    return " ".join(_ARTICLES.sub(" ", mention.lower().translate(_PUNCTUATION)).split())


def f1(counted: Mapping[str, int], slots: Sequence[str] = ALL) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over some slots of a count of `score`."""
    given, gold, right, found = (
        sum(counted.get(f"{slot} {name}", 0) for slot in slots)
        for name in ("given", "gold", "right", "found")
    )
    precision, recall = right / given if given else 0.0, found / gold if gold else 0.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return 100 * precision, 100 * recall, 100 * mean


def score(predicted: Sequence[Sequence[Template]], keys: Sequence[Sequence[Answer]]) -> Counter[str]:
    """Counts over reports: "<slot> given", "<slot> gold", "<slot> right" (of given) and "<slot> found" (of gold)."""
    total: Counter[str] = Counter()
    for templates, gold in zip(predicted, keys, strict=True):
        total += score_report(templates, gold)
    return total


def score_report(templates: Sequence[Template], gold: Sequence[Answer]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for template in templates:
        counted[f"{TYPE} given"] += 1
        for slot in SLOTS:
            counted[f"{slot} given"] += len(template.entities.get(slot, ()))
    for answer in gold:
        counted[f"{TYPE} gold"] += 1
        for slot in SLOTS:
            counted[f"{slot} gold"] += len(answer.entities[slot])
    for one, other in align(templates, gold):
        counted += _met(templates[one], gold[other])
    return counted


_Pairing = tuple[int, int, tuple[tuple[int, int], ...]]


def align(templates: Sequence[Template], gold: Sequence[Answer]) -> list[tuple[int, int]]:
    """Pairs of a predicted and a gold template, the alignment of highest F1 of the report."""
    given = sum(1 + sum(map(len, template.entities.values())) for template in templates)
    wanted = sum(1 + sum(map(len, answer.entities.values())) for answer in gold)
    met = {
        (one, other): _met(template, answer)
        for one, template in enumerate(templates)
        for other, answer in enumerate(gold)
        if template.type in answer.types
    }
    worth = {
        pair: (
            sum(v for k, v in c.items() if k.endswith(" right")),
            sum(v for k, v in c.items() if k.endswith("found")),
        )
        for pair, c in met.items()
    }
    # gold templates taken → the pairings of them that no other one beats on both sides: (right, found, pairs)
    open_: dict[int, list[_Pairing]] = {0: [(0, 0, ())]}
    for one in range(len(templates)):
        following = {taken: list(pairings) for taken, pairings in open_.items()}
        for other in range(len(gold)):
            if (one, other) not in worth:
                continue
            right, found = worth[one, other]
            for taken, pairings in open_.items():
                if not taken >> other & 1:
                    following.setdefault(taken | 1 << other, []).extend(
                        (r + right, f + found, (*pairs, (one, other))) for r, f, pairs in pairings
                    )
        open_ = {taken: _unbeaten(pairings) for taken, pairings in following.items()}
    best: tuple[float, list[tuple[int, int]]] = (0.0, [])
    for pairings in open_.values():
        for right, found, pairs in pairings:
            value = _harmonic(right / given if given else 0.0, found / wanted if wanted else 0.0)
            best = max(best, (value, list(pairs)), key=lambda each: each[0])
    return best[1]


def _unbeaten(pairings: list[_Pairing]) -> list[_Pairing]:
    """Those of one set of gold templates that no other one beats, or equals, on both sides."""
    kept: list[_Pairing] = []
    for pairing in sorted(pairings, key=lambda each: (-each[0], -each[1])):
        if not kept or pairing[1] > kept[-1][1]:
            kept.append(pairing)
    return kept


def _harmonic(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def _met(template: Template, answer: Answer) -> Counter[str]:
    counted: Counter[str] = Counter({f"{TYPE} right": 1, f"{TYPE} found": 1})
    for slot in SLOTS:
        given = [normal(mention) for mention in template.entities.get(slot, ())]
        gold = [{normal(mention) for mention in entity} for entity in answer.entities[slot]]
        counted[f"{slot} right"] = sum(any(mention in entity for entity in gold) for mention in given)
        counted[f"{slot} found"] = sum(any(mention in entity for mention in given) for entity in gold)
    return counted
