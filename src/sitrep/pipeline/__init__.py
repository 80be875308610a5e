"""The only orchestrator: runs the stages over reports into a record, and shows the record."""

from sitrep.pipeline.places import add_places
from sitrep.pipeline.record import Record, open_record
from sitrep.store import ClaimFilter

__all__ = ["ClaimFilter", "Record", "add_places", "open_record"]
