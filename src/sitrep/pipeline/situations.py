"""The record's parts → the situation, as a view shows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from sitrep.annotate.sentences import split
from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.plain import from_plain, to_plain
from sitrep.model.record import Contradiction, ControlState, Deal, Event, Series, Version, WireStory
from sitrep.model.situation import DocumentSummary, Situation
from sitrep.model.view import (
    COARSE_DECIMALS,
    Level,
    coarse_points,
    is_hidden,
    mask,
    private_names,
    public_names,
    render,
    spellings,
    without_private_place,
)
from sitrep.pipeline.corrections import Corrected
from sitrep.pipeline.judged import as_judged
from sitrep.pipeline.private_names import told_names
from sitrep.reconcile.readings import weigh
from sitrep.reconcile.reprints import signature
from sitrep.reconcile.totals import without_identified
from sitrep.reconcile.versions import wire_story
from sitrep.store import Reads

T = TypeVar("T")
MEASURES = ("cumulative", "stock", "incident")


def situation(reads: Reads, thresholds: Mapping[str, float], level: Level) -> Situation:
    """The whole record as a view shows it, everything in a fixed order."""
    claims = {claim.id: claim for claim in reads.claims()}
    judged = as_judged(reads, claims.values(), reads.stories())
    documents = tuple(reads.documents())
    names = names_by_document(documents, claims.values()) if level is Level.PUBLIC else {}
    everyone = frozenset().union(*names.values())
    stories = dict(reads.stories())
    per_document = reads.claims_per_document()
    events: list[Event] = []
    series: list[Series] = []
    control: list[ControlState] = []
    deals: list[Deal] = []
    contradictions: dict[str, Contradiction] = {}
    for part in reads.parts():
        events.extend(part.events)
        series.extend(part.series)
        control.extend(part.control)
        deals.extend(part.deals)
        contradictions.update((item.id, item) for item in part.contradictions)
    if level is Level.PUBLIC:
        hidden = hidden_places(claims.values(), names)
        events = [bare(without_private_place(event, hidden)) for event in coarsened(events, claims)]
        series = [without_private_place(each, hidden) for each in series]
        control = [without_private_place(each, hidden) for each in control]
        deals = [without_private_place(each, hidden) for each in deals]
    days = [document.published.date() for document in documents if document.published is not None]
    return Situation(
        level=level,
        as_of=max(days, default=None),
        first=min(days, default=None),
        documents=tuple(_summary(document, per_document, stories, everyone) for document in documents),
        stories=_stories(reads, documents, stories),
        events=masked(sorted(events, key=_event_order), everyone),
        series=masked(sorted(without_identified(series), key=_series_order), everyone),
        control=masked(sorted(control, key=lambda state: (state.place, state.id)), everyone),
        deals=masked(sorted(deals, key=lambda deal: (deal.start or date.min, deal.place, deal.id)), everyone),
        contradictions=masked(
            sorted(contradictions.values(), key=lambda item: (item.place, item.what, item.id)), everyone
        ),
        claims={
            identity: render(claim, level, names.get(claim.document, frozenset()))
            for identity, claim in judged.items()
        },
        counting=counting(reads, claims.values(), stories, thresholds),
        reviewed=len({judgement.claim for judgement in reads.judgements()} & claims.keys()),
    )


def bare(event: Event) -> Event:
    """An event whose links say what was found and not of whom: their words are folded, no name in them can be masked."""
    links = tuple(
        replace(link, features=tuple((name, found.partition(":")[0], w) for name, found, w in link.features))
        for link in event.links
    )
    return replace(event, links=links)


def names_by_document(documents: Iterable[Document], claims: Iterable[Claim]) -> dict[str, frozenset[str]]:
    """Document id → private names in it: those of its claims, and those that its text tells beside them."""
    members: dict[str, list[Claim]] = {}
    for claim in claims:
        members.setdefault(claim.document, []).append(claim)
    return {
        document.id: _names(f"{document.title}\n\n{document.text}", members.get(document.id, ()))
        for document in documents
    }


def _names(text: str, claims: Collection[Claim]) -> frozenset[str]:
    known, public = private_names(claims), public_names(claims)
    told = told_names(text, private=known, public=public)
    return known | {spelling for name in told for spelling in spellings(name) if spelling not in public}


def hidden_places(claims: Iterable[Claim], names: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """Claim id → names of its places that are private names, and of no other place of it; claims without one are left out."""
    found = {}
    for claim in claims:
        private = names.get(claim.document, frozenset())
        taken = {place.name for place in claim.places if is_hidden(place, private)}
        kept = {place.name for place in claim.places if not is_hidden(place, private)}
        if taken - kept:
            found[claim.id] = frozenset(taken - kept)
    return found


def counting(
    reads: Reads, claims: Iterable[Claim], stories: Mapping[str, str], thresholds: Mapping[str, float]
) -> frozenset[str]:
    """Ids of the claims that count.

    Costs as much as these claims: only decisions about them and corrections of their stories are looked at. Give copies along
    where a decision about one is to hold for the others.
    """
    given = {claim.id: claim for claim in claims}
    found = Corrected(reads).of(stories.values())
    weighed = weigh(
        list(given.values()),
        reads.judgements(given) if reads.is_judged() else (),
        stories,
        thresholds=thresholds,
        corrections=found.documents,
        superseded=found.superseded,
    )
    return frozenset(item.claim.id for item in weighed if item.counts)


def coarsened(events: Iterable[Event], claims: Mapping[str, Claim]) -> list[Event]:
    """Events whose point is one that the public view of one of their claims cuts, with the point cut as well."""
    cut = coarse_points(claims.values())
    made = []
    for event in events:
        points = frozenset[tuple[float, float]]().union(*(cut.get(claim, ()) for claim in event.claims))
        if event.lat is not None and event.lon is not None and (event.lat, event.lon) in points:
            lat, lon = round(event.lat, COARSE_DECIMALS), round(event.lon, COARSE_DECIMALS)
            event = replace(event, lat=lat, lon=lon)
        made.append(event)
    return made


def _summary(
    document: Document, claims: Mapping[str, int], stories: Mapping[str, str], names: frozenset[str]
) -> DocumentSummary:
    return DocumentSummary(
        id=document.id,
        title=mask(document.title, names),
        outlet=document.outlet,
        agency=document.agency,
        published=document.published,
        published_precision=document.published_precision,
        claims=claims.get(document.id, 0),
        story=stories.get(document.id, document.id),
        capture=document.capture_id,
        notes=document.notes,
    )


def _stories(
    reads: Reads, documents: Iterable[Document], stories: Mapping[str, str]
) -> tuple[WireStory, ...]:
    members: dict[str, list[Document]] = {}
    for document in documents:
        members.setdefault(stories.get(document.id, document.id), []).append(document)
    marked = reads.corrections()
    made = [story_of(identity, found, marked) for identity, found in members.items()]
    return tuple(sorted(made, key=lambda story: story.id))


def story_of(identity: str, members: Sequence[Document], marked: Collection[str]) -> WireStory:
    """One story of its documents; one document alone is not read again for it.

    Args:
        identity: The story's id.
        members: Its documents.
        marked: Documents of the record that say of themselves that they correct another.
    """
    if len(members) > 1:
        return replace(wire_story([signature(each, split(each)) for each in members]), id=identity)
    (alone,) = members
    kind = "correction" if alone.id in marked else "original"
    return WireStory(
        identity,
        (alone.id,),
        alone.id,
        corrections=(alone.id,) if alone.id in marked else (),
        reason="one document",
        chain=(Version(alone.id, kind, newest=True),),
    )


def _event_order(event: Event) -> tuple[str, date, str, str]:
    return event.place or "~", event.start or date.max, event.family, event.id


def _series_order(series: Series) -> tuple[int, str, str, str, date, str]:
    return (
        MEASURES.index(series.measure),
        series.metric,
        series.subject,
        series.place,
        series.since or date.max,
        series.id,
    )


def masked(items: Iterable[T], names: frozenset[str]) -> tuple[T, ...]:
    """Parts with private names masked in every text field."""
    if not names:
        return tuple(items)
    return tuple(from_plain(type(item), _walk(to_plain(item), names)) for item in items)


def _walk(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, str):
        return mask(value, names)
    if isinstance(value, list | tuple):
        return [_walk(item, names) for item in value]
    if isinstance(value, dict):
        return {key: _walk(item, names) for key, item in value.items()}
    return value
