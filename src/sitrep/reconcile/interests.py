"""Who speaks, and what stake they have in what they say.

Sources: Airwars methodology (a belligerent's acceptance of responsibility), UCDP GED Codebook 19.1 (a party's claims about its
enemy's losses are not taken as best). A claim of responsibility is no admission.
"""

from collections.abc import Iterable

from sitrep.codebook import alliances, grades, houses
from sitrep.codebook.families import families
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention
from sitrep.reconcile.readings import Weighed
from sitrep.reconcile.unions import Unions

_COMBATANTS = "combatants:"
_BY_NAME = {"named": 0, "described": 1}
_UNNAMED = 2


def source(item: Weighed) -> str:
    """The independent source of a claim: who speaks for a party is one source with it, unlike `Weighed.root`."""
    speaker = _speaker(item)
    return speaker if speaker and not item.claim.own_voice else item.root


def standing(item: Weighed) -> int:
    """0 a named source, 1 one that is described ("a spokesman"), 2 an unnamed one and a report's own voice."""
    if item.claim.own_voice or not item.claim.chain or item.root.startswith("unnamed:"):
        return _UNNAMED
    return _BY_NAME.get(item.claim.chain[0].named, _UNNAMED)


def origins(items: Iterable[Weighed]) -> dict[str, str]:
    """Claim id → its independent origin: `source`, the same for a party and what it is a wing or member of.

    Two members of one alliance are one origin; it bears the first name of its sources.
    """
    every = list(items)
    held = {item.claim.id: alliances.organisations(source(item), year_of(item)) for item in every}
    unions: Unions[str] = Unions(sorted(frozenset().union(*held.values())))
    for names in held.values():
        first, *rest = sorted(names)
        for other in rest:
            unions.join(first, other)
    sources = {source(item) for item in every}
    named = {name: min(sources.intersection(group)) for group in unions.groups() for name in group}
    return {item.claim.id: named[source(item)] for item in every}


def sides(item: Weighed) -> frozenset[str]:
    """On whose side the source of a claim stands, its organisation's with it; empty where nobody is named.

    A report's own voice is on its outlet's owner's side alone.
    """
    name = _side(item)
    return alliances.side(name, year_of(item)) if name else frozenset()


def _side(item: Weighed) -> str:
    """The name whose side a source is on; empty for an outlet that no table names: nothing is known of its owner."""
    name = _speaker(item)
    return "" if item.claim.own_voice and not grades.kind_of(name) else name


def year_of(item: Weighed) -> int | None:
    """The year of what is told, else of the report; None where neither is known."""
    day = item.claim.time.start or item.said_on
    return day.year if day else None


def parties_of(claims: Iterable[Claim]) -> frozenset[str]:
    """Names of the parties that act or suffer in claims; classes of people are none."""
    found = set()
    for claim in claims:
        for mention in (*claim.agents, *claim.targets):
            found.add(_party(mention))
    return frozenset(found - {""})


def agents_of(claim: Claim) -> frozenset[str]:
    """Names of the parties that act in a claim."""
    return frozenset(name for mention in claim.agents if (name := _party(mention)))


def interested(item: Weighed, parties: Iterable[str]) -> bool:
    """Whether a source has a stake in what it says.

    It does if it is one of the parties told of, is a part or an ally of one, speaks for one or is owned by one; and a party that
    fights if it speaks of its enemy's losses.

    Args:
        item: The claim.
        parties: Names of the parties to what is told.
    """
    own = sides(item)
    if not own:
        return False
    name, year = _side(item), year_of(item)
    near = own | alliances.allied(name, year)
    if any(near & alliances.side(party, year) for party in parties):
        return True
    figure = item.claim.figure
    if figure is None or not figure.subject.startswith(_COMBATANTS) or not _fights(own):
        return False
    return not near & alliances.side(figure.subject.removeprefix(_COMBATANTS), year)


def admits(item: Weighed) -> bool:
    """Whether a party admits, against its own interest, that it harmed civilians.

    Its own act must be meant: it, a part of it or the whole of it is named as the agent, or nobody is and it is said to admit,
    acknowledge or confirm. A boast is no admission, a stated zero is none, and nobody admits what an ally has done.
    """
    claim, rules = item.claim, grades.load()
    own = sides(item)
    if claim.own_voice or not item.actual or not own or not _fights(own) or not _harms_civilians(claim):
        return False
    cue = " ".join(link.cue for link in claim.chain[:1]).lower()
    if rules.boasting.search(cue):
        return False
    agents = agents_of(claim)
    if agents:
        return any(alliances.stands_for(_side(item), agent, year_of(item)) for agent in agents)
    return bool(rules.admitting.search(cue))


def doubted(item: Weighed) -> bool:
    """Whether the report keeps its distance from what it tells: "claimed", "alleged"."""
    return any(grades.load().doubting.search(link.cue.lower()) for link in item.claim.chain)


def _speaker(item: Weighed) -> str:
    if not item.claim.chain:
        return ""
    first = item.claim.chain[0]
    if first.party and not item.claim.own_voice:
        return first.party
    return first.name if first.named == "named" else ""


def _party(mention: PartyMention) -> str:
    if mention.members_of:
        return mention.members_of
    return mention.name if mention.kind in families().identifying else ""


def _fights(own: Iterable[str]) -> bool:
    kinds = grades.load().belligerents
    return any(side.startswith("state:") or grades.kind_of(side) in kinds for side in own)


def _harms_civilians(claim: Claim) -> bool:
    rules, figure = grades.load(), claim.figure
    if figure is not None:
        told = figure.subject in houses.load().civilian_subjects and figure.metric in rules.harm_metrics
        return told and figure.best != 0
    return claim.type in rules.harm_types and any(mention.kind in rules.harmed for mention in claim.targets)
