"""Claims and judgements → parts of the record, pure: the same in any order of arrival.

`partition_keys` names the parts that a claim touches; `reconcile` computes one of them from the claims that
touch it. The record is the union of all parts.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

from sitrep.model.claim import Claim
from sitrep.model.record import RecordPart
from sitrep.model.review import Judgement
from sitrep.reconcile.control import control
from sitrep.reconcile.deals import deals
from sitrep.reconcile.events import events
from sitrep.reconcile.joins import NO_JOINS, Joins, joined_keys, joins
from sitrep.reconcile.judgements import about_events, spread
from sitrep.reconcile.partitions import event_keys, keys_of, partition_keys
from sitrep.reconcile.readings import Weighed, weigh
from sitrep.reconcile.series import Key, series

__all__ = ["joined_keys", "partition_keys", "reconcile"]


def reconcile(
    partition: str,
    claims: Sequence[Claim],
    judgements: Sequence[Judgement],
    stories: Mapping[str, str],
    *,
    thresholds: Mapping[str, float],
    corrections: Collection[str] = (),
    superseded: Collection[str] = (),
) -> RecordPart:
    """One part of the record.

    Two readings are kept apart in all of it. *Counted*: accepted by a person, or confidence at or above the
    threshold of its kind and not in a headline only. *All*: every claim that nobody rejected. Only what is
    told as fact (modality actual) enters figures, control and events.

    Args:
        partition: A key of `partition_keys`.
        claims: The claims that touch it, in any order; others are left aside.
        judgements: Decisions about these claims, in any order.
        stories: Document id → wire story id: reprints of one story are one voice.
        thresholds: Kind of claim → confidence from which it counts unreviewed; kinds without one never do.
        corrections: Documents marked as corrections: in a series they beat the rest of their story.
        superseded: Claims whose sentence a correction changed (`reprints.superseded`): they stay, and are in no
            figure or control; they count only if a person accepts them.

    Raises:
        ValueError: If there is no such kind of partition, or a judgement sets what cannot be set.
    """
    kind, _, rest = partition.partition("|")
    if kind not in _KINDS:
        raise ValueError(f"no partition {partition!r}: its kind must be one of {', '.join(_KINDS)}")
    weighed = weigh(
        claims, judgements, stories, thresholds=thresholds, corrections=corrections, superseded=superseded
    )
    if kind == "event":
        said = any(about_events(judgement) for judgement in judgements)
        people = joins(weighed, spread(claims, judgements, stories)) if said else NO_JOINS
        return _events(partition, rest.split("|"), weighed, people)
    touching = [item for item in weighed if partition in keys_of(item.claim)]
    return _PARTS[kind](partition, rest.split("|"), touching)


def _series(partition: str, names: list[str], claims: Sequence[Weighed]) -> RecordPart:
    period = names[3]
    cumulative = period[:1].isdigit()
    measure = "stock" if period == "stock" else "incident" if period.startswith("day:") else "cumulative"
    parts = []
    for link in sorted({"" if item.where.linkable else item.story for item in claims}):
        told = [item for item in claims if ("" if item.where.linkable else item.story) == link]
        since = told[0].claim.time.start if cumulative else None
        made = series(Key(f"{partition}|{link}" if link else partition, measure, since), told)
        if made is not None:
            parts.append(made)
    return RecordPart(
        partition,
        series=tuple(part for part, _ in parts),
        contradictions=tuple(dispute for _, disputes in parts for dispute in disputes),
    )


def _events(partition: str, names: list[str], claims: Sequence[Weighed], people: Joins) -> RecordPart:
    family, cell, block = names
    touching = [
        item
        for item in claims
        if partition in event_keys((seat.home if (seat := people.seats.get(item.claim.id)) else item).claim)
    ]
    made, tolls, disputes = events(family, cell, block, touching, people)
    return RecordPart(partition, events=made, series=tolls, contradictions=disputes)


def _deals(partition: str, names: list[str], claims: Sequence[Weighed]) -> RecordPart:
    made, disputes = deals(names[0], claims)
    return RecordPart(partition, deals=made, contradictions=disputes)


def _control(partition: str, names: list[str], claims: Sequence[Weighed]) -> RecordPart:
    made, disputes = control(names[0], claims)
    return RecordPart(partition, control=made, contradictions=disputes)


_PARTS: Mapping[str, Callable[[str, list[str], Sequence[Weighed]], RecordPart]] = {
    "series": _series,
    "deal": _deals,
    "control": _control,
}
_KINDS = ("event", *_PARTS)
