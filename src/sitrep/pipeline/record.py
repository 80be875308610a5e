"""Record: the library's face. Everything the command line does is one call of it."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sitrep.annotate.gazetteer import Gazetteer
from sitrep.codebook.counting import thresholds
from sitrep.errors import JudgementError
from sitrep.export import EXPORTERS, Material, Written
from sitrep.export.comparison import OWN_PERIOD, Comparison, Wanted, compare
from sitrep.export.whole_file import whole_path
from sitrep.model.claim import Claim
from sitrep.model.columns import claim_row
from sitrep.model.document import Document, SourceAttributes
from sitrep.model.record import Event
from sitrep.model.reference import ReferenceTable
from sitrep.model.review import Judgement, Verdict
from sitrep.model.situation import Situation
from sitrep.model.view import Level, render
from sitrep.pipeline import references
from sitrep.pipeline.carrying import Imported, export_judgements, import_judgements
from sitrep.pipeline.committing import Committer
from sitrep.pipeline.dropping import drop
from sitrep.pipeline.explanation import EventExplanation, Explanation, marks, passage
from sitrep.pipeline.history import history
from sitrep.pipeline.indexing import index_missing
from sitrep.pipeline.judged import as_judged
from sitrep.pipeline.judging import decision, event_named, event_of, find
from sitrep.pipeline.materials import material
from sitrep.pipeline.reading import Reading
from sitrep.pipeline.readings import Given, Readings
from sitrep.pipeline.refreshing import refresh
from sitrep.pipeline.reporting import report_of
from sitrep.pipeline.situations import counting, names_by_document, situation
from sitrep.pipeline.sources import Sources, expand
from sitrep.pipeline.standing import standing
from sitrep.pipeline.stories import StoryHistory, story_history
from sitrep.pipeline.why_counting import why_counting
from sitrep.report import FORMATS
from sitrep.settings import Settings
from sitrep.store import ClaimFilter, Store, open_store


def open_record(
    settings: Settings | Path | str | None = None,
    *,
    create: bool = True,
    clock: Callable[[], datetime] | None = None,
) -> "Record":
    """Open a record; use it as a context manager.

    Args:
        settings: Settings, or the path of the record's file; from environment and defaults if left out.
        create: Whether a missing file becomes a new, empty record.
        clock: Gives the time, aware; the system's by default.

    Raises:
        StoreError: If there is no record and none is to be made, or the file cannot be opened.
    """
    if settings is None:
        settings = Settings.load()
    elif not isinstance(settings, Settings):
        settings = replace(Settings.load(), db=Path(settings))
    return Record(open_store(settings.db, create=create), settings, clock or (lambda: datetime.now(UTC)))


class Record:
    """A situation record: documents, claims and judgements, and what is computed from them.

    Make one with `open_record`.

    Attributes:
        settings: The settings it was opened with.
        store: The ledger below it.
    """

    def __init__(self, store: Store, settings: Settings, clock: Callable[[], datetime]) -> None:
        self.settings = settings
        self.store = store
        self._clock = clock
        self._actor = f"sitrep {version('sitrep')}"

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def sources(self, paths: Sequence[str]) -> Sources:
        """The files that paths, folders and patterns name, and what was passed over."""
        return expand(paths)

    def read(
        self,
        files: Iterable[str | Path | Given],
        *,
        attributes: SourceAttributes = SourceAttributes(),
        columns: Mapping[str, str] | None = None,
        reparse: bool = False,
        finished: Callable[[], None] = lambda: None,
    ) -> Iterator[Reading]:
        """Read files into the record; gives one reading per document or reason, in the order they get done.

        Every document is committed before its reading is given. The parts of the record are computed anew when the
        iterator is used up or closed.

        Args:
            files: Paths; "-" for standard input.
            attributes: What is said by hand about all of them.
            columns: Field → column name, for tables.
            reparse: Parse known bytes anew.
            finished: Called after each file.
        """
        Gazetteer.open(self.settings.cache_dir).close()  # builds the index once, before any deadline runs
        readings = Readings(self.store, self.settings, self._actor, self._clock)
        try:
            yield from readings.run(files, attributes, columns or {}, reparse=reparse, finished=finished)
        finally:
            self._keep_engine(readings.model)
            self.refresh()

    def _keep_engine(self, model: str) -> None:
        """Note which engine read last."""
        if model and self.store.meta().get("model") != model:
            with self.store.writing(self._actor, self._clock()) as w:
                w.meta("model", model)

    def refresh(self) -> int:
        """Compute the parts that changed; gives their number. Called by everything that reads or shows."""
        noted = json.dumps(dict(sorted(thresholds().items())))
        if self.store.meta().get("thresholds") != noted:
            with self.store.writing(self._actor, self._clock()) as w:
                w.meta("thresholds", noted)
                w.dirty_all()
        index_missing(self.store, self._actor, self._clock())
        return refresh(self.store, thresholds(), actor=self._actor, at=self._clock())

    def situation(self, level: Level = Level.PUBLIC) -> Situation:
        """The whole record as a view shows it."""
        self.refresh()
        return situation(self.store, thresholds(), level)

    def claims(
        self, wanted: ClaimFilter = ClaimFilter(), level: Level = Level.PUBLIC
    ) -> Iterator[tuple[Claim, bool]]:
        """Claims as people left them, in a fixed order, each with whether it counts."""
        found = list(self.store.claims(wanted))
        stories = self.store.stories()
        count = counting(self.store, found, stories, thresholds())
        judged = as_judged(self.store, found, stories)
        names: dict[str, frozenset[str]] = {}
        if level is Level.PUBLIC:
            names = {
                document: self._names(document)
                for document in dict.fromkeys(claim.document for claim in found)
            }
        for claim in found:
            shown = render(judged[claim.id], level, names.get(claim.document, frozenset()))
            yield shown, claim.id in count

    def _names(self, document: str) -> frozenset[str]:
        claims = self.store.claims(ClaimFilter(document=document))
        return names_by_document([self.store.document(document)], claims)[document]

    def row(self, claim: Claim, *, counts: bool, document: Document | None = None) -> dict[str, Any]:
        """A claim as the exports write it."""
        document = document or self.store.document(claim.document)
        published = claim.published
        if document.published is not None and document.published_precision == "minute":
            published = document.published.isoformat()
        row = claim_row(claim, counts=counts, outlet=document.outlet, title=document.title, url=document.url)
        return {**row, "published": published or None}

    def explain(self, claim: str) -> Explanation:
        """One claim with everything behind it, unmasked.

        Raises:
            NotFoundError: If no claim, or more than one, starts with these characters.
        """
        self.refresh()
        found = self.store.claim(claim)
        document = self.store.document(found.document)
        spans = [mark.span for mark in marks(found)]
        text, offset = passage(document, (found.evidence, *spans))
        return Explanation(
            claim=found,
            document=document,
            capture=self.store.capture(document.capture_id)[0],
            passage=text,
            offset=offset,
            marks=marks(found),
            judgements=self.store.judgements([found.id]),
            counting=why_counting(self.store, found),
            standing=standing(self.store, found.id),
            event=event_of(self.store, found.id),
            history=history(self.store, [found.id]),
            kept_by_review=found.id in self.store.kept_by_review(found.document),
        )

    def explain_event(self, event: str) -> EventExplanation:
        """One event with its claims, unmasked, why they are one event, and what people decided about them.

        Raises:
            NotFoundError: If no event, or more than one, starts with these characters.
        """
        self.refresh()
        found = event_named(self.store, event)
        claims = tuple(self.store.claims(ClaimFilter(ids=found.claims)))
        return EventExplanation(found, claims, history(self.store, found.claims))

    def find(self, name: str) -> Claim | Event:
        """The claim or event that an id, or its first characters, names.

        Raises:
            NotFoundError: If it names nothing, or several things.
        """
        self.refresh()
        return find(self.store, name)

    def story(self, document: str, level: Level = Level.PUBLIC) -> StoryHistory:
        """The wire story of a document: its versions by time, and what each changed against the lead.

        Args:
            document: Id of the document, or of a claim in it, or its first characters.
            level: Whether private names are masked.

        Raises:
            NotFoundError: If no document and no claim, or more than one, starts with these characters.
        """
        shown = level is Level.RESTRICTED
        return story_history(self.store, document, lambda each: frozenset() if shown else self._names(each))

    def now(self) -> datetime:
        """The time by the record's clock, aware."""
        return self._clock()

    def judge(
        self, claim: str, verdict: Verdict | str, *, by: str, why: str = "", field: str = "", value: str = ""
    ) -> Judgement:
        """Note a person's decision about a claim; totals follow.

        Args:
            claim: Id of the claim, or its first characters.
            verdict: accept, reject, set (then `field` and `value` say what), same-as or not-same (then `value` names
                an event, or a claim of it).
            by: Who decides.
            why: The reason, for those who come after.
            field: Field to set, such as "figure.best".
            value: Its value as text; for same-as and not-same id or first characters of the event or claim.

        Raises:
            NotFoundError: If there is no such claim or event.
            JudgementError: If the verdict, field or value cannot be; nothing is noted.
        """
        self.refresh()
        found = self.store.claim(claim)
        made = decision(
            self.store, found, verdict, by=by, at=self._clock(), why=why, field=field, value=value
        )
        Committer(self.store, by, self.settings.cache_dir).judge(made, made.at)
        self.refresh()
        return made

    def export_judgements(self, out: Path) -> int:
        """Write every judgement as JSON lines; gives their number.

        Raises:
            OSError: If the file cannot be written; nothing is left behind.
        """
        return export_judgements(self.store, Path(out))

    def import_judgements(self, source: Path) -> Imported:
        """Take the judgements of a file; taking them again changes nothing.

        Those about claims that the record does not hold wait for them.

        Raises:
            OSError: If the file cannot be read.
        """
        cache = self.settings.cache_dir
        outcome = import_judgements(
            self.store, Path(source), actor=self._actor, at=self.now(), cache_dir=cache
        )
        self.refresh()
        return outcome

    def drop(self, document: str, *, by: str, why: str) -> tuple[str, ...]:
        """Take a document out of the record for good: its text, bytes, claims and what was decided about them.

        Hashes stay in the ledger, and who dropped it and why. The same bytes are not read again. Dropping it once more
        only cleans the file of what was deleted, should another process have kept the first time from it.

        Args:
            document: Its id, the first characters of it, or its address.
            by: Who drops it.
            why: The reason, for those who come after; it stays, so it must not repeat what is dropped.

        Returns:
            Ids of the documents that are gone: what else came from the same bytes goes too.

        Raises:
            NotFoundError: If there is no such document.
            JudgementError: If nobody is named, or no reason.
            ConflictError: If another process reads the record: the document is gone, its bytes are still in the file.
        """
        if not by.strip() or not why.strip():
            raise JudgementError("dropping a document needs a name and a reason")
        gone = tuple(
            each.document for each in self.store.drops() if document and each.document.startswith(document)
        )
        if not gone:
            gone = drop(self.store, self.store.document_named(document).id, by=by, why=why, at=self._clock())
            self.refresh()
        self.store.compact()
        return gone

    def export(
        self, format_name: str, out: Path, level: Level = Level.PUBLIC, *, excel: bool = False
    ) -> Written:
        """Write the record in a format of `export.EXPORTERS`; gives what was written and what was left out, and why.

        Args:
            format_name: A key of `export.EXPORTERS`.
            out: File to write.
            level: The view.
            excel: Start a CSV table with a byte order mark; of no effect on formats that are none.

        Raises:
            MissingExtraError: If the format needs an extra that is not installed.
            OSError: If the file cannot be written; nothing is left behind.
        """
        exporter = EXPORTERS[format_name]
        options = {"excel": True} if excel and exporter.excel else {}
        return exporter.write(self.material(level), Path(out), **options)

    def material(self, level: Level = Level.PUBLIC) -> Material:
        """The record as a view shows it, in the shape that exports and comparisons take."""
        self.refresh()
        return material(self.store, thresholds(), level, row=self.row, cache_dir=self.settings.cache_dir)

    def import_ucdp(self, file: str | Path) -> ReferenceTable:
        """Keep a UCDP GED table beside the record to compare with; gives what was read and which rows were not.

        Raises:
            ReadError: If the file is no UCDP GED table.
            OSError: If a file cannot be read or written.
        """
        return references.import_ucdp(Path(file), self.settings.db, self._clock())

    def compare(self, wanted: Wanted = OWN_PERIOD, level: Level = Level.PUBLIC) -> Comparison:
        """Deaths in the record beside those of the table that was imported.

        Raises:
            NotFoundError: If no table was imported.
        """
        theirs = references.imported(self.settings.db)
        return compare(self.material(level), theirs, wanted)

    def report(
        self,
        out: Path,
        level: Level = Level.PUBLIC,
        *,
        since: date | None = None,
        as_of: date | None = None,
        title: str = "",
    ) -> int:
        """Write the situation report in the format of the file's ending, one of `report.FORMATS`; gives its size in bytes.

        Args:
            out: File to write: .html, .md, .pdf or .docx.
            level: Whose view.
            since: Day of the last report: what changed after it stands among the highlights.
            as_of: Last publication day of reports that go in; all of them by default.
            title: Title; made from the countries told of if left out.

        Raises:
            MissingExtraError: If the format needs a package that is not installed; it says how to install it.
            OSError: If the file cannot be written; nothing is left behind.
            ValueError: If no report is written under such an ending.
        """
        out = Path(out)
        write = FORMATS.get(out.suffix.lower())
        if write is None:
            raise ValueError(f"{out.name!r}: reports are written as {', '.join(FORMATS)}")
        self.refresh()
        made = write(report_of(self.store, thresholds(), level, since=since, as_of=as_of, title=title))
        with whole_path(out) as part:
            part.write_bytes(made)
        return len(made)
