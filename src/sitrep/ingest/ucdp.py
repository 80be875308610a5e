"""Tables of UCDP GED → events to compare with. Reads versions 5 to 25: by column names, in any order, with gaps.

Source: UCDP GED codebook. Inversions (low above best) come from its rule of subtracting events from totals; they are kept.
"""

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import date, timedelta

from sitrep.errors import ReadError
from sitrep.model.reference import ReferenceEvent, ReferenceTable, RejectedRow

ROW_REASONS: dict[str, str] = {
    "no_id": "The row has no id.",
    "repeated_id": "An earlier row has the same id.",
    "no_date": "The row has no first day, or one that is no date.",
    "bad_interval": "The last day lies before the first.",
    "no_best": "The row gives no best number of deaths.",
    "bad_number": "A number is none, or is negative.",
    "too_many_cells": "The row has more cells than the header.",
}
"""Reason code of a row that gives no event → what it means."""

ALIASES = {
    "best": ("best", "best_est"),
    "low": ("low", "low_est"),
    "high": ("high", "high_est"),
    "where_coordinates": ("where_coordinates", "where_description"),
}
"""Column → its names in the versions of the table."""
REQUIRED = ("id", "date_start", "best")
OPTIONAL = (
    "date_end", "country", "adm_1", "adm_2", "where_coordinates", "latitude", "longitude", "side_a", "side_b",
    "type_of_violence", "event_clarity", "date_prec", "where_prec", "deaths_civilians", "low", "high",
)  # fmt: skip
_EMPTY = frozenset({"", "NA", "NaN", "nan", "None", "NULL", "<NA>"})
_EPOCH = date(1970, 1, 1)


class _RowError(Exception):
    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def read_ucdp(data: bytes, origin: str) -> ReferenceTable:
    """A GED table from the bytes of a CSV file (comma, semicolon or tab; UTF-8).

    Args:
        data: Content of the file.
        origin: Its path, for messages.

    Returns:
        The events, and every row that gave none with its reason.

    Raises:
        ReadError: If the bytes are not UTF-8 text, or the header lacks id, date_start or best.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(
            "unreadable", f"{origin} is not UTF-8 text (byte {error.start}); save it as UTF-8", origin=origin
        ) from error
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    names = [name.strip().lower() for name in rows.fieldnames or ()]
    rows.fieldnames = names
    columns = _columns(names, origin)
    events: dict[str, ReferenceEvent] = {}
    rejected = []
    try:
        for row in rows:
            try:
                event = _event(row, columns, events)
            except _RowError as error:
                rejected.append(RejectedRow(rows.line_num, error.reason, str(error)))
            else:
                events[event.id] = event
    except csv.Error as error:
        message = f"{origin}, line {rows.line_num}: {error}; export the table again as CSV"
        raise ReadError("malformed_row", message, origin=origin) from error
    return ReferenceTable(
        source="ucdp",
        file=origin,
        sha256=hashlib.sha256(data).hexdigest(),
        events=tuple(events.values()),
        rejected=tuple(rejected),
        missing=tuple(name for name in OPTIONAL if name not in columns),
    )


def _columns(names: list[str], origin: str) -> dict[str, str]:
    """Column of ours → its name in this file."""
    found: dict[str, str] = {}
    for column in (*REQUIRED, *OPTIONAL):
        for name in ALIASES.get(column, (column,)):
            if name in names:
                found.setdefault(column, name)
    missing = [column for column in REQUIRED if column not in found]
    if missing:
        raise ReadError(
            "missing_column",
            f"{origin} has no column {', '.join(missing)}: a UCDP GED table (GEDEvent_v….csv) has id, date_start and best",
            origin=origin,
        )
    return found


def _event(
    row: Mapping[str | None, object], columns: Mapping[str, str], known: Mapping[str, object]
) -> ReferenceEvent:
    if None in row:
        raise _RowError("too_many_cells", "more cells than the header has columns")
    cells = {column: _cell(row.get(name)) for column, name in columns.items()}
    identity = _identity(cells["id"])
    if not identity:
        raise _RowError("no_id", "no id")
    if identity in known:
        raise _RowError("repeated_id", f"id {identity} stands in an earlier row")
    start = _day(cells["date_start"], "date_start")
    end = _day(cells["date_end"], "date_end") if cells.get("date_end") else start
    if end < start:
        raise _RowError("bad_interval", f"date_end {end} lies before date_start {start}")
    best = _whole(cells["best"], "best")
    if best is None:
        raise _RowError("no_best", "no best number")
    return ReferenceEvent(
        id=identity,
        start=start,
        end=end,
        country=cells.get("country", ""),
        adm1=cells.get("adm_1", ""),
        adm2=cells.get("adm_2", ""),
        place=cells.get("where_coordinates", ""),
        lat=_number(cells.get("latitude", ""), "latitude"),
        lon=_number(cells.get("longitude", ""), "longitude"),
        side_a=cells.get("side_a", ""),
        side_b=cells.get("side_b", ""),
        type_of_violence=_whole(cells.get("type_of_violence", ""), "type_of_violence"),
        clarity=_whole(cells.get("event_clarity", ""), "event_clarity"),
        date_prec=_whole(cells.get("date_prec", ""), "date_prec"),
        where_prec=_whole(cells.get("where_prec", ""), "where_prec"),
        civilians=_whole(cells.get("deaths_civilians", ""), "deaths_civilians"),
        low=_whole(cells.get("low", ""), "low"),
        best=best,
        high=_whole(cells.get("high", ""), "high"),
    )


def _cell(value: object) -> str:
    text = "" if value is None else str(value).strip()
    return "" if text in _EMPTY else text


def _identity(text: str) -> str:
    """An id as text; "214797.0", as data frames write whole numbers with gaps, is 214797."""
    return text.removesuffix(".0")


def _number(text: str, column: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise _RowError("bad_number", f"{column} {text!r} is not a number") from error
    if value != value or value in (float("inf"), float("-inf")):
        raise _RowError("bad_number", f"{column} {text!r} is not a number")
    return value


def _whole(text: str, column: str) -> int | None:
    value = _number(text, column)
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise _RowError("bad_number", f"{column} {text!r} is not a whole number of 0 or more")
    return int(value)


def _day(text: str, column: str) -> date:
    """A day: ISO 8601, with or without a time, or days since 1970 as R stores dates."""
    try:
        if text.replace(".", "", 1).isdigit():
            return _EPOCH + timedelta(days=int(float(text)))
        return date.fromisoformat(text[:10])
    except (ValueError, OverflowError) as error:
        raise _RowError("no_date", f"{column} {text!r} is not a day; write 2017-10-15") from error
