"""Sessions: who is signed in, kept in the server's memory. Sources: OWASP ASVS 5.0, 6.3, 7.2 and 3.3."""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

LIFETIME_S = 12 * 3600
"""A session ends so long after signing in."""

IDLE_S = 2 * 3600
"""A session ends so long after its last request."""

MOST_SESSIONS = 1_000
ATTEMPTS = 5
WINDOW_S = 60.0
"""So many failures to sign in for each name, and for each address, in so many seconds."""

MOST_KEYS = 10_000


@dataclass(slots=True)
class Session:
    """One person signed in. `began` and `seen` are seconds of the clock."""

    name: str
    began: float
    seen: float


class Sessions:
    """Sessions by the hash of their token: what leaks from memory signs nobody in.

    Args:
        clock: Seconds, never going back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._found: OrderedDict[str, Session] = OrderedDict()

    def begin(self, name: str) -> str:
        """Sign somebody in; gives the token, known to the browser alone."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        with self._lock:
            self._found[_hash(token)] = Session(name, now, now)
            while len(self._found) > MOST_SESSIONS:
                self._found.popitem(last=False)
        return token

    def name(self, token: str) -> str:
        """Who the token stands for; empty where it stands for nobody, or no more."""
        now = self._clock()
        with self._lock:
            session = self._found.get(_hash(token)) if token else None
            if session is None:
                return ""
            if now - session.began > LIFETIME_S or now - session.seen > IDLE_S:
                del self._found[_hash(token)]
                return ""
            session.seen = now
            return session.name

    def end(self, token: str) -> None:
        """Sign out."""
        with self._lock:
            self._found.pop(_hash(token), None)


class Attempts:
    """How often something failed lately.

    Args:
        most: Failures after which nothing more is tried in a window.
        window_s: Length of the window in seconds.
        clock: Seconds, never going back.
    """

    def __init__(
        self, most: int = ATTEMPTS, window_s: float = WINDOW_S, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._window_s = window_s
        self._clock = clock
        self._lock = threading.Lock()
        self._tried: OrderedDict[str, deque[float]] = OrderedDict()

    def blocked(self, *keys: str) -> bool:
        """Whether something failed too often lately under any of the keys."""
        now = self._clock()
        with self._lock:
            return any(len(self._lately(key, now)) >= self._most for key in keys)

    def note(self, *keys: str) -> None:
        """Note a failure under every key."""
        now = self._clock()
        with self._lock:
            for key in keys:
                self._lately(key, now).append(now)
            while len(self._tried) > MOST_KEYS:
                self._tried.popitem(last=False)

    def _lately(self, key: str, now: float) -> deque[float]:
        times = self._tried.setdefault(key, deque(maxlen=self._most))
        self._tried.move_to_end(key)
        while times and now - times[0] > self._window_s:
            times.popleft()
        return times


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
