"""When a report was published: every candidate kept with its origin, one chosen, disagreement noted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sitrep.ingest.moments import Moment, day_moment
from sitrep.model.document import DateCandidate, SourceAttributes

PRIORITY = (
    "given",
    "json-ld",
    "opengraph",
    "meta",
    "time-element",
    "timestamp-line",
    "column",
    "dateline",
    "url",
)
"""Origins of a publication time, the most trusted first."""

_FUTURE = timedelta(days=2)
"""Clocks and zones differ; beyond this a date after the retrieval is a mistake of the page."""
_DISAGREE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Publication:
    """The chosen publication time (aware UTC, None where unknown), its precision and origin, and remarks."""

    published: datetime | None
    precision: str
    origin: str
    candidates: tuple[DateCandidate, ...]
    notes: tuple[str, ...]


def latest_allowed(retrieved_at: datetime) -> datetime:
    """The time after which a printed date cannot be a publication time."""
    return retrieved_at.astimezone(UTC) + _FUTURE


def candidate(moment: Moment, origin: str, quote: str) -> tuple[DateCandidate | None, str]:
    """A date candidate of a moment, or None, and a note (empty where there is nothing to say)."""
    note = f"{origin}: {moment.note}" if moment.note else ""
    if moment.value is None:
        return None, note
    precision = moment.precision
    if origin in ("json-ld", "opengraph", "meta", "time-element", "column") and _is_midnight(moment.value):
        precision = "day"  # machines write a bare date as midnight
    return DateCandidate(moment.value, precision, origin, " ".join(quote.split())[:120]), note


def url_candidate(url: str, *, latest: datetime) -> DateCandidate | None:
    """The day in an address such as /2017/10/15/, or None."""
    parts = url.split("/")[3:]
    for year, month, day in zip(parts, parts[1:], parts[2:], strict=False):
        if len(year) == 4 and all(
            part.isascii() and part.isdigit() and len(part) <= 4 for part in (year, month, day)
        ):
            moment = day_moment(int(year), int(month), int(day), latest=latest)
            if moment.value is not None:
                return DateCandidate(moment.value, "day", "url", f"{year}/{month}/{day}")
    return None


def choose(
    candidates: Iterable[DateCandidate], attributes: SourceAttributes, notes: Sequence[str] = ()
) -> Publication:
    """The publication time of a report.

    The most trusted origin decides the day; where it has no time of day, a candidate of that same day that
    has one refines it (never a time given by hand). Candidates more than a day apart from the choice are
    noted.

    Args:
        candidates: In the order found; within an origin the first is the best.
        attributes: What the user says; a time without zone is taken as UTC.
        notes: Remarks made while the candidates were read.
    """
    every: list[DateCandidate] = []
    if attributes.published is not None:
        every.append(_given(attributes.published, attributes.published_precision))
    every.extend(candidate for candidate in candidates if candidate not in every)
    if not every:
        return Publication(None, "", "", (), tuple(notes))
    ranked = sorted(every, key=lambda candidate: PRIORITY.index(candidate.origin))
    best = ranked[0]
    if best.precision == "day" and best.origin != "given":
        finer = (one for one in ranked if one.precision == "minute" and one.value.date() == best.value.date())
        best = next(finer, best)
    remarks = list(notes)
    others = [one for one in ranked if one is not best and _apart(one, best) > _DISAGREE]
    if others:
        said = ", ".join(f"{one.origin} {one.value:%Y-%m-%d}" for one in others)
        remarks.append(f"publication dates disagree: {best.origin} {best.value:%Y-%m-%d} taken; also {said}")
    return Publication(best.value, best.precision, best.origin, tuple(every), tuple(remarks))


def _apart(one: DateCandidate, best: DateCandidate) -> timedelta:
    """Time between two candidates; a day without time of day reaches over its 24 hours."""
    early, late = sorted((one, best), key=lambda candidate: candidate.value)
    reach = timedelta(days=1) if early.precision == "day" and late.precision == "minute" else timedelta(0)
    return late.value - early.value - reach


def _given(value: datetime, precision: str) -> DateCandidate:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return DateCandidate(aware.astimezone(UTC), precision, "given", value.isoformat())


def _is_midnight(value: datetime) -> bool:
    return value.hour == 0 and value.minute == 0
