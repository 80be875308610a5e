"""Watching: what of the restricted view was shown to whom, one line a person, page and day; files always.

A line names the route and ids: no filter, no words that were looked for, no name.
"""

import re
from datetime import date

from fastapi import Request

from sitrep.export import EXPORTERS
from sitrep.pipeline.record import Record
from sitrep.pipeline.viewing import SEEN, note_view
from sitrep.report import FORMATS

_ID = re.compile(r"[0-9a-f]{4,64}")
_KNOWN = frozenset((*EXPORTERS, *(ending.removeprefix(".") for ending in FORMATS)))
MOST_NOTED = 100_000
"""Lines that are remembered so as not to be written twice a day."""

SOMEBODY = "somebody at this machine"
"""Who looks where nobody signs in and nobody gave a name."""


class Watch:
    """Notes views of one record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._day = date.min
        self._noted: set[tuple[str, str]] = set()

    def note(self, what: str, *, by: str, verb: str) -> None:
        """Write a line; of what is only seen, once a day for each person.

        Raises:
            StoreError: If it cannot be written.
        """
        today = self._record.now().date()
        if today != self._day or len(self._noted) >= MOST_NOTED:
            self._day, self._noted = today, set()
        by = by or SOMEBODY
        if verb == SEEN and (by, what) in self._noted:
            return
        note_view(self._record, what, by=by, verb=verb)
        self._noted.add((by, what))


def what_of(request: Request) -> str:
    """What a request asks for: its route, with ids and names of formats; anything else that was typed is left out."""
    route = request.scope.get("route")
    what: str = getattr(route, "path", "unknown")
    for name, value in request.path_params.items():
        told = str(value) if _ID.fullmatch(str(value)) or value in _KNOWN else "…"
        what = what.replace(f"{{{name}}}", told)
    return what
