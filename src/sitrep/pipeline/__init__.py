"""The only orchestrator: runs the stages over reports into a record, and shows the record.

Names are imported when first used: a reading process needs neither the store nor the report.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sitrep.pipeline.places import add_places
    from sitrep.pipeline.record import Record, open_record
    from sitrep.store import ClaimFilter

__all__ = ["ClaimFilter", "Record", "add_places", "open_record"]

_HOME = {
    "ClaimFilter": "sitrep.store",
    "Record": "sitrep.pipeline.record",
    "add_places": "sitrep.pipeline.places",
    "open_record": "sitrep.pipeline.record",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOME[name]), name)
