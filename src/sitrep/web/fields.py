"""The fields of a claim as a page lists them: value, why, and under which name a person may set them."""

from collections.abc import Iterator
from dataclasses import dataclass

from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention, PlaceMention
from sitrep.model.span import Span
from sitrep.model.view import PRIVATE_PERSON, masked_ranges
from sitrep.pipeline.explanation import marks
from sitrep.reconcile.judgements import FIELDS


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One field. `field` is its name in `set`, empty where it cannot be set; `now` is its value as a person types it.

    `read` is what was read where a person changed it.
    """

    label: str
    value: str
    why: str
    field: str = ""
    now: str = ""
    read: str = ""


def field_rows(claim: Claim, read: Claim) -> list[FieldRow]:
    """Every field of a claim in the order of a sentence: who, whom, where, when, how many, who says so.

    Args:
        claim: As people left it.
        read: As it was read.
    """
    before = {row.label: row.value for row in _rows(read)}
    made = []
    for row in _rows(claim):
        was = before.get(row.label, "")
        changed = row.field and was != row.value
        made.append(FieldRow(row.label, row.value, row.why, row.field, row.now, was if changed else ""))
    return made


def _rows(claim: Claim) -> Iterator[FieldRow]:
    reasons = dict(claim.reasons)
    yield FieldRow("type", claim.type, reasons.get("type", ""), "type", claim.type)
    yield FieldRow("modality", claim.modality, reasons.get("modality", ""), "modality", claim.modality)
    yield _parties("agent", claim.agents, reasons.get("agents", ""))
    yield _parties("target", claim.targets, reasons.get("targets", ""))
    if claim.mediators:
        yield _parties("mediator", claim.mediators, "")
    yield from _places(claim, reasons)
    yield from _times(claim)
    yield from _figure(claim)
    yield from _stated(claim)
    yield from _codes(claim)


def _parties(label: str, mentions: tuple[PartyMention, ...], why: str) -> FieldRow:
    names = "; ".join(mention.name for mention in mentions)
    told = "; ".join(f"{mention.kind}: {mention.reason}" for mention in mentions)
    field = label if label in FIELDS else ""
    return FieldRow(label, names or wording.NOT_STATED, told or why, field, names)


def _places(claim: Claim, reasons: dict[str, str]) -> Iterator[FieldRow]:
    own = [place for place in claim.places if place.role not in ("dateline", "statement")]
    now = own[0].name if own else ""
    if not own:
        yield FieldRow("place", wording.NOT_STATED, reasons.get("place", ""), "place", "")
    for number, place in enumerate(own):
        label = "place" if not number else f"place {number + 1}"
        role = "" if place.role == "event" else f"{place.role}; "
        yield FieldRow(
            label, _place(place), f"{role}{place.kind}; {place.reason}", "place" if not number else "", now
        )
    for place in claim.places:
        if place not in own:
            yield FieldRow(f"{place.role} (no place of the event)", _place(place), place.reason)


def _place(place: PlaceMention) -> str:
    name = f"{place.name}, {place.country}" if place.country and place.country != place.name else place.name
    if place.lat is None or place.lon is None:
        return f"{name} (no point)"
    return f"{name} ({place.lat:.4f}, {place.lon:.4f}; UCDP precision {place.ucdp_prec or 'not coded'})"


def _times(claim: Claim) -> Iterator[FieldRow]:
    time = claim.time
    phrase = f"“{time.phrase}”; " if time.phrase else ""
    why = f"{phrase}{time.basis or 'no basis'}; {time.reason}"
    for label, field, value in (("from", "time.start", time.start), ("to", "time.end", time.end)):
        text = value.isoformat() if value else ""
        yield FieldRow(label, text or "undated", why if label == "from" else "", field, text)


def _figure(claim: Claim) -> Iterator[FieldRow]:
    figure = claim.figure
    if figure is None:
        return
    counted = wording.counted_thing(figure.subject, figure.metric)
    yield FieldRow(
        "figure",
        f"{wording.figure(figure)} {counted}",
        f"{figure.measure}; {figure.unit}; {figure.reason or figure.quantifier}",
    )
    for label, value in (("low", figure.low), ("best", figure.best), ("high", figure.high)):
        text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
        yield FieldRow(label, text or wording.NOT_STATED, "", f"figure.{label}", text)


def _stated(claim: Claim) -> Iterator[FieldRow]:
    held, term = claim.control, claim.term
    if held is not None:
        share = "" if held.share is None else f", {held.share:.0%} ({held.basis})"
        extent = (
            "the party itself and the whole place" if held.whole else "a part of the party or of the place"
        )
        yield FieldRow("control", f"{held.holder} {held.change}{share}", extent)
    if term is not None:
        yield FieldRow("deal term", f"{term.action.replace('_', ' ')}: {term.party_class}", term.stance)
    if claim.relation:
        yield FieldRow("relation", claim.relation.replace("_", " "), "")
    if claim.instrument:
        yield FieldRow("instrument", claim.instrument, "")
    if claim.topic:
        yield FieldRow("topic", claim.topic, "")


def _codes(claim: Claim) -> Iterator[FieldRow]:
    codes = claim.codes
    plover = f"{codes.plover} {codes.plover_mode}".strip() or "–"
    told = f"PLOVER {plover}; CAMEO {codes.cameo or '–'}; ACLED {codes.acled or '–'}"
    yield FieldRow("codes", told, f"rule {codes.rule}" if codes.rule else "")


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """What a claim takes from the text: the field under which a person chooses other words, and the words as they are."""

    field: str
    label: str
    words: str


def words_of(claim: Claim, text: str, names: frozenset[str]) -> list[ChosenWords]:
    """The words of a claim that a person may choose anew, masked as the view masks them.

    Args:
        claim: As people left it.
        text: Whole text of its report.
        names: Names that the view masks in it.
    """
    found: dict[str, list[Span]] = {"trigger": [claim.trigger]}
    for mark in marks(claim):
        found.setdefault(mark.label, []).append(mark.span)
    made = []
    for role, label in _WORDS:
        if role == "quantity" and claim.figure is None:
            continue
        spans = dict.fromkeys(sorted(found.get(role, ())))
        told = "; ".join(_masked(text, span, names) for span in spans)
        made.append(ChosenWords(f"{role}.words", label, told))
    return made


_WORDS = (
    ("trigger", "What happened"),
    ("agent", "Who"),
    ("target", "To whom"),
    ("place", "Where"),
    ("time", "When"),
    ("quantity", "How many"),
    ("source", "Who says so"),
)


def _masked(text: str, span: Span, names: frozenset[str]) -> str:
    """Words of a text; those that touch a masked name are masked whole."""
    hidden = any(start < span.end and span.start < end for start, end in masked_ranges(text, names))
    return PRIVATE_PERSON if hidden else text[span.start : span.end]
