"""A party that a frame leaves out, told by the other frames of the report; nothing where more than one could be meant.

On the training reports seven of eight parties inferred so are right, of those that the annotators name; other
roles and types were tried and stay below that: their parties are left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sitrep.model.mention import PartyMention

FOUGHT = frozenset({"clash", "airstrike", "capture"})
"""Types whose missing target is the one armed party that the report tells as fought or losing."""
FIGHTING = frozenset({"clash", "airstrike", "shelling", "capture", "hold", "advance"})
"""Types whose targets tell who is fought."""
_ARMED = frozenset({"armed_group", "state_force"})


def sole_enemy(targets: Iterable[Sequence[PartyMention]]) -> tuple[PartyMention, ...]:
    """The one armed party that a report tells as fought or losing, as mentions without a span.

    Args:
        targets: Resolved targets of each frame of fighting; frames whose targets are not all armed are passed over.

    Returns:
        Mentions with a reason that begins with "inferred"; nothing where there is no such party, or more than one.
    """
    found: tuple[PartyMention, ...] = ()
    for mentions in targets:
        if not mentions or any(one.kind not in _ARMED or not one.name for one in mentions):
            continue
        if found and _names(found) != _names(mentions):
            return ()
        found = found or tuple(mentions)
    return tuple(
        replace(
            one, span=None, phrase="", is_named=False, reason=f"inferred: the only party fought, {one.phrase}"
        )
        for one in found
    )


def _names(mentions: Iterable[PartyMention]) -> list[str]:
    return sorted({one.name for one in mentions})
