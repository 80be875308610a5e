"""A consistency pass over the frames that the engine finds: what the text makes certain is filled in.

Which numbers of its sentence a frame carries, number phrases that were cut, and what joined verbs share.
Triggers, types and the spans of other roles stay as the engine gave them. Every rule was measured on the
training reports against the annotators' spans; rules for lone times and places, for participles and for
"by" were tried and left out, because the engine leaves such roles empty with reason.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from sitrep.annotate import times
from sitrep.annotate.completion.carried import with_numbers
from sitrep.annotate.completion.shared import shared_roles
from sitrep.model.document import Sentence
from sitrep.model.frame import Frame
from sitrep.model.span import Span

_NEXT_WORD = re.compile(r" \w+")
_NO_TIMES = frozenset({"not_a_time", "relative_to_text"})


def complete(frames: Sequence[Frame], text: str, sentences: Sequence[Sentence]) -> tuple[Frame, ...]:
    """Frames with quantities and times made whole, and with the agents and times that joined verbs share.

    Args:
        frames: Frames of one document; their order and number stay as they are.
        text: Its text.
        sentences: Its sentences. A frame of a sentence that is not among them stays as it is.

    Returns:
        Frames whose added spans lie within the sentence of the frame's trigger.
    """
    spans = {sentence.index: sentence.span for sentence in sentences}
    done: list[Frame] = []
    for group in _by_sentence(frames):
        sentence = spans.get(group[0].sentence)
        if sentence is None or not all(sentence.contains(frame.trigger) for frame in group):
            done += group
            continue
        counted = with_numbers(group, text, sentence)
        timed = [_with_times(frame, text, sentence) for frame in counted]
        done += shared_roles(timed, text)
    return tuple(done)


def _by_sentence(frames: Sequence[Frame]) -> list[list[Frame]]:
    """Runs of neighbouring frames of one sentence."""
    groups: list[list[Frame]] = []
    for frame in frames:
        if groups and groups[-1][0].sentence == frame.sentence:
            groups[-1].append(frame)
        else:
            groups.append([frame])
    return groups


def _with_times(frame: Frame, text: str, sentence: Span) -> Frame:
    found = frame.spans("time")
    whole = tuple(_whole_time(text, span, sentence) for span in found)
    return frame if whole == found else replace(frame, roles={**frame.roles, "time": whole})


def _whole_time(text: str, span: Span, sentence: Span) -> Span:
    """The span with its next word, where it says its time only with that: "last" of "last week", "July" of "July 6"."""
    following = _NEXT_WORD.match(text, span.end, sentence.end)
    if following is None:
        return span
    rule, longer = times.rule_of(span.of(text)), Span(span.start, following.end())
    if rule == "not_a_time":
        return longer if times.rule_of(longer.of(text)) not in _NO_TIMES else span
    return longer if rule == "month" and times.rule_of(longer.of(text)) == "date_without_year" else span
