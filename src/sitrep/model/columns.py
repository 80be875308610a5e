"""The columns of every table that claims leave in: one flat list, one JSON shape.

Exports take `claim_row` (a JSON object a claim) and `flat_row` with `CLAIM_COLUMNS` (one table row a claim).
The lossless codec, `to_plain` and `from_plain`, stands in `sitrep.model.plain` and is offered here as well.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention, PlaceMention
from sitrep.model.plain import from_json, from_plain, to_json, to_plain

__all__ = [
    "CLAIM_COLUMNS",
    "claim_row",
    "flat_row",
    "from_json",
    "from_plain",
    "to_json",
    "to_plain",
]

_EVIDENCE = ("start", "end")
_PLACE = ("name", "country", "lat", "lon", "role", "precision", "reason")
_TIME = ("start", "end", "phrase", "basis", "ucdp_prec", "acled_prec", "reason")
_FIGURE = (
    "metric", "low", "best", "high", "low_open", "high_open", "quantifier", "unit", "measure", "idmc",
    "subject", "subset_of",
)  # fmt: skip
_CONTROL = ("holder", "change", "basis", "quantifier", "whole")
_TERM = ("action", "party_class", "stance")
_LINK = ("name", "role", "cue", "named", "party", "direct")
_CODES = ("plover", "plover_mode", "cameo", "acled", "rule")


def claim_row(
    claim: Claim, *, counts: bool, outlet: str = "", title: str = "", url: str = ""
) -> dict[str, Any]:
    """One claim as one JSON object: the shape of the export `claims.jsonl`.

    Names of parties are text where one is meant, a list where several are, null where none is. `place` is the
    first of `places`; `precision` is UCDP's where_prec, 1 to 7. `attribution` runs from origin to outlet.
    `reasons` says why a field is null or where it was inferred from.

    Args:
        claim: The claim, as the view (public or restricted) may show it.
        counts: Whether it enters the counted reading: accepted by a person, or above its kind's threshold.
        outlet: Outlet of its document.
        title: Title of its document.
        url: Address of its document.
    """
    places = [_place_row(place) for place in claim.places]
    return {
        "id": claim.id,
        "frame": claim.frame,
        "kind": claim.kind.value,
        "type": claim.type,
        "modality": claim.modality,
        "document": claim.document,
        "sentence": claim.sentence,
        "evidence": _part(claim.evidence, _EVIDENCE),
        "quote": claim.quote,
        "trigger": _part(claim.trigger, _EVIDENCE),
        "agent": _names(claim.agents),
        "target": _names(claim.targets),
        "mediator": _names(claim.mediators),
        "places": places,
        "place": places[0] if places else None,
        "time": _part(claim.time, _TIME),
        "figure": _part(claim.figure, _FIGURE),
        "share": claim.control.share if claim.control else None,
        "control": _part(claim.control, _CONTROL),
        "term": _part(claim.term, _TERM),
        "relation": claim.relation or None,
        "instrument": claim.instrument or None,
        "topic": claim.topic or None,
        "event_frame": claim.event_frame or None,
        "further": [_part(span, _EVIDENCE) for span in claim.further],
        "attribution": [_part(link, _LINK) for link in claim.chain],
        "own_voice": claim.own_voice,
        "codes": _part(claim.codes, _CODES),
        "confidence": claim.confidence,
        "counts": counts,
        "headline_only": claim.headline_only,
        "published": claim.published or None,
        "outlet": outlet or None,
        "title": title or None,
        "url": url or None,
        "reasons": dict(claim.reasons),
    }


def _place_row(place: PlaceMention) -> dict[str, Any]:
    values = (place.name, place.country, place.lat, place.lon, place.role, place.ucdp_prec, place.reason)
    return dict(zip(_PLACE, values, strict=True))


def _part(part: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    if part is None:
        return None
    row = {name: getattr(part, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _names(parties: tuple[PartyMention, ...]) -> str | list[str] | None:
    names = list(dict.fromkeys(party.name for party in parties))
    if not names:
        return None
    return names[0] if len(names) == 1 else names


def _nested(name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name}_{part}" for part in parts)


_SHARED = (
    "id", "frame", "kind", "type", "modality", "document", "sentence", *_nested("evidence", _EVIDENCE),
    "quote", *_nested("trigger", _EVIDENCE), "agent", "target", "mediator", *_nested("place", _PLACE), "places",
    *_nested("time", _TIME), "instrument", "topic", "event_frame",
)  # fmt: skip
_SAID = (
    "attribution",
    "own_voice",
    "confidence",
    "counts",
    "headline_only",
    "published",
    "outlet",
    "title",
    "url",
)

CLAIM_COLUMNS: tuple[str, ...] = (
    *_SHARED,
    *_nested("figure", _FIGURE),
    "share",
    *_nested("control", _CONTROL),
    *_nested("term", _TERM),
    "relation",
    *_nested("codes", _CODES),
    *_SAID,
)
"""Columns of a table that holds claims of every kind."""


def flat_row(row: Mapping[str, Any]) -> dict[str, str | int | float | bool | None]:
    """A `claim_row` as one table row with the keys of `CLAIM_COLUMNS`.

    Nested keys are joined by an underscore ("time_start"); several names by "; "; an attribution chain
    by " < ", origin first. Nothing is escaped: formula characters are the writer's business.
    """
    flat: dict[str, Any] = dict.fromkeys(CLAIM_COLUMNS)
    for name, value in row.items():
        if isinstance(value, Mapping):
            flat.update({f"{name}_{key}": part for key, part in value.items() if f"{name}_{key}" in flat})
        elif name in ("places", "attribution"):
            flat[name] = (" < " if name == "attribution" else "; ").join(part["name"] for part in value)
        elif name in flat:
            flat[name] = "; ".join(value) if isinstance(value, list) else value
    return flat
