"""Whether two mentions of a document may tell one thing: voices, parties, and words for leaving."""

from sitrep.codebook import frames_deals, frames_sides
from sitrep.extract.assembly import ARMED, Draft, party_name
from sitrep.model.claim import root
from sitrep.model.mention import AttributionLink, PartyMention

_GENERAL = "fighters"
_LOOSE = frozenset(("combatants", "people", "unknown"))


def same_voice(lead: Draft, other: Draft, *, title: bool = False) -> bool:
    """Whether nobody else is cited for the other mention than for the lead.

    A described member of a party ("an SDF spokesman") and a named one are one voice of the party within a
    document. A headline shortens its source ("local council"): only a name that differs is another one.
    """
    if other.own_voice or not other.chain:
        return True
    two = other.chain[0]
    if lead.own_voice or not lead.chain:
        return False
    one = lead.chain[0]
    if root(lead.chain, "") == root(other.chain, ""):
        return True
    if title and (two.named != "named" or not _told_apart(one, two)):
        return True
    return bool(one.party and one.party == two.party and "described" in (one.named, two.named))


def _told_apart(one: AttributionLink, two: AttributionLink) -> bool:
    sides = ({one.name, one.party} - {""}, {two.name, two.party} - {""})
    return not sides[0] & sides[1]


def same_story(title: Draft, lead: Draft) -> bool:
    """Whether a headline's frame may be the lead's event: one type, a wider one, or two words for leaving."""
    one, two = title.type, lead.type
    leaving = frames_sides.load().leaving
    return (
        one.name == two.name
        or two.name in one.generic_for
        or one.name in two.generic_for
        or (one.name in leaving and two.name in leaving and bool(title.resolved.agents))
    )


def agents_fit(one: Draft, other: Draft) -> bool:
    """Whether agents do not tell two mentions apart: a common one, none, or members of a party told by class."""
    ours, theirs = one.resolved.agents, other.resolved.agents
    if not ours or not theirs or {party_name(p) for p in ours} & {party_name(p) for p in theirs}:
        return True
    return one_class(one, other)


def agents_told(lead: Draft, other: Draft) -> bool:
    """Whether the other's agents are only "fighters" where the lead names whose they are."""
    return bool(lead.resolved.agents) and _of_class(other.resolved.agents, lead.resolved.agents)


def one_class(one: Draft, other: Draft) -> bool:
    """Whether both name agents of one class of fighters, at least one of them without a party."""
    ours, theirs = one.resolved.agents, other.resolved.agents
    return bool(ours and theirs) and (_of_class(ours, theirs) or _of_class(theirs, ours))


def _of_class(plain: tuple[PartyMention, ...], named: tuple[PartyMention, ...]) -> bool:
    """Whether mentions are a class of fighters without a party, and others the armed party or the same class."""
    words = frames_deals.load()
    if any(party.party_id or party.members_of or party.kind not in _LOOSE for party in plain):
        return False
    if any(party.kind not in ARMED for party in named):
        return False
    classes = {words.people(party.phrase.lower()) for party in plain}
    theirs = {words.people(party.phrase.lower()) for party in named}
    return bool(classes) and (classes == {_GENERAL} or classes <= theirs)
