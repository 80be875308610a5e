"""Viewing: who saw, or took away, what the public view masks, noted in the record's ledger."""

import getpass

from sitrep.pipeline.record import Record
from sitrep.store.ledger import VIEWS

SEEN, TAKEN = VIEWS
"""Verbs of the ledger: a page or a listing was shown; a file was written or sent."""


def note_view(record: Record, what: str, *, by: str, verb: str = SEEN) -> None:
    """Write one line into the ledger; nothing else of the record changes.

    Args:
        record: The open record.
        what: The page or command, with ids at most: never a name, a filter or words of a text.
        by: Who sees it; kept apart from the ledger, so that it can be erased.
        verb: `SEEN` or `TAKEN`.

    Raises:
        StoreError: If the record cannot be written: then nothing restricted may be shown.
    """
    with record.store.writing(by, record.now()) as w:
        w.viewed(verb, what)


def login() -> str:
    """Who uses this machine, by the name of the account; "unknown user" where it has none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown user"
