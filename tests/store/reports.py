"""Small reports with claims, made up to order, whose quotes are what their text says."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from sitrep.model.claim import Claim, ClaimKind, Codes, Figure, claim_id, digest
from sitrep.model.document import Block, BlockRole, Capture, Document
from sitrep.model.mention import AttributionLink, PartyMention, PlaceMention, TimeMention
from sitrep.model.span import Span
from sitrep.store import Store, Writing

AT = datetime(2017, 10, 16, 8, 0, tzinfo=UTC)
RAQQA = PlaceMention(
    None, "Raqqa", "Raqqa", "Syria", "SY", 35.95, 39.01, 1, "Ar-Raqqah", "town", "event", 1, 1, 3.0, "prior"
)


@dataclass(frozen=True, slots=True)
class NewReading:
    """What reading one capture gave: a document with its claims, or the reason why it gave none."""

    capture: Capture
    data: bytes
    document: Document | None = None
    claims: tuple[Claim, ...] = ()
    partitions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    story: str = ""
    bands: tuple[str, ...] = ()
    reason: str = ""


def add_reading(
    store: Store, new: NewReading, *, actor: str, at: datetime, then: Callable[[Writing], None] | None = None
) -> None:
    """Add what reading one capture gave, in one change; `then` is called within it."""
    with store.writing(actor, at) as w:
        w.capture(new.capture, new.data)
        if new.document is not None:
            w.document(new.document)
            w.bands(new.document.id, new.bands)
            if new.story:
                w.story(new.document.id, new.story)
            w.claims(new.document.id, new.claims, new.partitions)
        w.reading(new.capture.id, new.document.id if new.document else None, new.reason)
        if then is not None:
            then(w)


def place(name: str, country: str = "Syria") -> PlaceMention:
    return replace(RAQQA, phrase=name, name=name, country=country, gazetteer_name=name)


def party(name: str, *, members_of: str = "") -> PartyMention:
    return PartyMention(None, name, name, "", "armed_group", True, False, False, None, members_of, "alias")


def report(number: int, *, sentences: int = 3, outlet: str = "The Daily Example") -> NewReading:
    """One claim a sentence; the claim in sentence i touches the partitions p<i> and all."""
    lines = [f"Clash {i} of report {number} killed {i + 1} fighters in Raqqa." for i in range(sentences)]
    text = "\n".join(lines)
    data = text.encode()
    published = datetime(2017, 10, 1 + number % 28, 6, 30, tzinfo=UTC)
    capture = Capture(
        hashlib.sha256(data).hexdigest(), len(data), f"report-{number}.txt", "file", "text/plain", AT
    )
    spans = [Span(text.index(line), text.index(line) + len(line)) for line in lines]
    document = Document(
        id=digest(f"report {number}", text),
        capture_id=capture.id,
        text=text,
        blocks=tuple(Block(span, BlockRole.BODY) for span in spans),
        title=f"Report {number}",
        url=f"https://example.org/{number}",
        outlet=outlet,
        published=published,
        published_precision="minute",
    )
    claims = tuple(toll(document, i, span) for i, span in enumerate(spans))
    partitions = {claim.id: (f"p{i}", "all") for i, claim in enumerate(claims)}
    return NewReading(
        capture,
        data,
        document,
        claims,
        partitions,
        story=f"story of {document.id}",
        bands=(f"b{number}", "b"),
    )


def toll(document: Document, sentence: int, evidence: Span) -> Claim:
    day = document.published.date() if document.published else date(2017, 10, 1)
    start = document.text.index("killed", evidence.start)
    return Claim(
        id=claim_id(document.id, "figure", start, str(start + 7)),
        frame=digest(document.id, str(start)),
        kind=ClaimKind.FIGURE,
        type="kill",
        modality="actual",
        document=document.id,
        sentence=sentence,
        evidence=evidence,
        quote=evidence.of(document.text),
        trigger=Span(start, start + 6),
        agents=(party("Syrian Democratic Forces"),),
        targets=(party("fighters", members_of="Islamic State"),),
        mediators=(),
        places=(RAQQA,),
        time=TimeMention(None, "", day, day, "as_of", 1, 1, day, "published"),
        chain=(
            AttributionLink("activists", "speaker", "anonymous"),
            AttributionLink(document.outlet, "outlet", "named"),
        ),
        own_voice=False,
        codes=Codes("ASSAULT", "", "190", "Armed clash", "clash"),
        confidence=0.75,
        published=day.isoformat(),
        block_role="body",
        figure=Figure(
            "killed", sentence + 1, sentence + 1, sentence + 1, False, False, "exact", "person", "incident",
            None, "combatants:Islamic State",
        ),
    )  # fmt: skip
