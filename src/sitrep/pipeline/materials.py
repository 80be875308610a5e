"""What exports take: the record as one view shows it, with how its documents are cited and where its places lie."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.areas import first_order_areas
from sitrep.export import Material, Source
from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.view import Level, mask, render, without_names
from sitrep.pipeline.judged import as_judged
from sitrep.pipeline.situations import counting, names_by_document, situation
from sitrep.store import Reads


def material(
    reads: Reads,
    thresholds: Mapping[str, float],
    level: Level,
    *,
    row: Callable[..., Mapping[str, Any]],
    cache_dir: Path,
) -> Material:
    """The record for writers, everything in it rendered for one view.

    Args:
        reads: The record, up to date.
        thresholds: Kind of claim → confidence from which it counts.
        level: The view.
        row: Gives a claim's row; takes the claim, `counts` and `document`.
        cache_dir: Folder of the gazetteer.
    """
    public = level is Level.PUBLIC
    names = dict(_names(reads)) if public else {}
    documents = {each.id: cited(each, names.get(each.id, ())) for each in reads.documents()}
    stories = dict(reads.stories())

    def rows() -> Iterator[tuple[Claim, Mapping[str, Any]]]:
        counts = counting(reads, reads.claims(), stories, thresholds)
        judged = as_judged(reads, reads.claims(), stories) if reads.is_judged() else {}
        for claim in reads.claims():
            shown = render(judged.get(claim.id, claim), level, names.get(claim.document, frozenset()))
            yield shown, row(shown, counts=claim.id in counts, document=documents[claim.document])

    return Material(
        level=level,
        rows=rows,
        load=lambda: situation(reads, thresholds, level),
        sources={each.id: source(each, stories.get(each.id, each.id)) for each in documents.values()},
        area=area_names(cache_dir),
    )


def _names(reads: Reads) -> Iterator[tuple[str, frozenset[str]]]:
    """Private names of each document, one document in memory at a time."""
    for document in reads.documents():
        yield document.id, names_by_document([document], reads.claims_of_document(document.id))[document.id]


def cited(document: Document, names: Collection[str]) -> Document:
    """A document as it is cited: without its text, and without the private names in its title and address.

    Args:
        document: As it stands in the record.
        names: Private names in it; none in the restricted view.
    """
    title, url = mask(document.title, frozenset(names)), without_names(document.url, names)
    return replace(document, title=title, url=url, text="", blocks=(), date_candidates=())


def source(document: Document, story: str) -> Source:
    """How a document is cited."""
    published = ""
    if document.published is not None:
        exact = document.published_precision == "minute"
        published = document.published.isoformat() if exact else document.published.date().isoformat()
    return Source(
        id=document.id,
        outlet=document.outlet,
        agency=document.agency,
        title=document.title,
        url=document.url,
        published=published,
        story=story,
    )


def area_names(cache_dir: Path) -> Callable[[int], str]:
    """A function that gives the first-order area in which a place of the gazetteer lies, by GeoNames id; empty if unknown."""
    gazetteer = Gazetteer.open(cache_dir)
    names = {(area.country, area.code): area.name for area in first_order_areas()}

    @cache
    def name(geonameid: int) -> str:
        place = gazetteer.place(geonameid)
        return "" if place is None else names.get((place.country, place.admin1), "")

    return name
