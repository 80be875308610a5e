"""Spans in the roles of frames: which role, and who stands on the other side of a fight."""

from collections.abc import Sequence

from sitrep.annotate.parties.inferred import FIGHTING
from sitrep.model.frame import Frame
from sitrep.model.span import Span

PARTY_ROLES = ("agent", "target", "mediator")


def role_of(piece: Span, frame: Frame) -> str:
    """The role of a frame that a piece of a span stands in; empty for none."""
    return next((role for role in PARTY_ROLES if any(span.contains(piece) for span in frame.spans(role))), "")


def role_spans(frames: Sequence[Frame]) -> dict[Span, tuple[str, Frame]]:
    """Spans of parties and sources → role and the first frame that they have it in."""
    found: dict[Span, tuple[str, Frame]] = {}
    for frame in frames:
        for role in PARTY_ROLES:
            for span in frame.spans(role):
                found.setdefault(span, (role, frame))
        if frame.said is not None and frame.said.source is not None:
            found.setdefault(frame.said.source, ("source", frame))
    return found


def facing(frames: Sequence[Frame]) -> tuple[tuple[Span, Span], ...]:
    """Pairs of spans that face each other as agent and target of one fight.

    A source that says what its own side did faces the target as well.
    """
    pairs = []
    for frame in frames:
        if frame.type in FIGHTING:
            sides = list(frame.spans("agent"))
            if (
                frame.said is not None
                and frame.said.source is not None
                and any(len(span) == 2 for span in sides)
            ):
                sides.append(frame.said.source)  # "it"
            pairs += [(side, target) for side in sides for target in frame.spans("target")]
    return tuple(pairs + [(target, agent) for agent, target in pairs])
