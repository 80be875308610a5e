"""What rests on whom: independent origins, and what of the record each of them speaks of."""

from dataclasses import dataclass

from sitrep.model.view import Level, mask
from sitrep.pipeline.listing import names_in
from sitrep.store import ClaimFilter, Reads

KINDS = ("series", "event", "control")


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one origin: things of the record in which it has a voice, and those that only it speaks of.

    `names`: the origins that go by this name in the view, as the store knows them.
    """

    root: str
    claims: int
    counted: int
    figures: int
    events: int
    control: int
    alone: int
    names: tuple[str, ...]


def resting(reads: Reads, level: Level, wanted: ClaimFilter | None) -> list[Resting]:
    """Every independent origin with what rests on it, most claims first.

    Args:
        reads: The record.
        level: Whose view.
        wanted: Only of things that a claim which matches is in; None for all.
    """
    spoken = reads.spoken(wanted)
    private = frozenset[str]()
    if level is Level.PUBLIC:
        private = names_in(reads, [each.root for each in spoken])
    found: dict[str, list[int]] = {}
    names: dict[str, list[str]] = {}
    for each in spoken:
        shown = mask(each.root, private)
        row = [each.claims, each.counted, *(each.things.get(kind, 0) for kind in KINDS), each.alone]
        found[shown] = [a + b for a, b in zip(found.get(shown, [0] * len(row)), row, strict=True)]
        names.setdefault(shown, []).append(each.root)
    made = [
        Resting(root, claims, counted, figures, events, control, alone, tuple(sorted(names[root])))
        for root, (claims, counted, figures, events, control, alone) in found.items()
    ]
    return sorted(made, key=lambda each: (-each.claims, -each.events, each.root))
