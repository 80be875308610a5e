"""Desk: the open record as pages and programs ask for it; the situation is kept until the record changes."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from sitrep.model.document import Document, SourceAttributes
from sitrep.model.record import Event, Series
from sitrep.model.review import Judgement, Verdict
from sitrep.model.situation import Situation
from sitrep.model.view import Level
from sitrep.pipeline.adding import Addition
from sitrep.pipeline.additions import add
from sitrep.pipeline.browsing import (
    ListedClaim,
    PartOf,
    ShownClaim,
    ShownDocument,
    as_shown,
    claims_page,
    documents_page,
    listed,
    masked_names,
    part_of,
    shown_claim,
    shown_document,
)
from sitrep.pipeline.copies import Copy, copy_of
from sitrep.pipeline.judging import placed
from sitrep.pipeline.reading import Reading
from sitrep.pipeline.record import Record
from sitrep.pipeline.uploads import Upload, read_upload
from sitrep.reconcile.chosen import WORDS
from sitrep.store import DocumentFilter
from sitrep.web.asking import Asked
from sitrep.web.problems import BadQuery, Refused
from sitrep.web.settings import WebSettings
from sitrep.web.watching import Watch

T = TypeVar("T")

PATIENCE_S = 2.0
"""Seconds for which something computed holds while others change the record."""

SHARE = 4.0
"""It holds at least so many times as long as it took to compute: a fifth of the time at most goes into keeping up."""

KEPT = 512
"""Answers that are kept per state of the record."""

LONGEST_TEXT = 2_000
"""Characters of a reason or value."""

LONGEST_NAME = 100

MOST_COPIES = 20
"""Copies of a story that are compared on one page."""


class Desk:
    """One record behind a server. Its methods may be called from several threads at once.

    Attributes:
        record: The open record.
        settings: Of the server.
        watch: Notes who sees the restricted view.
    """

    def __init__(self, record: Record, settings: WebSettings) -> None:
        self.record = record
        self.settings = settings
        self.watch = Watch(record)
        self._lock = threading.RLock()
        self._reading = threading.Lock()
        self._state = ""
        self._clock = time.monotonic
        self._again = 0.0
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()

    def state(self) -> str:
        """A mark of what the record holds, its parts computed.

        A decision made here shows at once. While another process reads reports in, the record changes with every one of
        them: then what was computed is kept for a while, so that pages come without waiting and the reading goes on.
        """
        found = self.record.store.state()
        if found == self._state or (self._state and self._clock() < self._again):
            return self._state
        with self._lock:
            began = self._clock()
            self.record.refresh()
            self._state = self.record.store.state()
            self._kept.clear()
            self._again = self._clock() + max(PATIENCE_S, SHARE * (self._clock() - began))
            return self._state

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for as long as the record does not change."""
        key = (self.state(), *key)
        with self._lock:
            if key not in self._kept:
                began = self._clock()
                self._kept[key] = make()
                self._again = max(self._again, self._clock() + SHARE * (self._clock() - began))
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]  # type: ignore[return-value]  # the key holds what was asked

    def situation(self, level: Level) -> Situation:
        """The whole situation."""
        return self.kept(("situation", level), lambda: self.record.situation(level))

    def narrowed(self, asked: Asked, level: Level) -> Situation:
        """The situation as far as the claims that are asked for reach: things that none of them is about are left out.

        What is left keeps all its claims: a range is never computed from a part of its voices.
        """
        whole = self.situation(level)
        if not asked.narrows:
            return whole
        plain = replace(asked, sort="published", page=1, per_page=50)
        return self.kept(("narrowed", level, plain), lambda: self._narrowed(whole, plain, level))

    def _narrowed(self, whole: Situation, asked: Asked, level: Level) -> Situation:
        wanted = self.record.store.claim_ids(replace(asked.claims(), public=level is Level.PUBLIC))
        wanted = self._further(wanted, asked, whole)

        def about(ids: Iterable[str]) -> bool:
            return not wanted.isdisjoint(ids)

        return replace(
            whole,
            events=tuple(each for each in whole.events if about(each.claims)),
            series=tuple(each for each in whole.series if about(each.claims)),
            control=tuple(each for each in whole.control if about(each.claims)),
            deals=tuple(each for each in whole.deals if about(each.claims)),
            contradictions=tuple(
                each
                for each in whole.contradictions
                if about(claim for _, ids in each.sides for claim in ids)
            ),
        )

    def _further(self, wanted: frozenset[str], asked: Asked, whole: Situation) -> frozenset[str]:
        """Of claims, those that also meet what only the situation knows: grade, and whether they count."""
        if asked.counted is not None:
            wanted = wanted & whole.counting if asked.counted else wanted - whole.counting
        if asked.grade is not None:
            graded_things: tuple[Event | Series, ...] = (*whole.events, *whole.series)
            graded = {
                claim
                for each in graded_things
                if each.grade is not None and each.grade.value == asked.grade
                for claim in each.claims
            }
            wanted = wanted & graded
        return wanted

    def claims(self, asked: Asked, level: Level) -> tuple[tuple[ListedClaim, ...], int]:
        """Claims of the page that is asked for, and how many there are in all."""
        wanted = asked.claims()
        self.state()
        if asked.counted is not None or asked.grade is not None:
            whole = self.situation(level)
            wanted = replace(wanted, ids=tuple(self._further(frozenset(whole.claims), asked, whole)))
        offset = (asked.page - 1) * asked.per_page
        return claims_page(self.record, wanted, level, order=asked.sort, limit=asked.per_page, offset=offset)

    def listed(self, ids: Sequence[str], level: Level) -> tuple[ListedClaim, ...]:
        """Claims by their ids, in the order given; unknown ones are left out."""
        found = self.record.store.claims_by_id(ids)
        return listed(self.record, [found[each] for each in ids if each in found], level)

    def claim(self, prefix: str, level: Level) -> ShownClaim:
        """One claim with everything behind it."""
        self.state()
        return shown_claim(self.record, prefix, level)

    def part_of(self, claim: str, level: Level) -> PartOf:
        """Events, figures and contradictions that a claim is in."""
        return part_of(self.record, claim, level)

    def document(self, identity: str, level: Level) -> ShownDocument:
        """One report with its marks."""
        self.state()
        return shown_document(self.record, identity, level)

    def documents(
        self, asked: Asked, level: Level, *, outlet: str | None = None
    ) -> tuple[tuple[Document, ...], int]:
        """Reports of the page that is asked for, and how many there are in all."""
        wanted = DocumentFilter(outlet=outlet, since=asked.since, until=asked.until)
        self.state()
        offset = (asked.page - 1) * asked.per_page
        newest = asked.sort == "-published"
        return documents_page(
            self.record, wanted, level, newest_first=newest, limit=asked.per_page, offset=offset
        )

    def judge(
        self,
        claim: str,
        verdict: str,
        *,
        by: str,
        why: str = "",
        field: str = "",
        value: str = "",
        level: Level = Level.PUBLIC,
    ) -> Judgement:
        """Note a person's decision. Words of a text are looked for as the view shows it.

        Raises:
            Refused: If this server takes no decisions.
            BadQuery: If the reviewer gives no name, or a text cannot be kept.
            JudgementError: If the decision cannot be, or words are not in the text.
        """
        self._acceptable(by=by, why=why, value=value)
        try:
            Verdict(verdict)
        except ValueError as error:
            raise BadQuery("verdict", f"verdict: {verdict[:40]!r} is none of {', '.join(Verdict)}") from error
        if verdict == Verdict.SET and field in WORDS:
            found = self.record.store.claim(claim)
            value = placed(self.record.store, found, value, self._hidden(found.document, level))
        made = self.record.judge(claim, verdict, by=by.strip(), why=why.strip(), field=field, value=value)
        self._again = 0.0
        return made

    def add(self, document: str, given: Addition, *, by: str, why: str, level: Level) -> Judgement:
        """Add a claim that the engine missed, from words as the view shows them; totals follow.

        Raises:
            Refused: If this server takes no decisions.
            BadQuery: If the reviewer gives no name, or a text cannot be kept.
            JudgementError: If words are not in the text, or something else cannot be.
        """
        self._acceptable(by=by, why=why, value="")
        found = self.record.store.document_named(document).id
        hidden = self._hidden(found, level)
        made = add(self.record, found, given, by=by.strip(), why=why.strip(), hidden=hidden)
        self._again = 0.0
        return made

    def _hidden(self, document: str, level: Level) -> frozenset[str]:
        return frozenset() if level is Level.RESTRICTED else masked_names(self.record, document)

    def _acceptable(self, *, by: str, why: str, value: str) -> None:
        """Refuse what cannot be kept with a decision."""
        self.writable()
        if not by.strip():
            raise BadQuery("by", "Say who decides: a name or initials, kept with the decision")
        for name, text, most in (
            ("by", by, LONGEST_NAME),
            ("why", why, LONGEST_TEXT),
            ("value", value, LONGEST_TEXT),
        ):
            if len(text) > most:
                raise BadQuery(name, f"{name}: more than {most:,} characters")
            if any("\ud800" <= character <= "\udfff" or character == "\0" for character in text):
                raise BadQuery(name, f"{name}: holds characters that no text has (a lone surrogate, or NUL)")

    def writable(self) -> None:
        """Refuse where nothing may be changed.

        Raises:
            Refused: If the server was started so that nothing changes.
        """
        if self.settings.read_only:
            raise Refused(
                403, "Read only", "This server was started with --read-only: start it without, and repeat."
            )

    def read(self, upload: Upload, attributes: SourceAttributes) -> Reading:
        """Read a document that was sent, in a limited process of its own; one at a time.

        Raises:
            Refused: If another document is being read, or nothing may be changed.
        """
        self.writable()
        if not self._reading.acquire(blocking=False):
            raise Refused(
                503, "Busy", "Another document is being read. Send this one again in a few seconds."
            )
        try:
            reading = read_upload(self.record, upload, attributes)
            self._again = 0.0
            return reading
        finally:
            self._reading.release()

    def export(self, format_name: str, out: Path, level: Level) -> None:
        """Write an export into a file."""
        self.state()
        self.record.export(format_name, out, level)

    def copies(self, found: ShownDocument, level: Level) -> tuple[Copy, ...]:
        """The other reports of a report's story, with the sentences that differ."""
        return tuple(
            copy_of(self.record, found.document.id, other, level) for other in found.copies[:MOST_COPIES]
        )

    def row(self, found: ListedClaim) -> dict[str, Any]:
        """A claim as the exports write it."""
        claim = found.claim
        document = self.kept(("document", claim.document), lambda: self.record.store.document(claim.document))
        names = self._masked(claim.document) if self.settings.level is Level.PUBLIC else frozenset()
        shown = as_shown(document, names)
        return self.record.row(claim, counts=found.counts, document=shown)

    def types(self) -> tuple[str, ...]:
        """Frame types that any claim has."""
        return self.kept(("types",), self.record.store.claim_types)

    def claims_of(self, document: str) -> int:
        """Number of claims of a document."""
        counts = self.kept(("claims per document",), self.record.store.claims_per_document)
        return counts.get(document, 0)

    def names_of(self, claims: Iterable[str], level: Level) -> dict[str, frozenset[str]]:
        """Claim id → names that the view masks in its document."""
        if level is Level.RESTRICTED:
            return {}
        wanted = tuple(claims)
        found = self.record.store.claims_by_id(wanted)
        names = {identity: self._masked(claim.document) for identity, claim in found.items()}
        for each in self.record.store.judgements(set(wanted) - found.keys()):  # added, and taken back
            if each.verdict is Verdict.ADD:
                names[each.claim] = self._masked(each.field)
        return names

    def _masked(self, document: str) -> frozenset[str]:
        return self.kept(("names", document), lambda: masked_names(self.record, document))
