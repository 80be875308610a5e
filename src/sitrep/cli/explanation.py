"""`explain` for people: the sentence with its spans marked, then every value with its reason."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from sitrep.cli.tables import CLAIM_HEADS, ID_LENGTH, claim_line, row, table
from sitrep.model import wording
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention, PlaceMention
from sitrep.model.record import Event, Link
from sitrep.model.review import Verdict
from sitrep.pipeline.explanation import EventExplanation, Explanation
from sitrep.pipeline.history import Decided

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
    heading = f"{document.outlet or 'unknown outlet'}: {document.title or 'untitled'}"
    out.print(f"Claim {claim.id} ({claim.kind}: {claim.type}, {claim.modality})", style="bold", markup=False)
    out.print(f"{heading}, {claim.published or 'time unknown'}\n", markup=False)
    out.print(_marked(explained))
    out.print("  ".join(sorted({mark.label for mark in explained.marks})), style="dim", markup=False)
    made = table("", "what", "value", "why")
    for cells in (*_resolved(explained), *_stated(claim), *_judged(explained)):
        row(made, *cells)
    out.print(made)
    if explained.standing:
        counted = table("In the record", "what", "value", "this claim, and why")
        for each in explained.standing:
            row(counted, each.what, each.value, each.why)
        out.print(counted)
    if explained.kept_by_review:
        out.print("Kept by review: the last reading no longer found this claim.", markup=False)
    if explained.event is not None:
        _print_place(out, claim, explained.event)
    _print_history(out, explained.history)
    span, capture = claim.evidence, explained.capture
    out.print(f"document {document.id}, characters {span.start}–{span.end}", markup=False)
    out.print(f"capture sha256 {capture.id}, {capture.size:,} bytes, from {capture.origin}", markup=False)
    out.print("Restricted view: may hold private persons' names.", style="dim", markup=False)


def print_event(out: Console, explained: EventExplanation) -> None:
    """Print an event: its claims, each link with its score and features, and the history of decisions."""
    event = explained.event
    where = f"{event.place}, {event.country}" if event.country else event.place or "place not stated"
    heading = f"Event {event.id}: {', '.join(event.types)}, {where}, {wording.days(event.start, event.end)}"
    out.print(heading, style="bold", markup=False)
    made = table("Claims", *CLAIM_HEADS)
    for claim in explained.claims:
        row(made, *claim_line(claim, counts=claim.id in event.counted))
    out.print(made)
    _print_links(out, event.links)
    if not event.links:
        out.print("One report, or copies of one: nothing was joined.", markup=False)
    _print_history(out, explained.history)
    out.print("Restricted view: may hold private persons' names.", style="dim", markup=False)


def _print_place(out: Console, claim: Claim, event: Event) -> None:
    others = len(event.claims) - 1
    out.print(f"event {event.id}, with {others} other claims", markup=False)
    _print_links(out, [link for link in event.links if claim.id in (link.claim, link.to)])


def _print_links(out: Console, links: Sequence[Link]) -> None:
    if not links:
        return
    made = table("Links", "claim", "joined to", "score", "by", "because")
    for link in links:
        because = "; ".join(f"{name} {found}{_weight(weight)}" for name, found, weight in link.features)
        row(made, link.claim[:ID_LENGTH], link.to[:ID_LENGTH], f"{link.score:.2f}", link.by, because)
    out.print(made)


def _weight(weight: float) -> str:
    return f" ({weight:+.1f})" if weight else ""


def _print_history(out: Console, history: Sequence[Decided]) -> None:
    for decided in history:
        judgement = decided.judgement
        said = "" if judgement.verdict is Verdict.ADD else f"{judgement.field} {judgement.value}"
        decision = f"{judgement.verdict} {said} {judgement.why}"
        line = f"{judgement.at:%Y-%m-%d} {judgement.by}: {judgement.claim[:ID_LENGTH]} {' '.join(decision.split())}"
        out.print(f"{line} [{decided.state}]", markup=False)


Cells = tuple[str, str, str]


def _resolved(explained: Explanation) -> Iterator[Cells]:
    """What the spans stand for."""
    claim = explained.claim
    for role, mentions in (("agent", claim.agents), ("target", claim.targets), ("mediator", claim.mediators)):
        for mention in mentions:
            yield (role, *_party(mention))
    for place in claim.places:
        yield (f"place ({place.role})", *_place(place))
    phrase = f" “{claim.time.phrase}”" if claim.time.phrase else ""
    yield "time", f"{wording.time(claim.time)}{phrase}", _time(explained)


def _stated(claim: Claim) -> Iterator[Cells]:
    """What is counted, held or agreed."""
    figure, held, term = claim.figure, claim.control, claim.term
    if figure is not None:
        what = f"{wording.figure(figure)} {figure.unit}".strip()
        yield (
            "figure",
            f"{what}, {figure.metric}, {figure.measure}, {figure.subject}",
            figure.reason or figure.quantifier,
        )
    if held is not None:
        share = "" if held.share is None else f", {held.share:.0%} ({held.basis})"
        extent = "whole place" if held.whole else "a part of the party or place"
        yield "control", f"{held.holder} {held.change}{share}", extent
    if term is not None:
        yield "deal term", f"{term.action}: {term.party_class}", term.stance


def _judged(explained: Explanation) -> Iterator[Cells]:
    """Who says it, codes, confidence, and the reason of every null."""
    claim, codes = explained.claim, explained.claim.codes
    named = "; ".join(f"{link.name}: {link.named}" for link in claim.chain)
    yield "said by", wording.chain(claim.chain, claim.own_voice), named
    plover = f"{codes.plover} {codes.plover_mode}".strip() or "–"
    yield (
        "codes",
        f"PLOVER {plover}; CAMEO {codes.cameo or '–'}; ACLED {codes.acled or '–'}",
        f"rule {codes.rule}",
    )
    sure = "added by a person" if claim.added else f"{claim.confidence:.2f}"
    yield "confidence", sure, explained.counting
    for field, reason in claim.reasons:
        yield field, "", reason


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
