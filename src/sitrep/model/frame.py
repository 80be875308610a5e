"""Frame: what the engine finds in the text, before anything is resolved.

Types, modalities and roles are those of the annotation guidelines; the vocabularies with their
definitions are data in `codebook/frames.yaml`.
"""

from dataclasses import dataclass, field

from sitrep.model.span import Span

ROLES = (
    "agent",
    "target",
    "place",
    "origin",
    "destination",
    "time",
    "instrument",
    "quantity",
    "topic",
    "mediator",
)
MODALITIES = ("actual", "planned", "demanded", "possible", "negated")


@dataclass(frozen=True, slots=True)
class Said:
    """Who says it, as spans: `source` said it (`cue` is the verb), to or through `via`, citing `said_origin`."""

    source: Span | None = None
    cue: Span | None = None
    via: Span | None = None
    said_origin: Span | None = None
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One thing that the text reports: a trigger with its type, modality, role spans and said-by spans.

    `roles` maps a role to its spans in text order. `said` is None where the text speaks in its own voice.
    `confidence` (0 to 1) is the engine's calibrated probability that type and trigger are right; `claim_confidence` that
    the frame is right as a whole: type, modality, source, and every agent, target, place, time and quantity span.
    """

    trigger: Span
    type: str
    modality: str
    sentence: int
    roles: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    said: Said | None = None
    confidence: float = 0.0
    claim_confidence: float = 0.0

    def spans(self, role: str) -> tuple[Span, ...]:
        """Spans of a role, empty where the role is not expressed."""
        return self.roles.get(role, ())
