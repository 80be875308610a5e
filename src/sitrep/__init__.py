"""sitrep: news reporting on an armed conflict in, an attributed and auditable situation record out.

The names of `__all__` are the public library. Each is imported when it is first used, so that `import sitrep` and
`sitrep --help` load neither the engine nor the store.
"""

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    __version__: str

    from sitrep.errors import (
        REASONS,
        CodebookError,
        ConflictError,
        EngineError,
        JudgementError,
        MissingExtraError,
        NotFoundError,
        ReadError,
        SchemaVersionError,
        SettingsError,
        SitrepError,
        SpanError,
        StoreError,
    )
    from sitrep.model.claim import Claim, ClaimKind
    from sitrep.model.columns import CLAIM_COLUMNS
    from sitrep.model.document import Capture, Document, SourceAttributes
    from sitrep.model.record import Contradiction, ControlState, Deal, Event, Link, Series, WireStory
    from sitrep.model.review import Judgement, Verdict
    from sitrep.model.situation import Situation
    from sitrep.model.span import Span
    from sitrep.model.view import Level
    from sitrep.pipeline import ClaimFilter, Record, add_places, open_record
    from sitrep.pipeline.carrying import Imported
    from sitrep.pipeline.explanation import EventExplanation, Explanation
    from sitrep.pipeline.interchange import write_frames
    from sitrep.pipeline.reading import Reading
    from sitrep.pipeline.stories import StoryHistory
    from sitrep.settings import Settings

__all__ = [
    "CLAIM_COLUMNS",
    "REASONS",
    "Capture",
    "Claim",
    "ClaimFilter",
    "ClaimKind",
    "CodebookError",
    "ConflictError",
    "Contradiction",
    "ControlState",
    "Deal",
    "Document",
    "EngineError",
    "Event",
    "EventExplanation",
    "Explanation",
    "Imported",
    "Judgement",
    "JudgementError",
    "Level",
    "Link",
    "MissingExtraError",
    "NotFoundError",
    "ReadError",
    "Reading",
    "Record",
    "SchemaVersionError",
    "Series",
    "Settings",
    "SettingsError",
    "Situation",
    "SitrepError",
    "SourceAttributes",
    "Span",
    "SpanError",
    "StoreError",
    "StoryHistory",
    "Verdict",
    "WireStory",
    "__version__",
    "add_places",
    "open_record",
    "write_frames",
]

_NAMES = MappingProxyType(
    {
        "sitrep.errors": (
            "REASONS", "CodebookError", "ConflictError", "EngineError", "JudgementError",
            "MissingExtraError", "NotFoundError", "ReadError", "SchemaVersionError", "SettingsError", "SitrepError", "SpanError",
            "StoreError",
        ),
        "sitrep.model.claim": ("Claim", "ClaimKind"),
        "sitrep.model.columns": ("CLAIM_COLUMNS",),
        "sitrep.model.document": ("Capture", "Document", "SourceAttributes"),
        "sitrep.model.record": ("Contradiction", "ControlState", "Deal", "Event", "Link", "Series", "WireStory"),
        "sitrep.model.review": ("Judgement", "Verdict"),
        "sitrep.model.situation": ("Situation",),
        "sitrep.model.span": ("Span",),
        "sitrep.model.view": ("Level",),
        "sitrep.pipeline": ("ClaimFilter", "Record", "add_places", "open_record"),
        "sitrep.pipeline.carrying": ("Imported",),
        "sitrep.pipeline.explanation": ("EventExplanation", "Explanation"),
        "sitrep.pipeline.interchange": ("write_frames",),
        "sitrep.pipeline.reading": ("Reading",),
        "sitrep.pipeline.stories": ("StoryHistory",),
        "sitrep.settings": ("Settings",),
    }
)  # fmt: skip
"""Module → the public names it holds."""


if not TYPE_CHECKING:  # a type checker must see the imports above alone, or it would accept any name

    def __getattr__(name: str) -> Any:
        """A public name, from the module that holds it."""
        if name == "__version__":
            return import_module("importlib.metadata").version("sitrep")
        for module, names in _NAMES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(f"module 'sitrep' has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
