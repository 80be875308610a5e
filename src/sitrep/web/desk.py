"""Desk: the open record as pages and programs ask for it, page by page; what takes long is kept until the record changes."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sitrep.model.document import Document, SourceAttributes
from sitrep.model.review import Judgement, Verdict
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
from sitrep.pipeline.listing import Families, claims_shown, spots_shown, thing, things_page
from sitrep.pipeline.reading import Reading
from sitrep.pipeline.record import Record
from sitrep.pipeline.uploads import Upload, read_upload
from sitrep.reconcile.chosen import WORDS
from sitrep.report.spots import Spot
from sitrep.store import ClaimFilter, DocumentFilter
from sitrep.store.pages import Numbers, Total
from sitrep.store.snapshot import Snapshot
from sitrep.web.asking import Asked
from sitrep.web.keeping import Keeping
from sitrep.web.news import News, news
from sitrep.web.overview import Overview, overview
from sitrep.web.problems import BadQuery, Refused
from sitrep.web.resting import Resting, resting
from sitrep.web.settings import WebSettings
from sitrep.web.watching import Watch

T = TypeVar("T")
P = ParamSpec("P")

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
        self.keeping = Keeping(record)
        self._reading = threading.Lock()

    def state(self) -> str:
        """A mark of what the record holds, as `Keeping.state`."""
        return self.keeping.state()

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for as long as the record does not change."""
        return self.keeping.kept(key, make)

    def wanted(self, asked: Asked, level: Level) -> ClaimFilter | None:
        """The filter of claims that is asked for, as the view may be searched; None where nothing narrows."""
        return replace(asked.claims(), public=level is Level.PUBLIC) if asked.narrows else None

    def things(
        self, kind: str, asked: Asked, level: Level, *, order: str = "", houses: bool = False
    ) -> tuple[tuple[Any, ...], Total]:
        """Events, series, control, deals or contradictions of the page that is asked for, and how many there are in all.

        Filters leave out what no claim that matches is in. What is left keeps all its claims: a range is never computed
        from a part of its voices.
        """
        wanted = self.wanted(asked, level)
        known = self.keeping.told(("number", kind, wanted))
        items, total = things_page(
            self.record.store,
            kind,
            level,
            wanted,
            order=order,
            limit=asked.per_page,
            offset=(asked.page - 1) * asked.per_page,
            houses=houses,
            total=known,
        )
        self.keeping.tell(("number", kind, wanted), total)
        return items, total

    def thing(self, kind: str, identity: str, level: Level) -> Any | None:
        """One of them by its id; None where there is none."""
        self.state()
        return thing(self.record.store, kind, identity, level)

    def shown(self, ids: Iterable[str], level: Level) -> dict[str, ListedClaim]:
        """Claims by their ids, as the view shows them; unknown ones are left out."""
        return claims_shown(self.record.store, ids, level)

    def overview(self, asked: Asked, level: Level, since: date | None) -> tuple[Overview, News | None]:
        """What the situation page shows, and what is new since a day."""
        wanted = self.wanted(asked, level)

        def found(reads: Snapshot) -> tuple[Overview, News | None]:
            return overview(reads, level, wanted), news(reads, level, wanted, since) if since else None

        return self.kept(("overview", level, wanted, since), lambda: self._one(found))

    def spots(self, asked: Asked, level: Level) -> tuple[tuple[Spot, ...], Families]:
        """Places of the map, and the events of all places by family."""
        wanted = self.wanted(asked, level)
        spots, families, _ = self.kept(
            ("spots", level, wanted), lambda: self._one(spots_shown, level, wanted)
        )
        return spots, families

    def resting(self, asked: Asked, level: Level) -> tuple[tuple[tuple[Resting, tuple[str, ...]], ...], int]:
        """Origins of the page that is asked for, each with the outlets that tell of them, and how many there are in all."""
        wanted = self.wanted(asked, level)
        every = self.kept(("resting", level, wanted), lambda: self._one(resting, level, wanted))
        start = (asked.page - 1) * asked.per_page
        rows = every[start : start + asked.per_page]
        names = tuple(name for each in rows for name in each.names)
        outlets = self.kept(
            ("outlets", names, wanted), lambda: self._one(Snapshot.outlets_of_roots, names, wanted)
        )
        return tuple(
            (each, tuple(sorted({outlet for name in each.names for outlet in outlets.get(name, ())})))
            for each in rows
        ), len(every)

    def _one(self, ask: Callable[Concatenate[Snapshot, P], T], *asked: P.args, **named: P.kwargs) -> T:
        """What is answered from the record as it is at one moment."""
        with self.record.store.snapshot() as snapshot:
            return ask(snapshot, *asked, **named)

    def outlets(self) -> dict[str, int]:
        """Outlet → number of its reports, most first."""
        return self.kept(("every outlet",), self.record.store.outlets)

    def agencies(self) -> dict[str, int]:
        """Agency → number of reports that carry its text, most first."""
        return self.kept(("every agency",), self.record.store.agencies)

    def numbers(self) -> Numbers:
        """The record in numbers."""
        return self.kept(("numbers",), self.record.store.numbers)

    def claims(self, asked: Asked, level: Level) -> tuple[tuple[ListedClaim, ...], Total]:
        """Claims of the page that is asked for, and how many there are in all."""
        wanted = replace(asked.claims(), public=level is Level.PUBLIC)
        known = self.keeping.told(("claims", wanted))
        rows, total = claims_page(
            self.record,
            wanted,
            level,
            order=asked.sort,
            limit=asked.per_page,
            offset=(asked.page - 1) * asked.per_page,
            total=known,
        )
        self.keeping.tell(("claims", wanted), total)
        return rows, total

    def listed(self, ids: Sequence[str], level: Level) -> tuple[ListedClaim, ...]:
        """Claims by their ids, in the order given; unknown ones are left out."""
        found = self.record.store.claims_by_id(ids)
        return listed(self.record.store, [found[each] for each in ids if each in found], level)

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
            self.record.store, wanted, level, newest_first=newest, limit=asked.per_page, offset=offset
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
        self.keeping.decided()
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
        self.keeping.decided()
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
            self.keeping.decided()
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
        return self.record.store.claims_of_documents([document]).get(document, 0)

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
