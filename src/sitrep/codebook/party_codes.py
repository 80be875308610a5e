"""Codes of parties in PLOVER, CAMEO and ACLED, and their relations with dates, from `party_codes.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sitrep.codebook import read_yaml
from sitrep.codebook.acled_categories import acled_categories
from sitrep.codebook.country_codes import CountryCodes, country_codes
from sitrep.codebook.parties import Parties, Party, load
from sitrep.codebook.ucdp import ucdp
from sitrep.errors import CodebookError

RELATIONS = frozenset(("member_of", "armed_wing_of", "backed_by", "splinter_of", "successor_of", "ally_of"))


@dataclass(frozen=True, slots=True)
class PartyRelation:
    """A relation between two parties.

    Attributes:
        party: Name of the party.
        relation: One of `RELATIONS`.
        of: Name of the other party or state.
        first: First year, 0 where open or not certain.
        last: Last year, inclusive, 0 where open or not certain.
    """

    party: str
    relation: str
    of: str
    first: int
    last: int

    def holds(self, year: int) -> bool:
        """Whether the relation stood in that year, as far as its years are known."""
        return (not self.first or year >= self.first) and (not self.last or year <= self.last)


@dataclass(frozen=True, slots=True)
class UcdpSide:
    """A party as a side of UCDP's dyads.

    Attributes:
        name: UCDP's name; ours where UCDP's was not read.
        id: UCDP's actor id, None where it was not read in a source.
        gwno: State number of Gleditsch and Ward, None for what is no state.
    """

    name: str
    id: int | None
    gwno: int | None


@dataclass(frozen=True, slots=True)
class PartyCodes:
    """Codes by rule.

    Attributes:
        cameo_roles: PLOVER sector → CAMEO role.
        governing: Ids of parties that govern.
        international: Kind of a party without a home → country part of its CAMEO code.
        wikidata: Party id → Wikidata id, only where it was read in a source.
        ucdp: Party id → UCDP's actor id and name, where they were read in a source.
        relations: All relations, in the order of the file.
    """

    cameo_roles: Mapping[str, str]
    governing: frozenset[str]
    international: Mapping[str, str]
    wikidata: Mapping[str, str]
    ucdp: Mapping[str, tuple[int, str]]
    relations: tuple[PartyRelation, ...]

    def inter(self, party: Party, country: str) -> int:
        """ACLED's inter code of a party in a country: state forces abroad are External/Other forces (8).

        Args:
            party: The party.
            country: ISO alpha-3 code of the country where it acts, empty where unknown.
        """
        book = acled_categories()
        code = next(code for code, text in book.inter.items() if text == party.inter)
        return book.inter_abroad(code, party.home, country)

    def plover_actor(self, party: Party) -> tuple[str, str]:
        """PLOVER's country and sector of a party; the country is empty where it has no home, IGO or NGO for such bodies."""
        if not party.home and party.sector in ("IGO", "NGO"):
            return party.sector, ""
        return party.home, party.sector

    def cameo_actor(self, party: Party) -> str:
        """CAMEO's actor code of a party: country and role ("SYRREB"), or an international prefix where it has no home."""
        if party.kind == "state":
            return party.home
        if not party.home:
            return self.international[party.kind]
        role = "GOV" if party.id in self.governing else self.cameo_roles[party.sector]
        return party.home + role

    def ucdp_side(self, party: Party) -> UcdpSide:
        """A party as UCDP would write a side: a state and its forces are its government, whatever they are called."""
        if party.kind in ("state", "state_force") and party.home:
            state = _by_iso3()[party.home]
            return UcdpSide(ucdp().state(state.ucdp_name), None, state.gwno)
        number, name = self.ucdp.get(party.id, (None, party.name))
        return UcdpSide(name, number, None)

    def of(self, party: str, year: int | None = None) -> tuple[PartyRelation, ...]:
        """Relations of a party, of one year where it is given."""
        return tuple(
            each for each in self.relations if each.party == party and (year is None or each.holds(year))
        )


@cache
def party_codes() -> PartyCodes:
    """The codes, read once.

    Raises:
        CodebookError: If a relation, id or role names a party or sector that there is none of.
    """
    data = read_yaml("party_codes.yaml")
    book = load()
    relations = tuple(
        PartyRelation(row["party"], row["relation"], row["of"], row.get("from", 0), row.get("to", 0))
        for row in data["relations"]
    )
    for each in relations:
        _check(each, book)
    ids = {party.id for party in book.by_name.values()}
    if unknown := {*data["governing"], *data["wikidata"], *data["ucdp"]} - ids:
        raise CodebookError(f"party_codes.yaml: unknown parties {sorted(unknown)}")
    if unsourced := [name for name, entry in data["wikidata"].items() if not entry.get("source")]:
        raise CodebookError(f"party_codes.yaml: a Wikidata id without a source: {unsourced}")
    return PartyCodes(
        cameo_roles=data["cameo_roles"],
        governing=frozenset(data["governing"]),
        international=data["international"],
        wikidata={name: entry["id"] for name, entry in data["wikidata"].items()},
        ucdp={name: (entry["id"], entry["name"]) for name, entry in data["ucdp"].items()},
        relations=relations,
    )


@cache
def _by_iso3() -> dict[str, CountryCodes]:
    return {codes.iso3: codes for codes in country_codes().values()}


def _check(each: PartyRelation, book: Parties) -> None:
    if unknown := {each.party, each.of} - set(book.by_name):
        raise CodebookError(f"party_codes.yaml: a relation names the unknown party {sorted(unknown)}")
    if each.relation not in RELATIONS:
        raise CodebookError(f"party_codes.yaml: {each.party} has the unknown relation {each.relation!r}")
    if each.first and each.last and each.first > each.last:
        raise CodebookError(f"party_codes.yaml: {each.party} {each.relation} {each.of} ends before it starts")
