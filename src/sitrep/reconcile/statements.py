"""Statements: what one story says of one number, by one source, is said once, however many copies print it."""

from collections.abc import Sequence

from sitrep.model.claim import Claim
from sitrep.model.mention import Number
from sitrep.reconcile.readings import Weighed

Key = tuple[str, str, bool, bool, str, tuple[Number | None, ...], tuple[bool, ...]]


def statements(claims: Sequence[Weighed]) -> tuple[list[Weighed], dict[str, str]]:
    """The claims that speak, and the copies that say nothing of their own.

    A copy printed days later speaks of the day of the first report: the earliest version that is good enough leads, so that
    nobody moves a number forward by printing it again.

    Args:
        claims: Claims with figures of one series, in order of id.

    Returns:
        Leading claims in order of id; copy id → id of the claim that leads it.
    """
    groups: dict[Key, list[Weighed]] = {}
    for item in claims:
        groups.setdefault(_key(item), []).append(item)
    leaders, copies = [], {}
    for group in groups.values():
        leader = min(group, key=_rank)
        leaders.append(leader)
        copies.update({item.claim.id: leader.claim.id for item in group if item is not leader})
    return sorted(leaders, key=lambda item: item.claim.id), copies


def _key(item: Weighed) -> Key:
    figure = item.figure
    return (
        item.story,
        item.root,
        item.corrects,
        item.superseded,
        figure.quantifier,
        (figure.low, figure.best, figure.high),
        (figure.low_open, figure.high_open, figure.increment, figure.running_total),
    )


def _rank(item: Weighed) -> tuple[bool, bool, str, int, str]:
    claim: Claim = item.claim
    latest = -(item.as_of.toordinal() if item.as_of else 0)  # of one report, its latest word on that number
    return (not item.passes, claim.headline_only, claim.published or "~", latest, claim.id)
