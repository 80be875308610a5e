"""ftm.json: the record as FollowTheMoney entities, one JSON object a line, as Aleph and OpenSanctions tools read them.

Event, the parties in it (Organization, PublicBody), persons with a public role (Person), and the reports that tell of it
(Article). A private person is no entity, in no view: such a graph would make them searchable.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sitrep.codebook.countries import countries
from sitrep.codebook.party_codes import party_codes
from sitrep.export.event_rows import EventRow, event_rows
from sitrep.export.material import Material, Source, Written
from sitrep.export.notes import heading, note
from sitrep.export.notes import place as place_words
from sitrep.export.parties import known
from sitrep.export.whole_file import whole_file
from sitrep.model.claim import Claim, digest
from sitrep.model.mention import PartyMention
from sitrep.model.view import PRIVATE_PERSON, is_private

BODIES = frozenset({"state", "state_force", "authority", "un"})
"""Kinds of party that are a PublicBody; other organised parties are an Organization."""
ORGANISED = BODIES | {"armed_group", "coalition", "ngo", "monitor", "agency", "outlet"}

Entity = dict[str, Any]


def write(material: Material, out: Path) -> Written:
    """Write the entities: each party, person and article once, before the first event that names it.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    seen: set[str] = set()
    count = 0
    with whole_file(out) as file:
        for entity in _entities(material):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                file.write(json.dumps(entity, ensure_ascii=False) + "\n")
                count += 1
    return Written(count, "entities")


def _entities(material: Material) -> Iterator[Entity]:
    for row in event_rows(material):
        involved = []
        for entity in (*_parties(row, "agents"), *_parties(row, "targets")):
            involved.append(entity["id"])
            yield entity
        articles = [_article(source) for source in row.sources]
        yield from articles
        yield _event(row, list(dict.fromkeys(involved)), [article["id"] for article in articles], material)


def _entity(identity: str, schema: str, **properties: Any) -> Entity:
    given = {
        name: list(dict.fromkeys(value)) if isinstance(value, list | tuple) else [value]
        for name, value in properties.items()
        if value
    }
    return {"id": identity, "schema": schema, "properties": given}


def _event(row: EventRow, involved: list[str], articles: list[str], material: Material) -> Entity:
    label = "counted" if row.counted else "unreviewed"
    return _entity(
        f"sitrep-event-{row.id}",
        "Event",
        name=heading(row),
        startDate=row.start.isoformat() if row.start else "",
        endDate=row.end.isoformat() if row.end else "",
        location=place_words(row) if row.where.name else "",
        country=row.where.iso2.lower(),
        summary=note(row),
        keywords=[*row.types, *filter(None, (row.sub_event.sub_event_type,))],
        involved=involved,
        proof=articles,
        sourceUrl=[source.url for source in row.sources if source.url],
        recordId=list(row.told),
        notes=f"Reading: {label}. View: {material.level.value}. Reported, not verified; ids in recordId are claims.",
    )


def _parties(row: EventRow, side: str) -> Iterator[Entity]:
    for claim in row.claims:
        for mention in getattr(claim, side):
            entity = _party(mention, claim)
            if entity is not None:
                yield entity


def _party(mention: PartyMention, claim: Claim) -> Entity | None:
    """A party as an entity; None for classes of people, for things, and for everybody who is a private person."""
    party = known(mention)
    if party is not None and party.kind in ORGANISED:
        home = next(
            (country.iso2.lower() for country in countries().values() if country.iso3 == party.home), ""
        )
        schema = "PublicBody" if party.kind in BODIES else "Organization"
        wikidata = party_codes().wikidata.get(party.id, "")
        return _entity(f"sitrep-party-{party.id}", schema, name=party.name, country=home, wikidataId=wikidata)
    if (
        mention.kind == "person"
        and mention.is_named
        and not is_private(mention, claim)
        and PRIVATE_PERSON not in mention.name
    ):
        return _entity(f"sitrep-person-{digest(mention.name)}", "Person", name=mention.name)
    return None


def _article(source: Source) -> Entity:
    return _entity(
        f"sitrep-document-{source.id}",
        "Article",
        title=source.title,
        name=source.title,
        publishedAt=source.day,
        sourceUrl=source.url,
        publisher=source.publisher,
    )
