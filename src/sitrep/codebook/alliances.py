"""Who stands with whom in a year: organisations with their parts, and allies, by the relations of `party_codes.yaml`.

Rules (ours; the relations are written from public reporting, with years):

- A wing (`armed_wing_of`) and a member (`member_of`) are of the organisation that they are a part of, and of what holds that.
- Allies (`ally_of`) and backers (`backed_by`) share an interest, one step far, in both directions; they stay two organisations.
- A relation holds from its first year on and until the year before its last one: in that year it may have ended, some in war.
  Where no year is known, relations that have ended do not hold.
- What split off or followed (`splinter_of`, `successor_of`) is neither.
"""

from collections.abc import Iterable
from functools import cache, lru_cache

from sitrep.codebook import grades, parties
from sitrep.codebook.party_codes import PartyRelation, party_codes

_PART = frozenset(("armed_wing_of", "member_of"))
_ALLY = frozenset(("ally_of", "backed_by"))


@lru_cache(maxsize=4096)
def side(name: str, year: int | None) -> frozenset[str]:
    """Labels of a party's side with those of the organisations that it is a part of (`grades.sides`).

    Args:
        name: Canonical name of a party, outlet or agency.
        year: Year of what is told, None where unknown.
    """
    found: frozenset[str] = frozenset()
    for each in _upwards(_names(grades.sides(name)), year):
        found |= grades.sides(each)
    return found | grades.sides(name)


@lru_cache(maxsize=4096)
def allied(name: str, year: int | None) -> frozenset[str]:
    """Labels of the sides of a party's allies and backers, and of those that it backs; its own side is not among them."""
    own = _upwards(_names(grades.sides(name)), year)
    others = {each.of for one in own for each in _relations(one, year, _ALLY)}
    others |= {
        each.party for one in own for each in _of(one) if each.relation in _ALLY and _stands(each, year)
    }
    return frozenset().union(*(grades.sides(other) for other in others)) - side(name, year)


@lru_cache(maxsize=4096)
def organisations(name: str, year: int | None) -> frozenset[str]:
    """A party with every organisation that it is a wing or member of, all the way up."""
    return _upwards(frozenset({name}), year)


def stands_for(name: str, other: str, year: int | None) -> bool:
    """Whether one of two parties is the other, or a part of it: two members of one alliance do not stand for each other."""
    own, its = grades.sides(name), grades.sides(other)
    return bool(own & side(other, year)) or bool(its & side(name, year))


def _names(labels: Iterable[str]) -> frozenset[str]:
    """Party names behind labels of sides; a state's label stands for the state."""
    states = parties.load().states
    return frozenset(
        states[label.removeprefix("state:")].name if label.startswith("state:") else label for label in labels
    )


def _upwards(names: frozenset[str], year: int | None) -> frozenset[str]:
    found, new = set(names), set(names)
    while new:
        new = {each.of for name in new for each in _relations(name, year, _PART)} - found
        found |= new
    return frozenset(found)


def _relations(name: str, year: int | None, kinds: frozenset[str]) -> list[PartyRelation]:
    return [each for each in _by(name) if each.relation in kinds and _stands(each, year)]


def _stands(relation: PartyRelation, year: int | None) -> bool:
    if year is None:
        return not relation.last
    return relation.holds(year) and year != relation.last


def _by(name: str) -> tuple[PartyRelation, ...]:
    return _index()[0].get(name, ())


def _of(name: str) -> tuple[PartyRelation, ...]:
    return _index()[1].get(name, ())


@cache
def _index() -> tuple[dict[str, tuple[PartyRelation, ...]], dict[str, tuple[PartyRelation, ...]]]:
    """Relations by their party, and by the other one."""
    by: dict[str, tuple[PartyRelation, ...]] = {}
    of: dict[str, tuple[PartyRelation, ...]] = {}
    for each in party_codes().relations:
        by[each.party] = (*by.get(each.party, ()), each)
        of[each.of] = (*of.get(each.of, ()), each)
    return by, of
