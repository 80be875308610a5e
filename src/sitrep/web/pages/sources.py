"""Sources: outlets, agencies and speakers, and what rests on whom."""

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from sitrep.model.situation import Situation
from sitrep.model.wording import root
from sitrep.web.asker import OpenDesk, Question, View
from sitrep.web.showing import cut, shown_page

router = APIRouter(include_in_schema=False)


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


@router.get("/sources")
def sources(request: Request, desk: OpenDesk, level: View, asked: Question) -> HTMLResponse:
    """Origins by what rests on them, outlets and agencies by what they published."""
    found = desk.narrowed(asked, level)
    return shown_page(
        request,
        "sources.html.j2",
        "sources",
        asked=asked,
        situation=found,
        turned=cut(resting(found), asked),
        outlets=Counter(document.outlet or "unknown" for document in found.documents).most_common(),
        agencies=Counter(document.agency for document in found.documents if document.agency).most_common(),
    )


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
            outlets=tuple(sorted({outlets.get(situation.claims[each].document, "") for each in ids if each in situation.claims} - {""})),
        )
        for name, ids in claims.items()
    ]
    return sorted(made, key=lambda each: (-each.claims, -each.events, each.root))
