"""A report whose words stand behind emoji and combining marks, in which no engine found anything."""

from pathlib import Path

from tests.pipeline.by_hand import opened, read

REPORT = (
    "🔥🚨 Fire at the depot\n\nOctober 14, 2017\n\nRAQQA, Syria (Reuters) - "
    "👩‍👩‍👧 Near Cafe\u0301 Süd in Mayadin guards met guards, and two guards died overnight, a nurse said. "
    "40 families now sleep in a school in Tabqa.\n\n© 2017 The Daily Example\n"
)


def with_emoji(db: Path) -> str:
    """Add the report to a record; gives its id."""
    with opened(db) as record:
        return read(record, REPORT).id
