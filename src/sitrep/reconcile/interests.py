"""Who speaks, and what stake they have in what they say.

Sources: Airwars methodology (a belligerent's acceptance of responsibility), UCDP GED Codebook 19.1 (a party's claims about its
enemy's losses are not taken as best). A claim of responsibility is no admission.
"""

from collections.abc import Iterable

from sitrep.codebook import grades, houses
from sitrep.codebook.families import families
from sitrep.model.claim import Claim
from sitrep.model.mention import PartyMention
from sitrep.reconcile.readings import Weighed

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


def sides(item: Weighed) -> frozenset[str]:
    """On whose side the source of a claim stands; empty where nobody is named.

    A report's own voice is on its outlet's owner's side alone.
    """
    name = _speaker(item)
    found = grades.sides(name) if name else frozenset()
    if item.claim.own_voice and not grades.kind_of(name):
        return frozenset()  # an outlet that no table names: nothing is known of its owner
    return found


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

    It does if it is one of the parties told of, speaks for one or is owned by one; and a party that fights if it speaks of
    its enemy's losses.

    Args:
        item: The claim.
        parties: Names of the parties to what is told.
    """
    own = sides(item)
    if not own:
        return False
    if any(own & grades.sides(party) for party in parties):
        return True
    figure = item.claim.figure
    if figure is None or not figure.subject.startswith(_COMBATANTS) or not _fights(own):
        return False
    return not own & grades.sides(figure.subject.removeprefix(_COMBATANTS))


def admits(item: Weighed) -> bool:
    """Whether a party admits, against its own interest, that it harmed civilians.

    Its own act must be meant: it is named as the agent, or nobody is and it is said to admit, acknowledge or confirm. A boast is
    no admission, and neither is a stated zero.
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
        return any(own & grades.sides(agent) for agent in agents)
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
