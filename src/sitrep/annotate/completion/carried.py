"""Which numbers of a sentence a frame carries: signs of words, order, roles and unit, weighed.

Every frame is asked about every number of its sentence. What the engine found is one sign among others, so that a
number that it left out can come in, and one that belongs to the next frame ("12 dead and 30 wounded") can go.
Weights are data: `codebook/completion_numbers.yaml`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sitrep.annotate.completion.numbers import NumberPhrase, number_phrases, whole_number
from sitrep.codebook.completion import completion_words
from sitrep.codebook.completion_numbers import NumberSigns, number_signs
from sitrep.model.frame import Frame
from sitrep.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AROUND = 40
_STEPS = ((1, "0"), (2, "1"), (3, "2"), (5, "3-4"), (9, "5-8"), (16, "9-15"))
_TOUCHING = frozenset("-/#.'’_@")
_UNITS = frozenset({"person", "casualty", "family", "household", "percent"})
_PEOPLE = _UNITS - {"percent"}
_ROLES = ("target", "agent", "time", "place", "origin", "destination", "topic", "instrument")
_PARTIES = ("target", "agent")
Carried = Mapping[NumberPhrase, float]
"""Numbers with the log odds that a frame carries them."""

_COUNTED_ACT = 3
"""Words that may stand between a number and the acts it counts: "two separate car bombings"."""


_LEAST = 0.01
"""Log odds at which a number of the engine's is kept whatever the signs say: any rival's are higher."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A sentence with what is told in it.

    Attributes:
        text: The document's text.
        sentence: Where the sentence stands.
        frames: Its frames.
        numbers: Its numbers.
    """

    text: str
    sentence: Span
    frames: Sequence[Frame]
    numbers: Sequence[NumberPhrase]


def with_numbers(frames: Sequence[Frame], text: str, sentence: Span) -> list[Frame]:
    """Frames of one sentence with the numbers that they carry.

    Args:
        frames: Frames as the engine gave them, in text order.
        text: The document's text.
        sentence: Their sentence.

    Returns:
        The same frames. A phrase of the engine stays as it is, made whole, where its number is kept or where it holds
        no number that can be read.
    """
    setting = Setting(text, sentence, frames, number_phrases(text, sentence))
    if not setting.numbers and not any(frame.spans("quantity") for frame in frames):
        return list(frames)
    carried = _without_rivals([_carried(frame, setting) for frame in frames], frames)
    return [_filled(frame, own, setting) for frame, own in zip(frames, carried, strict=True)]


def _carried(frame: Frame, setting: Setting) -> Carried:
    """The numbers that a frame carries by its own signs, and those that the engine found for it.

    The engine's own are given up only to a frame that carries them more surely: dropping those that the signs speak
    against gains nothing on reports that it has not learned from, and loses right ones where its spans are right.
    """
    found = [
        any(span.overlaps(phrase.core) for span in frame.spans("quantity")) for phrase in setting.numbers
    ]
    sure = {}
    for phrase, this in zip(setting.numbers, found, strict=True):
        value = odds(frame, phrase, setting, this=this, other=any(found))
        if value > 0 or this:
            sure[phrase] = max(value, _LEAST)
    return sure


def _without_rivals(carried: Sequence[Carried], frames: Sequence[Frame]) -> list[Carried]:
    """Of a frame's several numbers, not those that a frame of another type carries more surely, nor one told twice."""
    left = []
    for frame, own in zip(frames, carried, strict=True):
        lost = {
            phrase
            for phrase, sure in own.items()
            if any(
                other.type != frame.type and others.get(phrase, sure) > sure
                for other, others in zip(frames, carried, strict=True)
            )
            or any(
                phrase.number.value == twin.number.value and own[twin] > sure
                for twin in own
                if twin is not phrase
            )
        }
        kept = {phrase: sure for phrase, sure in own.items() if phrase not in lost}
        left.append(kept or own)
    return left


def _filled(frame: Frame, carried: Carried, setting: Setting) -> Frame:
    """The frame with the phrases of the numbers that it carries."""
    found = frame.spans("quantity")
    held = {span: [phrase for phrase in setting.numbers if span.overlaps(phrase.core)] for span in found}
    kept = [
        whole_number(setting.text, span, setting.sentence)
        for span, phrases in held.items()
        if not phrases or any(phrase in carried for phrase in phrases)
    ]
    old = {phrase for phrases in held.values() for phrase in phrases}
    spans = tuple(sorted(dict.fromkeys((*kept, *(phrase.span for phrase in carried if phrase not in old)))))
    if spans == found:
        return frame
    roles = {role: own for role, own in frame.roles.items() if role != "quantity"}
    return replace(frame, roles=roles | {"quantity": spans} if spans else roles)


def odds(frame: Frame, phrase: NumberPhrase, setting: Setting, *, this: bool, other: bool) -> float:
    """Log odds that a frame carries a number.

    Args:
        frame: The frame.
        phrase: A number of its sentence.
        setting: The sentence.
        this: Whether the engine found the number for the frame.
        other: Whether the engine found any number for it.
    """
    table = number_signs()
    engine = table.engine["this" if this else "other" if other else "none"]
    return engine + sum(table.weights.get(sign, 0.0) for sign in signs(frame, phrase, setting))


def signs(frame: Frame, phrase: NumberPhrase, setting: Setting) -> list[str]:
    """The signs that hold for a frame and a number of its sentence, in a fixed order.

    What the engine found as the frame's quantity is none of them.
    """
    table = number_signs()
    group = table.groups.get(frame.type, "other")
    found = ["always", f"type:{frame.type}", f"group:{group}"]
    found += _of_way(frame, phrase, setting, group, table)
    found += _of_roles(frame, phrase, setting, group, table)
    found += _of_number(frame, phrase, setting, group, table)
    found += _of_rivals(frame, phrase, setting, table)
    found.append("title" if setting.sentence.start == 0 else "body")
    return found


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _way(frame: Frame, phrase: NumberPhrase) -> tuple[str, Span]:
    """On which side of the trigger the number stands, and what lies between them."""
    trigger, span = frame.trigger, phrase.span
    if span.overlaps(trigger):
        return "in", Span(trigger.start, trigger.start)
    if span.end <= trigger.start:
        return "before", Span(span.end, trigger.start)
    return "after", Span(trigger.end, span.start)


def _of_way(
    frame: Frame, phrase: NumberPhrase, setting: Setting, group: str, table: NumberSigns
) -> list[str]:
    """What stands between trigger and number: how many words, which, other triggers and numbers."""
    side, way = _way(frame, phrase)
    between = way.of(setting.text)
    words = _words(between)
    gap = side + next((name for least, name in _STEPS if len(words) < least), "16+")
    passed = [
        other for other in setting.frames if other.trigger != frame.trigger and _lies(other.trigger, way)
    ]
    rivals = [other for other in passed if table.groups.get(other.type) in table.counting]
    numbers = [
        other
        for other in setting.numbers
        if other is not phrase and _lies(other.span, way) and other.unit in _PEOPLE
    ]
    found = [f"gap:{gap}", f"gap:{gap}*{group}"]
    found += [
        f"triggers:{min(len(passed), 2)}",
        f"counting:{min(len(rivals), 2)}",
        f"numbers:{min(len(numbers), 2)}",
    ]
    found += [f"between:{name}" for mark, name in table.marks.items() if mark in between]
    found += [f"between:{word}" for word in sorted(table.between.intersection(words))]
    acts = side == "before" and len(words) <= _COUNTED_ACT and "," not in between
    if acts and frame.trigger.of(setting.text).lower().endswith("s"):
        found += ["acts", f"acts*{group}", f"acts*{frame.type}"]
    return found


def _lies(span: Span, way: Span) -> bool:
    return way.start <= span.start < way.end


def _of_roles(
    frame: Frame, phrase: NumberPhrase, setting: Setting, group: str, table: NumberSigns
) -> list[str]:
    """Whether the number heads a phrase of the frame, or lies in one."""
    found = []
    inside = False
    for role in _ROLES:
        span = next((span for span in frame.spans(role) if span.contains(phrase.core)), None)
        if span is not None:
            left = _words(setting.text[span.start : max(span.start, phrase.span.start)])
            heads = all(word in completion_words().determiners or word in table.pointing for word in left)
            name = f"{'heads' if heads else 'inside'}:{role}"
            found += [name, f"{name}*{group}", f"{name}*{frame.type}"]
            inside = True
    if not inside:
        found.append("role:none")
    found += [
        f"elsewhere:{role}"
        for role in _PARTIES
        if frame.spans(role) and not any(span.contains(phrase.core) for span in frame.spans(role))
    ]
    taken = any(
        span.contains(phrase.core)
        for other in setting.frames
        if other.trigger != frame.trigger and table.groups.get(other.type) in table.counting
        for role in _PARTIES
        for span in other.spans(role)
    )
    if taken:
        found += ["taken", f"taken*{'inside' if inside else 'outside'}"]
    return found


def _of_number(
    frame: Frame, phrase: NumberPhrase, setting: Setting, group: str, table: NumberSigns
) -> list[str]:
    """What the number is, what it counts, and the words beside it."""
    text, number = setting.text, phrase.number
    unit = phrase.unit if phrase.unit in _UNITS else "other"
    found = [f"unit:{unit}", f"unit:{unit}*{group}", f"unit:{unit}*{frame.type}", f"kind:{number.kind}"]
    quote = phrase.core.of(text).lower()
    found.append("digits" if quote[:1].isdigit() else "word")
    if quote in table.spelled:
        found.append(f"spelled:{quote}")
    if quote.isdigit() and len(quote) == 4 and 1900 <= (number.value or 0) <= 2100:
        found.append("year")
    after, before = text[number.end : number.end + 2], text[max(0, number.start - 1) : number.start]
    if before in _TOUCHING or (after[:1] in _TOUCHING and after[1:].isalnum()):
        found.append("touching")
    if phrase.span.start < number.start:
        found.append("bounded")
    return found + _beside(phrase, setting, table)


def _beside(phrase: NumberPhrase, setting: Setting, table: NumberSigns) -> list[str]:
    """The words before and after the number phrase."""
    text, sentence, span = setting.text, setting.sentence, phrase.span
    left = _words(text[max(sentence.start, span.start - _AROUND) : span.start])
    right = _words(text[span.end : min(sentence.end, span.end + _AROUND)])
    last, first = (left or [""])[-1], (right or [""])[0]
    found = {
        "date": last in table.months or first in table.months,
        "never_after": last in completion_words().never_after,
        "of_time": not table.of_time.isdisjoint(right[:2]),
        "of_measure": first in table.of_measure,
        "pointed_at": last in table.pointing,
        f"after:{last}": last in table.before,
    }
    return [sign for sign, holds in found.items() if holds]


def _of_rivals(frame: Frame, phrase: NumberPhrase, setting: Setting, table: NumberSigns) -> list[str]:
    """Whether another number is nearer to the trigger, and another trigger nearer to the number."""
    own = _apart(phrase, frame)
    nearer = sum(_apart(other, frame) < own for other in setting.numbers if other is not phrase)
    found = [f"rank:{min(nearer, 2)}"]
    grouped = [other for other in setting.frames if other.type in table.groups]
    counting = [other for other in grouped if table.groups[other.type] in table.counting]
    for name, others in (("nearest", grouped), ("nearest_counting", counting)):
        if others:
            nearest = min(others, key=lambda other: _apart(phrase, other))
            found.append(f"{name}:{'this' if nearest.trigger == frame.trigger else 'other'}")
    return found


def _apart(phrase: NumberPhrase, frame: Frame) -> int:
    return max(phrase.span.start - frame.trigger.end, frame.trigger.start - phrase.span.end, 0)
