"""Tolls told as parts of a toll that a report has given: "Among the dead were two children", "Five of the wounded are nurses".

Such a frame counts nobody anew: its figures are subsets of the nearest toll of its kind before it, and it belongs to that
toll's event. "The number of those killed rose to 12" is no part, and neither is "all of the dead".
"""

from collections.abc import Iterable
from dataclasses import replace

from sitrep.codebook import frames_figures
from sitrep.extract.assembly import Draft, Page
from sitrep.extract.attach import conflict
from sitrep.model.claim import Claim, ClaimKind, Figure
from sitrep.model.span import Span

_BACK = 2
"""Sentences that may lie between a toll and the words that take up "the dead"."""
_DEATHS = frozenset(("kill", "execute"))


def with_wholes(drafts: tuple[Draft, ...], text: str) -> tuple[Draft, ...]:
    """Drafts told as a part of a toll know the frame of the whole, and belong to its event.

    Args:
        drafts: The document's drafts in text order, attached to their events.
        text: Its text.
    """
    by_index = {draft.index: draft for draft in drafts}
    wholes: list[Draft] = []
    for draft in drafts:
        if ClaimKind.FIGURE not in draft.type.kinds:
            continue
        if not _is_part(draft, text):
            wholes.append(draft)
            continue
        whole = next((one for one in reversed(wholes) if _may_hold(one, draft)), None)
        if whole is not None:
            cause = whole.cause if whole.cause is not None else whole.index
            reason = ("event_frame", "part_of_its_toll")
            by_index[draft.index] = replace(
                draft, part_of=whole.index, cause=cause, reasons=(*draft.reasons, reason)
            )
    return tuple(by_index[draft.index] for draft in drafts)


def _is_part(draft: Draft, text: str) -> bool:
    """Whether the words around a trigger make it a group of which somebody is told."""
    words = frames_figures.load()
    before = text[draft.evidence.start : draft.trigger.start].lower()
    after = text[draft.trigger.end : draft.evidence.end].lower()
    if words.part_among.search(before):
        return True
    if words.part_group.search(before) and words.part_includes.match(after):
        return True
    counted = words.part_of.search(before)
    if counted is None:
        return False
    end = draft.evidence.start + counted.start()
    numbers = (number.span for number in draft.resolved.quantities)
    return bool(counted["some"]) or any(
        text[span.end : end].strip() == "" and span.end <= end for span in numbers
    )


def _may_hold(whole: Draft, part: Draft) -> bool:
    same = whole.type.name == part.type.name or {whole.type.name, part.type.name} <= _DEATHS
    near = 0 <= part.sentence.index - whole.sentence.index <= _BACK
    told = whole.modality == part.modality and whole.sentence.role == part.sentence.role
    total = whole.resolved.measure in ("cumulative", "stock") and part.resolved.measure not in (
        "cumulative",
        "stock",
    )
    return same and near and told and not total and not conflict(part, whole)


def subsets(claims: Iterable[Claim], page: Page) -> list[Claim]:
    """Claims whose figures are parts of a figure told before point to it; in the order given.

    Args:
        claims: All claims of a document.
        page: The document.
    """
    every = list(claims)
    wholes = {
        page.frame_id(draft.index): page.frame_id(draft.part_of)
        for draft in page.leads
        if draft.part_of is not None and page.lead_of[draft.part_of] != draft.index
    }
    if not wholes:
        return every
    triggers = {page.frame_id(draft.index): draft.trigger for draft in page.leads}
    return [
        _subset(claim, every, wholes[claim.frame], triggers[claim.frame]) if claim.frame in wholes else claim
        for claim in every
    ]


def _subset(claim: Claim, every: Iterable[Claim], whole: str, trigger: Span) -> Claim:
    figure = claim.figure
    if figure is None or figure.subset_of or _restates(figure, trigger):
        return claim
    for other in every:
        held = other.figure
        if other.frame == whole and held is not None and not held.subset_of and _holds(held, figure):
            reason = "" if figure.reason == "subset_of_unknown" else figure.reason
            return replace(claim, figure=replace(figure, subset_of=other.id, reason=reason))
    return claim


def _restates(figure: Figure, trigger: Span) -> bool:
    """Reads "among the 12 dead": the number that touches the trigger is the whole again."""
    return figure.span is not None and 0 <= trigger.start - figure.span.end <= 1


def _holds(whole: Figure, part: Figure) -> bool:
    if whole.metric != part.metric or part.best == 0:
        return False
    least = part.low if part.low is not None else part.best
    most = whole.high if whole.high is not None else None
    told = whole.low is not None or whole.best is not None
    return told and (least is None or most is None or least <= most) and whole.best != 1
