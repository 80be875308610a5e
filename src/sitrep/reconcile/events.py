"""Claims about the same event.

Conservative: claims are one event where type (its kind in `families.yaml`), place, days and parties agree;
where that is not sure they stay apart, and a person joins them. Sources: ACLED Codebook (one event is one
pair of parties, one day, one place; activity over several days is one event a day reported, never imputed).

Overlap of days is not transitive (a siege reported day by day would become one event of months), so the most
precise claims anchor. Claims with equal days are put together first; then, from one day upwards, claims with
a longer interval join the best event of a strictly shorter one that they overlap, or become an event of their
own. What an event of 7 days or less holds thus depends on claims at most 27 days away: (7-1) + (6-1) + ... +
(2-1) = 21 for the chain of shorter intervals, and its own 6. Longer intervals tell of a campaign: they are
one by first day. Undated claims, and claims whose place is not surely known, link within their own story
only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.families import families
from sitrep.model.claim import ClaimKind, digest
from sitrep.model.record import Contradiction, Event, Series
from sitrep.reconcile.attestation import attested, denial
from sitrep.reconcile.cells import place_name
from sitrep.reconcile.parties import acting, alike, names
from sitrep.reconcile.partitions import SHORT, UNDATED, days_of, family_of, window
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.series import Key, series
from sitrep.reconcile.unions import Unions


@dataclass(frozen=True, slots=True)
class _Bundle:
    """Claims that one frame gave, with the harm that attaches to it: always one event."""

    claims: tuple[Weighed, ...]
    leader: Weighed
    kind: str
    parties: frozenset[str]

    @property
    def start(self) -> date | None:
        return self.leader.claim.time.start if self.length else None

    @property
    def end(self) -> date | None:
        return self.leader.claim.time.end if self.length else None

    @property
    def length(self) -> int | None:
        return days_of(self.leader.claim)


@dataclass(slots=True)
class _Group:
    """An event in the making: the bundles that anchor it, then those that join."""

    kind: str
    start: date | None
    end: date | None
    parties: frozenset[str]
    link: str
    """Story within which alone it links; empty where it links across stories."""
    bundles: list[_Bundle]


def events(
    family: str, cell: str, block: str, claims: Sequence[Weighed]
) -> tuple[tuple[Event, ...], tuple[Series, ...], tuple[Contradiction, ...]]:
    """The events of one block, with the tolls of each and their contradictions.

    Args:
        family: Family of event types.
        cell: Place cell.
        block: Window whose events are given: those whose first day lies in it; "undated" for those without.
        claims: Claims about happenings that touch the block, not rejected, in order of id.
    """
    telling = [item for item in claims if item.actual]
    zeros = [item for item in claims if not item.actual]
    made: list[Event] = []
    tolls: list[Series] = []
    disputes: list[Contradiction] = []
    for group in _groups(_bundles(telling)):
        if (window(group.start) if group.start else UNDATED) != block:
            continue
        event = _event(group, family, cell)
        told = _tolls(event, group, zeros)
        made.append(attested(event, _members(group), zeros, [toll for toll, _ in told]))
        tolls.extend(toll for toll, _ in told)
        disputes.extend(dispute for _, contradictions in told for dispute in contradictions)
        disputes.extend(denial(event, _members(group), zeros))
    return (
        tuple(sorted(made, key=lambda event: (event.start or date.min, event.id))),
        tuple(sorted(tolls, key=lambda toll: toll.id)),
        tuple(sorted(disputes, key=lambda dispute: dispute.id)),
    )


def _meets(a: Weighed, b: Weighed) -> bool:
    """Whether two claims of one frame, or of harm and its act, speak of the same days."""
    time_a, time_b = a.claim.time, b.claim.time
    if not (time_a.start and time_a.end and time_b.start and time_b.end):
        return time_a.start is None and time_b.start is None
    if (_length(a) > SHORT) != (_length(b) > SHORT):
        return False
    if _length(a) > SHORT:
        return time_a.start == time_b.start
    return time_a.start <= time_b.end and time_b.start <= time_a.end


def _length(item: Weighed) -> int:
    return days_of(item.claim) or 0


def _bundles(claims: Sequence[Weighed]) -> list[_Bundle]:
    by_id = {item.claim.id: item for item in claims}
    by_frame: dict[str, list[Weighed]] = {}
    for item in claims:
        by_frame.setdefault(item.claim.frame, []).append(item)
    unions: Unions[str] = Unions(by_id)
    for item in claims:
        for frame in {item.claim.frame, item.claim.event_frame} - {""}:
            for other in by_frame.get(frame, ()):
                if _meets(item, other):
                    unions.join(item.claim.id, other.claim.id)
    return [_bundle([by_id[id_] for id_ in group]) for group in unions.groups()]


def _bundle(claims: list[Weighed]) -> _Bundle:
    leader = min(
        claims,
        key=lambda item: (
            item.claim.type in families().effects,
            item.claim.kind is ClaimKind.FIGURE,
            _length(item),
            item.claim.time.start or date.min,
            item.claim.id,
        ),
    )
    acts = [item for item in claims if item.claim.type not in families().effects] or claims
    parties = frozenset().union(*(acting(item.claim) for item in acts))
    return _Bundle(tuple(claims), leader, family_of(leader.claim)[1], parties)


def _groups(bundles: Sequence[_Bundle]) -> list[_Group]:
    """Bundles put together by equal days, then longer ones joined to shorter."""
    same: dict[tuple[str, date | None, date | None, str], list[_Bundle]] = {}
    for bundle in bundles:
        linkable = bundle.leader.where.linkable and bundle.start is not None
        end = bundle.end if bundle.length is not None and bundle.length <= SHORT else None
        key = (bundle.kind, bundle.start, end, "" if linkable else bundle.leader.story)
        same.setdefault(key, []).append(bundle)
    groups = [
        _Group(kind, start, end, parties, link, members)
        for (kind, start, end, link), found in same.items()
        for members, parties in alike([(bundle, bundle.parties) for bundle in found])
    ]
    return _joined(groups)


def _joined(groups: list[_Group]) -> list[_Group]:
    anchors: dict[tuple[str, str, int], list[_Group]] = {}
    kept = []
    for group in sorted(groups, key=_precision):
        best = min(_overlapping(group, anchors), key=lambda pair: pair[0], default=None)
        if best is not None:
            best[1].bundles.extend(group.bundles)
            continue
        kept.append(group)
        for day in _days(group):
            anchors.setdefault((group.kind, group.link, day), []).append(group)
    return kept


def _precision(group: _Group) -> tuple[int, int, str, str, tuple[str, ...]]:
    days = _days(group)
    return (len(days), days.start, group.kind, group.link, tuple(sorted(group.parties)))


def _days(group: _Group) -> range:
    """Ordinals of the days of a short interval; empty for campaigns and undated groups, which never join."""
    if group.start is None or group.end is None:
        return range(0)
    return range(group.start.toordinal(), group.end.toordinal() + 1)


def _overlapping(
    group: _Group, anchors: dict[tuple[str, str, int], list[_Group]]
) -> list[tuple[tuple[int, int, int, tuple[str, ...]], _Group]]:
    """Events of strictly shorter intervals that a group may belong to, each with its rank: lowest is best.

    More shared parties first, then more days in common, then the earlier day (ACLED: an event over a night is
    coded on its first day).
    """
    days = _days(group)
    found: dict[int, tuple[_Group, int]] = {}
    for day in days:
        for anchor in anchors.get((group.kind, group.link, day), ()):
            found[id(anchor)] = (anchor, found.get(id(anchor), (anchor, 0))[1] + 1)
    ranked = []
    for anchor, common in found.values():
        shared = len(anchor.parties & group.parties)
        compatible = shared or not anchor.parties or not group.parties
        if compatible and len(_days(anchor)) < len(days):
            rank = (-shared, -common, _days(anchor).start, tuple(sorted(anchor.parties)))
            ranked.append((rank, anchor))
    return ranked


def _members(group: _Group) -> list[Weighed]:
    return sorted(
        (item for bundle in group.bundles for item in bundle.claims), key=lambda item: item.claim.id
    )


def _event(group: _Group, family: str, cell: str) -> Event:
    members = _members(group)
    place = min(
        (item.where for item in members), key=lambda where: (where.lat is None, where.name, where.lat or 0.0)
    )
    days = (group.start.isoformat() if group.start else "", group.end.isoformat() if group.end else "")
    end = group.end
    if group.start is not None and end is None:
        end = max(item.claim.time.end or group.start for item in members)
    return Event(
        id=digest("event", family, group.kind, cell, *days, group.link, *sorted(group.parties)),
        types=tuple(sorted({item.claim.type for item in members})),
        family=family,
        place=place_name(item.where for item in members),
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        start=group.start,
        end=end,
        agents=names(mention for item in members for mention in item.claim.agents),
        targets=names(mention for item in members for mention in item.claim.targets),
        claims=tuple(item.claim.id for item in members),
        counted=tuple(item.claim.id for item in members if item.counts),
        roots=tuple(sorted({item.root for item in members})),
    )


def _tolls(
    event: Event, group: _Group, zeros: Sequence[Weighed]
) -> list[tuple[Series, tuple[Contradiction, ...]]]:
    """The event's figures by metric and subject, with stated zeros about its frames beside."""
    frames = {item.claim.frame for item in _members(group)}
    about = [item for item in zeros if item.claim.event_frame in frames or item.claim.frame in frames]
    tolls: dict[tuple[str, str], list[Weighed]] = {}
    for item in [*_members(group), *about]:
        figure = item.claim.figure
        if figure is not None:
            tolls.setdefault((figure.metric, figure.subject), []).append(item)
    found = []
    for (metric, subject), claims in sorted(tolls.items()):
        key = Key(f"series|{metric}|{subject}|{event.id}", "incident")
        made = series(key, sorted(claims, key=lambda item: item.claim.id))
        if made is not None:
            found.append(made)
    return found
