"""Blocks and facts → Document: identity, publication time, agency, and what is given by hand."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sitrep.errors import ReadError
from sitrep.ingest.credits import credited_agency
from sitrep.ingest.identity import canonical_url, document_id
from sitrep.ingest.language import require_english
from sitrep.ingest.lines import Piece
from sitrep.ingest.moments import parse_moment
from sitrep.ingest.publication import Publication, candidate, choose, latest_allowed, url_candidate
from sitrep.ingest.roles import Layout, layout
from sitrep.model.document import REPORTING_ROLES, BlockRole, DateCandidate, Document, SourceAttributes

_MAX_PARAGRAPHS = 20_000
"""The longest live pages have some thousand; more is a damaged or hostile file."""
_NUMBER = re.compile(r"(?<![\w-])((?:19|20)\d\d)-(0[1-9]|1[0-2])-[A-Z0-9]{1,4}-\d{1,4}(?![\w-])")
"""A release's number that begins with year and month: "2010-12-S-127"."""
_HAS_YEAR = re.compile(r"\d{4}|\d\s[A-Za-z]{3,9}\.?\s\d{2}$")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the input says about itself outside the text (mark-up, columns). Empty where it says nothing."""

    title: str = ""
    url: str = ""
    outlet: str = ""
    outlet_origin: str = ""
    byline: str = ""
    candidates: tuple[DateCandidate, ...] = ()
    notes: tuple[str, ...] = ()


def assemble(
    text: str,
    found: Sequence[Piece],
    *,
    capture: str,
    origin: str,
    facts: Facts,
    attributes: SourceAttributes,
    retrieved_at: datetime,
    preset: Mapping[int, BlockRole] | None = None,
) -> Document:
    """The document of a text whose paragraphs are known.

    Args:
        text: The document's text, immutable from here on.
        found: Its paragraphs in order, covering all but white space.
        capture: Id of the capture.
        origin: Named in errors.
        facts: What mark-up or columns say.
        attributes: What the user says; replaces what was found and never enters the identity.
        retrieved_at: Bounds publication times.
        preset: Roles known from mark-up, by index of the paragraph.

    Raises:
        ReadError: too_large above 20,000 paragraphs, empty where no paragraph reports anything,
            language_unsupported.
    """
    if len(found) > _MAX_PARAGRAPHS:
        raise ReadError("too_large", f"{origin}: {len(found)} paragraphs, not one report", origin=origin)
    latest = latest_allowed(retrieved_at)
    laid = layout(text, found, latest=latest, preset=preset)
    reporting = "\n".join(block.span.of(text) for block in laid.blocks if block.role in REPORTING_ROLES)
    if not reporting:
        raise ReadError("empty", f"{origin}: nothing but page elements, no report", origin=origin)
    require_english(reporting, origin=origin)
    title = facts.title or laid.title
    url = canonical_url(facts.url)
    outlet = facts.outlet or laid.imprint.outlet
    note = "" if facts.outlet else laid.imprint.note
    publication = _publication(text, laid, facts, attributes, latest)
    document = Document(
        id=document_id(url=url, outlet=outlet, title=title, text=text),
        capture_id=capture,
        text=text,
        blocks=tuple(laid.blocks),
        title=title,
        url=url,
        outlet=outlet,
        outlet_origin=facts.outlet_origin if facts.outlet else "text" if outlet else "",
        dateline_place=laid.dateline.place if laid.dateline else "",
        published=publication.published,
        published_precision=publication.precision,
        published_origin=publication.origin,
        date_candidates=publication.candidates,
        notes=(*publication.notes, *filter(None, (note,))),
    )
    return _given(_signed(document, laid, facts), attributes)


def _signed(document: Document, laid: Layout, facts: Facts) -> Document:
    """With byline and agency; the mark-up's author is preferred to the printed one."""
    byline = facts.byline or laid.byline
    agency, evidence = laid.agency, laid.agency_evidence
    named = credited_agency(facts.byline)
    if named and evidence != "byline":
        agency, evidence = named, "byline"
    return replace(document, byline=byline, agency=agency, agency_evidence=evidence)


def _given(document: Document, attributes: SourceAttributes) -> Document:
    """What the user says beats what was found; the identity stays."""
    outlet = attributes.outlet
    return replace(
        document,
        title=document.title if attributes.title is None else attributes.title,
        url=document.url if attributes.url is None else attributes.url,
        outlet=document.outlet if outlet is None else outlet,
        outlet_origin=document.outlet_origin if outlet is None else "given",
    )


def _publication(
    text: str, laid: Layout, facts: Facts, attributes: SourceAttributes, latest: datetime
) -> Publication:
    candidates = list(facts.candidates)
    notes = list(facts.notes)
    for moment, quote in laid.times:
        one, note = candidate(moment, "timestamp-line", quote)
        _keep(candidates, notes, one, note)
    by_url = url_candidate(attributes.url or facts.url, latest=latest)
    _keep(candidates, notes, by_url, "")
    if laid.dateline is not None and laid.dateline.date:
        above = next((text[: b.span.start] for b in laid.blocks if b.role is BlockRole.DATELINE), "")
        dated, note = _dateline_day(laid.dateline.date, candidates, attributes, latest=latest, above=above)
        _keep(candidates, notes, dated, note)
    return choose(candidates, attributes, list(dict.fromkeys(notes)))


def _keep(candidates: list[DateCandidate], notes: list[str], one: DateCandidate | None, note: str) -> None:
    if one is not None and one not in candidates:
        candidates.append(one)
    if note:
        notes.append(note)


def _dateline_day(
    printed: str,
    candidates: Sequence[DateCandidate],
    attributes: SourceAttributes,
    *,
    latest: datetime,
    above: str,
) -> tuple[DateCandidate | None, str]:
    """The dateline's day.

    Without a year it takes that of the best other candidate, one earlier across New Year, or of the month that
    the number of a release above it names ("2010-12-S-127").
    """
    if _HAS_YEAR.search(printed):
        moment = parse_moment(printed, latest=latest)
        return candidate(moment, "dateline", printed) if moment else (None, "")
    near = choose(candidates, attributes).published or _numbered(above)
    if near is None:
        return None, f"dateline: {printed!r} gives no year: not used"
    readings = [parse_moment(f"{printed} {near.year + step}", latest=latest) for step in (0, -1, 1)]
    dated = [moment for moment in readings if moment is not None and moment.value is not None]
    if not dated:
        return None, f"dateline: {printed!r} is no date: not used"
    nearest = min(dated, key=lambda moment: abs((moment.value or near) - near))
    return candidate(nearest, "dateline", printed)


def _numbered(above: str) -> datetime | None:
    """The middle of the month that a release's number names; None where there is none, or they differ."""
    months = {(int(match[1]), int(match[2])) for match in _NUMBER.finditer(above)}
    if len(months) != 1:
        return None
    year, month = months.pop()
    return datetime(year, month, 15, tzinfo=UTC)
