"""Times of day as TIMEX3 writes them: "10 p.m." is T22:00, noon T12:00."""

import re
from collections.abc import Sequence

from sitrep.annotate.times.tokens import Token
from sitrep.codebook.times_find import find_words

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s?([ap])?")


def is_clock(token: Token) -> bool:
    """Whether a clock token says so itself ("10 p.m.", "8:30"), not only by what stands beside it ("at 0430")."""
    quote = str(token.value).lower()
    return token.kind == "c" and (":" in quote or "m" in quote)


def moment_of(tokens: Sequence[Token]) -> str:
    """Hour and minute of the phrase's clock or of noon or midnight ("22:00"); empty where it has none."""
    for token in tokens:
        if token.kind == "P" and token.raw in find_words().moments:
            return find_words().moments[token.raw]
        read = _CLOCK.match(str(token.value).lower()) if token.kind == "c" else None
        if read is not None:
            hour, minute = int(read[1]), int(read[2] or 0)
            if read[3]:
                hour = hour % 12 + (12 if read[3] == "p" else 0)
            return f"{hour:02}:{minute:02}" if hour <= 24 and minute < 60 else ""
    return ""
