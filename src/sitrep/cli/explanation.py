"""`explain` for people: the sentence with its spans marked, then every value with its reason."""

from rich.console import Console
from rich.text import Text

from sitrep.cli.tables import row, table
from sitrep.model import wording
from sitrep.model.mention import PartyMention, PlaceMention
from sitrep.pipeline.explanation import Explanation

STYLES = {
    "trigger": "bold reverse",
    "agent": "cyan",
    "target": "magenta",
    "place": "green",
    "time": "yellow",
    "quantity": "bold yellow",
    "source": "blue underline",
    "cue": "blue",
}


def print_explanation(out: Console, explained: Explanation) -> None:
    """Print the sentence in its surroundings, the resolutions, the codes and the capture."""
    claim, document = explained.claim, explained.document
    out.print(f"Claim {claim.id} ({claim.kind}: {claim.type}, {claim.modality})", style="bold", markup=False)
    out.print(
        f"{document.outlet or 'unknown outlet'}: {document.title or 'untitled'}, {claim.published or 'time unknown'}",
        markup=False,
    )
    out.print()
    out.print(_marked(explained))
    out.print("  ".join(sorted({mark.label for mark in explained.marks})), style="dim", markup=False)
    made = table("", "what", "value", "why")
    for mention in claim.agents:
        row(made, "agent", *_party(mention))
    for mention in claim.targets:
        row(made, "target", *_party(mention))
    for place in claim.places:
        row(made, f"place ({place.role})", *_place(place))
    row(
        made,
        "time",
        f"{wording.time(claim.time)} “{claim.time.phrase}”"
        if claim.time.phrase
        else wording.time(claim.time),
        _time(explained),
    )
    if claim.figure is not None:
        unit = f" {claim.figure.unit}" if claim.figure.unit else ""
        words = f"{wording.figure(claim.figure)}{unit}, {claim.figure.metric}, {claim.figure.measure}, {claim.figure.subject}"
        row(made, "figure", words, claim.figure.reason or claim.figure.quantifier)
    if claim.control is not None:
        share = "" if claim.control.share is None else f", {claim.control.share:.0%} ({claim.control.basis})"
        row(
            made,
            "control",
            f"{claim.control.holder} {claim.control.change}{share}",
            "whole place" if claim.control.whole else "a part of the party or place",
        )
    if claim.term is not None:
        row(made, "deal term", f"{claim.term.action}: {claim.term.party_class}", claim.term.stance)
    row(
        made,
        "said by",
        wording.chain(claim.chain, claim.own_voice),
        "; ".join(f"{link.name}: {link.named}" for link in claim.chain),
    )
    codes = claim.codes
    row(
        made,
        "codes",
        f"PLOVER {codes.plover} {codes.plover_mode}; CAMEO {codes.cameo or '–'}; ACLED {codes.acled or '–'}",
        f"rule {codes.rule}",
    )
    row(made, "confidence", f"{claim.confidence:.2f}", explained.counting)
    for field, reason in claim.reasons:
        row(made, field, "", reason)
    out.print(made)
    for judgement in explained.judgements:
        out.print(
            f"{judgement.at:%Y-%m-%d} {judgement.by}: {judgement.verdict} {judgement.field} {judgement.value} {judgement.why}",
            markup=False,
        )
    out.print(f"document {document.id}, characters {claim.evidence.start}–{claim.evidence.end}", markup=False)
    out.print(
        f"capture sha256 {explained.capture.id}, {explained.capture.size:,} bytes, from {explained.capture.origin}",
        markup=False,
    )
    out.print("Restricted view: may hold private persons' names.", style="dim", markup=False)


def _marked(explained: Explanation) -> Text:
    text = Text(explained.passage)
    for mark in explained.marks:
        text.stylize(
            STYLES.get(mark.label, "underline"),
            mark.span.start - explained.offset,
            mark.span.end - explained.offset,
        )
    return text


def _party(mention: PartyMention) -> tuple[str, str]:
    return f"{mention.name} “{mention.phrase}”", f"{mention.kind}; {mention.reason}"


def _place(place: PlaceMention) -> tuple[str, str]:
    point = "no point" if place.lat is None or place.lon is None else f"{place.lat:.4f}, {place.lon:.4f}"
    name = f"{place.name}, {place.country}" if place.country else place.name
    precision = f"UCDP precision {place.ucdp_prec}, ACLED {place.acled_prec or 'not coded'}"
    return f"{name} ({point}) “{place.phrase}”", f"{place.kind}; {precision}; {place.reason}"


def _time(explained: Explanation) -> str:
    time = explained.claim.time
    if time.start is None:
        return time.reason
    return f"{time.basis}; {time.reason}; UCDP precision {time.ucdp_prec}, ACLED {time.acled_prec or 'not coded'}"
