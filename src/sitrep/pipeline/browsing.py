"""Browsing: one page of claims or of reports, one claim or one report, as a view shows them. For pages and programs."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sitrep.model.claim import Claim
from sitrep.model.document import Document, Sentence
from sitrep.model.record import Contradiction, Event, Series
from sitrep.model.review import Judgement, Verdict
from sitrep.model.span import Span
from sitrep.model.view import (
    PRIVATE_PERSON,
    Level,
    mask,
    masked_ranges,
    render,
    without_names,
    without_private_place,
)
from sitrep.pipeline.computing import decisions
from sitrep.pipeline.explanation import Mark, marks
from sitrep.pipeline.history import Decided, history
from sitrep.pipeline.judged import as_judged
from sitrep.pipeline.record import Record
from sitrep.pipeline.selecting import sentences_of
from sitrep.pipeline.settling import with_copies
from sitrep.pipeline.situations import hidden_places, masked, names_by_document
from sitrep.pipeline.why_counting import why_counting
from sitrep.reconcile.chosen import is_written, spans_of
from sitrep.reconcile.judgements import judge
from sitrep.store import ClaimFilter, DocumentFilter, Reads
from sitrep.store.pages import Total

PSEUDONYM = 4
"""Hex digits by which the public view tells reviewers apart without naming them."""


@dataclass(frozen=True, slots=True)
class ListedClaim:
    """A claim in a list. `counts`: whether it enters the counted reading. `reviewed`: whether a person judged it or a copy."""

    claim: Claim
    counts: bool
    reviewed: bool
    rejected: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a document's text under the same marks. `labels` and `claims` are in order, each once.

    `sentence`: number of the sentence that it begins in (`selecting.sentences_of`), None between sentences.
    """

    text: str
    labels: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    masked: bool = False
    sentence: int | None = None


@dataclass(frozen=True, slots=True)
class ShownDocument:
    """A document as a view shows it. `pieces` are its whole text; `names` what is masked in it (empty if restricted)."""

    document: Document
    names: frozenset[str]
    pieces: tuple[Piece, ...]
    claims: tuple[ListedClaim, ...]
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim as a view shows it, with what stands behind it.

    `read` is the claim before any correction. `decisions` are all that were made about it or its copies, oldest first, each with
    whether it holds. `passage` is the block
    around it. `counting` says in words why it counts or not. `names` is what is masked in the report (empty if restricted).
    """

    listed: ListedClaim
    read: Claim
    document: Document
    passage: tuple[Piece, ...]
    decisions: tuple[Decided, ...]
    counting: str
    names: frozenset[str]


def claims_page(
    record: Record,
    wanted: ClaimFilter,
    level: Level,
    *,
    order: str,
    limit: int,
    offset: int,
    total: Total | None = None,
) -> tuple[tuple[ListedClaim, ...], Total]:
    """Claims of one page as a view shows them, and the number of all that match.

    In the public view names and words are looked for as that view shows them.
    """
    store = record.store
    found, number = store.claims_page(
        replace(wanted, public=level is Level.PUBLIC), order=order, limit=limit, offset=offset, total=total
    )
    return listed(store, found, level), number


def listed(store: Reads, claims: Sequence[Claim], level: Level) -> tuple[ListedClaim, ...]:
    """Claims as a view shows them, in the order given."""
    stories, family = with_copies(store, claims)
    decided = decisions(store, family.values(), stories)
    judged = as_judged(store, claims, stories)
    counted = store.counting([claim.id for claim in claims])
    names = _names(store, {claim.document for claim in claims}) if level is Level.PUBLIC else {}
    made = []
    for claim in claims:
        own = decided.get(claim.id, ())
        made.append(
            ListedClaim(
                claim=render(judged[claim.id], level, names.get(claim.document, frozenset())),
                counts=claim.id in counted,
                reviewed=bool(own),
                rejected=judge(claim, own).accepted is False,
            )
        )
    return tuple(made)


def _names(store: Reads, documents: Iterable[str]) -> dict[str, frozenset[str]]:
    """Private names of documents, as they were found when the claims were written; found anew where they never were."""
    wanted = frozenset(documents)
    found = store.masked_names(wanted)
    for identity in wanted - found.keys():
        document = store.document(identity)
        found.update(names_by_document([document], store.claims_of_document(identity)))
    return found


@dataclass(frozen=True, slots=True)
class PartOf:
    """What of the record rests on a claim."""

    events: tuple[Event, ...]
    series: tuple[Series, ...]
    contradictions: tuple[Contradiction, ...]


def part_of(record: Record, claim: str, level: Level) -> PartOf:
    """Events, figures and contradictions that a claim is in: only the parts that it touches are looked at."""
    store = record.store
    events: dict[str, Event] = {}
    series: dict[str, Series] = {}
    contradictions: dict[str, Contradiction] = {}
    for part in store.parts_of(store.partitions_of_claims([claim])):
        events.update((each.id, each) for each in part.events if claim in each.claims)
        series.update((each.id, each) for each in part.series if claim in each.claims)
        contradictions.update(
            (each.id, each) for each in part.contradictions if any(claim in ids for _, ids in each.sides)
        )
    names: frozenset[str] = frozenset()
    hidden: dict[str, frozenset[str]] = {}
    if level is Level.PUBLIC:
        things = [
            *(each.claims for each in events.values()),
            *(each.claims for each in series.values()),
        ]
        sides = [ids for each in contradictions.values() for _, ids in each.sides]
        found = store.claims_by_id({each for ids in (*things, *sides) for each in ids})
        by_document = _names(store, {each.document for each in found.values()})
        names = names.union(*by_document.values())
        hidden = hidden_places(found.values(), by_document)
    return PartOf(
        masked([without_private_place(each, hidden) for each in events.values()], names),
        masked([without_private_place(each, hidden) for each in series.values()], names),
        masked(contradictions.values(), names),
    )


def masked_names(record: Record, document: str) -> frozenset[str]:
    """Names that the public view masks in a document."""
    return _names(record.store, [document])[document]


def documents_page(
    reads: Reads, wanted: DocumentFilter, level: Level, *, newest_first: bool, limit: int, offset: int
) -> tuple[tuple[Document, ...], int]:
    """Documents of one page, titles as the view shows them, and the number of all that match."""
    found, total = reads.documents_page(wanted, newest_first=newest_first, limit=limit, offset=offset)
    if level is Level.RESTRICTED:
        return found, total
    names = _names(reads, [document.id for document in found])
    return tuple(as_shown(each, names[each.id]) for each in found), total


def as_shown(document: Document, names: frozenset[str]) -> Document:
    """A document with private names masked in its title and left out of its address; its text is for `pieces`."""
    title, url = mask(document.title, names), without_names(document.url, names)
    return replace(document, title=title, url=url)


def shown_document(record: Record, identity: str, level: Level) -> ShownDocument:
    """A whole document with everything that its claims point to.

    Raises:
        NotFoundError: If the record does not hold it.
    """
    store = record.store
    document = store.document(identity)
    claims = store.claims_of_document(identity)
    names = _names(store, [identity])[identity] if level is Level.PUBLIC else frozenset()
    told = [
        (mark, claim.id)
        for claim in claims
        for mark in (Mark(claim.kind.value, claim.trigger), *marks(claim))
    ]
    story = store.stories([identity]).get(identity, "")
    return ShownDocument(
        document=as_shown(document, names),
        names=names,
        pieces=pieces(document, Span(0, len(document.text)), told, names),
        claims=listed(store, claims, level),
        copies=tuple(each for each in store.documents_of_story(story) if each != identity) if story else (),
    )


def shown_claim(record: Record, prefix: str, level: Level) -> ShownClaim:
    """One claim with its sentence in the document, and people's decisions about it.

    Raises:
        NotFoundError: If no claim, or more than one, starts with these characters.
    """
    store = record.store
    claim = store.claim(prefix)
    document = store.document(claim.document)
    names = _names(store, [claim.document])[claim.document] if level is Level.PUBLIC else frozenset()
    spans = (claim.evidence, *(mark.span for mark in marks(claim)))
    held = [
        block.span for block in document.blocks if any(block.span.overlaps(span) for span in spans)
    ] or list(spans)
    around = Span(min(span.start for span in held), max(span.end for span in held))
    told = [(Mark("evidence", claim.evidence), claim.id), *((mark, claim.id) for mark in marks(claim))]
    return ShownClaim(
        listed=listed(store, [claim], level)[0],
        read=render(claim, level, names),
        document=as_shown(document, names),
        passage=pieces(document, around, told, names),
        decisions=tuple(
            replace(each, judgement=shown_decision(_quoted(each.judgement, document.text), names, level))
            for each in history(store, [claim.id])
        ),
        counting=mask(why_counting(store, claim), names),
        names=names,
    )


def _quoted(judgement: Judgement, text: str) -> Judgement:
    """A decision about words of a text with the words themselves as its value; an addition without its spans."""
    if judgement.verdict is Verdict.ADD:
        return replace(judgement, field="", value="")
    if judgement.verdict is Verdict.SET and is_written(judgement.value):
        words = "; ".join(f"“{text[span.start : span.end]}”" for span in spans_of(judgement.value))
        return replace(judgement, value=words)
    return judgement


def shown_decision(judgement: Judgement, names: frozenset[str], level: Level) -> Judgement:
    """A decision as a view shows it: in the public view names are masked and its reviewer goes by a pseudonym."""
    if level is Level.RESTRICTED:
        return judgement
    return replace(
        judgement,
        by=pseudonym(judgement.by),
        why=mask(judgement.why, names),
        value=mask(judgement.value, names),
    )


def pseudonym(name: str) -> str:
    """What the public view calls a reviewer: always the same for one name."""
    return f"reviewer {hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:PSEUDONYM]}"


def pieces(
    document: Document, around: Span, told: Sequence[tuple[Mark, str]], names: frozenset[str]
) -> tuple[Piece, ...]:
    """A stretch of a text, cut wherever a sentence, a mark or a masked name begins or ends.

    A masked name is one piece that bears the marks of all its characters: no mark can cut a name in two and so show it.

    Args:
        document: The report, with its whole text.
        around: The stretch.
        told: Marks with the claim that each belongs to.
        names: Names to mask.
    """
    text, sentences = document.text, sentences_of(document)
    hidden = [
        (start, end) for start, end in masked_ranges(text, names) if start < around.end and end > around.start
    ]
    start = min([around.start, *(start for start, _ in hidden)])
    stop = max([around.end, *(end for _, end in hidden)])
    inner = {edge for pair in hidden for edge in range(pair[0] + 1, pair[1])}
    spans = (*(mark.span for mark, _ in told), *(sentence.span for sentence in sentences))
    edges = {edge for span in spans for edge in (span.start, span.end) if start < edge < stop}
    cuts = sorted(({start, stop} | edges | {edge for pair in hidden for edge in pair}) - inner)
    covers = dict(hidden)
    held = _sentences_at(cuts, sentences)
    made = []
    for left, right in zip(cuts, cuts[1:], strict=False):
        over = [(mark, claim) for mark, claim in told if mark.span.start < right and mark.span.end > left]
        masked = covers.get(left) == right
        made.append(
            Piece(
                text=PRIVATE_PERSON if masked else text[left:right],
                labels=tuple(dict.fromkeys(mark.label for mark, _ in over)),
                claims=tuple(dict.fromkeys(claim for _, claim in over)),
                masked=masked,
                sentence=held.get(left),
            )
        )
    return tuple(made)


def _sentences_at(places: Sequence[int], sentences: Iterable[Sentence]) -> dict[int, int]:
    """Place → number of the sentence that holds it; places ascend, and those between sentences are left out."""
    found: dict[int, int] = {}
    at = 0
    for sentence in sorted(sentences, key=lambda each: each.span):
        while at < len(places) and places[at] < sentence.span.start:
            at += 1
        while at < len(places) and places[at] < sentence.span.end:
            found[places[at]] = sentence.index
            at += 1
    return found
