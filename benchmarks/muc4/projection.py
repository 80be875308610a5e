"""Frames → MUC-4 incident types, and the order in which an incident's frames are asked for its date and place."""

from collections.abc import Sequence

from benchmarks.muc4.candidates import Candidate
from benchmarks.muc4.reports import Report
from sitrep.model.mention import ResolvedFrame

ATTACK, BOMBING, KIDNAPPING, ARSON, ROBBERY, STOPPAGE = (
    "attack",
    "bombing",
    "kidnapping",
    "arson",
    "robbery",
    "forced work stoppage",
)

OF_TYPE = {
    "attack": ATTACK,
    "kill": ATTACK,
    "injure": ATTACK,
    "execute": ATTACK,
    "abuse": ATTACK,
    "clash": ATTACK,
    "shelling": ATTACK,
    "airstrike": ATTACK,
    "chemical": ATTACK,
    "threaten": ATTACK,
    "destroy": ATTACK,
    "bombing": BOMBING,
    "abduct": KIDNAPPING,
    "release": KIDNAPPING,
    "capture": ROBBERY,
    "block": STOPPAGE,
    "protest": STOPPAGE,
}
"""Frame type → incident type. Bombs from aircraft are an attack (section 7.8, note 5)."""

WITH = {
    BOMBING: frozenset({"kill", "injure", "destroy", "attack", "execute"}),
    KIDNAPPING: frozenset({"kill", "execute", "attack", "negotiate"}),
    ARSON: frozenset({"destroy", "attack"}),
    ROBBERY: frozenset({"destroy", "attack"}),
    STOPPAGE: frozenset({"threaten", "demand"}),
}
"""Incident type → frame types that tell of its course or its harm, asked after its own."""


def rank(report: Report, kind: str, fillers: Sequence[Candidate]) -> list[ResolvedFrame]:
    """Frames that may tell of an incident: those that hold most of its fillers first, then in text order."""
    held: dict[int, int] = {}
    for one in fillers:
        for index in {place.frame for place in one.places}:
            held[index] = held.get(index, 0) + 1

    def key(index: int) -> tuple[int, int, int]:
        own = OF_TYPE.get(report.annotated.frames[index].frame.type) == kind
        return (-held.get(index, 0), not own, index)

    indexes = [
        index
        for index, resolved in enumerate(report.annotated.frames)
        if OF_TYPE.get(resolved.frame.type) == kind or resolved.frame.type in WITH.get(kind, ())
    ]
    return [report.annotated.frames[index] for index in sorted(indexes, key=key)]
