"""Parties that tell one event or deal from another, and groups of claims that do not contradict in them."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sitrep.codebook.families import families
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention
from sitrep.reconcile.cells import fold
from sitrep.reconcile.judgements import BY_PERSON
from sitrep.reconcile.unions import Unions

T = TypeVar("T")


def identity(mention: PartyMention) -> str:
    """Identity of a party that can tell events apart; empty for classes of people and unknown ones."""
    if mention.kind in families().identifying or mention.reason == BY_PERSON:
        return mention.party_id or fold(mention.name)
    return fold(mention.members_of)


def acting(claim: Claim) -> frozenset[str]:
    """Identities of those who act in a claim; both sides of a clash."""
    mentions = claim.agents
    if claim.type in families().two_sided:
        mentions = (*claim.agents, *claim.targets)
    return frozenset(name for mention in mentions if (name := identity(mention)))


def involved(claim: Claim) -> frozenset[str]:
    """Identities of everyone in a claim: agents, targets and mediators."""
    mentions = (*claim.agents, *claim.targets, *claim.mediators)
    return frozenset(name for mention in mentions if (name := identity(mention)))


def names(mentions: Iterable[PartyMention]) -> tuple[str, ...]:
    """Names of parties, each once, sorted."""
    return tuple(sorted({mention.name for mention in mentions if mention.name}))


def alike(members: Sequence[tuple[T, frozenset[str]]]) -> list[tuple[list[T], frozenset[str]]]:
    """Groups of members that share a party, each with its parties, in the members' order.

    Members that name no party join the group of the others where there is exactly one; where there are
    several nothing tells which one they mean, and they stand alone together.
    """
    unions: Unions[int] = Unions(range(len(members)))
    first: dict[str, int] = {}
    for index, (_, parties) in enumerate(members):
        for party in sorted(parties):
            unions.join(first.setdefault(party, index), index)
    nameless = [index for index, (_, parties) in enumerate(members) if not parties]
    named = [group for group in unions.groups() if members[group[0]][1]]
    if nameless and len(named) == 1:
        named = [sorted(named[0] + nameless)]
    elif nameless:
        named.append(nameless)
    return [
        ([members[index][0] for index in group], frozenset().union(*(members[index][1] for index in group)))
        for group in named
    ]
