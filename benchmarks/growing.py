"""A record of any size from one that was read: its reports, their claims and all that is computed from them, copied.

Every copy has ids of its own and its own years, so that days differ as they do in a record that was read over decades, and its
parts stand in partitions of their own. Copies say the same of the same places: names are as frequent as in the base, times the
number of copies, which is the hard case for filters.
"""

import json
import re
import sqlite3
from dataclasses import replace
from pathlib import Path

from sitrep import Settings, open_record

ID = re.compile(r"(?<![0-9a-f])[0-9a-f]{20}(?![0-9a-f])")
YEARS = 30
FIRST_YEAR = 1988
MARK, YEAR = "\x01", "\x02"
"""Stand in a base row for the first six digits of an id, and for the year 2017."""

DIGITS = 6
CELL = {"event": 2, "series": 3, "control": 1, "deal": 1}
"""Kind of partition → where its key names the place."""

SPREAD = 1_000_000
"""Between the keys of the things of one copy and those of the next."""

OWN_KEY = {"evidence": "seq", "attributes": "seq", "readings": "seq", "judgements": "seq", "things": "seq"}
"""Table → its integer key, which copies get anew."""

POINTS_TO = {"thing_claims": "thing", "thing_roots": "thing", "root_claims": "thing", "thing_points": "thing"}
"""Table → its column that holds the key of `things`."""

LEFT = frozenset(
    {"meta", "captures", "actors", "ledger", "drops", "dropped", "dirty_partitions", "dirty_claims", "bands"}
)
"""Not copied: what is of the record itself, bytes, and what only new reports are compared with."""

SUMS = {
    "names": "SELECT role, name, count(*) FROM claim_names GROUP BY role, name",
    "place_sizes": "SELECT country, place, count(DISTINCT claim_id) FROM things JOIN thing_claims ON thing = seq "
    "WHERE kind IN ('event', 'control') GROUP BY country, place",
    "place_points": "SELECT level, country, place, lat, lon, ucdp_prec, radius_km, sum(said) FROM (SELECT level, country, place, "
    "lat, lon, ucdp_prec, radius_km, max(said) AS said FROM (SELECT level, country, place, lat, lon, ucdp_prec, radius_km, "
    "claim_id, count(*) AS said FROM thing_points "
    "GROUP BY level, country, place, lat, lon, ucdp_prec, radius_km, claim_id, thing) "
    "GROUP BY level, country, place, lat, lon, ucdp_prec, radius_km, claim_id) "
    "GROUP BY level, country, place, lat, lon, ucdp_prec, radius_km",
    "root_things": "SELECT root, kind, count(*), sum(alone) FROM thing_roots JOIN things ON thing = seq GROUP BY root, kind",
    "root_outlets": "SELECT root, outlet, count(DISTINCT claim_id) FROM root_claims GROUP BY root, outlet",
}
"""Table that triggers keep → its rows, found anew."""

KEPT_WHOLE = frozenset({"capture_id", "capture"})
"""Columns whose values point to what is not copied."""


def grown(base: Path, out: Path, claims: int) -> int:
    """Write a record of at least so many claims; gives their number.

    Args:
        base: A record that was read.
        out: File to write.
        claims: Least number of claims.
    """
    with sqlite3.connect(base) as connection:
        connection.execute("VACUUM INTO ?", [str(out)])  # with what is still in its log
    with open_record(replace(Settings.load(), db=out), create=False) as record:
        record.refresh()
    with sqlite3.connect(out, isolation_level=None) as connection:
        for name, value in (("synchronous", "0"), ("journal_mode", "off"), ("cache_size", "-800000")):
            connection.execute(f"PRAGMA {name} = {value}")
        have = connection.execute("SELECT count(*) FROM claims").fetchone()[0]
        tables = [name for name in _tables(connection) if name not in LEFT]
        rows = {name: _templates(connection, name) for name in tables}
        dropped = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type"
        ).fetchall()
        connection.execute("BEGIN")
        for kind, name, _ in dropped:
            connection.execute(f"DROP {kind} {name}")
        for number in range(1, -(-claims // have)):
            for name, (columns, templates) in rows.items():
                made = (_copy(row, columns, name, number) for row in templates)
                holes = ", ".join("?" * len(columns))
                connection.executemany(
                    f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({holes})",  # noqa: S608
                    made,
                )
        for name, query in SUMS.items():
            connection.execute(f"DELETE FROM {name}")  # noqa: S608 - names of this module
            connection.execute(f"INSERT INTO {name} {query}")  # noqa: S608
        for _, _, sql in dropped:
            connection.execute(sql)
        connection.execute("INSERT INTO evidence_words (evidence_words) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        return int(connection.execute("SELECT count(*) FROM claims").fetchone()[0])


def _tables(connection: sqlite3.Connection) -> list[str]:
    """Tables in the order in which they were made: what is pointed to first; what triggers keep is left out."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY rootpage")
    return [
        name for (name,) in found if not name.startswith(("evidence_words", "sqlite_")) and name not in SUMS
    ]


def _templates(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[tuple[object, ...]]]:
    """Columns and rows of a table, ids and years marked in the text of each."""
    cursor = connection.execute(f"SELECT * FROM {table}")  # noqa: S608
    columns = [column[0] for column in cursor.description]
    made: list[tuple[object, ...]] = [
        tuple(
            _marked(value) if isinstance(value, str) and column not in KEPT_WHOLE else value
            for column, value in zip(columns, row, strict=True)
        )
        for row in cursor
    ]
    return columns, made


def _marked(text: str) -> str:
    text = ID.sub(lambda match: MARK + match[0][DIGITS:], text)
    return re.sub(r"(?<!\d)2017(?=-\d\d)", YEAR, text)


def _copy(row: tuple[object, ...], columns: list[str], table: str, number: int) -> list[object]:
    """One row as the copy of that number holds it."""
    prefix, year = f"{number:0{DIGITS}x}", str(FIRST_YEAR + number % YEARS)
    own, points = OWN_KEY.get(table), POINTS_TO.get(table)
    values: list[object] = []
    for column, value in zip(columns, row, strict=True):
        if column == own:
            value = None if table != "things" else int(str(value)) + number * SPREAD
        elif column == points:
            value = int(str(value)) + number * SPREAD
        elif isinstance(value, str):
            value = value.replace(MARK, prefix).replace(YEAR, year)
            if column == "partition_key":
                value = _partition(value, number)
        values.append(value)
    if table == "parts":  # a part names its partition
        key, payload = columns.index("partition_key"), columns.index("payload")
        told = str(row[key]).replace(MARK, prefix).replace(YEAR, year)
        values[payload] = str(values[payload]).replace(json.dumps(told), json.dumps(values[key]), 1)
    return values


def _partition(key: str, number: int) -> str:
    """The partition of a copy: that of another place."""
    pieces = key.split("|")
    pieces[CELL[pieces[0]]] += f"#{number}"
    return "|".join(pieces)
