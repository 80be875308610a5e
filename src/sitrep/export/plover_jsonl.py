"""plover.jsonl: coded events in the shape of PLOVER, one JSON object a line.

Source: PLOVER manual. Required are id, date, actor and event. A fight has all its sides as actors and no recipient;
people who flee are never actors; a future, hypothetical or negated act says so in `auxiliary_modes`.
"""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from sitrep.codebook.country_codes import CountryCodes
from sitrep.codebook.families import families
from sitrep.codebook.plover import coded, contexts, plover
from sitrep.export.coded_events import CodedEvent, coded_events
from sitrep.export.deaths import people
from sitrep.export.event_rows import EventRow, Where
from sitrep.export.material import Material, Written
from sitrep.export.parties import code
from sitrep.export.whole_file import whole_file
from sitrep.model import wording
from sitrep.model.mention import PartyMention

RESOLUTIONS = {"country": 1, "adm1": 2, "region": 2, "sea": 1, "adm2": 3, "town": 4}
"""Kind of a place in the gazetteer → PLOVER's resolution: 1 country, 2 first order, 3 second order, 4 town, 5 within a town."""
NOBODY = {"name": "", "country": "", "sector": "UNK"}
"""Actor of an event whose actor nobody names."""

KEYS: dict[str, str] = {
    "id": "Identity: of the event or deal, or of the claim where it belongs to neither.",
    "date": "First day, ISO 8601.",
    "end_date": "Last day.",
    "actor": "List of actors: name, country (ISO alpha-3, IGO, NGO or empty), sector, wikidata where it was read in a source.",
    "recipient": "List of recipients in the same form; empty for two-sided violence.",
    "event": "One of PLOVER's 16 types.",
    "mode": "List of modes.",
    "auxiliary_modes": "future, hypothetical, negation; empty for what happened.",
    "context": "List of contexts that the sentences tell.",
    "quad": "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.",
    "score": "PLOVER's conflict-cooperation score, -10 to 10.",
    "magnitude": "dead and injured as low, best, high; null where nobody says.",
    "location": "List of places: name, country, area, lat, lon, geonameid, resolution (1 country to 5 within a town), radius_km.",
    "source": "Outlets or agencies of the documents.",
    "publication_date": "Earliest publication day among them.",
    "url": "Their addresses.",
    "roots": "Independent origins.",
    "evidence": "Where the text stands: claim, document, start and end in characters. The text itself is not given.",
    "claims": "All claims on it.",
    "reading": "counted or unreviewed.",
    "view": "public or restricted.",
}
"""Key of `plover.jsonl` → what it holds."""


def write(material: Material, out: Path) -> Written:
    """Write everything that has a PLOVER code and a day.

    Raises:
        OSError: If the file cannot be written; nothing is left behind.
    """
    left_out: Counter[str] = Counter()
    count = 0
    claims = tuple(material.situation.claims.values())
    passed_over = {claim.id for claim in claims if claim.codes.plover} - {claim.id for claim in coded(claims)}
    with whole_file(out) as file:
        for event in coded_events(material, left_out, passed_over):
            if event.row.start is None:
                left_out["no_date"] += 1
                continue
            file.write(json.dumps(_object(event, material), ensure_ascii=False) + "\n")
            count += 1
    return Written(count, "coded events", dict(left_out))


def _object(event: CodedEvent, material: Material) -> dict[str, Any]:
    row, codes, book = event.row, event.codes, plover()
    actors, recipients = _parties(row)
    auxiliary = book.auxiliary.get(event.lead.modality, "")
    days = [source.day for source in row.sources if source.day]
    return {
        "id": row.id,
        "date": row.start.isoformat() if row.start else None,
        "end_date": row.end.isoformat() if row.end else None,
        "actor": actors,
        "recipient": recipients,
        "event": codes.plover,
        "mode": [codes.plover_mode] if codes.plover_mode else [],
        "auxiliary_modes": [auxiliary] if auxiliary else [],
        "context": _contexts(event),
        "quad": book.types[codes.plover].quad,
        "score": book.score(codes.plover, codes.plover_mode),
        "magnitude": {"dead": _people(row, "killed"), "injured": _people(row, "injured")},
        "location": [_location(row.where)] if row.where.name else [],
        "source": list(dict.fromkeys(each.publisher for each in row.sources if each.publisher)),
        "publication_date": min(days) if days else None,
        "url": [source.url for source in row.sources if source.url],
        "roots": [wording.root(root) for root in row.roots],
        "evidence": [
            {
                "claim": each.id,
                "document": each.document,
                "start": each.evidence.start,
                "end": each.evidence.end,
            }
            for each in row.claims
        ],
        "claims": list(row.told),
        "reading": row.reading,
        "view": material.level.value,
    }


def _parties(row: EventRow) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    where = row.where.codes
    actors, recipients = ([_party(each, where) for each in side] for side in (row.agents, row.targets))
    if set(row.types) & families().two_sided:
        actors, recipients = [*actors, *(each for each in recipients if each not in actors)], []
    return actors or [NOBODY], recipients


def _party(mention: PartyMention, where: CountryCodes | None) -> dict[str, str]:
    party = code(mention, where)
    found = {"name": party.name, "country": party.country, "sector": party.sector}
    return {**found, "wikidata": party.wikidata} if party.wikidata else found


def _contexts(event: CodedEvent) -> list[str]:
    found = {context for claim in event.row.claims for context in contexts(claim)}
    return [context for context in plover().contexts if context in found]


def _people(row: EventRow, metric: str) -> dict[str, Any] | None:
    total = people(row.wholes, metric)
    return {"low": total.low, "best": total.best, "high": total.high} if total.known else None


def _location(where: Where) -> dict[str, Any]:
    return {
        "name": where.name,
        "country": where.codes.iso3 if where.codes else "",
        "area": where.area,
        "lat": where.lat,
        "lon": where.lon,
        "geonameid": where.geonameid,
        "resolution": RESOLUTIONS.get(where.kind),
        "where_prec": where.precision or None,
        "radius_km": where.radius_km,
    }
