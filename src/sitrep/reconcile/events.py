"""Claims about the same event.

Conservative: claims are one event where type (its kind in `families.yaml`), place, days and parties agree well
enough (`linking`); where that is not sure they stay apart, and a person joins them (`joins`). Sources: ACLED
Codebook (one event is one pair of parties, one day, one place; activity over several days is one event a day
reported, never imputed). `grouping` says how claims are put together, and every join is kept as a link.

Intervals of more than 7 days tell of a campaign: they are one by first day. What a report tells undated as its
news may join an event of the days before its publication, or what others tell undated on the same day; other
undated claims, and claims whose place is not surely known, link within their own story only.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sitrep.codebook.families import families
from sitrep.model.claim import digest
from sitrep.model.record import Contradiction, Event, Link, Series
from sitrep.reconcile.apart import apart
from sitrep.reconcile.attestation import attested, denial
from sitrep.reconcile.cells import place_name
from sitrep.reconcile.grouping import Group, groups
from sitrep.reconcile.joins import NO_JOINS, Joins
from sitrep.reconcile.parties import names
from sitrep.reconcile.partitions import UNDATED, window
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.series import Key, series
from sitrep.reconcile.units import Unit, units


@dataclass(frozen=True, slots=True)
class _Members:
    """What an event holds: claims that a rule put together, and those that a person seated with them."""

    own: tuple[Weighed, ...]
    seated: tuple[Weighed, ...]
    links: tuple[Link, ...]

    @property
    def all(self) -> list[Weighed]:
        return sorted((*self.own, *self.seated), key=lambda item: item.claim.id)


def events(
    family: str, cell: str, block: str, claims: Sequence[Weighed], people: Joins = NO_JOINS
) -> tuple[tuple[Event, ...], tuple[Series, ...], tuple[Contradiction, ...]]:
    """The events of one block, with the tolls of each and their contradictions.

    Args:
        family: Family of event types.
        cell: Place cell.
        block: Window whose events are given: those whose first day, or day of the first report where they are undated,
            lies in it; "undated" for those without either.
        claims: Claims about happenings that touch the block or are seated in it, not rejected, in order of id.
        people: Which claims people joined and parted.
    """
    telling = [item for item in claims if item.actual]
    zeros = [item for item in claims if not item.actual]
    natives = units([item for item in telling if item.claim.id not in people.seats], people)
    seated = _seated([item for item in telling if item.claim.id in people.seats], people)
    _part(natives, people)
    made: list[Event] = []
    tolls: list[Series] = []
    disputes: list[Contradiction] = []
    found = [group for group in groups(natives) if _window(group) == block]
    for group, identity in _identified(found, family, cell):
        members = _members(group, seated, people)
        event = _event(identity, group, members, family)
        told = _tolls(event, members, zeros, people)
        made.append(attested(event, members.all, zeros, [toll for toll, _ in told]))
        tolls.extend(toll for toll, _ in told)
        disputes.extend(dispute for _, contradictions in told for dispute in contradictions)
        disputes.extend(denial(event, members.all, zeros))
    return (
        tuple(sorted(made, key=lambda event: (event.start or date.min, event.id))),
        tuple(sorted(tolls, key=lambda toll: toll.id)),
        tuple(sorted(disputes, key=lambda dispute: dispute.id)),
    )


def _window(group: Group) -> str:
    day = group.profile.start or group.said_on
    return window(day) if day else UNDATED


def _seated(claims: Sequence[Weighed], people: Joins) -> dict[str, list[Unit]]:
    """Home's claim id → statements that people seated with it."""
    by_home: dict[str, list[Weighed]] = {}
    for item in claims:
        by_home.setdefault(people.seats[item.claim.id].home.claim.id, []).append(item)
    return {home: units(found, NO_JOINS) for home, found in by_home.items()}


def _part(natives: Sequence[Unit], people: Joins) -> None:
    """Tell each statement which claims people parted it from; what is seated with a statement parts it too."""
    at = {id_: unit for unit in natives for id_ in unit.ids}
    for claim, seat in people.seats.items():
        home = at.get(seat.home.claim.id)
        if home is not None:
            home.ids.add(claim)
            at[claim] = home
    for claim, other in people.parted:
        unit = at.get(claim)
        if unit is not None and unit is not at.get(other):
            unit.parted.add(other)


def _identified(found: Sequence[Group], family: str, cell: str) -> Iterable[tuple[Group, str]]:
    """Groups with the ids of their events.

    Days, place, kind and first party are the id: a further claim that joins leaves it as it is unless it dates the
    event better. Where several groups share them, all but the earliest add their first claim.
    """
    taken: set[str] = set()
    for group in sorted(found, key=lambda each: each.rank):
        said = group.profile
        days = (said.start.isoformat() if said.start else "", said.end.isoformat() if said.end else "")
        base = digest("event", family, _kind(said.kinds), cell, *days, group.story, *said.parties[:1])
        yield group, base if base not in taken else digest(base, group.rank[1])
        taken.add(base)


def _kind(kinds: Iterable[str]) -> str:
    """Of several kinds the one that `families.yaml` names first."""
    order = list(dict.fromkeys(kind for _, kind in families().kind.values()))
    return min(kinds, key=order.index)


def _members(group: Group, seated: Mapping[str, Sequence[Unit]], people: Joins) -> _Members:
    own = [item for unit in group.units for item in unit.claims]
    by_id = {item.claim.id: item for item in own}
    links = list(group.links)
    sitting: list[Weighed] = []
    for home in sorted(by_id.keys() & seated.keys()):
        for unit in seated[home]:
            sitting += unit.claims
            to = people.seats[unit.leader.claim.id].to
            links.append(Link(unit.leader.claim.id, to, 1.0, "person", apart(unit.leader, by_id[home])))
    return _Members(tuple(own), tuple(sitting), tuple(sorted(links, key=lambda link: (link.to, link.claim))))


def _event(identity: str, group: Group, members: _Members, family: str) -> Event:
    place = min(
        (item.where for item in members.own),
        key=lambda where: (where.lat is None, where.name, where.lat or 0.0),
    )
    start, end = group.profile.start, group.profile.end
    if start is not None and end is None:
        end = max(item.claim.time.end or start for item in members.own)
    every = members.all
    return Event(
        id=identity,
        types=tuple(sorted({item.claim.type for item in every})),
        family=family,
        place=place_name(item.where for item in members.own),
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        start=start,
        end=end,
        agents=names(mention for item in every for mention in item.claim.agents),
        targets=names(mention for item in every for mention in item.claim.targets),
        claims=tuple(item.claim.id for item in every),
        counted=tuple(item.claim.id for item in every if item.counts),
        roots=tuple(sorted({item.root for item in every})),
        links=members.links,
    )


def _tolls(
    event: Event, members: _Members, zeros: Sequence[Weighed], people: Joins
) -> list[tuple[Series, tuple[Contradiction, ...]]]:
    """The event's figures by metric and subject, with stated zeros about its frames beside."""
    about = [item for item in zeros if _is_about(item, members, people)]
    tolls: dict[tuple[str, str], list[Weighed]] = {}
    for item in [*members.all, *about]:
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


def _is_about(zero: Weighed, members: _Members, people: Joins) -> bool:
    seat = people.seats.get(zero.claim.id)
    if seat is not None:
        return seat.home.claim.id in {item.claim.id for item in members.own}
    frames = {item.claim.frame for item in members.all}
    return zero.claim.event_frame in frames or zero.claim.frame in frames
