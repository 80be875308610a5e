"""Reports as the reading process would hand them over, their claims made from the truth instead of read."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from benchmarks.synthetic.reports import Report
from benchmarks.synthetic.telling import Number, Said, When, Where
from sitrep.annotate.sentences import split
from sitrep.codebook.parties import Party
from sitrep.model.claim import Claim, ClaimKind, Codes, Figure, claim_id, digest
from sitrep.model.document import Block, BlockRole, Capture, Document
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.pipeline.messages import Item
from sitrep.reconcile.reprints import signature

NAMED = frozenset({"a police officer", "a military spokesman", "the governor's office"})
"""Sources that are described; the others are anonymous."""


def item(report: Report) -> Item:
    """A report with its document, claims and signature."""
    document = document_of(report)
    data = document.text.encode()
    assert report.published is not None
    at = report.published.replace(tzinfo=UTC)
    capture = Capture(document.capture_id, len(data), report.url, "python", "text/plain", at)
    return Item(
        capture, None, document, tuple(claims(report, document)), signature(document, split(document)), {}
    )


def document_of(report: Report) -> Document:
    """The report as a document: its headline, then a block a paragraph."""
    text, blocks = report.title, [Block(Span(0, len(report.title)), BlockRole.TITLE)]
    for said in report.sentences:
        text += "\n\n"
        blocks.append(Block(Span(len(text), len(text) + len(said.text)), BlockRole.BODY))
        text += said.text
    return Document(
        id=digest(report.url, text),
        capture_id=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        blocks=tuple(blocks),
        title=report.title,
        url=report.url,
        outlet=report.outlet,
        agency=report.agency,
        published=report.published.replace(tzinfo=UTC),
        published_precision="minute",
    )


def claims(report: Report, document: Document) -> Iterator[Claim]:
    """One claim for every sentence that tells one; a toll belongs to the event of the first sentence."""
    starts = [block.span.start for block in document.blocks if block.role is BlockRole.BODY]
    lead = digest(document.id, str(starts[0] + report.sentences[0].trigger[0]))
    for index, (said, start) in enumerate(zip(report.sentences, starts, strict=True)):
        if said.type:
            yield _claim(report, document, said, (index, start, lead))


def _claim(report: Report, document: Document, said: Said, at: tuple[int, int, str]) -> Claim:
    index, start, lead = at
    trigger = Span(start + said.trigger[0], start + said.trigger[1])
    number = Span(start + said.number_at[0], start + said.number_at[1]) if said.number else None
    kind = (
        ClaimKind.FIGURE
        if said.number
        else ClaimKind.MOVEMENT
        if said.type == "displace"
        else ClaimKind.EVENT
    )
    frame = digest(document.id, str(trigger.start))
    telling = report.telling
    cumulative = said.number is not None and said.number.measure == "cumulative"
    made = Claim(
        id=claim_id(document.id, kind, trigger.start, str(number.start) if number else ""),
        frame=frame,
        kind=kind,
        type=said.type,
        modality="actual",
        document=document.id,
        sentence=index,
        evidence=Span(start, start + len(said.text)),
        quote=said.text,
        trigger=trigger,
        agents=(party(telling.agent),) if telling.agent and not said.number else (),
        targets=(people(),) if said.number or not telling.target else (party(telling.target),),
        mediators=(),
        places=place(telling.where),
        time=time(telling.when),
        chain=chain(report, said.source),
        own_voice=not said.source,
        codes=Codes(),
        confidence=0.9,
        published=report.published.date().isoformat(),
        block_role="body",
        figure=figure(said.number, number),
        event_frame=lead if said.number and not cumulative else "",
    )
    if cumulative:
        year = report.published.date().replace(month=1, day=1)
        town = place(Where(telling.where.town.name, "town", telling.where.town))
        return replace(made, places=town, time=time(When("since", year, report.published.date())))
    return made


def place(where: Where) -> tuple[PlaceMention, ...]:
    """The place as the resolver would give it; a quarter that no gazetteer has keeps its town's country alone."""
    town = where.town
    if where.kind == "none":
        return ()
    mention = PlaceMention(
        None, where.phrase, town.name, town.country, town.iso2, town.lat, town.lon, town.id, town.name, "town", "event", 1, 1,
        None, "unique",
    )  # fmt: skip
    if where.kind == "quarter":
        name = where.phrase.removeprefix("in the ").split(" district")[0]
        mention = replace(
            mention, name=name, lat=None, lon=None, geonameid=None, gazetteer_name="", kind="other", ucdp_prec=2, acled_prec=2,
            reason="not_in_gazetteer",
        )  # fmt: skip
    if where.kind == "governorate":
        mention = replace(
            mention, name=town.governorate, gazetteer_name=town.governorate, geonameid=town.governorate_id, kind="adm1",
            ucdp_prec=4, acled_prec=3, radius_km=80.0,
        )  # fmt: skip
    return (mention,)


def time(when: When) -> TimeMention:
    """The interval as the resolver would give it."""
    if when.start is None or when.end is None:
        return TimeMention(None, "", None, None, None, None, None, None, "no_phrase")
    length = (when.end - when.start).days + 1
    precision = 1 if length == 1 else 2 if length <= 7 else 4
    return TimeMention(
        None, when.phrase, when.start, when.end, "phrase", precision, min(precision, 3), when.start, "told"
    )


def party(told: Party) -> PartyMention:
    """A party that the text names."""
    return PartyMention(None, told.name, told.name, told.id, told.kind, True, False, False, None, "", "alias")


def people() -> PartyMention:
    """The people who were harmed."""
    return PartyMention(None, "people", "people", "", "people", False, False, False, True, "", "class")


def chain(report: Report, source: str) -> tuple[AttributionLink, ...]:
    """Who said it: the source of the sentence, the agency, the outlet."""
    links = []
    if source:
        links.append(AttributionLink(source, "origin", "described" if source in NAMED else "anonymous"))
    if report.agency:
        links.append(AttributionLink(report.agency, "agency", "named", report.agency))
    links.append(AttributionLink(report.outlet, "outlet", "named", report.outlet))
    return tuple(links)


def figure(number: Number | None, span: Span | None) -> Figure | None:
    """The number with its bounds."""
    if number is None:
        return None
    low, best, high, low_open, high_open = {
        "exact": (number.value, number.value, number.value, False, False),
        "at_least": (number.value, number.value, None, False, True),
        "more_than": (number.value, number.value, None, True, True),
        "about": (None, number.value, None, False, False),
    }[number.hedge]
    return Figure(
        metric=number.metric, low=low, best=best, high=high, low_open=low_open, high_open=high_open, quantifier=number.hedge,
        unit="person", measure=number.measure, idmc=None, subject="people" if number.measure == "incident" else "civilians",
        running_total=number.running, span=span,
    )  # fmt: skip
