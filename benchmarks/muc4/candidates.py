"""Mentions that could fill a slot: pieces of the spans that frames give to agents, targets, instruments and the like.

A candidate is a string of a report with all its places, because the answer keys give strings, not offsets.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from benchmarks.muc4.reports import Report
from benchmarks.muc4.scoring import normal
from sitrep.model.frame import Frame
from sitrep.model.span import Span

LONGEST = 9
"""Words of a candidate, articles and marks not counted; 99 % of the training keys' mentions are no longer."""

EDGES = frozenset(
    "a an the of in on at by for from to with and or but nor as that which who whom whose where when while "
    "is are was were be been being has have had this these those their its his her our your my not s".split()
)
"""Words that no candidate begins or ends with."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a candidate: words `[first, last)`, inside words `[low, high)` of a role's span of a frame."""

    first: int
    last: int
    low: int
    high: int
    frame: int
    role: str


@dataclass(slots=True)
class Candidate:
    """A string (as scoring compares it) with its places in frames and all its places in the text."""

    string: str
    places: list[Place] = field(default_factory=list)
    found: list[tuple[int, int]] = field(default_factory=list)


class Lines:
    """A report's words in lower case, and the words that a span covers."""

    def __init__(self, report: Report) -> None:
        text = report.text
        self.words = [text[start:end].lower() for start, end in report.words.tolist()]
        self.starts, self.ends = report.words[:, 0], report.words[:, 1]
        self.plain = [normal(word) for word in self.words]
        self.sentence = report.sentence

    def covered(self, span: Span) -> tuple[int, int]:
        low = int(np.searchsorted(self.ends, span.start, side="right"))
        return low, int(np.searchsorted(self.starts, span.end, side="left"))


def spans(frame: Frame) -> Iterator[tuple[str, Span]]:
    """Spans of a frame that hold candidates, with the role's name."""
    for role, found in frame.roles.items():
        if role not in ("time", "quantity"):
            yield from ((role, span) for span in found)
    if frame.said is not None and frame.said.source is not None:
        yield "source", frame.said.source
    yield "trigger", frame.trigger


def candidates(report: Report, lines: Lines) -> list[Candidate]:
    """The candidates of a report in the order of their first places."""
    found: dict[str, Candidate] = {}
    for index, resolved in enumerate(report.annotated.frames):
        for role, span in spans(resolved.frame):
            low, high = lines.covered(span)
            for first, last in pieces(lines, low, high):
                string = " ".join(lines.plain[at] for at in range(first, last) if lines.plain[at])
                one = found.setdefault(string, Candidate(string))
                one.places.append(Place(first, last, low, high, index, role))
    _find(found, lines)
    return list(found.values())


def pieces(lines: Lines, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Runs of words inside `[low, high)` that could be a mention: not across a sentence's mark or a bracket."""
    for first in range(low, high):
        if not _edge(lines, first):
            continue
        length = 0
        for last in range(first + 1, high + 1):
            word = lines.words[last - 1]
            if word in ";:()[]" or (word == "," and length > 1 and last - first > LONGEST):
                break
            length += bool(lines.plain[last - 1])
            if length > LONGEST:
                break
            if _edge(lines, last - 1):
                yield first, last


def _edge(lines: Lines, at: int) -> bool:
    word = lines.plain[at]
    return bool(word) and word not in EDGES


def _find(found: dict[str, Candidate], lines: Lines) -> None:
    """All places of the candidates in the text."""
    first: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(lines.plain):
        if word:
            first[word].append(at)
    kept = [(at, word) for at, word in enumerate(lines.plain) if word]
    order = {at: number for number, (at, _) in enumerate(kept)}
    for string, one in found.items():
        parts = string.split(" ")
        for at in first.get(parts[0], ()):
            number = order[at]
            run = kept[number : number + len(parts)]
            if [word for _, word in run] == parts:
                one.found.append((at, run[-1][0] + 1))
