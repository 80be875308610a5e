"""Keeping: what was computed for one state of the record, and when to look for the next."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sitrep.pipeline import Record
from sitrep.store.pages import Total

T = TypeVar("T")

PATIENCE_S = 2.0
"""Seconds for which something computed holds while others change the record."""

SHARE = 4.0
"""It holds at least so many times as long as all that was computed for it took: a fifth of the time goes into keeping up."""

MOST_PATIENCE_S = 30.0
"""It holds no longer than that while others change the record, however much was asked."""

KEPT = 512
"""Answers that are kept per state of the record."""

MOST_BYTES = 64 * 1024 * 1024
"""Pages that are kept take so much at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """An answer that is kept: its body, its media type, and what it says of how it may be cached."""

    body: bytes
    media_type: str
    headers: Mapping[str, str]


class Keeping:
    """What is kept of one record until it changes. Its methods may be called from several threads at once.

    Args:
        record: The open record.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._lock = threading.Lock()
        self._refreshing = threading.Lock()
        self._state = ""
        self._version = -1
        self._decided = False
        self.clock = time.monotonic
        self._renewed_at = 0.0
        self._again = 0.0
        self._kept: OrderedDict[tuple[object, ...], object] = OrderedDict()
        self._making: dict[tuple[object, ...], threading.Lock] = {}
        self._pages: OrderedDict[tuple[object, ...], Page] = OrderedDict()
        self._bytes = 0

    def state(self) -> str:
        """A mark of what the record holds, its parts computed.

        A decision made here shows at once. While another process reads reports in, the record changes with every one of
        them: then what was computed is kept for a while, so that pages come without waiting and the reading goes on. Nobody waits
        for another who is seeing to the new state, but who has just decided something.
        """
        version = self._record.store.version()
        known = self.known()
        if known is not None:
            return known
        if self._state and not self._decided:
            if not self._refreshing.acquire(blocking=False):
                return self._state
        else:
            self._refreshing.acquire()
        try:
            return self._renewed(version)
        finally:
            self._refreshing.release()

    def known(self) -> str | None:
        """The mark, where nothing need be computed or waited for to give it."""
        if not self._state or self._decided:
            return None
        current = self.clock() < self._again or self._record.store.version() == self._version
        return self._state if current else None

    def took(self, seconds: float) -> None:
        """Note that something was computed for this state: it is to hold for as long as that is worth."""
        with self._lock:
            latest = self._renewed_at + MOST_PATIENCE_S
            self._again = min(latest, max(self._again, self.clock()) + SHARE * seconds)

    def _renewed(self, version: int) -> str:
        began = self.clock()
        self._decided = False
        found = self._record.store.state()
        if found != self._state:
            self._record.refresh()
            version = self._record.store.version()
            found = self._record.store.state()
            with self._lock:
                self._kept.clear()
                self._making.clear()
                self._pages.clear()
                self._bytes = 0
            now = self.clock()
            self._renewed_at, self._again = now, now + max(PATIENCE_S, SHARE * (now - began))
        self._state, self._version = found, version
        return found

    def decided(self) -> None:
        """Somebody has changed the record here: that is to show at once."""
        self._decided = True

    def kept(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What `make` gives, made once for as long as the record does not change; who asks for something else need not wait."""
        key = (self.state(), *key)
        with self._lock:
            if key in self._kept:
                return self._kept[key]  # type: ignore[return-value]  # the key holds what was asked
            making = self._making.setdefault(key, threading.Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]  # type: ignore[return-value]
            began = self.clock()
            made = make()
            self.took(self.clock() - began)
            with self._lock:
                self._making.pop(key, None)
                self._kept[key] = made
                if len(self._kept) > KEPT:
                    self._kept.popitem(last=False)
            return made

    def told(self, key: tuple[object, ...]) -> Total | None:
        """A number that was told for this state of the record; None where none was."""
        key = (self.state(), *key)
        with self._lock:
            found = self._kept.get(key)
            return found if isinstance(found, Total) else None

    def tell(self, key: tuple[object, ...], number: Total) -> None:
        """Keep a number that was counted, for as long as the record does not change."""
        with self._lock:
            self._kept[(self._state, *key)] = number
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)

    def page(self, key: tuple[object, ...]) -> Page | None:
        """A page that was kept under a key; the key holds the state of the record."""
        with self._lock:
            found = self._pages.get(key)
            if found is not None:
                self._pages.move_to_end(key)
            return found

    def keep_page(self, key: tuple[object, ...], page: Page) -> None:
        """Keep a page; those that were not asked for longest go first."""
        with self._lock:
            if key[0] != self._state or key in self._pages:
                return
            self._pages[key] = page
            self._bytes += len(page.body)
            while self._bytes > MOST_BYTES:
                _, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.body)
