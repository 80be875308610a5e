"""Claims that a person points out: made by the extractors, with every word that the person chose taken as it is.

What the person leaves out is settled as for the engine's frames: a death finds its attack, a missing day or place is taken from
the same event of the report. What the person says is never put right.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sitrep.extract.assembly import Draft, Page, build, event_places, party_name
from sitrep.extract.settle import settle
from sitrep.model.claim import Claim, ClaimKind, Control, Figure, claim_id
from sitrep.model.frame import Frame
from sitrep.model.mention import AnnotatedDocument, Number
from sitrep.model.review import Added, StatedNumber

Extractors = Mapping[ClaimKind, Callable[[Draft, Page], Iterable[Claim]]]

_PLACES = ("place", "origin", "destination")


def slot_of(kind: ClaimKind, frame: Frame) -> str:
    """What tells a claim from others of its frame and kind: the start of its first number, or place; else empty.

    Source: the identity of claims, docs/architecture.md.
    """
    role = {ClaimKind.FIGURE: ("quantity",), ClaimKind.CONTROL: _PLACES}.get(kind, ())
    starts = [span.start for each in role for span in frame.spans(each)[:1]]
    return str(starts[0]) if starts else ""


def identity(document: str, added: Added) -> str:
    """Id of an added claim of a document: by the rule of all claims, from its words alone."""
    slot = slot_of(added.kind, added.frame)
    return claim_id(document, added.kind.value, added.frame.trigger.start, slot)


def claim_of(annotated: AnnotatedDocument, index: int, added: Added, extractors: Extractors) -> Claim:
    """The claim that a person's frame gives.

    Args:
        annotated: The document with its frames resolved, the person's among them.
        index: Place of the person's frame among them.
        added: What the person said.
        extractors: Claim kind → the extractor of its claims.
    """
    page = settle(annotated)
    draft = _as_said(page, index, annotated)
    made = [claim for claim in extractors[added.kind](draft, page) if claim.kind is added.kind]
    slot = slot_of(added.kind, added.frame)
    wanted = identity(page.document.id, added)
    claim = next((each for each in made if each.id == wanted), None)
    if claim is None:
        claim = made[0] if made and not slot else build(draft, page, added.kind, slot=slot)
    claim = _stated(claim, draft, page, number=added.number)
    reasons = dict(claim.reasons) | {"added": "by_person"}
    return replace(claim, id=wanted, added=True, confidence=1.0, model="", reasons=tuple(reasons.items()))


def _as_said(page: Page, index: int, annotated: AnnotatedDocument) -> Draft:
    """The settled draft with everything that the person said put back, and the codes of the statement that it belongs to."""
    draft, resolved = page.drafts[index], annotated.frames[index]
    frame = resolved.frame
    lead = page.drafts[page.lead_of[index]]
    draft = replace(draft, resolved=resolved, modality=frame.modality, codes=lead.codes, further=())
    if frame.said is not None:
        draft = replace(draft, chain=resolved.chain, own_voice=resolved.own_voice)
    if frame.spans("time"):
        draft = replace(draft, time=resolved.time)
    if any(frame.spans(role) for role in _PLACES):
        draft = replace(draft, places=event_places(resolved.places), placed_by="")
    return draft


def _stated(claim: Claim, draft: Draft, page: Page, *, number: StatedNumber) -> Claim:
    """The claim with what its kind states, where the extractor found nothing, and with the number that the person gave."""
    if claim.kind is ClaimKind.CONTROL and claim.control is None:
        holder = "; ".join(dict.fromkeys(party_name(party) for party in draft.resolved.agents))
        change = draft.type.control or "held"
        return replace(claim, control=Control(holder, change, None, "", "", whole=False))
    if claim.kind is not ClaimKind.FIGURE:
        return claim
    figure = claim.figure or _counted(claim, draft, page)
    return replace(claim, figure=_with_number(figure, number, page))


def _counted(claim: Claim, draft: Draft, page: Page) -> Figure:
    """A figure of words that the extractor takes for no number of people or homes: the person says that they are."""
    name = draft.type.metric(page.lower((draft.trigger,)), "person") or draft.type.metrics[0].metric
    metric = page.book.metrics[name]
    spans = draft.resolved.frame.spans("quantity")
    read = next(iter(draft.resolved.quantities), None)
    measure = draft.resolved.measure or metric.measure
    return Figure(
        metric=metric.name,
        low=read.low if read else None,
        best=read.best if read else None,
        high=read.high if read else None,
        low_open=read.low_open if read else False,
        high_open=read.high_open if read else False,
        quantifier=read.quantifier if read else "not_stated",
        unit="housing" if metric.counts == "housing" else "person",
        measure=measure,
        idmc=metric.category(measure),
        subject="housing" if metric.counts == "housing" else "people",
        span=spans[0] if spans else None,
    )


def _with_number(figure: Figure, number: StatedNumber, page: Page) -> Figure:
    if number.is_empty:
        return figure
    bounds = (number.low, number.best, number.high)
    if any(bound is not None for bound in bounds):
        figure = replace(figure, low=number.low, best=number.best, high=number.high)
        figure = replace(figure, low_open=number.low is None, high_open=number.high is None)
        figure = replace(figure, quantifier=number.quantifier or _quantifier(bounds), reason="set_by_person")
    elif number.quantifier:
        figure = replace(figure, quantifier=number.quantifier)
    if number.measure:
        category = page.book.metrics[figure.metric].category(number.measure)
        figure = replace(figure, measure=number.measure, idmc=category)
    return figure


def _quantifier(bounds: tuple[Number | None, Number | None, Number | None]) -> str:
    stated = {bound for bound in bounds if bound is not None}
    if len(stated) == 1 and None not in bounds:
        return "exact"
    if bounds[0] is not None and bounds[1] is None and bounds[2] is None:
        return "at_least"
    return "up_to" if bounds[0] is None and bounds[1] is None else "range"
