"""What exports take: the record as one view shows it, with how its documents are cited and where its places lie."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.areas import first_order_areas
from sitrep.export import Material, Source
from sitrep.model.claim import Claim
from sitrep.model.document import Document
from sitrep.model.situation import Situation
from sitrep.model.view import Level, mask, without_names


def material(
    level: Level,
    *,
    rows: Callable[[], Iterator[tuple[Claim, Mapping[str, Any]]]],
    load: Callable[[], Situation],
    documents: Iterable[Document],
    stories: Mapping[str, str],
    cache_dir: Path,
) -> Material:
    """The record for writers.

    Args:
        level: The view; what the other arguments give is rendered for it.
        rows: Gives claims with their rows.
        load: Gives the situation.
        documents: As the view shows them.
        stories: Document id → wire story.
        cache_dir: Folder of the gazetteer.
    """
    return Material(
        level=level,
        rows=rows,
        load=load,
        sources={
            document.id: source(document, stories.get(document.id, document.id)) for document in documents
        },
        area=area_names(cache_dir),
    )


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
