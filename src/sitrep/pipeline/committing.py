"""Committing: what a reading process found → the record, one document a transaction."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import lru_cache, partial
from pathlib import Path

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.annotate.sentences import split
from sitrep.errors import REASONS
from sitrep.model.claim import Claim
from sitrep.model.document import Capture, Document, SourceAttributes
from sitrep.model.review import Judgement, Verdict
from sitrep.pipeline.handmade import about, furnished
from sitrep.pipeline.indexing import index
from sitrep.pipeline.joining import join
from sitrep.pipeline.messages import Failure, Item, Task
from sitrep.pipeline.reading import Reading, kinds
from sitrep.pipeline.touching import touch
from sitrep.pipeline.waiting import arrive
from sitrep.reconcile import partition_keys
from sitrep.reconcile.chosen import WORDS
from sitrep.reconcile.reprints import Signature, signature
from sitrep.settings import Settings
from sitrep.store import Store, Writing


class Committer:
    """Writes readings into a record. The only one that writes while a reading goes on.

    Args:
        store: The open record.
        actor: Who reads, for the ledger.
        cache_dir: Folder of the gazetteer, for what people pointed out in the texts; the usual one if left out.
    """

    def __init__(self, store: Store, actor: str, cache_dir: Path | None = None) -> None:
        self._store = store
        self._actor = actor
        self._cache_dir = cache_dir or Settings().cache_dir
        self._signature = lru_cache(maxsize=512)(self._signature_of)

    def commit(self, task: Task, item: Item) -> Reading:
        """Add one document with its claims, or note that the record holds it already."""
        with self._store.writing(self._actor, item.capture.retrieved_at) as w:
            if w.read.dropped((item.document.id, item.capture.id)):
                return dropped(item.capture.origin)
            w.capture(item.capture, task.data if item.data is None else item.data)
            known = task.document is None and w.read.document_known(item.document.id)
            if known and not task.again:
                w.reading(item.capture.id, item.document.id, "already_read")
                return Reading(
                    item.capture.origin,
                    item.document.id,
                    item.document.title,
                    "already_read",
                    REASONS["already_read"],
                )
            self._document(w, task, item)
            reason = "" if item.claims else "nothing_found"
            w.reading(item.capture.id, item.document.id, reason)
        message = REASONS[reason] if reason else ""
        return Reading(
            item.capture.origin,
            item.document.id,
            item.document.title,
            reason,
            message,
            kinds(item.claims),
            item.seconds,
        )

    def _document(self, w: Writing, task: Task, item: Item) -> None:
        document = item.document
        w.document(document)
        for name, value in given(task.attributes):
            w.attribute(document.id, name, value)
        claims = furnish(w, document, item.claims, self._cache_dir)
        index(w, document)
        join(w, item.signature, self._signature)
        arrive(w, [*claims, document.id])
        refurnish_copies(w, document.id, self._cache_dir)
        touch(w, document.id)

    def _signature_of(self, document: str) -> Signature:
        found = self._store.document(document)
        return signature(found, split(found))

    def fail(self, task: Task, failure: Failure, capture: Capture | None) -> Reading:
        """Note that an input, or a row of one, gave no document; its bytes are kept where there are any."""
        if capture is not None:
            with self._store.writing(self._actor, capture.retrieved_at) as w:
                w.capture(capture, task.data)
                w.reading(capture.id, None, failure.reason)
        return Reading(failure.origin or task.origin, reason=failure.reason, message=told(failure))

    def judge(self, judgement: Judgement, at: datetime) -> None:
        """Add a person's decision; partitions that it touches, before and after, become dirty, its copies' too."""
        with self._store.writing(judgement.by, at) as w:
            touch(w, take(w, judgement, self._cache_dir))


def take(w: Writing, judgement: Judgement, cache_dir: Path) -> str:
    """Add a decision that can be made; gives the document that it is about, whose claims are to be touched.

    What it says of words in the text is made into claims at once. The addition of a claim that was taken back later waits.
    """
    if judgement.verdict is Verdict.ADD:
        document = judgement.field
        if judgement.claim in refurnish(w, document, cache_dir, judgement):
            w.judgement(judgement)
            arrive(w, [judgement.claim])
        else:
            w.wait(judgement)
        return document
    document = w.read.claim(judgement.claim).document
    w.judgement(judgement)
    if judgement.verdict is Verdict.SET and (judgement.field in WORDS or judgement.field == "verdict"):
        refurnish(w, document, cache_dir)
        refurnish_copies(w, document, cache_dir)
    return document


def refurnish_copies(w: Writing, document: str, cache_dir: Path) -> None:
    """Let the words that people chose hold in all copies of a document's story; nothing is done where nobody chose any."""
    if not w.read.is_judged():
        return
    story = w.read.stories([document]).get(document, "")
    mates = w.read.documents_of_story(story) if story else ()
    claims = (
        [claim.id for mate in mates for claim in w.read.claims_of_document(mate)] if len(mates) > 1 else []
    )
    if any(each.field in WORDS for each in w.read.judgements(claims)):
        for mate in mates:
            refurnish(w, mate, cache_dir)


def refurnish(w: Writing, document: str, cache_dir: Path, *coming: Judgement) -> tuple[str, ...]:
    """Make a document's claims anew where people pointed out words in it; gives the ids of its claims.

    Args:
        w: The change.
        document: Its id.
        cache_dir: Folder of the gazetteer.
        coming: Judgements that are to be added next.
    """
    claims = w.read.claims_of_document(document)
    kept = frozenset(w.read.kept_by_review(document))
    found = w.read.document(document)
    ids = furnish(w, found, claims, cache_dir, coming=coming, kept=kept)
    index(w, found)
    return ids


def furnish(
    w: Writing,
    document: Document,
    claims: Iterable[Claim],
    cache_dir: Path,
    *,
    coming: Iterable[Judgement] = (),
    kept: frozenset[str] = frozenset(),
) -> tuple[str, ...]:
    """Write a document's claims with all that people pointed out in its text; gives the ids of the claims.

    Args:
        w: The change.
        document: The report.
        claims: As an engine found them.
        cache_dir: Folder of the gazetteer.
        coming: Judgements that are to be added next.
        kept: Claims among them that no reading found and that stay by review.
    """
    claims = tuple(claims)
    coming = tuple(coming)
    concerned = dict.fromkeys(each.claim for each in coming) | dict.fromkeys(each.id for each in claims)
    judgements = (*about(w.read, document.id, concerned), *coming)
    made = furnished(document, claims, judgements, partial(Gazetteer.open, cache_dir))
    keys = {claim.id: partition_keys(claim, of(claim.id, judgements)) for claim in made.claims}
    here = keys.keys() & kept
    w.claims(document.id, made.claims, keys, kept=here, withdrawn=made.withdrawn)
    return tuple(keys)


def dropped(origin: str) -> Reading:
    """The reading of what a person took out of the record."""
    return Reading(origin, reason="dropped", message=f"{origin}: {REASONS['dropped']}")


def told(failure: Failure) -> str:
    """What failed and what to do about it."""
    advice = REASONS[failure.reason]
    return failure.message if advice in failure.message else f"{failure.message.rstrip('.')}. {advice}"


def of(claim: str, judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements about one claim."""
    return [judgement for judgement in judgements if judgement.claim == claim]


def given(attributes: SourceAttributes) -> list[tuple[str, str]]:
    """What a person says by hand, as pairs (name, value); what is not said is left out."""
    pairs = [("outlet", attributes.outlet), ("url", attributes.url), ("title", attributes.title)]
    if attributes.published is not None:
        moment = attributes.published
        text = moment.date().isoformat() if attributes.published_precision == "day" else moment.isoformat()
        pairs.append(("published", text))
    return [(name, value) for name, value in pairs if value is not None]


def resolved_anew(document: Document, attributes: SourceAttributes) -> Document:
    """A known document with what a person now says about it; identity, text and blocks stay."""
    if attributes.published is not None:
        document = replace(
            document,
            published=attributes.published,
            published_precision=attributes.published_precision,
            published_origin="given",
        )
    if attributes.outlet is not None:
        document = replace(document, outlet=attributes.outlet, outlet_origin="given")
    if attributes.url is not None:
        document = replace(document, url=attributes.url)
    if attributes.title is not None:
        document = replace(document, title=attributes.title)
    return document
