"""Refreshing: computing anew the parts of the record whose claims, judgements or stories have changed."""

from collections.abc import Mapping
from datetime import datetime

from sitrep.pipeline.computing import BATCH, computed
from sitrep.pipeline.corrections import Corrected
from sitrep.pipeline.settling import settle
from sitrep.pipeline.things import things
from sitrep.store import Store


def refresh(store: Store, thresholds: Mapping[str, float], *, actor: str, at: datetime) -> int:
    """Compute every dirty partition anew, and settle the claims, in one change.

    Returns:
        Number of partitions computed.
    """
    if not store.is_dirty():
        return 0
    with store.writing(actor, at) as w:
        dirty = w.read.partitions_dirty()
        corrected = Corrected(w.read)
        hashes: dict[str, str] = {}
        for start in range(0, len(dirty), BATCH):
            batch = dirty[start : start + BATCH]
            found = computed(w.read, batch, thresholds, corrected, hashes)
            w.parts((each.part, each.inputs) for each in found)
            names = w.read.masked_names({claim.document for each in found for claim in each.claims.values()})
            w.things({each.part.partition: things(each.part, each.claims, names) for each in found})
        settle(w, thresholds)
    return len(dirty)
