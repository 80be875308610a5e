"""What a number measures: one incident, a total over more than one, or how many there are now.

Each sign (frame type, time phrase, verb form, cue words, size) adds a weight to cumulative or stock; the
heaviest measure wins. Signs and weights are data: `codebook/numbers_measures.yaml`.
"""

import re
from functools import cache

from sitrep.annotate.quantities.grammar import parse
from sitrep.annotate.times import rule_of
from sitrep.codebook.numbers_measures import measure_signs
from sitrep.model.frame import Frame
from sitrep.model.mention import Quantity
from sitrep.model.span import Span

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_AROUND = 120
_BEFORE = 60
_COUNTED = 30
_UNITS = ("percent", "person", "family", "casualty")
_PUNCTUATION = re.compile(r"[.,;:!?\n]")


def measure(
    frame: Frame, text: str, sentence: Span, time_phrase: str, *, quantity: Quantity | None = None
) -> str:
    """incident, cumulative or stock: what the number of a frame measures.

    Args:
        frame: The frame that has the quantity.
        text: The whole document.
        sentence: The trigger's sentence; at most 120 characters on each side of the trigger are read.
        time_phrase: The frame's time phrase, empty where it has none.
        quantity: Its parsed quantity; read from the frame's first quantity span where it is not given.
    """
    spans = frame.spans("quantity")
    if quantity is None and spans:
        quantity = parse(text, spans[0])
    rule = rule_of(time_phrase) if time_phrase else ""
    return weigh(frame, text, sentence, time_rule=rule, quantity=quantity)


def weigh(frame: Frame, text: str, sentence: Span, *, time_rule: str, quantity: Quantity | None) -> str:
    """incident, cumulative or stock for the number of a frame.

    Args:
        frame: The frame that has the quantity.
        text: The whole document.
        sentence: The trigger's sentence; at most 120 characters on each side of the trigger are read.
        time_rule: The rule that read the frame's time phrase, empty where it has none.
        quantity: The frame's parsed quantity; its size and unit count as signs.
    """
    weights = measure_signs().weights
    cumulative = stock = 0.0
    for sign in signs(frame, text, sentence, time_rule=time_rule, quantity=quantity):
        more_cumulative, more_stock = weights.get(sign, (0.0, 0.0))
        cumulative += more_cumulative
        stock += more_stock
    if max(cumulative, stock) <= 0:
        return "incident"
    return "cumulative" if cumulative >= stock else "stock"


def signs(frame: Frame, text: str, sentence: Span, *, time_rule: str, quantity: Quantity | None) -> list[str]:
    """The signs that hold for a frame's number, in a fixed order."""
    table = measure_signs()
    start = max(sentence.start, frame.trigger.start - _AROUND)
    window = text[start : min(sentence.end, frame.trigger.end + _AROUND)].lower()
    found = ["always", f"type:{frame.type}", f"modality:{frame.modality}"]
    found.append(f"group:{table.groups.get(frame.type, 'other')}")
    found.append(f"time:{table.times.get(time_rule, 'other')}" if time_rule else "time:none")
    cues = {match.group() for match in _cues().finditer(window)}
    found += [f"cue:{sign}" for sign, words in table.cues.items() if not cues.isdisjoint(words)]
    before = _words(text[max(start, frame.trigger.start - _BEFORE) : frame.trigger.start])[-4:]
    found += [f"before:{sign}" for sign, words in table.before.items() if _last_of(before, words)]
    trigger = frame.trigger.of(text).lower()
    if trigger in table.state_triggers or any(word in table.state_triggers for word in trigger.split()):
        found.append("trigger:state")
    if trigger.endswith("ing"):
        found.append("trigger:ing")
    if quantity is not None:
        found += _size(quantity)
        beside = text[quantity.span.end : frame.trigger.start]
        if quantity.running_total and f"time:{table.times.get(time_rule, '')}" in (
            "time:period",
            "time:span",
        ):
            found.append("running_total:period")
        if trigger.endswith("s") and len(beside) <= _COUNTED and not _PUNCTUATION.search(beside):
            found.append("trigger:counted")
    return found


@cache
def _cues() -> re.Pattern[str]:
    words = {word for group in measure_signs().cues.values() for word in group}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")


def _words(text: str) -> list[str]:
    return [match.group().lower() for match in _WORD.finditer(text)]


def _last_of(before: list[str], words: tuple[str, ...]) -> bool:
    return any(word in words for word in before)


def _size(quantity: Quantity) -> list[str]:
    """Signs of how large the number is, and of its unit."""
    value = next((bound for bound in (quantity.best, quantity.low, quantity.high) if bound is not None), None)
    found = [f"unit:{quantity.unit if quantity.unit in _UNITS else 'other'}"]
    if value is not None and quantity.unit != "percent":
        found.append(f"size:{min(len(str(int(value))), 6)}")
    found.append(f"bound:{quantity.quantifier}")
    if quantity.running_total:
        found.append("running_total")
    return found
