"""Statements → groups that are one event, each join with its link.

Overlap of days is not transitive (a siege reported day by day would become one event of months), so the most
precise statements anchor. Those of equal days are put together first, the best pair first; then, from one day
upwards, groups of a longer interval join the best group of a strictly shorter one that they overlap, or stay
groups of their own. What a group of 7 days or less holds thus depends on claims at most 27 days away: (7-1) +
(6-1) + ... + (2-1) = 21 for the chain of shorter intervals, and its own 6.

What a report tells undated as its news comes after them: it joins an event of a day or a night that ended within
the days up to its publication, if it clearly belongs to that one. What is left of it joins what others tell
undated on the same day.

Statements that name parties come first; what names none joins one of their groups only if no other fits about
as well. Statements that a person took out of an event come last, so that they change nothing of the rest.
"""

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from sitrep.codebook.linking import linking
from sitrep.model.record import Link
from sitrep.reconcile.linking import Comparison, Profile, compare, merged
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.units import Unit

Compare = Callable[[Profile, Profile], Comparison]


@dataclass
class Group:
    """An event in the making: statements of equal days that anchor it, then longer ones that joined."""

    units: list[Unit]
    profile: Profile
    links: list[Link]

    @cached_property
    def rank(self) -> tuple[str, str]:
        """Sorting key of its earliest anchoring statement, the same in any order of arrival."""
        return min(unit.rank for unit in self.units)

    @cached_property
    def leader(self) -> Weighed:
        """Claim by which links name the group."""
        return min(self.units, key=lambda unit: unit.rank).leader

    def fix(self) -> None:
        """Keep rank and leader as they are, whatever joins it later."""
        _ = self.rank, self.leader

    @property
    def story(self) -> str:
        """Story within which alone it may be joined to others; empty where it may be joined across stories."""
        return self.units[0].link

    @property
    def said_on(self) -> date | None:
        """Day on which it was first told; None if unknown."""
        return min((unit.said_on for unit in self.units if unit.said_on), default=None)

    @property
    def news(self) -> bool:
        """Whether some report tells it, undated, as its news."""
        return any(unit.news for unit in self.units)

    @property
    def parts(self) -> bool:
        """Whether a person took one of its statements out of some event."""
        return any(unit.parted for unit in self.units)

    def may_meet(self, other: "Group") -> bool:
        """Whether no person parted the two."""
        if not (self.parts or other.parts):
            return True
        return not any(
            not unit.parted.isdisjoint(each.ids) or not each.parted.isdisjoint(unit.ids)
            for unit in self.units
            for each in other.units
        )


def groups(units: Sequence[Unit]) -> list[Group]:
    """The statements of one block put together."""
    known: dict[tuple[Profile, Profile], Comparison] = {}

    def compared(one: Profile, other: Profile) -> Comparison:
        if (one, other) not in known:
            known[one, other] = compare(one, other)
        return known[one, other]

    same: dict[tuple[object, ...], list[Unit]] = {}
    for unit in units:
        same.setdefault((unit.profile.start, unit.profile.end, unit.link), []).append(unit)
    found = [group for each in same.values() for group in _of_equal_days(each, compared)]
    dated, anchors = _joined([group for group in found if group.profile.start], compared)
    return [*dated, *_reported([group for group in found if not group.profile.start], anchors, compared)]


def _of_equal_days(units: list[Unit], compared: Compare) -> list[Group]:
    free = [unit for unit in units if not unit.parted]
    named = _agglomerated(_collapsed([unit for unit in free if unit.profile.parties], compared), compared)
    found = _placed(
        _collapsed([unit for unit in free if not unit.profile.parties], compared), named, compared
    )
    leaving = [_single(unit) for unit in units if unit.parted]
    return _agglomerated(found, compared, joining=leaving) if leaving else found


def _single(unit: Unit) -> Group:
    return Group([unit], unit.profile, [])


def _collapsed(units: Iterable[Unit], compared: Compare) -> list[Group]:
    """Statements that say the same are put together without comparing each with each."""
    alike: dict[Profile, list[Unit]] = {}
    for unit in sorted(units, key=lambda unit: unit.rank):
        alike.setdefault(unit.profile, []).append(unit)
    found = []
    for profile, members in alike.items():
        itself = compared(profile, profile)
        if not itself.links:
            found += [Group([unit], profile, []) for unit in members]
            continue
        to = members[0].leader
        found.append(Group(members, profile, [_link(unit.leader, to, itself) for unit in members[1:]]))
    return found


def _link(claim: Weighed, to: Weighed, why: Comparison) -> Link:
    return Link(claim.claim.id, to.claim.id, why.score, "rule", why.features)


def _together(one: Group, other: Group, why: Comparison) -> Group:
    """Two groups of equal days as one; the one of the earlier report is joined to."""
    first, second = sorted((one, other), key=lambda group: group.rank)
    links = [*first.links, *second.links, _link(second.leader, first.leader, why)]
    return Group([*first.units, *second.units], merged(first.profile, second.profile), links)


def _agglomerated(
    found: Sequence[Group], compared: Compare, *, joining: Sequence[Group] | None = None
) -> list[Group]:
    """Groups joined pair by pair, the best pair first, until no pair is alike enough.

    Args:
        found: Groups of equal days.
        compared: Comparison of two profiles.
        joining: If given, groups that may join those found and each other; what is found is not joined anew.
    """
    pairs = _Pairs([*found, *(joining or ())], len(found) if joining is not None else 0, compared)
    while pairs.join_best():
        pass
    return sorted(pairs.alive.values(), key=lambda group: group.rank)


class _Pairs:
    """Groups that may be joined, and a queue of the pairs that are alike enough."""

    def __init__(self, found: Sequence[Group], settled: int, compared: Compare) -> None:
        self.alive = dict(enumerate(found))
        self._settled = set(range(settled))
        self._compared = compared
        self._queue: list[tuple[float, tuple[str, str], tuple[str, str], int, int]] = []
        self._following = len(found)
        for index in self.alive:
            self._weigh(index, range(index))

    def _weigh(self, index: int, others: Iterable[int]) -> None:
        one = self.alive[index]
        for number in others:
            if index in self._settled and number in self._settled:
                continue
            other = self.alive[number]
            if one.profile is other.profile:
                continue  # `_collapsed` found that what says so little is not enough
            why = self._compared(one.profile, other.profile)
            if why.links and one.may_meet(other):
                low, high = sorted((one.rank, other.rank))
                heapq.heappush(self._queue, (-why.score, low, high, number, index))

    def join_best(self) -> bool:
        """Join the best pair that is left; False where there is none."""
        while self._queue:
            *_, a, b = heapq.heappop(self._queue)
            if a in self.alive and b in self.alive:
                one, other = self.alive.pop(a), self.alive.pop(b)
                self.alive[self._following] = _together(
                    one, other, self._compared(one.profile, other.profile)
                )
                if a in self._settled or b in self._settled:
                    self._settled.add(self._following)
                self._weigh(self._following, [index for index in self.alive if index != self._following])
                self._following += 1
                return True
        return False


def _placed(nameless: list[Group], named: list[Group], compared: Compare) -> list[Group]:
    """Groups that name no party, joined where one event alone fits them; the others are joined to each other."""
    while True:
        best: tuple[float, tuple[str, str], int, int] | None = None
        for index, group in enumerate(nameless):
            fitting = _clear(group, named, compared)
            if fitting is not None:
                score = compared(group.profile, named[fitting].profile).score
                best = min(best or (1.0, ("~", ""), -1, -1), (-score, group.rank, index, fitting))
        if best is None:
            return [*named, *_agglomerated(nameless, compared)]
        _, _, index, fitting = best
        group = nameless.pop(index)
        named[fitting] = _together(named[fitting], group, compared(group.profile, named[fitting].profile))


def _clear(group: Group, others: Sequence[Group], compared: Compare) -> int | None:
    """Index of the one group that fits, None where none does or two do about as well."""
    scores = sorted(
        (
            (why.score, index)
            for index, other in enumerate(others)
            if (why := compared(group.profile, other.profile)).links and group.may_meet(other)
        ),
        reverse=True,
    )
    if not scores or (len(scores) > 1 and scores[0][0] - scores[1][0] < linking().margin):
        return None
    return scores[0][1]


Anchors = dict[tuple[str, int], list[Group]]
"""Groups by story within which alone they may be joined (mostly empty) and ordinal of a day that they cover."""


def _joined(found: list[Group], compared: Compare) -> tuple[list[Group], Anchors]:
    """Groups of longer intervals joined to those of shorter ones."""
    anchors: Anchors = {}
    kept = []
    for group in sorted(found, key=lambda each: (len(each.profile.days), each.profile.days.start, each.rank)):
        if _join(group, group.profile, anchors, compared):
            continue
        kept.append(group)
        group.fix()
        for day in group.profile.days:
            anchors.setdefault((group.story, day), []).append(group)
    return kept, anchors


def _reported(found: list[Group], anchors: Anchors, compared: Compare) -> list[Group]:
    """Undated groups, those that are news joined to the event that they tell of; the others as they are."""
    kept = []
    left: dict[date, list[Group]] = {}
    for group in sorted(found, key=lambda each: each.rank):
        day = group.said_on
        if day is None or not group.news:
            kept.append(group)
            continue
        told = replace(group.profile, reported=day)
        if not _join(group, told, anchors, compared):
            left.setdefault(day, []).append(Group(group.units, told, group.links))
    for same in left.values():
        named = _agglomerated([group for group in same if group.profile.parties], compared)
        kept += _placed([group for group in same if not group.profile.parties], named, compared)
    return kept


def _join(group: Group, said: Profile, anchors: Anchors, compared: Compare) -> bool:
    """Join a group to the one that it belongs to; False where there is none, or one cannot tell."""
    anchor = _anchor(group, said, anchors, compared)
    if anchor is None:
        return False
    anchor.links += [*group.links, _link(group.leader, anchor.leader, compared(said, anchor.profile))]
    anchor.units += group.units
    return True


def _days(said: Profile) -> range:
    """Ordinals of the days on which it may have happened."""
    if said.reported is None:
        return said.days
    last = said.reported.toordinal()
    return range(last + 1 - linking().recent, last + 1)


def _anchor(group: Group, said: Profile, anchors: Anchors, compared: Compare) -> Group | None:
    """The group of a strictly shorter interval that a group belongs to; None where no one does, or one cannot tell.

    The best score first, then more days in common, then the earlier day (ACLED: an event over a night is coded on
    its first day). Of two whose parties differ, or that are on different days, one must be clearly better.
    """
    days = _days(said)
    story = "" if said.reported else group.story
    common: dict[int, tuple[int, Group]] = {}
    for day in days:
        for anchor in anchors.get((story, day), ()):
            common[id(anchor)] = (common.get(id(anchor), (0, anchor))[0] + 1, anchor)
    ranked = []
    for shared, anchor in common.values():
        why = compared(said, anchor.profile)
        if len(anchor.profile.days) < len(days) and why.links and group.may_meet(anchor):
            ranked.append((-why.score, -shared, anchor.profile.days.start, anchor.rank, anchor))
    if not ranked:
        return None
    ranked.sort(key=lambda each: each[:4])
    best = ranked[0]
    for score, _, start, _, rival in ranked[1:]:
        differ = start == best[2] and best[4].profile.parties and rival.profile.parties
        if score - best[0] < linking().margin and (differ or len(days) > 1):
            return None
    return best[4]
