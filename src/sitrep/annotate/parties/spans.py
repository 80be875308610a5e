"""Role spans as whole noun phrases: pieces put together, loose articles and conjunctions left out."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sitrep.model.frame import Frame
from sitrep.model.span import Span

_ARTICLES = frozenset({"the", "a", "an"})
_LOOSE_END = re.compile(r"(?:[\s,;]|\s(?:and|or|of|the|a|an|by|from))+$", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|;|\b(?:and|or|nor))\s*$", re.IGNORECASE)


def whole_spans(frames: Sequence[Frame], text: str) -> tuple[Frame, ...]:
    """Frames with role spans mended; their order and number stay as they are.

    Spans of one role with nothing but a space between them are one phrase ("the army led by" and "General
    Haddad"), unless the first ends in a comma or conjunction. What a span ends in without its noun ("Russia
    and") is cut off. An article alone is no span.

    Args:
        frames: Frames of one document.
        text: Its text.
    """
    return tuple(_whole(frame, text) for frame in frames)


def _whole(frame: Frame, text: str) -> Frame:
    roles = {role: _mended(spans, text) for role, spans in frame.roles.items()}
    if roles == frame.roles:
        return frame
    return replace(frame, roles={role: spans for role, spans in roles.items() if spans})


def _mended(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if last is not None and _continues(last, span, text):
            joined[-1] = Span(last.start, span.end)
        else:
            joined.append(span)
    cut = (_cut(span, text) for span in joined)
    return tuple(span for span in cut if len(span) and span.of(text).lower() not in _ARTICLES)


def _continues(last: Span, span: Span, text: str) -> bool:
    return text[last.end : span.start] in {" ", "-"} and not _JOINED.search(last.of(text)[-8:])


def _cut(span: Span, text: str) -> Span:
    """The span without a loose end; one that is nothing else stays as it is."""
    quote = span.of(text)
    end = _LOOSE_END.search(quote, max(0, len(quote) - 30))
    return span if end is None or end.start() == 0 else Span(span.start, span.start + end.start())
