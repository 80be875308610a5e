"""What rests on whom: independent origins, and what of the record each of them speaks of."""

from collections import Counter
from dataclasses import dataclass

from sitrep.model.situation import Situation
from sitrep.model.wording import root


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on one origin: things of the record in which it has a voice, and those that only it speaks of."""

    root: str
    claims: int
    counted: int
    figures: int
    events: int
    control: int
    alone: int
    outlets: tuple[str, ...]


def resting(situation: Situation) -> list[Resting]:
    """Every independent origin with what rests on it, most claims first."""
    claims: dict[str, set[str]] = {}
    figures: Counter[str] = Counter()
    events: Counter[str] = Counter()
    control: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for series in situation.series:
        roots = {root(voice.root) for voice in series.voices}
        figures.update(roots)
        if len(roots) == 1:
            alone.update(roots)
        for voice in series.voices:
            claims.setdefault(root(voice.root), set()).update(voice.claims)
    for state in situation.control:
        roots = {root(voice.root) for voice in state.voices}
        control.update(roots)
        for voice in state.voices:
            claims.setdefault(root(voice.root), set()).update(voice.claims)
    for event in situation.events:
        roots = {root(each) for each in event.roots}
        events.update(roots)
        if len(roots) == 1:
            alone.update(roots)
            claims.setdefault(next(iter(roots)), set()).update(event.claims)
        for each in roots:
            claims.setdefault(each, set())
    outlets = {document.id: document.outlet for document in situation.documents}
    made = [
        Resting(
            root=name,
            claims=len(ids),
            counted=len(ids & situation.counting),
            figures=figures[name],
            events=events[name],
            control=control[name],
            alone=alone[name],
            outlets=tuple(
                sorted(
                    {
                        outlets.get(situation.claims[each].document, "")
                        for each in ids
                        if each in situation.claims
                    }
                    - {""}
                )
            ),
        )
        for name, ids in claims.items()
    ]
    return sorted(made, key=lambda each: (-each.claims, -each.events, each.root))
